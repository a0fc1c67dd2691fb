"""Whether the views of the brand and of the business are in balance, and whether the scale of values is in order."""

from collections.abc import Mapping
from zlib import crc32

import streamlit as st

from plans.errors import PlanError
from plans.strategy import Element, Finding
from ui.company import kept, opening
from ui.company.kept import Said
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.strategy import own, words
from ui.strategy.ladder import heading, named

_NARROW = 90
_REASON = "strategy-reason-"


def balance(landscape: Landscape) -> Asked:
    """Show the indicators of each theme and objective by view, those with one view alone first."""
    found = own.judged(landscape)
    lopsided = {finding.element: finding for finding in own.of(found, "balance")}
    judged = [each for each in found.elements if each.kind in ("theme", "strategic-objective", "marketing-objective")]
    quiet(words.BALANCE_LEAD)
    table(
        [words.ELEMENT, words.VIEWS, words.FINDING],
        [
            [
                heading(each.name, words.KINDS[each.kind]),
                words.BOTH.format(brand=each.brand or 0, business=each.business or 0),
                _view(each, lopsided.get(each.id)),
            ]
            for each in sorted(judged, key=lambda each: _urgency(lopsided.get(each.id)))
        ],
        alt=words.BALANCE,
        column_pixels=_NARROW,
    )
    return {words.QUERIES["views"]: ("views-of-strategy", {})}


def scale(landscape: Landscape) -> Asked:
    """Show the scale of values with its check, and where a reason can be given."""
    found = own.judged(landscape)
    goals = [each for each in found.elements if each.kind == "digital-goal"]
    quiet(words.SCALE_LEAD)
    if not goals:
        st.markdown(words.SCALE_NONE)
        return {}
    findings = own.of(found, "scale")
    for finding in findings:
        if not finding.element:
            st.warning(markdown(own.sentence(finding.message)), icon=":material/error:")
    by_goal = {finding.element: finding for finding in findings if finding.element}
    rows = own.cells(landscape)
    goals.sort(key=lambda each: -(each.value or 0))
    table(
        [words.GOAL, words.VALUE, words.CHECK],
        [
            [
                heading(each.name, named("stage", rows[each.id]["stages"]) or words.NO_STAGE),
                words.NO_VALUE if each.value is None else str(each.value),
                _check(each, rows[each.id]["stages"], by_goal.get(each.id)),
            ]
            for each in goals
        ],
        alt=words.SCALE,
        column_pixels=_NARROW,
    )
    later = [each for each in goals if each.id in by_goal]
    if later:
        _reasons(landscape, later, {each.id: rows[each.id]["reason"] for each in later})
    return {
        words.QUERIES["values"]: ("values-of-goals", {}),
        words.QUERIES["inversions"]: ("inversions-of-values", {}),
    }


def _reasons(landscape: Landscape, goals: list[Element], reasons: Mapping[str, str]) -> None:
    # A key holds the reason: where it is changed elsewhere, or another file is opened, the field shows what is there.
    # Reasons are as the table has them, which is what is written: a file may hold the same reason in several languages.
    keys = {goal: f"{_REASON}{goal}-{crc32(reason.encode()):08x}" for goal, reason in reasons.items()}
    with st.form("strategy-reasons", border=True):
        st.markdown(f"**{words.EXPLAIN}**")
        for each in goals:
            st.text_input(
                words.EXPLAIN_LABEL.format(name=markdown(each.name), value=each.value),
                value=reasons[each.id],
                key=keys[each.id],
                placeholder=words.EXPLAIN_PLACEHOLDER,
            )
        st.form_submit_button(words.EXPLAIN_SAVE, key="strategy-explain", on_click=_explain, args=(landscape, keys))


def _explain(landscape: Landscape, keys: Mapping[str, str]) -> None:
    rows = {id_: dict(row) for id_, row in own.cells(landscape).items()}
    for goal, key in keys.items():
        rows[goal]["reason"] = st.session_state[key].strip()
    try:
        own.keep(rows.values())
    except PlanError as error:
        kept.say(opening.refused(error))
    else:
        kept.say(Said("success", words.EXPLAIN_SAID))


def _urgency(finding: Finding | None) -> int:
    return 2 if finding is None else 0 if finding.severity == "warning" else 1


def _view(element: Element, finding: Finding | None) -> str:
    if finding is not None:
        return f"{words.ONE_VIEW[finding.severity]} {markdown(own.sentence(finding.message))}"
    return words.BALANCED if element.brand is not None else words.NO_VIEW


def _check(goal: Element, stages: str, finding: Finding | None) -> str:
    if finding is not None:
        # The reason follows.
        why = markdown(own.sentence(finding.message.partition("; explained")[0]))
        told = (words.EXPLAINED if finding.severity == "info" else words.UNEXPLAINED).format(why=why)
    elif goal.value is None:
        told = words.VALUE_MISSING
    else:
        told = words.FITS if stages else words.NOT_COMPARED
    return f"{told}  \n{words.REASON.format(reason=markdown(goal.reason))}" if goal.reason else told
