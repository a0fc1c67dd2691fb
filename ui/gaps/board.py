"""The customer journey as a board: stages across, needs below, each with how well the landscape serves it."""

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import words
from ui.components.query import Values
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, NeedName
from ui.state import ask

QUERIES: dict[str, tuple[str, Values]] = {
    words.QUERY_NEEDS: ("needs", {}),
    words.QUERY_SERVED: ("coverage-of-needs", {}),
}
"""What the board asks."""
_COLUMNS = 5
_NARROWEST = 200


def board(landscape: Landscape) -> None:
    """Show every need at its place in the journey, leading to its answer."""
    served = {slug_of(str(row["need"])): row for row in landscape.rows("coverage-of-needs")}
    needs = list(landscape.needs().values())
    quiet(words.BOARD_LEGEND)
    with st.grid(_COLUMNS, min_column_width=_NARROWEST):
        for stage in landscape.journey():
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.header(markdown(stage.label), anchor=False)
                quiet(f"**{markdown(stage.phase)}** · {markdown(stage.definition)}")
                for need in needs:
                    if need.stage == stage.id:
                        _need(need, served)
    with st.container(border=True, gap="small"):
        st.header(words.CROSS_JOURNEY, anchor=False)
        quiet(words.CROSS_JOURNEY_DEFINITION)
        with st.grid(_COLUMNS, min_column_width=_NARROWEST):
            for need in needs:
                if not need.stage:
                    _need(need, served)


def _need(need: NeedName, served: dict[str, Row]) -> None:
    label = f"{markdown(need.label)} {_service(served.get(need.id))}".strip()
    st.button(label, key=f"board-{need.id}", on_click=ask, kwargs={"need": need.id}, wrap=True, width="stretch")


def _service(row: Row | None) -> str:
    """Return how well a need is served, as an icon and words that stay together."""
    if row is None:
        return ""
    tools = int(str(row["tools"]))
    level = "none" if not tools else "well" if row["enough"] else "together"
    return words.SERVED[level].format(tools=words.count(tools, "tool", "tools")).replace(" ", "\N{NO-BREAK SPACE}")
