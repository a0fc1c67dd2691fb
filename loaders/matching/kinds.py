"""Whether what two sources call two rows goes together, learned from the rows that are the same beyond doubt."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from loaders.matching.subjects import Subject

ENOUGH = 30
"""Pairs that are needed before anything is concluded."""

FOR, AGAINST = 1.0, -1.0


class Affinity:
    """How much more often two labels of two sources meet in one tool than chance would have it."""

    def __init__(self, pairs: Iterable[tuple[Subject, Subject]]) -> None:
        """Count the labels of pairs that are the same tool by name and address."""
        self._left: Counter[tuple[str, str]] = Counter()
        self._right: Counter[tuple[str, str]] = Counter()
        self._both: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
        self._pairs = 0
        for left, right in pairs:
            self._pairs += 1
            self._left.update(left.kinds)
            self._right.update(right.kinds)
            self._both.update((mine, other) for mine in left.kinds for other in right.kinds)

    def weight(self, left: Subject, right: Subject) -> float:
        """Return points for labels that meet often, against labels that never do, 0 where too little is known.

        One is added to the observed and the expected count, so that rare labels say little.
        """
        if self._pairs < ENOUGH or not left.kinds or not right.kinds:
            return 0.0
        lifts = [
            (self._both[mine, other] + 1) / (self._left[mine] * self._right[other] / self._pairs + 1)
            for mine in left.kinds
            for other in right.kinds
        ]
        return round(min(FOR, max(AGAINST, log2(max(lifts)))), 2)
