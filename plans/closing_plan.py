"""What a closing set is: the tools to add, the needs they close, and how sure it is that no set is better."""

from dataclasses import asdict, dataclass
from typing import Any

SMALLEST, CHEAPEST, LEAST_CHANGE = "smallest", "cheapest", "least-change"
OBJECTIVES = (SMALLEST, CHEAPEST, LEAST_CHANGE)
OPTIMAL, NOT_PROVEN, NOTHING_TO_CLOSE, IMPOSSIBLE = "optimal", "not proven", "nothing to close", "impossible"
STEP = 100
"""One unit of what matters more weighs as much as this many of what matters less: no set has as many tools."""


@dataclass(frozen=True)
class Addition:
    """One tool of a closing set.

    Attributes:
        tool: id of the tool; of several that are alike the most widely seen.
        label: its name.
        source: shelfware, planned or new.
        alike: how many tools can do the same for these needs at the same cost to the objective, itself included.
        others: names of some of these.
        price_level: the lowest price level that is stated, or None where nothing is known.
        closes: ids of the chosen needs that would stay open without it.
        sentence: all this in words.
    """

    tool: str
    label: str
    source: str
    alike: int
    others: tuple[str, ...]
    price_level: str | None
    closes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Closed:
    """One chosen need: the share covered before and with the set, and what the fit takes."""

    need: str
    label: str
    before: float
    after: float
    takes: float
    by: tuple[str, ...]


@dataclass(frozen=True)
class Obstacle:
    """A need that nothing closes.

    Attributes:
        need: its id.
        label: its name.
        reachable: the share that the stack and everything that may be added cover together.
        takes: the share that the fit takes.
        lacks: names of the required capabilities of which least can be had, the heaviest lack first.
        constraints: the smallest group of constraints that rules out a solution, in words; none where the landscape
            has no solution even without any.
        sentence: all this in words.
    """

    need: str
    label: str
    reachable: float
    takes: float
    lacks: tuple[str, ...]
    constraints: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class ClosingPlan:
    """The answer.

    Attributes:
        status: optimal, not proven, nothing to close or impossible.
        fit: the fit to which needs are closed.
        objective: what makes a set better.
        cost: the cost of the set in the unit of its objective, see `told_cost`.
        bound: what any set costs at least; as much as `cost` where the set is proven to be the best.
        seconds: how long the whole took.
        needs: the chosen needs.
        sets: the best set, then up to five others that are as good.
        complete: whether there are no further sets that are as good.
        obstacles: the needs that nothing closes; then there is no set.
        forced: names of the tools that were added because they must be there.
        leaving: names of the tools that leave because they must not be there.
        considered: how many tools could be added.
        distinct: how many of these the solver told apart.
        notes: what makes the answer partial, and what else has to be known.
        release: id of the release of the landscape.
    """

    status: str
    fit: str
    objective: str
    cost: int
    bound: int
    seconds: float
    needs: tuple[Closed, ...]
    sets: tuple[tuple[Addition, ...], ...]
    complete: bool
    obstacles: tuple[Obstacle, ...]
    forced: tuple[str, ...]
    leaving: tuple[str, ...]
    considered: int
    distinct: int
    notes: tuple[str, ...]
    release: str

    @property
    def gap(self) -> float:
        """How much cheaper a set could be at most, as a share of the cost; 0 where the set is proven to be the best."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values; ``docs/plans.md`` describes them."""
        return {**asdict(self), "gap": round(self.gap, 4)}


def told_cost(plan: ClosingPlan, cost: int) -> str:
    """Return a cost in words, in the unit of the plan's objective."""
    if plan.objective == CHEAPEST:
        points, tools = divmod(cost, STEP)
        return f"{points} price {'point' if points == 1 else 'points'} with {tools} {tools_word(tools)}"
    if plan.objective == LEAST_CHANGE:
        rest, idle = divmod(cost, STEP)
        new, planned = divmod(rest, STEP)
        return f"{new} new, {planned} planned and {idle} owned but unused {tools_word(new + planned + idle)}"
    return f"{cost} {tools_word(cost)}"


def tools_word(number: int) -> str:
    """Return the word for that many tools."""
    return "tool" if number == 1 else "tools"
