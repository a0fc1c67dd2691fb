"""The customer journey as a board: stages across, needs below, each with how well the landscape serves it.

The board is one element of the page. As eighty buttons it would be drawn anew after each click, which takes the
browser longer than the answer takes the engine.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address, words
from ui.components.query import Values
from ui.components.text import quiet
from ui.landscape import Landscape, NeedName
from ui.state import ask

QUERIES: dict[str, tuple[str, Values]] = {
    words.QUERY_NEEDS: ("needs", {}),
    words.QUERY_SERVED: ("coverage-of-needs", {}),
}
"""What the board asks."""
_ASSETS = Path(__file__).parents[1] / "assets"
_KEY = "board"
_mount = st.components.v2.component(
    "cxscape_board",
    html='<div class="journey"></div>\n',
    css=(_ASSETS / "board.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "board.js").read_text(encoding="utf-8"),
    # In the page itself its headings look like all others, and it is printed like the rest.
    isolate_styles=False,
)


def board(landscape: Landscape) -> None:
    """Show every need at its place in the journey, leading to its answer."""
    served = {slug_of(str(row["need"])): row for row in landscape.rows("coverage-of-needs")}
    needs = list(landscape.needs().values())
    quiet(words.BOARD_LEGEND)
    stages = [
        {
            "title": stage.label,
            "phase": stage.phase,
            "definition": stage.definition,
            "needs": _entries((need for need in needs if need.stage == stage.id), served),
        }
        for stage in landscape.journey()
    ]
    across = {
        "title": words.CROSS_JOURNEY,
        "phase": "",
        "definition": words.CROSS_JOURNEY_DEFINITION,
        "needs": _entries((need for need in needs if not need.stage), served),
    }
    _mount(key=_KEY, data=[*stages, across], on_need_change=_picked)


def _picked() -> None:
    ask(need=st.session_state[_KEY]["need"])


def _entries(needs: Iterable[NeedName], served: Mapping[str, Row]) -> list[dict[str, str]]:
    """Return what ``board.js`` draws of some needs."""
    return [
        {"need": need.id, "label": need.label, "address": address.path("gaps", need=need.id)}
        | (_service(served[need.id]) if need.id in served else {})
        for need in needs
    ]


def _service(row: Row) -> dict[str, str]:
    """Return how well a need is served, as an icon and words."""
    tools = int(str(row["tools"]))
    level = "none" if not tools else "well" if row["enough"] else "together"
    icon, served = words.SERVED[level]
    return {"level": level, "icon": icon, "served": served.format(tools=words.count(tools, "tool", "tools"))}
