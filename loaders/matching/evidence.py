"""Evidence that two rows mean the same tool, and what it comes to."""

from dataclasses import dataclass
from enum import StrEnum

SURE = 3.0
"""From this score on two rows are one tool."""

UNSURE = 2.0
"""From this score on a person is asked; below it two rows are two tools."""

NAMESAKES = 1.0
"""The same for two rows of one name, known aliases included: there a person is asked sooner."""

MARGIN = 0.5
"""A row that may mean two tools means the better one only if that is better by this much."""


class Verdict(StrEnum):
    """What the evidence comes to."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against two rows being one tool.

    Attributes:
        kind: what was compared: ``name``, ``alias``, ``address``, ``maker``, ``kind``, ``siblings`` or ``decision``.
        weight: points for (positive) or against (negative).
        text: what was found, as a part of a sentence.
    """

    kind: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """All the evidence about two rows.

    Attributes:
        evidence: in the order in which it was looked for.
        likeness: how close the names are; the higher, the closer.
        namesakes: whether the names are the same, or known to be of the same.
        rival: another tool that fits about as well, or the empty string.
    """

    evidence: tuple[Evidence, ...]
    likeness: int = 0
    namesakes: bool = False
    rival: str = ""

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return round(sum(part.weight for part in self.evidence), 2)

    @property
    def verdict(self) -> Verdict:
        """The decision; a rival makes it unsure whatever the score."""
        if self.score >= SURE:
            return Verdict.UNSURE if self.rival else Verdict.SAME
        asked = NAMESAKES if self.namesakes else UNSURE
        return Verdict.UNSURE if self.score >= asked else Verdict.DIFFERENT

    @property
    def sentence(self) -> str:
        """The decision explained in one sentence: what speaks for it, then what speaks against it."""
        parts = sorted(self.evidence, key=lambda part: -part.weight)
        pros = [part.text for part in parts if part.weight > 0]
        cons = [part.text for part in parts if part.weight < 0]
        if self.rival:
            cons.append(f"{self.rival!r} fits about as well")
        text = ", ".join(pros) or "nothing speaks for it"
        return f"{text}; but {', '.join(cons)}" if cons else text
