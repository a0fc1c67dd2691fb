"""The ladder of a strategy in the order in which one reads it: each element above what supports it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plans.strategy import Element


@dataclass(frozen=True)
class Rung:
    """An element where it stands on the ladder.

    Attributes:
        element: the element.
        depth: how many elements stand above it on the way from the top.
        again: whether it stood further up already, with what supports it, which is not repeated here.
    """

    element: Element
    depth: int
    again: bool


def ladder(elements: Sequence[Element]) -> list[Rung]:
    """Return elements from the top down, tactics last, goals by value.

    An element that supports several others stands below each; what supports it follows the first time alone, so that
    the ladder of many that support many stays short.
    """
    there = {element.id for element in elements}
    below: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        for above in element.supports:
            below[above].append(element)
    shown: set[str] = set()
    rungs = []
    waiting = [(element, 0) for element in reversed(elements) if not there.intersection(element.supports)]
    while waiting:
        element, depth = waiting.pop()
        again = element.id in shown
        rungs.append(Rung(element, depth, again and bool(below[element.id])))
        if not again:
            shown.add(element.id)
            parts = sorted(below[element.id], key=lambda part: (part.kind == "tactic", -(part.value or 0), part.name))
            waiting += [(part, depth + 1) for part in reversed(parts)]
    return rungs
