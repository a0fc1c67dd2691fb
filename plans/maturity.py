"""How far one organization has come: the stage that each channel and the whole have reached, with the answers for it.

A stage is reached when it and all before it are passed; the question ``maturity-results`` says when one is. Where
answers are missing, a stage is neither passed nor failed unless they could not change that: the result is then partial,
and says so. The reasoner finds the channels that are disconnected. Published figures are shown beside the result and
never used in it.
"""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from ontology.namespaces import expand, slug_of
from plans.maturity_answers import check_answers
from plans.maturity_results import Answered, Benchmark, Disconnected, Maturity, StageResult, UnitResult
from plans.organisation import Organisation
from plans.session import Session
from queries.engines import Engine
from queries.results import Row, rows

GOOD = 3
"""The score from which an answer counts as good: it is usual practice."""
APART = 2
"""Stages between two channels from which the slower one is disconnected."""


def maturity(organisation: Organisation, landscape: Engine | None = None) -> Maturity:
    """Return how far an organization has come, with the answers that led there.

    Args:
        organisation: with its assessment; see `plans.maturity_answers`.
        landscape: not needed; the session of a caller that has one is the same with it.

    Raises:
        PlanError: there is no assessment, or an answer in it cannot be used.
    """
    return maturity_in(organisation, assessed(organisation, landscape))


def assessed(organisation: Organisation, landscape: Engine | None = None) -> Session:
    """Return a session in which each channel stands at the stage of its answers, and disconnected ones are found.

    Raises:
        PlanError: as `maturity`.
    """
    check_answers(organisation)
    session = Session(organisation.triples, landscape)
    session.state(_stages_reached(_units(session)))
    return session


def maturity_in(organisation: Organisation, session: Session) -> Maturity:
    """Return what the assessment in a session of `assessed` comes to."""
    units = _units(session)
    results = {unit: _unit(organisation, found) for unit, found in units.items()}
    whole = next(result for result in results.values() if not result.channel)
    channels = sorted(
        (result for result in results.values() if result.channel), key=lambda each: (_place(each), each.label)
    )
    answers = [answer for stage in whole.stages for answer in stage.answers]
    return Maturity(
        organisation=organisation.name,
        partial=any(result.partial for result in results.values()),
        answered=sum(answer.score is not None for answer in answers),
        asked=len(answers),
        whole=whole,
        channels=tuple(channels),
        disconnected=tuple(_disconnected(row) for row in rows(session, "disconnected-channels")),
        benchmarks=tuple(_benchmarks(rows(session, "benchmarks"))),
        notes=tuple(_notes(session, channels)),
    )


def _units(session: Session) -> dict[str, list[tuple[Row, list[Row]]]]:
    """Return, by channel presence or assessment, its stages in order, each with its answers."""
    answers: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in rows(session, "maturity-answers"):
        answers[row["unit"], row["stage"]].append(row)
    units: dict[str, list[tuple[Row, list[Row]]]] = defaultdict(list)
    for row in rows(session, "maturity-results"):
        units[str(row["unit"])].append((row, answers[row["unit"], row["stage"]]))
    return units


def _stages_reached(units: dict[str, list[tuple[Row, list[Row]]]]) -> list[Triple]:
    """Return the stage that each channel stands at for sure, and what those before the first one lag behind."""
    reached = {}
    for unit, stages in units.items():
        passed = [row for row, _ in stages]
        first = next((place for place, row in enumerate(passed) if row["state"] != "passed"), len(passed))
        is_sure = first == len(passed) or passed[first]["state"] == "failed"
        if stages[0][0]["channel"] and is_sure:
            reached[unit] = passed[first - 1] if first else None
    found = [
        Triple(NamedNode(unit), expand("cx:assessedAt"), NamedNode(str(row["stage"])))
        for unit, row in reached.items()
        if row
    ]
    # Stages tell which channels are two apart; before the first there is none to tell it by.
    return found + [
        Triple(NamedNode(unit), expand("cx:lagsBehind"), NamedNode(other))
        for unit, row in reached.items()
        if row is None
        for other, ahead in reached.items()
        if ahead and int(str(ahead["order"])) >= APART
    ]


def _unit(organisation: Organisation, found: list[tuple[Row, list[Row]]]) -> UnitResult:
    stages = tuple(_stage(row, answers) for row, answers in found)
    place = next((place for place, stage in enumerate(stages) if stage.state != "passed"), len(stages))
    ahead = stages[place] if place < len(stages) else None
    behind = stages[place - 1] if place else None
    answers = ahead.answers if ahead else ()
    weak = [answer for answer in answers if answer.score is not None and answer.score < GOOD]
    first = found[0][0]
    return UnitResult(
        channel=slug_of(str(first["channel"])) if first["channel"] else "",
        label=str(first["channel_label"] or organisation.name),
        reached=behind.stage if behind else None,
        reached_label=behind.label if behind else "",
        partial=bool(ahead and ahead.state == "open"),
        next=ahead.stage if ahead else None,
        next_label=ahead.label if ahead else "",
        missing=tuple(sorted(weak, key=lambda each: (not each.gate, each.score, each.question, each.answered_for))),
        open=tuple(answer for answer in answers if answer.score is None),
        stages=stages,
    )


def _stage(row: Row, answers: list[Row]) -> StageResult:
    answered = int(str(row["answered"]))
    return StageResult(
        stage=slug_of(str(row["stage"])),
        label=str(row["stage_label"]),
        order=int(str(row["order"])),
        state=str(row["state"]),
        mean=round(float(str(row["points"])) / answered, 2) if answered else None,
        answers=tuple(
            Answered(
                question=slug_of(str(each["question"])),
                text=str(each["text"]),
                dimension=str(each["dimension_label"]),
                gate=bool(each["gate"]),
                answered_for=str(each["answered_for_label"] or ""),
                score=None if each["score"] is None else int(str(each["score"])),
            )
            for each in answers
        ),
    )


def _place(result: UnitResult) -> int:
    return next((stage.order for stage in result.stages if stage.stage == result.reached), 0)


def _disconnected(row: Row) -> Disconnected:
    return Disconnected(
        channel=slug_of(str(row["channel"])),
        label=str(row["channel_label"]),
        stage_label=str(row["stage_label"] or ""),
        ahead=slug_of(str(row["ahead"])),
        ahead_label=str(row["ahead_label"]),
        ahead_stage_label=str(row["ahead_stage_label"]),
        gap=int(str(row["gap"])),
    )


def _benchmarks(found: list[Row]) -> Iterable[Benchmark]:
    stages: dict[object, list[str]] = defaultdict(list)
    for row in found:
        stages[row["observation"]].append(str(row["stage_label"]))
    for observation, named in stages.items():
        row = next(row for row in found if row["observation"] == observation)
        yield Benchmark(
            label=str(row["label"]),
            value=float(str(row["value"])),
            population=str(row["population"]),
            year=int(str(row["year"])),
            stages=tuple(dict.fromkeys(named)),
            source=str(row["source_label"]),
        )


def _notes(session: Session, channels: list[UnitResult]) -> Iterable[str]:
    unsure = [channel.label for channel in channels if channel.partial]
    if unsure:
        yield f"Not compared with other channels until the open questions are answered: {', '.join(unsure)}."
    if len(channels) == 1:
        yield "One channel was assessed: whether channels are disconnected shows from two on."
    if any(triple.predicate == expand("cx:assessedAt") for triple in session.unused):
        yield "Stages that the file states of channels are not used: they are worked out from the answers."
