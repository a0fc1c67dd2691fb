"""Needs and candidates as arrays of whole numbers: what each candidate covers, and what is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plans.coverage import Need, Strengths

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass
class Problem:
    """The needs as arrays of whole numbers; needs and candidates are known by their positions.

    Attributes:
        parts: for each need, what each candidate and what is there already cover of each slot together.
        base: for each need, what is there already covers of each slot.
        takes: for each need, what must be covered of it.
        costs: what each candidate costs.
    """

    parts: list["Numbers"]
    base: list["Numbers"]
    takes: list[int]
    costs: list[int]

    def serves(self, need: int, chosen: Sequence[int]) -> bool:
        """Return whether `need` is served with the candidates `chosen`."""
        covered = self.base[need]
        if len(chosen):
            covered = self.parts[need][list(chosen)].max(axis=0).clip(min=covered)
        return int(covered.sum()) >= self.takes[need]

    def adds(self, candidate: int) -> bool:
        """Return whether `candidate` covers anything that is not covered already."""
        return any(bool((own[candidate] > base).any()) for own, base in zip(self.parts, self.base, strict=True))

    def open_needs(self, chosen: Sequence[int]) -> list[int]:
        """Return the needs that are not served with the candidates `chosen`."""
        return [need for need in range(len(self.takes)) if not self.serves(need, chosen)]

    def rule(self, need: int, order: "Numbers") -> frozenset[int]:
        """Return candidates of which one must be chosen: those beyond a set that is not enough, filled in `order`."""
        import numpy as np  # noqa: PLC0415

        parts, covered, left = self.parts[need], self.base[need], order
        beyond: list[int] = []
        while len(left):
            totals = np.maximum(parts[left], covered).sum(axis=1)
            # What would be enough now would be later, too, as more is covered then.
            enough = totals >= self.takes[need]
            beyond += left[enough].tolist()
            # What adds nothing is taken in without a further look.
            left = left[~enough & (totals > covered.sum())]
            if len(left):
                covered = np.maximum(covered, parts[left[0]])
        return frozenset(beyond)


def problem_of(
    needs: Sequence[Need], fit: str, base: Strengths, candidates: Sequence[Strengths], costs: Sequence[int]
) -> Problem:
    """Return the arrays of a case; see `plans.covering.cheapest_sets` for what it is given."""
    import numpy as np  # noqa: PLC0415 - takes a while, and few commands solve anything

    def table(need: Need, of: Sequence[Strengths]) -> "Numbers":
        rows = [[slot.part(strengths) for slot in need.slots] for strengths in of]
        return np.array(rows, dtype=np.int64).reshape(len(of), len(need.slots))

    bases = [table(need, [base])[0] for need in needs]
    # What is there already counts for every candidate, so that it does not tell them apart.
    parts = [np.maximum(table(need, candidates), own) for need, own in zip(needs, bases, strict=True)]
    return Problem(parts, bases, [need.thresholds[fit] for need in needs], list(costs))


def restricted(problem: Problem, kept: Sequence[int]) -> Problem:
    """Return the problem with the candidates `kept` alone, which are then known by their place there."""
    parts = [table[list(kept)] for table in problem.parts]
    return Problem(parts, problem.base, problem.takes, [problem.costs[each] for each in kept])


def undominated(problem: Problem) -> list[int]:
    """Return the candidates of which no other one covers as much of everything for no higher cost."""
    import numpy as np  # noqa: PLC0415

    everything = np.hstack(problem.parts)
    costs, nothing = np.array(problem.costs), np.hstack(problem.base)
    kept = []
    for this in range(len(costs)):
        if (everything[this] == nothing).all():
            continue
        as_good = (everything >= everything[this]).all(axis=1) & (costs <= costs[this])
        equal = (everything == everything[this]).all(axis=1) & (costs == costs[this])
        as_good[this] = False
        # Of candidates that are equal the first one stays.
        if not any(not equal[other] or other < this for other in np.flatnonzero(as_good)):
            kept.append(this)
    return kept


def greedy_set(problem: Problem) -> list[int]:
    """Return a set that is enough, and of which nothing can be left out."""
    import numpy as np  # noqa: PLC0415

    covered = [base.copy() for base in problem.base]
    chosen: list[int] = []
    while any(int(own.sum()) < takes for own, takes in zip(covered, problem.takes, strict=True)):
        gains = np.zeros(len(problem.costs))
        for parts, own, takes in zip(problem.parts, covered, problem.takes, strict=True):
            lack = takes - int(own.sum())
            if lack > 0:
                gains += np.minimum(np.maximum(parts, own).sum(axis=1) - own.sum(), lack) / takes
        pick = int(np.argmax(gains / (np.array(problem.costs) + 1)))
        if gains[pick] <= 0:
            pick = int(np.argmax(gains))
        chosen.append(pick)
        covered = [np.maximum(own, parts[pick]) for parts, own in zip(problem.parts, covered, strict=True)]
    for each in sorted(chosen, key=lambda candidate: -problem.costs[candidate]):
        rest = [other for other in chosen if other != each]
        if not problem.open_needs(rest):
            chosen = rest
    return chosen


def needed(problem: Problem, chosen: Sequence[int]) -> list[int]:
    """Return `chosen` without what costs nothing and is not needed."""
    left = list(chosen)
    for each in chosen:
        rest = [other for other in left if other != each]
        if problem.costs[each] == 0 and not problem.open_needs(rest):
            left = rest
    return left
