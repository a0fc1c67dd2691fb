"""The tools that were found: a list or a table, a page at a time."""

from collections import defaultdict

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.overview import words
from ui.overview.asked import PAGE, Asked
from ui.words import OPEN_SOURCE

_CATEGORIES = 3
"""Categories of a tool that are named; a few tools have a dozen."""

_NAME = 220
"""Pixels of the name, so that what is told of the tools stands in a column."""
Facts = dict[str, list[Row]]


def values(asked: Asked, total: int) -> dict[str, str]:
    """Return the parameters of ``tools-by-facets`` for the page that is asked for, or the last one there is."""
    skip = PAGE * (page(asked, total) - 1)
    return {**asked.values(), **({"skip": str(skip)} if skip else {})}


def page(asked: Asked, total: int) -> int:
    """Return which page of `total` tools is shown, from 1."""
    return min(asked.page, _pages(total))


def _pages(total: int) -> int:
    return max(-(-total // PAGE), 1)


def show(landscape: Landscape, asked: Asked, total: int) -> None:
    """Show a page of the tools that were found.

    Args:
        landscape: the current release.
        asked: which tools, and how.
        total: how many there are in all.
    """
    tools = landscape.rows("tools-by-facets", **values(asked, total))
    facts = _facts(landscape, tools)
    first = PAGE * (page(asked, total) - 1) + 1
    place = words.PLACE.format(first=f"{first:,}", last=f"{first + len(tools) - 1:,}", total=f"{total:,}")
    st.session_state["view"] = asked.view
    with st.container(horizontal=True, vertical_alignment="center"):
        quiet(place, width="content")
        st.radio(
            words.VIEW,
            list(words.VIEWS),
            key="view",
            horizontal=True,
            format_func=lambda view: words.VIEWS[view],
            label_visibility="collapsed",
            on_change=_viewed,
        )
    if asked.view == "table":
        _table(tools, facts, place)
    else:
        _list(tools, facts)
    if total > PAGE:
        shown = page(asked, total)
        key = f"page-{shown}"  # The address says which page is shown, whatever the widget of another page was left at.
        st.pagination(_pages(total), default=shown, key=key, on_change=_turned, args=(key,))


def _facts(landscape: Landscape, tools: list[Row]) -> dict[str, Facts]:
    ids = tuple(slug_of(str(tool["tool"])) for tool in tools)
    found: dict[str, Facts] = {id_: defaultdict(list) for id_ in ids}
    for row in landscape.rows("facts-of-tools", tool=ids) if ids else []:
        found[slug_of(str(row["tool"]))][str(row["fact"])].append(row)
    return found


def _list(tools: list[Row], facts: dict[str, Facts]) -> None:
    for tool in tools:
        id_ = slug_of(str(tool["tool"]))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"found-{id_}"):
            address.link("tool", f"**{markdown(tool['label'])}**", {"id": id_}, width=_NAME)
            parts = [_categories(facts[id_]), _names(facts[id_], "pricing"), _license(facts[id_]), _seen(tool)]
            quiet(" · ".join(part for part in parts if part))
            _collect(id_, str(tool["label"]))


def _collect(tool: str, label: str) -> None:
    listed = tool in address.shortlist()
    st.button(
        words.TAKE if listed else words.PUT,
        key=f"{'take' if listed else 'put'}-{tool}",
        type="tertiary",
        icon=":material/bookmark_added:" if listed else ":material/bookmark_add:",
        help=markdown(label),
        disabled=not listed and len(address.shortlist()) >= address.MOST_LISTED,
        on_click=address.take if listed else address.put,
        args=(tool,),
    )


def _table(tools: list[Row], facts: dict[str, Facts], place: str) -> None:
    table(
        [words.TOOL, words.CATEGORY, words.VENDOR, words.PRICE, words.LICENSE, words.SEEN],
        [_cells(tool, facts[slug_of(str(tool["tool"]))]) for tool in tools],
        alt=words.LIST_ALT.format(place=place),
    )
    quiet(words.NOT_STATED_MEANING)


def _cells(tool: Row, facts: Facts) -> list[str]:
    number = tool["adoption"]
    cells = [
        f"[{markdown(tool['label'])}]({address.path('tool', id=slug_of(str(tool['tool'])))})",
        _categories(facts),
        _names(facts, "vendor"),
        _prices(facts),
        _license(facts),
        "" if number is None else f"{number:,}",
    ]
    return [cell or words.NOT_STATED for cell in cells]


def _categories(facts: Facts) -> str:
    rows = facts["category"]
    links = [f"[{markdown(row['label'])}]({_category(row)})" for row in rows[:_CATEGORIES]]
    more = [words.CATEGORIES_MORE.format(count=len(rows) - _CATEGORIES)] if len(rows) > _CATEGORIES else []
    return ", ".join([*links, *more])


def _category(row: Row) -> str:
    return address.path("category", id=slug_of(str(row["value"])))


def _prices(facts: Facts) -> str:
    return ", ".join(part for part in (_names(facts, "pricing"), _names(facts, "price_level")) if part)


def _names(facts: Facts, fact: str) -> str:
    return ", ".join(markdown(row["label"]) for row in facts[fact] if row["label"])


def _license(facts: Facts) -> str:
    return ", ".join(OPEN_SOURCE[str(row["value"]).lower()] for row in facts["open_source"])


def _seen(tool: Row) -> str:
    number = tool["adoption"]
    return words.NOT_MEASURED if number is None else words.SEEN_TIMES.format(count=f"{number:,}")


def _viewed() -> None:
    address.change(view=st.session_state["view"])


def _turned(key: str) -> None:
    number = int(st.session_state[key])
    address.change(page=str(number) if number > 1 else "")
