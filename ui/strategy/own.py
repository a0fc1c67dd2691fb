"""The visitor's strategy: as it was entered, as it was judged, and changed."""

from collections.abc import Iterable, Sequence

import streamlit as st

from loaders.reading import Row
from plans.reading import TABLE
from plans.strategy import Finding, Strategy, strategy
from plans.strategy_reading import CLASSES, with_strategy
from plans.strategy_table import Cells, strategy_rows
from ui import words as app_words
from ui.company import kept
from ui.landscape import Landscape
from ui.strategy import words


def cells(landscape: Landscape) -> dict[str, Cells]:
    """Return the rows of the strategy by the IRI of the element; none where there is no strategy."""
    found: dict[str, Cells] = kept.worked_out(landscape, "strategy cells", lambda: strategy_rows(kept.organisation()))
    return found


def judged(landscape: Landscape) -> Strategy:
    """Return the strategy with what is wrong with it, without tools.

    Raises:
        PlanError: it cannot be followed.
    """
    found: Strategy = kept.worked_out(landscape, "strategy", lambda: strategy(kept.organisation()))
    return found


def keep(rows: Iterable[Cells]) -> None:
    """Put these rows in place of the strategy that is there; without any, there is none.

    Raises:
        PlanError: they cannot be followed from the top down; what was there stays.
    """
    keep_lines([Row(line, row) for line, row in enumerate(rows, start=2)])


def keep_lines(lines: list[Row]) -> None:
    """Put the lines of a table in place of the strategy that is there; see `keep`.

    Raises:
        PlanError: as `keep`; the message names line and column.
    """
    own = kept.organisation()
    if not lines:
        kept.keep_organisation(own.replacing(CLASSES, ()))
        return
    kept.keep_organisation(with_strategy(own, lines, TABLE))


def keep_choice(key: str, options: Sequence[str]) -> None:
    """Make a select box choose its first option where what was chosen is no longer there.

    Args:
        key: of the select box, which comes after this.
        options: what it offers now.
    """
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]


def of(found: Strategy, rule: str) -> list[Finding]:
    """Return the findings of one rule, those to correct first."""
    return [finding for finding in found.findings if finding.rule == rule]


def summary(found: Strategy) -> str:
    """Return how much of what there is, and what is wrong with it, as Markdown."""
    hanging = sum(finding.severity == "error" for finding in of(found, "orphan"))
    to_correct = {
        words.SUM_HANGS: hanging,
        words.SUM_LACKS: sum(finding.severity == "warning" for finding in of(found, "orphan")),
        words.SUM_BALANCE: sum(finding.severity == "warning" for finding in of(found, "balance")),
        words.SUM_SCALE: sum(finding.severity == "warning" for finding in of(found, "scale")),
    }
    badges = [text.format(number=number) for text, number in to_correct.items() if number]
    return f"{counted(each.kind for each in found.elements)}.  \n{' '.join(badges) or words.SUM_NOTHING}"


def counted(elements: Iterable[str]) -> str:
    """Return in words how many elements of each kind there are.

    Args:
        elements: the kind of each.
    """
    kinds = list(elements)
    return app_words.listed(
        [app_words.count(kinds.count(kind), one, many) for kind, (one, many) in words.COUNTS.items() if kind in kinds]
    )


def sentence(text: str) -> str:
    """Return a finding's message as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}."
