"""Narrowing the list of tools: by name and by traits, each with the number of tools that are left."""

from dataclasses import dataclass

import streamlit as st

from ontology.namespaces import slug_of
from ui import address
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.overview import words
from ui.overview.asked import Asked, name_of

_ALL = "all"


@dataclass(frozen=True)
class Counts:
    """How many tools pass, in all and of each value of each facet."""

    total: int
    values: dict[str, dict[str, int]]


def counts(landscape: Landscape, asked: Asked, without: str = "") -> Counts:
    """Return how many tools pass what is asked, less the facet `without`."""
    found: dict[str, dict[str, int]] = {facet: {} for facet in (_ALL, *words.FACETS)}
    for row in landscape.rows("facets-of-tools", **asked.values(without)):
        found[str(row["facet"])][_id(row["value"])] = int(str(row["tools"]))
    total = sum(found.pop(_ALL).values())
    measured = sum(found["measured"].values())
    found["measured"] = {"true": measured, "false": total - measured}
    found["retired"] = {"true": found["retired"].get("yes", 0)}
    return Counts(total, found)


def _id(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else slug_of(str(value))


def fields(landscape: Landscape, asked: Asked) -> None:
    """Show the field for a name and a field for each facet."""
    st.session_state["tools-named"] = asked.words
    st.text_input(
        words.NAME,
        key="tools-named",
        type="search",
        placeholder=words.NAME_PLACEHOLDER,
        help=words.NAME_HELP,
        icon=":material/search:",
        max_chars=100,
        on_change=_named,
    )
    with st.grid("auto", min_column_width=160):
        for facet in words.FACETS:
            _select(landscape, asked, facet)
    with st.container(horizontal=True, vertical_alignment="center"):
        quiet(words.UNKNOWN_IS_NOT_NO, width="content")
        if asked.values():
            st.button(words.CLEAR, key="clear", type="tertiary", icon=":material/close:", on_click=_clear)


def _select(landscape: Landscape, asked: Asked, facet: str) -> None:
    offered = _offered(landscape, asked, facet)
    given = asked.chosen.get(facet, "")
    if given and given not in offered:
        offered[given] = 0
    key = f"facet-{facet}"
    st.session_state[key] = given

    def name(value: str) -> str:
        if not value:
            return words.VALUES["retired"]["false"] if facet == "retired" else words.ANY
        return words.OPTION.format(label=name_of(landscape, facet, value), count=f"{offered[value]:,}")

    st.selectbox(
        words.FACETS[facet],
        ["", *offered],
        key=key,
        format_func=name,
        help=words.FACET_HELP[facet],
        filter_mode="contains",
        on_change=_chosen,
        args=(facet,),
    )


def _offered(landscape: Landscape, asked: Asked, facet: str) -> dict[str, int]:
    """Return the values of a facet that leave any tool, with the number of those."""
    found = counts(landscape, asked, without=facet).values[facet]
    return {value: number for value, number in found.items() if number}


def relax(landscape: Landscape, asked: Asked) -> None:
    """Say that nothing is left, and offer to drop each choice that stands in the way."""
    st.header(words.NO_MATCH_TITLE, anchor=False)
    st.markdown(words.NO_MATCH.format(total=f"{landscape.tools:,}"))
    with st.container(horizontal=True):
        for name in asked.values():
            left = counts(landscape, asked, without=name).total
            if left:
                facet, value = (
                    (words.NAME, asked.words)
                    if name == "words"
                    else (words.FACETS[name], name_of(landscape, name, asked.chosen[name]))
                )
                st.button(
                    words.DROP.format(facet=facet.lower(), value=markdown(value), count=f"{left:,}"),
                    key=f"drop-{name}",
                    icon=":material/close:",
                    on_click=address.change,
                    kwargs={"q" if name == "words" else name: "", "page": ""},
                    wrap=True,
                )


def _named() -> None:
    address.change(q=str(st.session_state["tools-named"]).strip(), page="")


def _chosen(facet: str) -> None:
    address.change(**{facet: st.session_state[f"facet-{facet}"] or "", "page": ""})


def _clear() -> None:
    address.change(**dict.fromkeys([*words.FACETS, "q", "page"], ""))
