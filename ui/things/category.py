"""The parts of a category's page that are of no other page."""

from collections.abc import Sequence

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.gaps.share import share
from ui.landscape import Landscape
from ui.things import lists, words
from ui.words import count

_COMPARED = 2
"""Categories that one is compared with."""


def heading(landscape: Landscape, about: Row, name: str, overlap: Sequence[Row]) -> None:
    """Show what the category is, where it belongs and what it holds."""
    st.title(markdown(about["label"]), anchor=False)
    st.markdown(markdown(about["definition"]))
    also_called(landscape, f"cat:{name}")
    st.markdown(words.CATEGORY_LEAD.format(tools=count(int(str(about["tools"])), "tool", "tools")))
    everything = landscape.rows("categories")
    with st.container(horizontal=True, vertical_alignment="center"):
        for row in everything:
            if about["parent_label"] and row["label"] == about["parent_label"]:
                label = words.PART_OF.format(parent=markdown(row["label"]))
                parent = {"id": slug_of(str(row["category"]))}
                address.link("category", label, parent, icon=":material/arrow_upward:")
        if overlap:
            compared = [name, *(slug_of(str(row["other"])) for row in overlap[:_COMPARED])]
            parameters = {"categories": ",".join(compared)}
            address.link("compare", words.COMPARE_CATEGORIES, parameters, icon=":material/compare_arrows:")
        share("category", {"id": name})
    parts = [row for row in everything if row["parent_label"] == about["label"]]
    if parts:
        st.header(words.HOLDS, anchor=False)
        lists.things("category", parts, "category", "parts", _members)


def also_called(landscape: Landscape, node: str) -> None:
    """Show the other names of a thing, given as a prefixed name, if it has any."""
    other = [markdown(row["label"]) for row in landscape.rows("other-names", node=node)]
    if other:
        quiet(words.ALSO_CALLED.format(names=", ".join(other)))


def _members(row: Row) -> str:
    return count(int(str(row["tools"])), "tool", "tools")


def usually(capabilities: Sequence[Row]) -> None:
    """Show what the category's tools usually do, the surest first."""
    if not capabilities:
        return
    st.header(words.USUALLY, anchor=False)
    for strength, (title, meaning) in words.STRENGTHS.items():
        group = [row for row in capabilities if slug_of(str(row["strength"])) == strength]
        if group:
            with st.expander(f"**{title}** ({len(group)}): {meaning}", expanded=strength == "core", key=strength):
                for row in group:
                    with st.container(gap=None):
                        _link(row)
                        quiet(markdown(row["definition"]))


def _link(row: Row) -> None:
    address.link("capability", markdown(row["label"]), {"id": slug_of(str(row["capability"]))}, icon=address.ONWARD)


def tools(rows: Sequence[Row], name: str, total: int) -> None:
    """Show the category's tools, the most widely seen first.

    Args:
        rows: the first of them.
        name: the id of the category.
        total: how many tools it has in all.
    """
    st.header(words.MOST_SEEN, anchor=False)
    if not rows:
        st.markdown(words.NO_TOOLS)
    if len(rows) < total:
        lists.things("tool", rows[: lists.FEW], "tool", "tools", lists.seen)
        address.link("landscape", words.ALL_TOOLS.format(count=total), {"category": name}, icon=":material/map:")
        return
    lists.things("tool", rows, "tool", "tools", lists.seen)


def labels(rows: Sequence[Row], name: str) -> None:
    """Show what the sources call the tools of the category."""
    if not rows:
        return
    st.header(words.CALLED, anchor=False)
    cells = [
        (f"“{markdown(row['label'])}”", f"{float(str(row['confidence'])):.0%}", f"{row['tools']:,}") for row in rows
    ]
    table(words.LABEL_COLUMNS, cells, alt=f"{words.CALLED}: {name}")


def similar(rows: Sequence[Row]) -> None:
    """Show the categories that do much the same."""
    if rows:
        st.header(words.OVERLAP, anchor=False)
        lists.things("category", rows, "other", "overlap", _alike)


def _alike(row: Row) -> str:
    return words.OVERLAP_ROW.format(shared=row["shared"], likeness=float(str(row["likeness"])))
