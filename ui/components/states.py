"""What a page says when there is nothing to show, and what to do about it."""

import streamlit as st

from queries.answers import Filters
from ui import words
from ui.components.picker import need_buttons
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, Need
from ui.state import FILTERS, State, go


def no_data(reason: str) -> None:
    """Say that nothing is loaded, and which command loads it."""
    st.title(words.NO_DATA_TITLE, anchor=False)
    st.markdown(words.NO_DATA)
    st.code(words.NO_DATA_COMMANDS, language="bash")
    quiet(markdown(reason))


def failed(said: str = words.ERROR) -> None:
    """Say that something broke, without its details: those are in the log."""
    st.error(said, icon=":material/error:")
    st.button(words.RELOAD, key="reload")


def gap(landscape: Landscape, need: Need, filters: Filters) -> None:
    """Say that no tool serves the need, whatever the filters are."""
    st.header(words.GAP_TITLE, anchor=False)
    st.markdown(words.GAP.format(tools=f"{landscape.tools:,}"))
    everything = Filters(fit=("primary", "supporting", "adjacent"))
    adjacent = landscape.count(need.id, everything)
    if adjacent and filters.fit != everything.fit:
        st.markdown(words.GAP_ADJACENT.format(count=f"{adjacent:,}") + ".")
        st.button(words.ADJACENT, key="gap-adjacent", on_click=go, kwargs={"fit": "adjacent"})


def no_match(landscape: Landscape, need: Need, state: State, labels: dict[str, str]) -> None:
    """Say that the filters leave no tool, and offer to drop each one that stands in the way.

    Args:
        landscape: the current release.
        need: the need that was asked for.
        state: what was asked, with at least one filter.
        labels: the filters that are set, each with the name of its value.
    """
    st.header(words.NO_MATCH_TITLE, anchor=False)
    total = landscape.count(need.id, Filters(fit=state.filters().fit))
    st.markdown(words.NO_MATCH.format(total=f"{total:,}"))
    if state.stage and state.stage not in need.stages:
        stages = words.listed(list(need.stages.values()))
        st.markdown(words.STAGE_MISMATCH.format(stage=markdown(labels["stage"]), stages=markdown(stages)))
    with st.container(horizontal=True):
        for name, value in labels.items():
            without = State.of({**state.parameters(), name: ""})
            count = landscape.count(need.id, without.filters())
            if count:
                text = words.RELAX.format(
                    label=words.FILTER_LABELS[name],
                    value=markdown(value),
                    count=words.count(count, "tool", "tools"),
                )
                st.button(text, key=f"relax-{name}", icon=":material/close:", on_click=go, kwargs={name: ""})
        if len(labels) > 1:
            st.button(words.RELAX_ALL, key="relax-all", on_click=go, kwargs=dict.fromkeys(FILTERS, ""), type="tertiary")
    quiet(words.BLANK_IS_UNKNOWN)


def unknown_need(landscape: Landscape, asked: str, near: list[str]) -> None:
    """Say that the link's need is not among those we know, and offer the nearest."""
    st.title(words.UNKNOWN_NEED_TITLE.format(need=markdown(asked)), anchor=False)
    if not near:
        st.markdown(words.UNKNOWN_NEED_NONE)
        return
    st.markdown(words.UNKNOWN_NEED)
    need_buttons([landscape.needs()[need] for need in near], key="near")


def nothing_found(text: str) -> None:
    """Say that a text means no need we know, with examples of texts that do."""
    st.header(words.NOTHING_TITLE, anchor=False)
    st.markdown(words.NOTHING.format(text=markdown(text)))
