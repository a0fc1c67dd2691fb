"""Where the organization stands: the stage it has reached, the ladder, what is missing, and the answers behind it."""

import streamlit as st

from plans.errors import PlanError
from plans.maturity import GOOD, maturity
from plans.maturity_results import Answered, Maturity, StageResult, UnitResult
from plans.terms import rows_of
from ui import address
from ui.company import kept, opening
from ui.company.sections import Asked
from ui.components.query import Values
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.maturity import words

_WIDE, _NARROW = 140, 90
_RESULTS: tuple[str, Values] = ("maturity-results", {})
_ANSWERS: tuple[str, Values] = ("maturity-answers", {})


def found(landscape: Landscape) -> Maturity | None:
    """Return what the answers come to, None where they cannot be used; then the page says why."""
    try:
        result: Maturity = kept.worked_out(landscape, "maturity", lambda: maturity(kept.organisation()))
    except PlanError as error:
        why = opening.why(error)
        st.error(words.REFUSED.format(why=why), icon=":material/error:")
        return None
    return result


def headline(result: Maturity) -> None:
    """Say which stage is reached, what comes next, and what makes this partial."""
    whole = result.whole
    st.subheader(reached(whole), anchor=False)
    if whole.next is None:
        st.success(words.ALL_PASSED, icon=":material/check_circle:")
    else:
        says = words.NEXT_OPEN if whole.partial else words.NEXT_IS
        st.markdown(says.format(label=markdown(whole.next_label), definition=markdown(_definition(whole.next))))
    notes = [markdown(note) for note in result.notes]
    if result.answered < result.asked:
        notes.insert(0, words.PARTIAL.format(answered=result.answered, asked=result.asked))
    if notes:
        st.warning("  \n".join(notes), icon=":material/help:")


def ladder(result: Maturity) -> Asked:
    """Show the seven stages, and how each went for the organization as a whole."""
    draw_ladder(result.whole)
    quiet(f"{words.RULE} {words.WHOLE_HELP} {words.LEGEND}")
    return {
        words.QUERIES["results"]: _RESULTS,
        words.QUERIES["answers"]: _ANSWERS,
        words.QUERIES["questions"]: ("maturity-questions", {}),
    }


def _average(stage: StageResult) -> str:
    """Return the average of a stage, and that the answer that decides is too low where it is."""
    if stage.mean is None:
        return words.NO_AVERAGE
    said = words.AVERAGE.format(mean=stage.mean)
    low = any(answer.gate and answer.score is not None and answer.score < GOOD for answer in stage.answers)
    return f"{said}  \n{words.MUST_FAILED}" if low else said


def draw_ladder(unit: UnitResult) -> None:
    """Show the stages of one channel, or of the whole."""
    table(
        words.LADDER_HEAD,
        [
            [
                f"{stage_link(stage.stage, f'{stage.order}. {stage.label}')}"
                + (f" {words.REACHED}" if stage.stage == unit.reached else ""),
                words.STATES[stage.state],
                _average(stage),
                words.OF.format(part=sum(answer.score is not None for answer in stage.answers), all=len(stage.answers)),
                markdown(_definition(stage.stage)),
            ]
            for stage in unit.stages
        ],
        alt=f"{words.LADDER}: {unit.label}",
        column_pixels=_WIDE,
    )


def missing(result: Maturity) -> Asked:
    """Show what is missing for the next stage of the organization as a whole."""
    draw_missing(result.whole)
    asked: Asked = {words.QUERIES["answers"]: _ANSWERS}
    if result.whole.next:
        asked[words.QUERIES["behind"]] = ("needs-behind-maturity", {"maturity": [result.whole.next]})
    return asked


def draw_missing(unit: UnitResult) -> None:
    """Show what is missing for the next stage of one channel, or of the whole."""
    if unit.next is None:
        st.markdown(words.MISSING_NONE)
        return
    lead = words.MISSING_OPEN if not unit.missing else words.MISSING_BOTH if unit.open else words.MISSING_LEAD
    quiet(lead.format(label=markdown(unit.next_label)))
    draw_answers((*unit.missing, *unit.open), words.MISSING.format(label=unit.next_label))


def evidence(result: Maturity) -> Asked:
    """Show the answers behind one stage of one channel, or of the whole."""
    units = {"": result.whole, **{channel.channel: channel for channel in result.channels}}
    with st.container(horizontal=True):
        chosen = st.selectbox(
            words.EVIDENCE_LEAD,
            list(units),
            key="maturity-evidence-unit",
            format_func=lambda unit: units[unit].label if unit else words.WHOLE,
            width=320,
        )
        unit = units[chosen]
        stages = {stage.stage: stage for stage in unit.stages}
        first = list(stages).index(unit.reached) if unit.reached else 0
        at = st.selectbox(
            words.EVIDENCE_STAGE,
            list(stages),
            index=first,
            key=f"maturity-evidence-stage-{chosen}",
            format_func=lambda stage: words.STAGE.format(order=stages[stage].order, label=stages[stage].label),
            width=320,
        )
    draw_answers(stages[at].answers, f"{words.EVIDENCE}: {unit.label}, {stages[at].label}")
    return {words.QUERIES["answers"]: _ANSWERS, words.QUERIES["results"]: _RESULTS}


def draw_answers(answers: tuple[Answered, ...], alt: str) -> None:
    """Show answers as a table."""
    table(
        words.ANSWER_HEAD,
        [
            [
                markdown(each.text) + (words.GATE_BADGE if each.gate else ""),
                markdown(each.answered_for or words.ALL_CHANNELS),
                words.ANSWERS[each.score],
            ]
            for each in answers
        ],
        alt=alt,
        column_pixels=_NARROW,
    )


def reached(unit: UnitResult) -> str:
    """Return in words the stage that one channel, or the whole, has reached."""
    order = next((stage.order for stage in unit.stages if stage.stage == unit.reached), 0)
    if not order:
        return words.BEFORE_FURTHER if unit.partial else words.BEFORE
    return (words.AT_FURTHER if unit.partial else words.AT).format(order=order, label=unit.reached_label)


def stage_link(stage: str, label: str) -> str:
    """Return the name of a stage as a link to its needs in order, so that the keyboard gets into a table."""
    return f"[{markdown(label)}]({address.path('workbench', question='needs-in-order', maturity=stage)})"


def _definition(stage: str) -> str:
    return next(row["definition"] for row in rows_of("maturity") if row["id"] == stage)
