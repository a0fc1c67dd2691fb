"""Choosing a question of the catalogue, by tag and by words."""

import streamlit as st

from ontology.headers import read_header
from queries.catalogue import CATALOGUE, Question, names, question
from ui.escaping import markdown
from ui.workbench import session, words
from ui.workbench.address import Asked

_SHORT = 6
_TALL = 330


@st.cache_data(show_spinner=False)
def _listed() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Return summary, all words and tags of each question; whether it is sound is looked at when it is asked."""
    found = {}
    for name in names():
        header = read_header((CATALOGUE / f"{name}.rq").read_text(encoding="utf-8"))
        said = f"{name} {header['summary']} {header.get('description', '')}"
        found[name] = (str(header["summary"]), said.casefold(), tuple(header["tags"]))
    return found


def questions(chosen: str, *, expanded: bool) -> None:
    """Show the catalogue, to pick from; `chosen` is the question that is shown now."""
    listed = _listed()
    with st.expander(words.QUESTIONS.format(count=len(listed)), expanded=expanded):
        typed = st.text_input(
            words.FIND, key="wb-find", type="search", live=True, placeholder=words.FIND_PLACEHOLDER, max_chars=100
        )
        tags = sorted({tag for _, _, has in listed.values() for tag in has})
        wanted = st.pills(words.TAGS, tags, key="wb-tags", selection_mode="multi")
        pieces = typed.casefold().split()
        fitting = {
            name: summary
            for name, (summary, said, has) in listed.items()
            if set(wanted) <= set(has) and all(piece in said for piece in pieces)
        }
        if not fitting:
            st.markdown(words.NO_QUESTION)
            return
        st.session_state["wb-pick"] = chosen if chosen in fitting else None
        with st.container(height=_TALL if len(fitting) > _SHORT else "content", border=False):
            st.radio(
                words.PICK,
                sorted(fitting, key=fitting.__getitem__),
                key="wb-pick",
                index=None,
                format_func=lambda name: markdown(fitting[name]),
                label_visibility="collapsed",
                on_change=_pick,
            )


def _pick() -> None:
    name = st.session_state["wb-pick"]
    session.go(Asked(name, _examples(question(name))))


def _examples(asked: Question) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the values that stand in the file for the parameters that must be given."""
    needed = [parameter.name for parameter in asked.parameters.values() if not parameter.optional]
    return tuple((name, asked.defaults(name)) for name in needed)
