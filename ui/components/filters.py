"""Narrowing an answer: the widgets, and what the address asks for that does not exist."""

import difflib
from dataclasses import replace

import streamlit as st

from ontology.namespaces import slug_of
from queries.choices import Choice
from ui import words
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, Need
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


def narrow(landscape: Landscape, state: State, need: Need) -> None:
    """Show the filters, open where one is set; what their values leave is counted when they are open."""
    chosen = labels(landscape, state)
    title = f"{words.NARROW} ({len(chosen)})" if chosen else words.NARROW
    st.session_state.setdefault("narrow", bool(chosen))
    opened = st.expander(title, key="narrow", on_change="rerun")
    if not opened.open:
        return
    with opened:
        counts = _counts(landscape, state, need)
        with st.grid("auto", min_column_width=190):
            for name in FILTERS:
                # All tools of a need arise with it: a stage is only shown to be dropped again.
                if name != "stage" or state.stage:
                    _select(landscape, state, name, counts.get(name, {}))
        st.session_state["adjacent"] = state.fit == "adjacent"
        st.toggle(words.ADJACENT, key="adjacent", help=words.ADJACENT_HELP, on_change=_adjacent)
        quiet(words.COUNTS_MEANING)


def query(state: State, need: Need) -> tuple[str, dict[str, str | tuple[str, ...]]]:
    """Return the question that counts what each value leaves."""
    given = {
        name: value if isinstance(value, str) else tuple(value) for name, value in state.filters().values().items()
    }
    return "filter-counts", {"need": need.id, **given}


def _counts(landscape: Landscape, state: State, need: Need) -> dict[str, dict[str, int]]:
    """Return how many tools each value of each filter would leave; a value that leaves none is not there."""
    name, values = query(state, need)
    counts: dict[str, dict[str, int]] = {}
    if state.stage:
        whole = landscape.count(need.id, replace(state.filters(), stage=None))
        counts["stage"] = dict.fromkeys(need.stages, whole)
    for row in landscape.rows(name, **values):
        value = str(row["value"])
        of = counts.setdefault(str(row["filter"]), {})
        of[value.lower() if isinstance(row["value"], bool) else slug_of(value)] = int(str(row["tools"]))
    return counts


def _select(landscape: Landscape, state: State, name: str, counts: dict[str, int]) -> None:
    known = options(landscape, name)
    chosen = getattr(state, name)
    st.session_state[f"filter-{name}"] = chosen

    def label(value: str) -> str:
        return f"{known[value].label} ({counts.get(value, 0):,})" if value else words.ANY

    st.selectbox(
        words.FILTER_LABELS[name],
        ["", *(value for value in known if counts.get(value) or value == chosen)],
        key=f"filter-{name}",
        format_func=label,
        help=words.FILTER_HELP[name],
        filter_mode="contains",
        on_change=_changed,
        args=(name,),
    )


def _changed(name: str) -> None:
    go(**{name: st.session_state[f"filter-{name}"], "show": ""})


def _adjacent() -> None:
    go(fit="adjacent" if st.session_state["adjacent"] else "", show="")
