"""The online and the offline channels of each need, side by side."""

import streamlit as st

from plans.community import SideBySide
from plans.terms import names_of
from ui import address
from ui import words as app_words
from ui.communities import own, words
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape

_WIDE = 150


def draw(landscape: Landscape) -> Asked:
    """Show the needs that the choices leave, in the order of the journey."""
    found = {each.need: each for each in own.side_by_side(landscape)}
    needs = landscape.needs()
    found = {need: found[need] for need in [*needs, *found] if need in found}
    quiet(words.CHANNELS_LEAD)
    shown = _chosen(landscape, found)
    if not shown:
        st.markdown(words.NO_NEED)
    else:
        both = sum(each.both for each in shown)
        st.markdown(words.SHOWN.format(shown=app_words.count(len(shown), "need", "needs"), both=both))
        table(
            [words.NEED, words.SIDES, words.ONLINE, words.OFFLINE, words.HYBRID],
            [
                [
                    f"[{markdown(each.label)}]({address.path('gaps', need=each.need)})",
                    words.BOTH if each.both else words.ONE,
                    *(_named(side, each.here) for side in (each.online, each.offline, each.hybrid)),
                ]
                for each in shown
            ],
            alt=words.CHANNELS,
            column_pixels=_WIDE,
        )
    return {words.QUERIES["media"]: ("media-of-needs", {})}


def _chosen(landscape: Landscape, found: dict[str, SideBySide]) -> list[SideBySide]:
    needs = landscape.needs()
    stages = {stage.id: stage.label for stage in landscape.journey()}
    with st.grid("auto", min_column_width=300):
        chosen = st.multiselect(
            words.FILTER,
            list(found),
            key="communities-needs",
            format_func=lambda need: found[need].label,
            placeholder=words.FILTER_PLACEHOLDER,
            filter_mode="contains",
            select_all=False,
        )
        stage = st.selectbox(
            words.STAGE_LABEL,
            ["", *stages],
            key="communities-stage",
            format_func=lambda id_: stages.get(id_, words.EVERY_STAGE),
        )
    one_side = st.toggle(words.ONE_SIDE, key="communities-one-side")
    return [
        each
        for need, each in found.items()
        if (not chosen or need in chosen)
        and (not stage or (need in needs and needs[need].stage == stage))
        and not (one_side and each.both)
    ]


def _named(channels: tuple[str, ...], here: dict[str, str]) -> str:
    names = names_of("channel")
    named = (f"{names[each]} [{here[each]}]" if each in here else names[each] for each in channels)
    return markdown(", ".join(named)) or words.NONE
