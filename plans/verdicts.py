"""What the customer-experience filter gives: verdicts with their reasons, and the balance over the journey."""

from dataclasses import asdict, dataclass
from typing import Any

PASSED, EXCEPTED, CHALLENGED = "passed", "excepted", "challenged"
VERDICTS = {
    PASSED: "serves the customer experience",
    EXCEPTED: "challenge it: it is done as a written exception",
    CHALLENGED: "challenge it",
}
"""What a verdict says, best first."""


@dataclass(frozen=True)
class Criterion:
    """A criterion of the filter: whether it is met, or None where that cannot be known, and what shows it."""

    id: str
    label: str
    kind: str
    question: str
    rule: str
    met: bool | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A need that is served: because that is stated, or through tools, whose names are `through`, or both."""

    need: str
    label: str
    enabling: bool
    stated: bool
    through: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """A touchpoint at which customers notice an initiative, with stages and the needs that arise there."""

    touchpoint: str
    label: str
    stages: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """An indicator: whether the initiative is meant to move it, or a need that it serves is judged by it."""

    kpi: str
    label: str
    views: tuple[str, ...]
    meant: bool


@dataclass(frozen=True)
class Opening:
    """A need that the initiative could serve through categories or capabilities, if somebody chose so."""

    need: str
    label: str
    through: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """An initiative with its verdict and the reasons.

    Attributes:
        id: its IRI.
        name: what it is called.
        verdict: ``passed``, ``excepted`` or ``challenged``.
        says: the verdict in words.
        score: how many of the criteria that add to its case it meets.
        lacks: what to say or do for it to pass, in words.
        criteria: all of them, in the order in which they are asked.
        needs: needs that it serves, with the path.
        touchpoints: where customers notice it.
        kpis: indicators, those that it is meant to move first.
        openings: needs that it could serve.
        exception: the written reason, or the empty string.
        opportunity_cost: what it takes away, or the empty string.
    """

    id: str
    name: str
    verdict: str
    says: str
    score: int
    lacks: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    needs: tuple[Way, ...]
    touchpoints: tuple[Meeting, ...]
    kpis: tuple[Indicator, ...]
    openings: tuple[Opening, ...]
    exception: str
    opportunity_cost: str


@dataclass(frozen=True)
class StageBalance:
    """A lifecycle stage with the initiatives that pass and work there; `gap` is None where no stack is known."""

    stage: str
    label: str
    initiatives: tuple[str, ...]
    gap: bool | None


@dataclass(frozen=True)
class Portfolio:
    """All initiatives of an organization, best first, and how they are spread over the journey.

    Attributes:
        organisation: its name.
        release: id of the release that the tools come from.
        partial: whether something could not be judged; `notes` say what.
        initiatives: those that pass first, then by score.
        balance: every stage of the journey.
        notes: what a reader must know.
    """

    organisation: str
    release: str
    partial: bool
    initiatives: tuple[Judged, ...]
    balance: tuple[StageBalance, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the result in the form documented in ``docs/plans-filter.md``."""
        return asdict(self)
