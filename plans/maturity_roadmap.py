"""What to do next: the needs that a growing organization should attend to, in order, with tools for each."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from ontology.namespaces import slug_of
from plans.errors import PlanError
from plans.gaps import owned_tools
from plans.maturity import GOOD, assessed, maturity_in
from plans.maturity_results import Maturity
from plans.offers import Offer, considered, owned_offers
from plans.organisation import Organisation
from plans.terms import UnknownTermError, rows_of, term
from queries.engines import Engine
from queries.results import Row, rows


@dataclass(frozen=True)
class Before:
    """A need to attend to first, and the capability that neither can do without."""

    need: str
    label: str
    capability: str


@dataclass(frozen=True)
class Step:
    """A need on the road.

    Attributes:
        need: its id.
        label: its name.
        stage: id of the maturity stage at which it first matters.
        stage_label: its name.
        enabling: whether it is there to enable others.
        reasons: weak or missing answers that it would help, in words.
        before: needs to attend to first.
        served: whether a tool that is owned serves it with a primary fit.
        owned: tools that are owned and serve it, best first.
        consider: the best others.
    """

    need: str
    label: str
    stage: str
    stage_label: str
    enabling: bool
    reasons: tuple[str, ...]
    before: tuple[Before, ...]
    served: bool
    owned: tuple[Offer, ...]
    consider: tuple[Offer, ...]


@dataclass(frozen=True)
class Roadmap:
    """The needs in order, from the first stage that the organization has not passed.

    Attributes:
        organisation: its name.
        release: id of the release that the tools come from.
        reached: name of the stage reached, empty before the first.
        partial: whether the assessment lacks answers that could change it.
        steps: the needs.
    """

    organisation: str
    release: str
    reached: str
    partial: bool
    steps: tuple[Step, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the roadmap in the form documented in ``docs/plans-maturity.md``."""
        return asdict(self)


def roadmap(organisation: Organisation, landscape: Engine, release: str, through: str | None = None) -> Roadmap:
    """Return what an organization should attend to next, in order, with tools.

    Args:
        organisation: with its assessment, and with its stack where tools that it owns are to be told.
        landscape: where the tools are looked up.
        release: id of the release that it answers for.
        through: id or name of the last maturity stage to plan for; by default the first that is not passed.

    Raises:
        PlanError: there is no assessment, or no such stage.
    """
    session = assessed(organisation, landscape)
    found = maturity_in(organisation, session)
    stages = _stages(found, through)
    if not stages:
        return Roadmap(organisation.name, release, found.whole.reached_label, found.partial, ())
    owned = sorted(set(owned_tools(organisation)) - {*session.unknown, *session.retired})
    reasons = _reasons(found, rows(session, "needs-behind-maturity", maturity=stages))
    ordered = _ordered(rows(session, "needs-in-order", maturity=stages))
    fits = owned_offers(landscape, list(ordered), owned)
    steps = [
        _step(need, lines, reasons[need], fits[need], considered(landscape, need, owned))
        for need, lines in ordered.items()
    ]
    # What comes before another need is of an earlier stage or an enabling one, so that this keeps it before.
    steps.sort(key=lambda step: (stages.index(step.stage), not step.enabling, not step.reasons))
    return Roadmap(organisation.name, release, found.whole.reached_label, found.partial, tuple(steps))


def _stages(found: Maturity, through: str | None) -> list[str]:
    """Return the stages to plan for: from the first that is not passed, of the whole or of a channel."""
    order = [stage.stage for stage in found.whole.stages]
    if found.whole.next is None:
        return []
    first = order.index(found.whole.next)
    last = first
    if through is not None:
        try:
            last = order.index(slug_of(term("maturity", through).value))
        except UnknownTermError as error:
            raise PlanError(f"{through!r}: {error}") from error
        if last < first:
            label = next(row["label"] for row in rows_of("maturity") if row["id"] == order[last])
            raise PlanError(f"the stage {label} is passed already: name {found.whole.next_label} or a later one")
    return order[first : last + 1]


def _reasons(found: Maturity, behind: list[Row]) -> dict[str, tuple[str, ...]]:
    """Return, by need, the answers that it would help."""
    weak: dict[str, list[str]] = defaultdict(list)
    for stage in found.whole.stages:
        for answer in stage.answers:
            where = f"{answer.answered_for}: " if answer.answered_for else ""
            if answer.score is None:
                weak[answer.question].append(f"{where}{answer.text} Not answered yet.")
            elif answer.score < GOOD:
                weak[answer.question].append(f"{where}{answer.text} Scored {answer.score} of 4.")
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in behind:
        if row["need"]:
            reasons[slug_of(str(row["need"]))] += weak[slug_of(str(row["question"]))]
    return defaultdict(tuple, {need: tuple(dict.fromkeys(texts)) for need, texts in reasons.items()})


def _ordered(found: list[Row]) -> dict[str, list[Row]]:
    needs: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        needs[slug_of(str(row["need"]))].append(row)
    return needs


def _step(
    need: str, lines: list[Row], reasons: tuple[str, ...], owned: tuple[Offer, ...], others: tuple[Offer, ...]
) -> Step:
    before = [
        Before(slug_of(str(row["before"])), str(row["before_label"]), str(row["capability_label"]))
        for row in lines
        if row["before"]
    ]
    return Step(
        need=need,
        label=str(lines[0]["label"]),
        stage=slug_of(str(lines[0]["stage"])),
        stage_label=str(lines[0]["stage_label"]),
        enabling=bool(lines[0]["enabling"]),
        reasons=reasons,
        before=tuple(before),
        served=any(offer.fit == "primary" for offer in owned),
        owned=owned,
        consider=others,
    )
