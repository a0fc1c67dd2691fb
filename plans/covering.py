"""The cheapest sets of candidates that make some needs served, found exactly.

Adding a candidate never covers less. So for each need there are sets of candidates that are not enough even together;
if the rest of them is refused as a whole, the need stays open: of the rest, one must be chosen. The solver (HiGHS,
https://highs.dev) chooses the cheapest candidates that obey the rules of this kind that were found so far; while its
choice leaves a need open, that need gives further rules. The first choice that leaves none open is the cheapest of
all, because nothing but necessary rules was asked of it. (This is the method of implicit hitting sets: Moreno-Centeno
and Karp, Operations Research 61(2), 2013.) Whether a need is served is worked out in whole numbers, and never by the
solver.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plans.coverage import Need, Strengths
from plans.solver import Master

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

_HALF = 0.5
_SLACK = 1e-6
_ROUNDS = 60
"""The most times that the choice of parts of candidates is used to find rules before whole ones are chosen."""
_MORE_SECONDS = 10.0
"""How long to look for further sets of the same cost at most."""
_ORDERS = 3
"""Ways in which each open need is asked for a rule each time."""


@dataclass(frozen=True)
class Solution:
    """The cheapest sets.

    Attributes:
        sets: the positions of the chosen candidates, one list for each set; all of these cost the same.
        cost: what each of them costs.
        bound: what any set costs at least; `cost` where it is proven that none is cheaper.
        complete: whether there are no further sets of that cost, of candidates that all are needed.
        seconds: how long it took.
    """

    sets: tuple[tuple[int, ...], ...]
    cost: int
    bound: int
    complete: bool
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether no set is cheaper."""
        return self.bound >= self.cost


@dataclass
class _Problem:
    """The needs as arrays: what each candidate covers of each slot of each need."""

    parts: list["Numbers"]
    base: list["Numbers"]
    takes: list[int]
    costs: list[int]

    def serves(self, need: int, chosen: Sequence[int]) -> bool:
        covered = self.base[need]
        if len(chosen):
            covered = self.parts[need][list(chosen)].max(axis=0).clip(min=covered)
        return int(covered.sum()) >= self.takes[need]

    def adds(self, candidate: int) -> bool:
        return any(bool((own[candidate] > base).any()) for own, base in zip(self.parts, self.base, strict=True))

    def open_needs(self, chosen: Sequence[int]) -> list[int]:
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


def cheapest_sets(
    needs: Sequence[Need],
    fit: str,
    base: Strengths,
    candidates: Sequence[Strengths],
    costs: Sequence[int],
    *,
    most: int = 6,
    seconds: float = 60.0,
) -> Solution:
    """Return the cheapest sets of candidates with which all needs are served.

    Args:
        needs: the needs; all candidates together must serve each of them.
        fit: the fit that counts as served.
        base: what is there already.
        candidates: how surely each candidate has each capability.
        costs: what each candidate costs, whole numbers from 0.
        most: how many sets of the same cost to return at most.
        seconds: after this time the best set so far is returned, with what is proven of it.

    Raises:
        PlanError: the solver is not installed.
    """
    if not needs:
        return Solution(((),), 0, 0, complete=True, seconds=0.0)
    started = time.monotonic()
    ends = started + seconds
    whole = _problem(needs, fit, base, candidates, costs)
    kept = _undominated(whole)
    small = _restricted(whole, kept)
    best = _greedy(small)
    cost = sum(small.costs[each] for each in best)
    search = _Search(small, Master(small.costs))
    found = search.run(ends, known=cost)
    if found is not None:
        best, cost = found, search.bound
    sets = [tuple(sorted(kept[each] for each in _needed(small, best)))]
    complete = False
    if search.bound >= cost and most > 1:
        complete = _others(whole, kept, search, sets, cost, most, ends)
    return Solution(tuple(sets), cost, min(search.bound, cost), complete, round(time.monotonic() - started, 2))


def _problem(
    needs: Sequence[Need], fit: str, base: Strengths, candidates: Sequence[Strengths], costs: Sequence[int]
) -> _Problem:
    import numpy as np  # noqa: PLC0415 - takes a while, and few commands solve anything

    def table(need: Need, of: Sequence[Strengths]) -> "Numbers":
        rows = [[slot.part(strengths) for slot in need.slots] for strengths in of]
        return np.array(rows, dtype=np.int64).reshape(len(of), len(need.slots))

    bases = [table(need, [base])[0] for need in needs]
    # What is there already counts for every candidate, so that it does not tell them apart.
    parts = [np.maximum(table(need, candidates), own) for need, own in zip(needs, bases, strict=True)]
    return _Problem(parts, bases, [need.thresholds[fit] for need in needs], list(costs))


def _restricted(problem: _Problem, kept: Sequence[int]) -> _Problem:
    parts = [table[list(kept)] for table in problem.parts]
    return _Problem(parts, problem.base, problem.takes, [problem.costs[each] for each in kept])


def _undominated(problem: _Problem) -> list[int]:
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


def _greedy(problem: _Problem) -> list[int]:
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


class _Search:
    """The search for the cheapest set that is enough.

    Attributes:
        rules: the rules found, each with the need it comes from.
        bound: what any set costs at least, as far as that is known.
        exhausted: whether no set is left.
    """

    def __init__(self, problem: _Problem, master: Master) -> None:
        self.problem = problem
        self.master = master
        self.rules: dict[frozenset[int], int] = {}
        self.bound = 0
        self.exhausted = False
        import numpy as np  # noqa: PLC0415

        # Any order is right; the same one each time makes equal answers.
        self._random = np.random.default_rng(0)
        self._sizes = [table.sum(axis=1) for table in problem.parts]
        for need, size in enumerate(self._sizes):
            self.add(need, np.argsort(size, kind="stable"))

    def add(self, need: int, order: "Numbers", broken_by: Sequence[float] | None = None) -> bool:
        """Add the rule that `need` gives for an order, and return whether it is new; see `_Problem.rule`.

        Args:
            need: the need.
            order: the order.
            broken_by: add it only if this choice breaks it.
        """
        rule = self.problem.rule(need, order)
        if broken_by is not None and sum(broken_by[each] for each in rule) >= 1 - _SLACK:
            return False
        self.rules.setdefault(rule, need)
        return self.master.add(rule)

    def run(self, ends: float, known: int | None = None) -> list[int] | None:
        """Return the cheapest set; None where time ran out, none is left, or none is cheaper than `known`."""
        for whole in (False, True):
            self.master.choose_whole(whole=whole)
            rounds = 0
            while time.monotonic() < ends and (whole or rounds < _ROUNDS):
                rounds += 1
                values, least = self.master.run(ends)
                self.bound = max(self.bound, least)
                self.exhausted = self.master.impossible
                if self.exhausted or (known is not None and self.bound >= known):
                    return None
                if values is None:
                    break
                chosen = [each for each, value in enumerate(values) if value > _HALF]
                still = self.problem.open_needs(chosen) if whole else range(len(self.problem.takes))
                if whole and not still:
                    return chosen
                if not self._more_rules(still, values) and not whole:
                    break
        return None

    def _more_rules(self, needs: Sequence[int], values: Sequence[float]) -> int:
        """Add rules that the choice `values` breaks, and return how many."""
        import numpy as np  # noqa: PLC0415

        first = -np.round(np.array(values), 6)
        return sum(
            self.add(
                need, np.lexsort((self._sizes[need], first - self._random.random(len(values)) * 0.2 * way)), values
            )
            for need in needs
            for way in range(_ORDERS)
        )


def _others(
    whole: _Problem,
    kept: Sequence[int],
    search: _Search,
    sets: list[tuple[int, ...]],
    cost: int,
    most: int,
    ends: float,
) -> bool:
    """Add further sets of the same cost to `sets`, and return whether there are no more."""
    import numpy as np  # noqa: PLC0415

    if not sets[0]:
        return True
    ends = min(ends, time.monotonic() + _MORE_SECONDS)
    useful = [each for each in range(len(whole.costs)) if whole.adds(each)]
    place = {candidate: at for at, candidate in enumerate(useful)}
    problem = _restricted(whole, useful)
    wider = _Search(problem, Master(problem.costs, at_most=cost))
    for rule, need in search.rules.items():
        beyond = {place[kept[each]] for each in rule}
        # What was not enough there is not enough here, and may take in more.
        inside = {place[each] for each in kept} - beyond
        order = sorted(range(len(useful)), key=lambda each: each not in inside)
        wider.add(need, np.array(order, dtype=np.int64))
    for chosen in sets:
        wider.master.refuse([place[each] for each in chosen])
    while time.monotonic() < ends and len(sets) < most and not wider.exhausted:
        found = wider.run(ends)
        if found is None:
            break
        chosen = tuple(sorted(useful[each] for each in _needed(problem, found)))
        sets.append(chosen)
        wider.master.refuse([place[each] for each in chosen])
    return wider.exhausted


def _needed(problem: _Problem, chosen: Sequence[int]) -> list[int]:
    """Return `chosen` without what costs nothing and is not needed."""
    left = list(chosen)
    for each in chosen:
        rest = [other for other in left if other != each]
        if problem.costs[each] == 0 and not problem.open_needs(rest):
            left = rest
    return left
