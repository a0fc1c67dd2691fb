"""What an assessment of maturity comes to: stages with their answers, disconnected channels, figures beside them."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Answered:
    """One question as answered for one channel, or for all; `score` is None where nobody has answered it."""

    question: str
    text: str
    dimension: str
    gate: bool
    answered_for: str
    score: int | None


@dataclass(frozen=True)
class StageResult:
    """How a stage went: passed, failed or open, and the answers that decide it."""

    stage: str
    label: str
    order: int
    state: str
    mean: float | None
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class UnitResult:
    """A channel, or the organization as a whole, whose `channel` is empty.

    Attributes:
        channel: id of the channel.
        label: its name, or that of the organization.
        reached: id of the stage reached, None before the first.
        reached_label: its name.
        partial: whether missing answers may put it further than `reached`.
        next: id of the first stage that is not passed, None after the last.
        missing: answers of that stage below 3, the gate first: what is missing for it.
        open: questions of that stage that nobody has answered.
        stages: all stages with their answers.
    """

    channel: str
    label: str
    reached: str | None
    reached_label: str
    partial: bool
    next: str | None
    next_label: str
    missing: tuple[Answered, ...]
    open: tuple[Answered, ...]
    stages: tuple[StageResult, ...]


@dataclass(frozen=True)
class Disconnected:
    """A channel that lags behind another one: a moment of disconnected frustration for whoever changes channels."""

    channel: str
    label: str
    stage_label: str
    ahead: str
    ahead_label: str
    ahead_stage_label: str
    gap: int


@dataclass(frozen=True)
class Benchmark:
    """A published figure, as context."""

    label: str
    value: float
    population: str
    year: int
    stages: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Maturity:
    """What the assessment of one organization comes to.

    Attributes:
        organisation: its name.
        partial: whether answers are missing that could change a result.
        answered: number of answers given.
        asked: number of answers that the questionnaire takes for these channels.
        whole: the organization as a whole.
        channels: each channel, the least advanced first.
        disconnected: channels that lag behind others, the widest gap first.
        benchmarks: published figures.
        notes: what a reader must know of the data.
    """

    organisation: str
    partial: bool
    answered: int
    asked: int
    whole: UnitResult
    channels: tuple[UnitResult, ...]
    disconnected: tuple[Disconnected, ...]
    benchmarks: tuple[Benchmark, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the result in the form documented in ``docs/plans-maturity.md``."""
        return asdict(self)
