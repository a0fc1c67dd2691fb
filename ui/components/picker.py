"""Choosing a need: by words, from a list, or from the journey."""

from collections.abc import Iterable

import streamlit as st

from queries.search import Candidate
from ui import words
from ui.address import LONGEST
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, NeedName
from ui.state import State, ask, go


def question_bar(landscape: Landscape, state: State) -> None:
    """Show the two ways to ask: in one's own words, or by picking a need."""
    st.session_state["symptom"] = state.q
    needs = landscape.needs()
    st.session_state["need"] = state.need if state.need in needs else None
    stages = {stage.id: stage.label for stage in landscape.journey()}

    def name(need: str) -> str:
        return f"{stages.get(needs[need].stage, words.CROSS_JOURNEY)}: {needs[need].label}"

    symptom, pick = st.columns([3, 2])
    symptom.text_input(
        words.SYMPTOM_LABEL,
        key="symptom",
        type="search",
        placeholder=words.SYMPTOM_PLACEHOLDER,
        help=words.SYMPTOM_HELP,
        icon=":material/search:",
        max_chars=LONGEST,
        on_change=_typed,
    )
    pick.selectbox(
        words.NEED_LABEL,
        list(needs),
        key="need",
        index=None,
        format_func=name,
        placeholder=words.NEED_PLACEHOLDER,
        help=words.NEED_HELP,
        filter_mode="contains",
        on_change=_picked,
    )


def _typed() -> None:
    ask(q=str(st.session_state["symptom"]).strip())


def _picked() -> None:
    ask(need=st.session_state["need"] or "")


def examples() -> None:
    """Show a few symptoms to try."""
    with st.container(horizontal=True, vertical_alignment="center"):
        quiet(words.EXAMPLES_LABEL, width="content")
        for place, text in enumerate(words.EXAMPLES):
            st.button(text, key=f"example-{place}", on_click=ask, kwargs={"q": text}, wrap=True)


def candidates(landscape: Landscape, text: str, found: Iterable[Candidate]) -> None:
    """Ask which of several needs a text means, each with the phrase of ours that matched."""
    st.header(words.AMBIGUOUS_TITLE, anchor=False)
    st.markdown(words.AMBIGUOUS.format(text=markdown(text)))
    for candidate in found:
        with st.container(gap=None):
            st.button(
                markdown(candidate.label),
                key=f"candidate-{candidate.id}",
                icon=":material/arrow_forward:",
                on_click=go,
                kwargs={"need": candidate.id},
                wrap=True,
            )
            quiet(_meaning(landscape.needs()[candidate.id], candidate.phrase))
    st.button(words.NONE_OF_THESE, key="candidate-none", type="tertiary", icon=":material/close:", on_click=ask)


def others(found: Iterable[Candidate]) -> None:
    """Offer what else a text may have meant."""
    with st.container(horizontal=True, vertical_alignment="center"):
        quiet(words.OTHERWISE, width="content")
        for candidate in found:
            st.button(
                markdown(candidate.label),
                key=f"other-{candidate.id}",
                type="tertiary",
                on_click=go,
                kwargs={"need": candidate.id},
                wrap=True,
            )


def _meaning(need: NeedName, phrase: str) -> str:
    if phrase in (need.label, need.definition):
        return markdown(need.definition)
    return f"{words.MATCHES.format(phrase=markdown(phrase))} {markdown(need.definition)}"


def need_buttons(needs: Iterable[NeedName], key: str) -> None:
    """Show needs as buttons."""
    with st.container(horizontal=True):
        for need in needs:
            st.button(
                markdown(need.label),
                key=f"{key}-{need.id}",
                help=markdown(need.definition),
                on_click=ask,
                kwargs={"need": need.id},
                wrap=True,
            )
