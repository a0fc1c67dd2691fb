"""How the projects that pass are spread over the customer journey, beside what the tools leave open."""

import streamlit as st

from plans.verdicts import Portfolio, StageBalance
from ui import address
from ui.company import kept
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.projects import words
from ui.words import listed

_WIDE = 95


def draw(landscape: Landscape, found: Portfolio) -> Asked:
    """Show the stages of the journey with the projects that work there."""
    quiet(words.BALANCE_LEAD)
    empty = [stage for stage in found.balance if not stage.initiatives]
    if not empty:
        st.markdown(words.EMPTY_NONE)
    else:
        st.markdown(words.EMPTY.format(stages=_names(empty)))
        both = [stage for stage in empty if stage.gap]
        if both:
            st.markdown(words.GAPS_LEFT.format(stages=_names(both)))
    if any(stage.gap is None for stage in found.balance):
        st.markdown(words.NO_STACK)
    table(
        [words.STAGE, words.TOOLS_THERE, words.PROJECTS],
        [_line(stage) for stage in found.balance],
        alt=words.BALANCE,
        column_pixels=_WIDE,
    )
    tools = kept.standing(landscape).counted
    asked: Asked = {words.QUERIES["touchpoints"]: ("touchpoints-of-initiatives", {})}
    if tools:
        asked[words.QUERIES["gaps"]] = ("end-to-end-gaps", {"tool": tools})
    return asked


def _line(stage: StageBalance) -> list[str]:
    gap = words.GAP_UNKNOWN if stage.gap is None else words.GAP if stage.gap else words.NO_GAP
    names = ", ".join(markdown(name) for name in stage.initiatives)
    there = words.AT_STAGE.format(count=len(stage.initiatives), names=names) if names else words.NO_PROJECT
    # A link, so that the keyboard gets into a table that scrolls.
    head = f"[{markdown(stage.label)}]({address.path('workbench', question='needs-at-stage', stage=stage.stage)})"
    return [head, gap, there]


def _names(stages: list[StageBalance]) -> str:
    return listed([markdown(stage.label) for stage in stages])
