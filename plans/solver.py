"""The solver behind `plans.covering`: choose the cheapest candidates so that of each of some sets one is chosen."""

import math
import time
from collections.abc import Iterable, Sequence
from typing import Any

from plans.errors import PlanError

_TOLERANCE = 1e-6


class Master:
    """A choice of candidates that obeys rules: of each rule at least one candidate is chosen.

    Attributes:
        impossible: whether no choice obeys the rules; known after `run`.
    """

    def __init__(self, costs: Sequence[int], at_most: int | None = None) -> None:
        """Start without rules.

        Args:
            costs: what each candidate costs.
            at_most: what the chosen ones may cost together.

        Raises:
            PlanError: the solver is not installed.
        """
        try:
            import highspy  # noqa: PLC0415 - takes a while, and few commands solve anything
        except ImportError as error:
            raise PlanError(
                "a closing set is worked out by the solver HiGHS, which is not installed here: `pip install highspy`"
            ) from error
        self._library: Any = highspy
        self._solver: Any = self._library.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("random_seed", 0)):
            self._solver.setOptionValue(option, value)
        self._size = len(costs)
        self._rules: set[frozenset[int]] = set()
        self.impossible = False
        for each, cost in enumerate(costs):
            self._solver.addVar(0.0, 1.0)
            self._solver.changeColCost(each, float(cost))
        if at_most is not None:
            priced = [each for each, cost in enumerate(costs) if cost]
            self._row(priced, [float(costs[each]) for each in priced], -highspy.kHighsInf, at_most + _TOLERANCE)

    @property
    def rules(self) -> Iterable[frozenset[int]]:
        """The rules so far."""
        return self._rules

    def add(self, rule: frozenset[int]) -> bool:
        """Add a rule and return whether it is new."""
        if rule in self._rules:
            return False
        self._rules.add(rule)
        self._row(sorted(rule), [1.0] * len(rule), 1.0, self._library.kHighsInf)
        return True

    def refuse(self, chosen: Sequence[int]) -> None:
        """Choose no more sets that hold all of `chosen`."""
        self._row(sorted(chosen), [1.0] * len(chosen), -self._library.kHighsInf, len(chosen) - 1.0)

    def choose_whole(self, *, whole: bool) -> None:
        """Say whether candidates are chosen as a whole, or also in parts, which is quicker and costs no more."""
        kind = self._library.HighsVarType.kInteger if whole else self._library.HighsVarType.kContinuous
        for each in range(self._size):
            self._solver.changeColIntegrality(each, kind)

    def run(self, ends: float) -> tuple[list[float] | None, int]:
        """Return the cheapest choice, or None where there is none or time ran out, and what any choice costs at least.

        Args:
            ends: when to give up, in seconds of `time.monotonic`.
        """
        # The solver's clock goes on from run to run.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.01, ends - time.monotonic()))
        self._solver.run()
        status, states = self._solver.getModelStatus(), self._library.HighsModelStatus
        if status == states.kOptimal:
            return list(self._solver.getSolution().col_value), _ceiling(self._solver.getObjectiveValue())
        self.impossible = status in (states.kInfeasible, states.kUnboundedOrInfeasible)
        bound = self._solver.getInfo().mip_dual_bound
        return None, _ceiling(bound) if status == states.kTimeLimit and math.isfinite(bound) else 0

    def _row(self, places: Sequence[int], values: Sequence[float], least: float, most: float) -> None:
        import numpy as np  # noqa: PLC0415

        self._solver.addRow(least, most, len(places), np.array(places, dtype=np.int32), np.array(values))


def _ceiling(bound: float) -> int:
    """Return the least whole cost that is no less than `bound`, which the solver knows to some digits."""
    return math.ceil(bound - 1e-4)
