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
from typing import TYPE_CHECKING

from plans.coverage import Need, Strengths
from plans.covering_problem import Problem, greedy_set, needed, problem_of, restricted, undominated
from plans.solver import Master

if TYPE_CHECKING:
    from plans.covering_problem import Numbers

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
    whole = problem_of(needs, fit, base, candidates, costs)
    kept = undominated(whole)
    small = restricted(whole, kept)
    best = greedy_set(small)
    cost = sum(small.costs[each] for each in best)
    search = _Search(small, Master(small.costs))
    found = search.run(ends, known=cost)
    if found is not None:
        best, cost = found, search.bound
    sets = [tuple(sorted(kept[each] for each in needed(small, best)))]
    complete = False
    if search.bound >= cost and most > 1:
        complete = _others(whole, kept, search, sets, cost, most, ends)
    return Solution(tuple(sets), cost, min(search.bound, cost), complete, round(time.monotonic() - started, 2))


class _Search:
    """The search for the cheapest set that is enough.

    Attributes:
        rules: the rules found, each with the need it comes from.
        bound: what any set costs at least, as far as that is known.
        exhausted: whether no set is left.
    """

    def __init__(self, problem: Problem, master: Master) -> None:
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
        """Add the rule that `need` gives for an order, and return whether it is new; see `Problem.rule`.

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
    whole: Problem,
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
    problem = restricted(whole, useful)
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
        chosen = tuple(sorted(useful[each] for each in needed(problem, found)))
        sets.append(chosen)
        wider.master.refuse([place[each] for each in chosen])
    return wider.exhausted
