"""Two or three kinds of tools that together cover more of a need than any kind does alone."""

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address, words
from ui.components.query import Values
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, Need

_TOOLS = 3
"""Tools named of each kind: those that are seen most."""
_NARROWEST = 300
_KEY = "combinations"
_PLACES = ("first", "second", "third")


def is_enough(landscape: Landscape, need: Need) -> bool:
    """Return whether a single kind of tool covers the need well; the question says what that means."""
    return any(row["enough"] for row in landscape.rows("coverage-of-needs") if slug_of(str(row["need"])) == need.id)


def first(landscape: Landscape, need: Need) -> None:
    """Show the best combinations openly, with what the best single kind covers: for a need that takes several."""
    found = _best(landscape, need)
    if not found:
        return
    alone = landscape.rows("categories-of-need", need=need.id)[0]
    st.header(words.COMBINE_TITLE, anchor=False, help=words.COMBINE_HELP)
    st.markdown(
        words.COMBINE_WHY.format(
            best=markdown(alone["label"]),
            alone=f"{_share(alone):.0%}",
            together=f"{_share(next(iter(found.values()))):.0%}",
        )
    )
    _cards(landscape, need, found)


def also(landscape: Landscape, need: Need) -> None:
    """Offer the best combinations, worked out when opened: for a need that one kind of tool covers well."""
    opened = st.expander(words.COMBINE_ALSO, key=_KEY, on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = _best(landscape, need)
        if found:
            _cards(landscape, need, found)
        else:
            st.markdown(words.COMBINE_NONE)


def queries(landscape: Landscape, need: Need, *, shown: bool) -> dict[str, tuple[str, Values]]:
    """Return what was asked for the combinations, nothing where none are shown."""
    found = _best(landscape, need) if shown or st.session_state.get(_KEY) else {}
    asked: dict[str, tuple[str, Values]] = {}
    for row in list(found.values())[:1]:
        asked[words.QUERY_COMBINATIONS] = ("combinations-for-need", {"need": need.id})
        asked[words.QUERY_PARTS] = ("parts-of-combination", {"need": need.id, "category": list(_parts(row))})
    return asked


def _best(landscape: Landscape, need: Need) -> dict[str, Row]:
    """Return the best combination of two, the best of three, and the second best of two, by what they are called."""
    found = landscape.rows("combinations-for-need", need=need.id)
    pairs = [row for row in found if row["third"] is None]
    triples = [row for row in found if row["third"] is not None]
    return dict(zip(words.COMBINE_NAMES, [*pairs[:1], *triples[:1], *pairs[1:2]], strict=False))


def _share(row: Row) -> float:
    return float(str(row["coverage"]))


def _parts(row: Row) -> dict[str, str]:
    """Return the names of the categories of a combination by id."""
    return {slug_of(str(row[place])): str(row[f"{place}_label"]) for place in _PLACES if row[place] is not None}


def _cards(landscape: Landscape, need: Need, found: dict[str, Row]) -> None:
    with st.grid(len(words.COMBINE_NAMES), min_column_width=_NARROWEST):
        for name, row in found.items():
            with st.container(border=True, height="stretch", gap="small"):
                parts = _parts(row)
                st.subheader(name, anchor=False)
                st.progress(_share(row), text=words.COMBINE_COVERS.format(share=f"{_share(row):.0%}"))
                brought = landscape.rows("parts-of-combination", need=need.id, category=tuple(parts))
                for category, label in parts.items():
                    _part(landscape, category, label, brought)
                lacking = [markdown(row["label"]) for row in brought if row["category"] is None]
                if lacking:
                    quiet(words.COMBINE_LACKS.format(capabilities=words.listed(lacking)))


def _part(landscape: Landscape, category: str, label: str, brought: list[Row]) -> None:
    best = [markdown(row["label"]) for row in brought if slug_of(str(row["category"] or "")) == category]
    with st.container(gap=None):
        address.link("category", f"**{markdown(label)}**", {"id": category}, icon=address.ONWARD)
        quiet(words.COMBINE_ADDS.format(capabilities=words.listed(best)))
        tools = landscape.rows("leaders-of-category", category=category) or landscape.rows(
            "tools-of-category", category=category
        )
        if not tools:
            quiet(words.COMBINE_NO_TOOLS)
        with st.container(horizontal=True, gap="small"):
            for tool in tools[:_TOOLS]:
                address.link("tool", markdown(tool["label"]), {"id": slug_of(str(tool["tool"]))})
