"""Narrowing an answer: the widgets, and what the address asks for that does not exist."""

import difflib

import streamlit as st

from queries.choices import Choice
from ui import words
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.state import FILTERS, State, go

_FEW = 10
"""As many values are listed; of more, the nearest are named."""


def options(landscape: Landscape, name: str) -> dict[str, Choice]:
    """Return the values of a filter by id."""
    if name == "open_source":
        return {value: Choice(value, label, "") for value, label in words.OPEN_SOURCE.items()}
    return {choice.id: choice for choice in landscape.choices(name)}


def accept(landscape: Landscape, state: State) -> State:
    """Return the state without the filter values that do not exist, after saying which were left out."""
    kept = state.parameters()
    for name, value in state.narrowed_by().items():
        known = options(landscape, name)
        if value not in known:
            del kept[name]
            st.warning(
                words.IGNORED.format(
                    label=words.FILTER_LABELS[name].lower(),
                    value=markdown(value),
                    known=_known(value, known),
                ),
                icon=":material/link_off:",
            )
    if state.fit not in ("", "adjacent"):
        del kept["fit"]
    return State.of(kept)


def _known(value: str, known: dict[str, Choice]) -> str:
    labels = [choice.label for choice in known.values()]
    if len(labels) <= _FEW:
        return words.KNOWN_VALUES.format(values=markdown(words.listed(labels)))
    near = difflib.get_close_matches(value.casefold(), list(known), n=3)
    if near:
        return words.NEAR_VALUES.format(values=markdown(words.listed([known[v].label for v in near], "or")))
    return words.MANY_VALUES


def labels(landscape: Landscape, state: State) -> dict[str, str]:
    """Return the filters that are set, each with the name of its value."""
    return {name: options(landscape, name)[value].label for name, value in state.narrowed_by().items()}


def narrow(landscape: Landscape, state: State) -> None:
    """Show the filters, open where one is set."""
    chosen = labels(landscape, state)
    title = f"{words.NARROW} ({len(chosen)})" if chosen else words.NARROW
    with st.expander(title, icon=":material/tune:", expanded=bool(chosen), key="narrow"):
        with st.grid("auto", min_column_width=190):
            for name in FILTERS:
                _select(landscape, state, name)
        st.session_state["adjacent"] = state.fit == "adjacent"
        st.toggle(words.ADJACENT, key="adjacent", help=words.ADJACENT_HELP, on_change=_adjacent)


def _select(landscape: Landscape, state: State, name: str) -> None:
    known = options(landscape, name)
    st.session_state[f"filter-{name}"] = getattr(state, name)
    st.selectbox(
        words.FILTER_LABELS[name],
        ["", *known],
        key=f"filter-{name}",
        format_func=lambda value: known[value].label if value else words.ANY,
        help=words.FILTER_HELP[name],
        filter_mode="contains",
        on_change=_changed,
        args=(name,),
    )


def _changed(name: str) -> None:
    go(**{name: st.session_state[f"filter-{name}"], "show": ""})


def _adjacent() -> None:
    go(fit="adjacent" if st.session_state["adjacent"] else "", show="")
