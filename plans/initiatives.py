"""The customer-experience filter: does a project, technology or buzzword touch the customer experience, and how?

An initiative passes where it serves an experience need, stated or through a tool that it brings into use, and customers
meet it at a touchpoint. Else it is challenged, and not rejected: a written reason with what it takes away makes it an
exception. The reasoner finds those that pass; ``filter-of-initiatives`` says which criteria each meets.
"""

from collections import defaultdict

from pyoxigraph import NamedNode, Triple

from ontology.namespaces import expand, slug_of
from plans.gaps import stage_findings
from plans.initiatives_reading import check_initiatives
from plans.organisation import Organisation
from plans.session import Session
from plans.standing import read_members
from plans.terms import rows_of
from plans.verdicts import (
    CHALLENGED,
    PASSED,
    VERDICTS,
    Criterion,
    Indicator,
    Judged,
    Meeting,
    Opening,
    Portfolio,
    StageBalance,
    Way,
)
from queries.engines import Engine
from queries.results import Row, rows

SCORE = "score"
GAP = "filter-closes-gap"


def judged_session(organisation: Organisation, landscape: Engine) -> Session:
    """Return a session in which the initiatives of an organization stand beside the gaps of its stack.

    Raises:
        PlanError: there is no initiative, or one cannot be judged.
    """
    check_initiatives(organisation)
    session = Session(organisation.triples, landscape)
    session.state(stage_findings(organisation, landscape, [*session.unknown, *session.retired]))
    session.state(_verdicts(rows(session, "filter-of-initiatives")))
    return session


def portfolio(organisation: Organisation, landscape: Engine, release: str) -> Portfolio:
    """Return the verdict on each initiative of an organization with the reasons, and their balance over the journey.

    Args:
        organisation: with its initiatives, and with its stack where gaps are to count.
        landscape: where tools are looked up.
        release: id of the release that it answers for.

    Raises:
        PlanError: there is no initiative.
    """
    session = judged_session(organisation, landscape)
    gaps = _gaps(session)
    lines = {name: _by_initiative(rows(session, name)) for name in _QUESTIONS}
    asked, said = rows(session, "filter-criteria"), _said(organisation)
    judged = [
        _judged(
            initiative,
            {name: lines[name][initiative] for name in _QUESTIONS},
            asked,
            gaps,
            said[initiative],
        )
        for initiative in lines["filter-of-initiatives"]
    ]
    judged.sort(key=lambda each: ([*VERDICTS].index(each.verdict), -each.score, -len(each.needs), each.name.casefold()))
    notes = [f"The landscape has no tool {name!r}: it serves nothing here." for name in session.unknown]
    gone = read_members(landscape, session.retired).values()
    notes += [f"{member.label} is no longer on offer: it serves nothing here." for member in gone]
    if gaps is None:
        notes.append("No stack is known, so that nobody can say whether an initiative closes a gap.")
    if any(triple.predicate == expand("cx:hasVerdict") for triple in session.unused):
        notes.append("Verdicts that the file states are not used: they are worked out from what is described.")
    return Portfolio(
        organisation=organisation.name,
        release=release,
        partial=gaps is None or bool(session.unknown),
        initiatives=tuple(judged),
        balance=tuple(_balance(judged, lines["touchpoints-of-initiatives"], gaps)),
        notes=tuple(notes),
    )


_QUESTIONS = (
    "filter-of-initiatives",
    "evidence-for-initiatives",
    "needs-of-initiatives",
    "touchpoints-of-initiatives",
    "kpis-of-initiatives",
    "openings-of-initiatives",
)


def _verdicts(found: list[Row]) -> list[Triple]:
    verdicts = {str(row["initiative"]): str(row["verdict"]) for row in found}
    return [Triple(NamedNode(i), expand("cx:hasVerdict"), NamedNode(verdict)) for i, verdict in verdicts.items()]


def _gaps(session: Session) -> set[str] | None:
    """Return the ids of the stages that the stack leaves uncovered, None where no stack is known."""
    found = rows(session, "gaps-found")
    return {slug_of(str(row["stage"])) for row in found if row["gap"]} if found else None


def _by_initiative(found: list[Row]) -> dict[str, list[Row]]:
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        lines[str(row["initiative"])].append(row)
    return lines


def _said(organisation: Organisation) -> dict[str, set[str]]:
    """Return, by initiative, the needs that it is stated to serve."""
    said: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, served in organisation.triples:
        if predicate == expand("cx:servesNeed") and isinstance(subject, NamedNode) and isinstance(served, NamedNode):
            said[subject.value].add(served.value)
    return said


def _judged(
    initiative: str, lines: dict[str, list[Row]], asked: list[Row], gaps: set[str] | None, said: set[str]
) -> Judged:
    about = lines["filter-of-initiatives"][0]
    criteria = _criteria(asked, lines["evidence-for-initiatives"], gaps)
    needs = tuple(
        Way(need, str(group[0]["need_label"]), bool(group[0]["enabling"]), need in said, _texts(group, "tool_label"))
        for need, group in _grouped(lines["needs-of-initiatives"], "need").items()
    )
    meetings = tuple(
        Meeting(point, str(group[0]["touchpoint_label"]), _texts(group, "stage_label"), _texts(group, "need_label"))
        for point, group in _grouped(lines["touchpoints-of-initiatives"], "touchpoint").items()
    )
    written = str(about["exception"] or ""), str(about["cost"] or "")
    verdict = slug_of(str(about["verdict"]))
    openings = tuple(
        Opening(need, str(group[0]["need_label"]), _texts(group, "through_label"))
        for need, group in _grouped(lines["openings-of-initiatives"], "need").items()
    )
    return Judged(
        id=initiative,
        name=str(about["label"]),
        verdict=verdict,
        says=VERDICTS[verdict],
        score=sum(criterion.met is True for criterion in criteria if criterion.kind == SCORE),
        lacks=tuple(_lacks(verdict, needs, meetings, written)),
        criteria=criteria,
        needs=needs,
        touchpoints=meetings,
        kpis=tuple(
            Indicator(kpi, str(group[0]["kpi_label"]), _texts(group, "view_label"), bool(group[0]["meant"]))
            for kpi, group in _grouped(lines["kpis-of-initiatives"], "kpi").items()
        ),
        openings=openings,
        exception=written[0],
        opportunity_cost=written[1],
    )


def _criteria(asked: list[Row], met: list[Row], gaps: set[str] | None) -> tuple[Criterion, ...]:
    shown = _grouped(met, "criterion")
    return tuple(
        Criterion(
            id=slug_of(str(row["criterion"])),
            label=str(row["label"]),
            kind=slug_of(str(row["kind"])),
            question=str(row["question"]),
            rule=str(row["rule"]),
            met=None if gaps is None and slug_of(str(row["criterion"])) == GAP else str(row["criterion"]) in shown,
            evidence=_texts(shown.get(str(row["criterion"]), []), "evidence"),
        )
        for row in asked
    )


def _lacks(verdict: str, needs: tuple[Way, ...], meetings: tuple[Meeting, ...], written: tuple[str, str]) -> list[str]:
    """Return what an initiative that does not pass would have to show."""
    if verdict == PASSED:
        return []
    lacks = []
    if not needs:
        lacks.append("It serves no need: say which one, or which tool it brings into use.")
    elif all(need.enabling for need in needs):
        lacks.append("It serves needs that only enable others: say which need of a customer it serves in the end.")
    if not meetings:
        lacks.append("No customer meets it: say at which touchpoint they notice it.")
    if verdict == CHALLENGED:
        reason, cost = written
        missing = [] if reason else ["the reason"]
        missing += [] if cost else ["what it takes away from others"]
        lacks.append(f"To do it all the same, write down {' and '.join(missing)}.")
    return lacks


def _balance(judged: list[Judged], meetings: dict[str, list[Row]], gaps: set[str] | None) -> list[StageBalance]:
    """Return, by stage, the initiatives that pass, are noticed there and serve a need that arises there."""
    stages = sorted(rows_of("stage"), key=lambda row: int(row["order"]))
    there = {
        (each.name, slug_of(str(row["stage"])))
        for each in judged
        if each.verdict == PASSED
        for row in meetings[each.id]
        if row["need"]
    }
    return [
        StageBalance(
            stage=row["id"],
            label=row["label"],
            initiatives=tuple(each.name for each in judged if (each.name, row["id"]) in there),
            gap=None if gaps is None else row["id"] in gaps,
        )
        for row in stages
    ]


def _grouped(lines: list[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in lines:
        groups[str(row[column])].append(row)
    return groups


def _texts(lines: list[Row], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(row[column]) for row in lines if row[column] is not None))
