"""How the needs stand at each stage of the customer journey, and where the journey breaks."""

from collections import Counter, defaultdict

import streamlit as st

from plans.coverage import PRIMARY
from plans.findings import STATES, Cell, StageLevel, board, stage_levels, states
from ui import address
from ui.company import kept
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.stack import words

_WIDE, _NARROW = 130, 105


def draw(landscape: Landscape) -> Asked:
    """Show how many needs stand how at each stage, and those of one stage with the reasons."""
    now = kept.standing(landscape)
    cells: list[Cell] = kept.worked_out(landscape, "board", lambda: board(landscape.engine, now))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    labels = {cell.stage: cell.stage_label for cell in cells}
    for cell in cells:
        counts[cell.stage][cell.state.state] += 1
    quiet(words.BOARD_LEAD)
    table(
        [words.STAGE, *(words.STATE_HEADS[state] for state in STATES)],
        [[_stage(label), *(str(counts[stage][state]) for state in STATES)] for stage, label in labels.items()],
        alt=words.BOARD,
        column_pixels=_NARROW,
    )
    quiet(words.MEANINGS)
    stage = st.selectbox(
        words.STAGE_LABEL,
        [*labels, ""],
        key="stack-stage",
        format_func=lambda id_: labels.get(id_, words.EVERY_STAGE),
        width=320,
    )
    if stage:
        lines = [_line(cell, words.DECIDED if cell.decided else "{label}") for cell in cells if cell.stage == stage]
    else:
        once = {cell.state.need: cell for cell in cells}
        lines = [_line(cell, "{label}") for cell in once.values()]
    table(
        [words.NEED, words.STATE, words.COVERS, words.WHY],
        lines,
        alt=f"{words.BOARD}: {labels.get(stage, words.EVERY_STAGE)}",
        column_pixels=_WIDE,
    )
    values = {"tool": now.counted, "fit": PRIMARY}
    return {words.QUERIES["board"]: ("board-of-stack", values)} if now.counted else {}


def ends(landscape: Landscape) -> Asked:
    """Show how far the tools reach at each stage."""
    now = kept.standing(landscape)
    levels: list[StageLevel] = kept.worked_out(landscape, "ends", lambda: stage_levels(landscape.engine, now))
    quiet(words.ENDS_LEAD)
    table(
        [words.STAGE, words.LEVEL, words.STRONG, words.TOOLS],
        [
            [
                _stage(level.label),
                words.LEVELS[level.level],
                words.OF.format(served=level.served, needs=level.needs),
                str(level.tools),
            ]
            for level in sorted(levels, key=lambda level: not level.is_gap)
        ],
        alt=words.ENDS,
        column_pixels=_WIDE,
    )
    return {words.QUERIES["ends"]: ("end-to-end-gaps", {"tool": now.counted})} if now.counted else {}


def open_needs(landscape: Landscape) -> dict[str, str]:
    """Return the names of the needs that are not served, by id, in the order of the journey."""
    now = kept.standing(landscape)
    known = kept.worked_out(landscape, "states", lambda: states(now))
    return {
        need: known[need].label
        for need in landscape.needs()
        if need in known and known[need].state in words.OPEN_STATES
    }


def _stage(label: str) -> str:
    """Return the heading of a stage: a link, so that the keyboard gets into a table that scrolls."""
    return f"[{markdown(label)}]({address.path('workbench', question='needs-by-stage')})"


def _line(cell: Cell, head: str) -> list[str]:
    state = cell.state
    link = f"[{markdown(state.label)}]({address.path('gaps', need=state.need)})"
    return [
        head.format(label=link),
        words.STATES[state.state],
        words.SHARES.format(covered=state.coverage, takes=state.takes),
        markdown(state.reason),
    ]
