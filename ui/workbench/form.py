"""The form of a question: a field for each parameter, as its header says."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

import streamlit as st

from ontology.namespaces import slug_of
from queries.catalogue import Question, question
from queries.choices import Choice
from queries.header import Parameter
from queries.results import all_rows
from queries.terms import NODE
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.workbench import words
from ui.workbench.address import Asked

_MANY = 1000
"""Of more options a page offers only those that fit a few letters."""
_OFFERED = 50


def fill(asked: Asked, *, fresh: bool) -> None:
    """Let the fields show the values of `asked` where it is new."""
    given = dict(asked.values)
    for parameter in question(asked.question).parameters.values():
        key = _key(asked.question, parameter)
        if fresh or key not in st.session_state:
            st.session_state[key] = list(given.get(parameter.name, ()))


def fields(landscape: Landscape, asked: Question) -> None:
    """Show the fields."""
    if not asked.parameters:
        return
    with st.grid("auto", min_column_width=260):
        for parameter in asked.parameters.values():
            with st.container():
                _field(landscape, asked, parameter)


def values(asked: Question) -> Asked:
    """Return the question with what stands in the fields."""
    held = ((name, tuple(st.session_state.get(_key(asked.name, p)) or ())) for name, p in asked.parameters.items())
    return Asked(asked.name, tuple((name, given) for name, given in held if any(given)))


def _field(landscape: Landscape, asked: Question, parameter: Parameter) -> None:
    key = _key(asked.name, parameter)
    given: list[str] = st.session_state[key]
    label = markdown(parameter.name.replace("_", " ").capitalize())
    told = markdown(parameter.description)
    about = words.OPTIONAL.format(description=told) if parameter.optional else told
    if parameter.options:
        known = _options(landscape, parameter.options)
        offered = _offered(key, label, known, given)
        names = [*offered, *(value for value in given if value not in offered)]
        _choice(parameter, key, label, about, names, lambda value: known[value].label if value in known else value)
    elif parameter.type == "boolean":
        shown = {"": words.ANY, "true": words.YES, "false": words.NO}
        _choice(parameter, key, label, about, [name for name in shown if name], lambda value: shown.get(value, value))
    else:
        _text(parameter, key, label, about)


def _choice(
    parameter: Parameter, key: str, label: str, about: str, names: Sequence[str], name_of: Callable[[str], str]
) -> None:
    given: list[str] = st.session_state[key]
    widget = f"{key}-widget"
    if parameter.many:
        st.session_state[widget] = given
        st.multiselect(
            label,
            names,
            key=widget,
            format_func=name_of,
            help=about,
            select_all=False,
            filter_mode="contains",
            placeholder=words.ANY if parameter.optional else words.CHOOSE,
            on_change=partial(_keep, key),
        )
        return
    st.session_state[widget] = given[0] if given else None
    st.selectbox(
        label,
        names,
        key=widget,
        index=None,
        format_func=name_of,
        help=about,
        filter_mode="contains",
        placeholder=words.ANY if parameter.optional else words.CHOOSE,
        on_change=partial(_keep, key),
    )


def _text(parameter: Parameter, key: str, label: str, about: str) -> None:
    widget = f"{key}-widget"
    st.session_state[widget] = (
        ", ".join(st.session_state[key]) if parameter.many else "".join(st.session_state[key][:1])
    )
    placeholder = words.NODE_PLACEHOLDER if parameter.type == NODE else ""
    st.text_input(
        label,
        key=widget,
        help=about,
        placeholder=placeholder,
        on_change=partial(_split if parameter.many else _keep, key),
    )


def _keep(key: str) -> None:
    value = st.session_state[f"{key}-widget"]
    st.session_state[key] = list(value) if isinstance(value, list) else [value] if value else []


def _split(key: str) -> None:
    st.session_state[key] = [part.strip() for part in st.session_state[f"{key}-widget"].split(",") if part.strip()]


def _offered(key: str, label: str, known: dict[str, Choice], given: Sequence[str]) -> list[str]:
    """Return the options to offer; of very many those that fit what is typed into a field for it."""
    if len(known) <= _MANY:
        return list(known)
    typed = st.text_input(
        words.FIND_THING.format(name=label.lower()),
        key=f"{key}-find",
        type="search",
        live=True,
        help=words.FIND_THING_HELP.format(count=f"{len(known):,}"),
        max_chars=100,
    )
    pieces = typed.casefold().split()
    fitting = (id_ for id_, choice in known.items() if all(piece in choice.definition for piece in pieces))
    held = (id_ for id_ in given if id_ in known)
    return list(dict.fromkeys([*held, *islice(fitting, _OFFERED)]))


def _options(landscape: Landscape, name: str) -> dict[str, Choice]:
    return _listed(landscape.edition, landscape, name)


@st.cache_data(max_entries=32, show_spinner=False)
def _listed(edition: str, _landscape: Landscape, name: str) -> dict[str, Choice]:
    del edition  # it is the key
    column = next(iter(question(name).columns))
    found = {}
    for row in all_rows(_landscape.engine, name):
        id_ = slug_of(str(row[column]))
        label = str(row.get("label") or id_)
        found[id_] = Choice(id_, label, f"{label} {id_}".casefold())
    return found


def _key(name: str, parameter: Parameter) -> str:
    return f"wb-p-{name}-{parameter.name}"
