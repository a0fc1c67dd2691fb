"""Each channel by itself, and the channels that are out of step with others."""

from itertools import groupby

import streamlit as st

from plans.maturity_results import Disconnected, Maturity, UnitResult
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.maturity import standing, words
from ui.words import listed

_WIDE = 105


def each(result: Maturity) -> Asked:
    """Show how far each channel has come, and one of them closely."""
    table(
        [words.CHANNEL, words.REACHED_HEAD, words.NEXT_HEAD, words.LACKS],
        [_row(channel) for channel in result.channels],
        alt=words.CHANNELS,
        column_pixels=_WIDE,
    )
    labels = {channel.channel: channel for channel in result.channels}
    chosen = st.selectbox(
        words.ONE, list(labels), key="maturity-channel", format_func=lambda id_: labels[id_].label, width=320
    )
    st.markdown(f"**{markdown(labels[chosen].label)}: {markdown(standing.reached(labels[chosen]))}**")
    standing.draw_ladder(labels[chosen])
    standing.draw_missing(labels[chosen])
    return {
        words.QUERIES["results"]: ("maturity-results", {}),
        words.QUERIES["answers"]: ("maturity-answers", {}),
    }


def disconnected(result: Maturity) -> Asked:
    """Say which channels are behind others, the widest gap first."""
    quiet(words.DISCONNECTED_LEAD)
    unsure = [channel.label for channel in result.channels if channel.partial]
    if not result.disconnected:
        sure = len(result.channels) - len(unsure)
        st.markdown(words.DISCONNECTED_NONE if sure > 1 else words.DISCONNECTED_OPEN)
    order = {channel: at for at, channel in enumerate(dict.fromkeys(pair.channel for pair in result.disconnected))}
    pairs = sorted(result.disconnected, key=lambda pair: order[pair.channel])
    for _, group in groupby(pairs, key=lambda pair: pair.channel):
        st.markdown(f":material/link_off: {_sentence(list(group))}")
    if unsure:
        st.markdown(words.NOT_COMPARED.format(names=markdown(", ".join(unsure))))
    return {words.QUERIES["apart"]: ("disconnected-channels", {}), words.QUERIES["results"]: ("maturity-results", {})}


def _sentence(pairs: list[Disconnected]) -> str:
    others = [
        words.BEHIND_ONE.format(label=pair.ahead_label, stage=pair.ahead_stage_label, gap=pair.gap) for pair in pairs
    ]
    return words.BEHIND.format(
        label=markdown(pairs[0].label),
        stage=markdown(pairs[0].stage_label or words.NO_STAGE),
        others=markdown(listed(others)),
    )


def _row(channel: UnitResult) -> list[str]:
    reached = markdown(channel.reached_label or words.BEFORE)
    lacks = []
    if channel.missing:
        lacks.append(words.BELOW.format(count=len(channel.missing)))
    if channel.open:
        lacks.append(words.OPEN_COUNT.format(count=len(channel.open)))
    next_stage = standing.stage_link(channel.next, channel.next_label) if channel.next else words.LAST
    return [
        markdown(channel.label),
        words.FURTHER.format(label=reached) if channel.partial else reached,
        next_stage,
        ", ".join(lacks) or words.NO_LACK,
    ]
