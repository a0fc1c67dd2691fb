"""The landscape at a glance: every category as a box, and the same as a table."""

from dataclasses import dataclass
from itertools import cycle

import streamlit as st

from ontology.namespaces import slug_of
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.overview import words
from ui.words import listed

_COLORS = ("#1d4ed8", "#0f766e", "#9a3412", "#6d28d9", "#9d174d", "#3f6212", "#155e75", "#713f12")
"""One for each field of categories; white letters have enough contrast on all of them, in both appearances."""
_PAPER = {"light": "#ffffff", "dark": "#0e141d"}
_HEIGHT = 460
_LARGEST = 3
_NARROW = 600
"""Pixels below which a chart is narrow."""
_LABELED, _LABELED_NARROW = 0.022, 0.04
"""The share of the whole that a box must have for its name to fit into it, also where the chart is narrow."""


@dataclass(frozen=True)
class Category:
    """A category with what is counted of it; `parent` is the name of the wider one, empty where it is one itself."""

    id: str
    label: str
    parent: str
    tools: int
    open_source: int
    freemium: int
    adoption: int

    def size(self, area: str) -> int:
        """Return what its box is drawn by."""
        return self.adoption if area == "adoption" else self.tools


def categories(landscape: Landscape) -> list[Category]:
    """Return all categories, those with most tools first."""
    market = {row["category"]: row for row in landscape.rows("market-by-category")}
    found = []
    for row in landscape.rows("categories"):
        counted = market.get(row["category"], {})
        numbers = {name: int(str(counted.get(name) or 0)) for name in ("open_source", "freemium", "adoption")}
        parent = str(row["parent_label"] or "")
        id_ = slug_of(str(row["category"]))
        found.append(Category(id_, str(row["label"]), parent, int(str(row["tools"])), **numbers))
    return found


def show(found: list[Category], area: str) -> None:
    """Show the categories as boxes, and as a table."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(words.MAP_TITLE, anchor=False)
        st.session_state["area"] = area
        st.radio(
            words.AREA,
            list(words.AREAS),
            key="area",
            horizontal=True,
            format_func=lambda each: words.AREAS[each],
            label_visibility="collapsed",
            on_change=_resized,
        )
    drawn, listing = st.tabs([words.MAP, words.MAP_TABLE], key="map", on_change="rerun")
    if drawn.open:
        with drawn:
            _draw(found, area)
    if listing.open:
        with listing:
            _list(found)


def _draw(found: list[Category], area: str) -> None:
    leaves = [category for category in found if category.parent and category.size(area)]
    if not leaves:
        st.markdown(words.MAP_EMPTY[area])
        return
    largest = sorted(leaves, key=lambda category: -category.size(area))[:_LARGEST]
    names = listed([f"{category.label} ({category.size(area):,})" for category in largest])
    paper = _PAPER.get(str(st.context.theme.type), _PAPER["light"])
    fields = {parent: [leaf for leaf in leaves if leaf.parent == parent] for parent in _parents(leaves)}
    clicked = st.echarts_chart(
        _spec(fields, area, paper),
        height=_HEIGHT,
        key=f"map-{area}",
        on_select="rerun",
        alt=words.MAP_ALT[area].format(count=len(leaves), largest=names),
    )
    quiet(words.MAP_HELP)
    chosen = [place for part in clicked["selection"]["selected"] for place in part["data_indices"]]
    if chosen:
        _open(found, fields, chosen[-1])


def _parents(leaves: list[Category]) -> list[str]:
    return list(dict.fromkeys(leaf.parent for leaf in leaves))


def _open(found: list[Category], fields: dict[str, list[Category]], place: int) -> None:
    """Open the page of the category whose box was clicked: boxes are counted from the frame, which is 0."""
    by_name = {category.label: category for category in found}
    boxes = [None, *(box for parent, leaves in fields.items() for box in (by_name.get(parent), *leaves))]
    category = boxes[place] if place < len(boxes) else None
    if category:
        address.open_page("category", {"id": category.id})


def _spec(fields: dict[str, list[Category]], area: str, paper: str) -> dict[str, object]:
    label = {"color": "#ffffff", "fontSize": 13, "lineHeight": 18, "overflow": "break"}
    frame = {"itemStyle": {"borderWidth": 0, "gapWidth": 4, "borderColor": paper}, "upperLabel": {"show": False}}
    series = {
        "type": "treemap",
        "animation": False,
        "name": words.AREAS[area],
        "roam": False,
        "nodeClick": False,
        "selectedMode": "single",
        "breadcrumb": {"show": False},
        **dict.fromkeys(("left", "right", "top", "bottom"), 0),
        "itemStyle": {"borderColor": paper, "borderWidth": 2, "gapWidth": 2},
        "label": label,
        "upperLabel": {**label, "overflow": "truncate", "show": True, "height": 26, "fontWeight": "bold"},
        "levels": [frame, {"itemStyle": {"gapWidth": 2}}],
    }
    narrow, wide = ({"series": [{"data": _boxes(fields, area, share)}]} for share in (_LABELED_NARROW, _LABELED))
    return {
        "baseOption": {"tooltip": {"valueFormatter": "localized"}, "series": [series]},
        "media": [
            {"query": {"maxWidth": _NARROW}, "option": narrow},
            {"option": wide},
        ],
    }


def _boxes(fields: dict[str, list[Category]], area: str, labeled: float) -> list[dict[str, object]]:
    """Return the boxes of the map; those that are less than the share `labeled` of it are drawn without a name."""
    whole = sum(leaf.size(area) for leaves in fields.values() for leaf in leaves)
    return [
        {
            "name": parent,
            "itemStyle": {"color": color, "borderColor": color},
            "children": [
                {
                    "name": leaf.label,
                    "value": leaf.size(area),
                    "itemStyle": {"color": color},
                    "label": {"show": leaf.size(area) >= labeled * whole, "formatter": f"{{b}}\n{leaf.size(area):,}"},
                }
                for leaf in leaves
            ],
        }
        for (parent, leaves), color in zip(fields.items(), cycle(_COLORS), strict=False)
    ]


def _list(found: list[Category]) -> None:
    held = [category for category in found if category.tools]
    if not held:
        st.markdown(words.MAP_EMPTY["tools"])
        return
    table(
        [words.CATEGORY, words.PART_OF, words.TOOLS, words.OPEN_SOURCE, words.FREEMIUM, words.SEEN],
        [
            [
                _link(category),
                markdown(category.parent) or words.NOT_STATED,
                *(f"{n:,}" for n in (category.tools, category.open_source, category.freemium, category.adoption)),
            ]
            for category in held
        ],
        alt=words.TABLE_ALT,
    )
    quiet(words.AT_LEAST)
    empty = [_link(category) for category in found if not category.tools]
    if empty:
        quiet(words.EMPTY_CATEGORIES.format(names=listed(empty)))


def _link(category: Category) -> str:
    return f"[{markdown(category.label)}]({address.path('category', id=category.id)})"


def _resized() -> None:
    address.change(area=st.session_state["area"])
