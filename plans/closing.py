"""The closing set: which tools to add to a stack so that chosen needs are served, with proof.

*Smallest* adds the fewest tools. *Cheapest* adds up the price levels that are stated: low counts 1, mid 2 and high 3,
of several the lowest; a tool of unknown price counts as the dearest, and is said to; what is owned and not used costs
nothing. *Least change* adds the fewest tools that the organization neither has nor plans, then the fewest planned
ones, then the fewest owned ones that are not used. Between sets of equal price the smaller one is better.
"""

import itertools
import time
from collections.abc import Sequence
from typing import TypedDict

from ontology.namespaces import slug_of
from plans.candidates import NEW, Candidate, Constraints, Offer, read_offer
from plans.closing_plan import (
    CHEAPEST,
    IMPOSSIBLE,
    LEAST_CHANGE,
    NOT_PROVEN,
    NOTHING_TO_CLOSE,
    OPTIMAL,
    SMALLEST,
    STEP,
    Addition,
    Closed,
    ClosingPlan,
    Obstacle,
    tools_word,
)
from plans.coverage import PRIMARY, Need, Strengths, union
from plans.covering import Solution, cheapest_sets
from plans.stack import PLANNED, SHELFWARE, Stack
from plans.standing import Standing, read_members, standing
from queries.engines import Engine
from queries.errors import ParameterError
from queries.results import rows

SECONDS = 60.0
"""How long to look for a set at most."""
ALTERNATIVES = 5
_NAMED = 3


class Aim(TypedDict, total=False):
    """What a closing set is asked to be: the named parameters of `closing_set`, for those who pass them on."""

    fit: str
    objective: str
    constraints: Constraints | None
    seconds: float
    alternatives: int


def closing_set(
    engine: Engine,
    release: str,
    stack: Stack,
    needs: Sequence[str] | None,
    *,
    fit: str = PRIMARY,
    objective: str = SMALLEST,
    constraints: Constraints | None = None,
    seconds: float = SECONDS,
    alternatives: int = ALTERNATIVES,
) -> ClosingPlan:
    """Return the best tools to add to `stack` so that `needs` are served at `fit`.

    Args:
        engine: the landscape.
        release: id of its release.
        stack: what is there.
        needs: ids of the needs, None for all of them.
        fit: primary or supporting.
        objective: one of `OBJECTIVES`.
        constraints: what additions must be like.
        seconds: how long to look for a set at most.
        alternatives: how many sets that are as good to add at most.

    Raises:
        QueryError: a need or tool is not in the landscape, or that cannot be asked.
    """
    started = time.monotonic()
    asked = constraints or Constraints()
    now = standing(engine, _without(stack, asked), needs)
    _check_known(engine, now, needs, asked)
    offer = read_offer(engine)
    return _Closing(engine, release, stack, now, offer, fit, objective, asked, started + seconds, alternatives).plan(
        started
    )


def _without(stack: Stack, asked: Constraints) -> Stack:
    return Stack(tuple(each for each in stack.owned if each.tool not in asked.without))


def _check_known(engine: Engine, now: Standing, needs: Sequence[str] | None, asked: Constraints) -> None:
    known = {need.id for need in now.requirements.needs}
    missing = [need for need in needs or () if need not in known]
    if missing:
        raise ParameterError(f"no need is called {missing[0]!r}; `cxscape run needs` lists them all")
    for tools in (asked.keep, asked.without, asked.works_with):
        found = read_members(engine, list(tools))
        for tool in tools:
            if tool not in found:
                raise ParameterError(f"the landscape has no tool {tool!r}; `cxscape run tools-by-name` finds its id")
    both = set(asked.keep) & set(asked.without)
    if both:
        raise ParameterError(f"{' and '.join(sorted(both))} must be there and must not be there: choose one")


class _Closing:
    """Works one plan out."""

    def __init__(
        self,
        engine: Engine,
        release: str,
        stack: Stack,
        now: Standing,
        offer: Offer,
        fit: str,
        objective: str,
        asked: Constraints,
        ends: float,
        alternatives: int,
    ) -> None:
        self._engine, self._release, self._stack, self._now, self._offer = engine, release, stack, now, offer
        self._fit, self._objective, self._asked = fit, objective, asked
        self._ends, self._alternatives = ends, alternatives
        forced = [tool for tool in asked.keep if tool not in now.counted]
        self._forced = read_members(engine, forced)
        profiles = [offer.profiles.get(member.profile or "", {}) for member in self._forced.values()]
        self._before = now.together()
        self._base = union([self._before, *profiles])
        self._all = offer.candidates(now, asked)
        self._allowed = [each for each in self._all if not each.breaks]

    def plan(self, started: float) -> ClosingPlan:
        needs = self._now.requirements.needs
        obstacles = self._obstacles()
        open_needs = [need for need in needs if not need.is_served(self._base, self._fit)]
        status, solution = IMPOSSIBLE, Solution((), 0, 0, complete=True, seconds=0)
        groups: list[list[Candidate]] = []
        if not obstacles:
            groups = self._alike(open_needs)
            costs = [self._cost(group[0]) for group in groups]
            strengths = [group[0].strengths for group in groups]
            solution = cheapest_sets(
                open_needs,
                self._fit,
                self._base,
                strengths,
                costs,
                most=self._alternatives + 1,
                seconds=self._ends - time.monotonic(),
            )
            status = OPTIMAL if solution.proven else NOT_PROVEN
            if not solution.sets[0] and not self._forced:
                status = NOTHING_TO_CLOSE
        chosen = [[groups[each] for each in one] for one in solution.sets]
        chosen.sort(key=lambda one: -self._covered([group[0].strengths for group in one]))
        sets = tuple(self._told(one) for one in chosen if one)
        first = [group[0].strengths for group in chosen[0]] if chosen else []
        return ClosingPlan(
            status=status,
            fit=self._fit,
            objective=self._objective,
            cost=solution.cost,
            bound=solution.bound,
            seconds=round(time.monotonic() - started, 2),
            needs=tuple(self._closed(need, first, sets[0] if sets else ()) for need in needs),
            sets=sets,
            complete=solution.complete,
            obstacles=tuple(obstacles),
            forced=tuple(member.label for member in self._forced.values()),
            leaving=tuple(each.name for each in self._stack.owned if each.tool in self._asked.without),
            considered=sum(each.tools for each in self._allowed),
            distinct=len(groups),
            notes=tuple(self._notes(sets)),
            release=self._release,
        )

    def _cost(self, candidate: Candidate) -> int:
        if self._objective == CHEAPEST:
            rank = 0 if candidate.source == SHELFWARE else self._offer.rank(candidate) or len(self._offer.levels)
            return rank * STEP + 1
        if self._objective == LEAST_CHANGE:
            return {SHELFWARE: 1, PLANNED: STEP, NEW: STEP * STEP}[candidate.source]
        return 1

    def _alike(self, needs: Sequence[Need]) -> list[list[Candidate]]:
        """Return the candidates that may be added, those together that cover and cost the same."""
        groups: dict[tuple[object, ...], list[Candidate]] = {}
        known: dict[int, tuple[int, ...]] = {}
        order = {SHELFWARE: 0, PLANNED: 1, NEW: 2}
        for each in sorted(self._allowed, key=lambda one: (order[one.source], not one.price_levels, -one.tools)):
            # Thousands of candidates share a few hundred profiles.
            parts = known.get(id(each.strengths))
            if parts is None:
                parts = known[id(each.strengths)] = tuple(
                    slot.part(each.strengths) for need in needs for slot in need.slots
                )
            if any(parts):
                groups.setdefault((parts, self._cost(each)), []).append(each)
        return list(groups.values())

    def _covered(self, added: Sequence[Strengths]) -> float:
        together = union([self._base, *added])
        return sum(need.covered(together) / need.required for need in self._now.requirements.needs)

    def _closed(self, need: Need, added: Sequence[Strengths], first: Sequence[Addition]) -> Closed:
        together = union([self._base, *added])
        return Closed(
            need.id,
            need.label,
            need.share(need.covered(self._before)),
            need.share(need.covered(together)),
            need.share(need.thresholds[self._fit]),
            tuple(addition.tool for addition in first if need.id in addition.closes),
        )

    def _told(self, groups: Sequence[Sequence[Candidate]]) -> tuple[Addition, ...]:
        told = []
        for at, group in enumerate(groups):
            rest = union([self._base, *(other[0].strengths for place, other in enumerate(groups) if place != at)])
            closes = [need for need in self._now.requirements.needs if not need.is_served(rest, self._fit)]
            told.append(self._addition(group, closes))
        return tuple(told)

    def _addition(self, group: Sequence[Candidate], closes: Sequence[Need]) -> Addition:
        best = group[0]
        if best.tool:
            labels = {best.tool: read_members(self._engine, [best.tool])[best.tool].label}
        else:
            found = rows(self._engine, "tools-of-segment", segment=str(best.segment))
            labels = {slug_of(str(row["tool"])): str(row["label"]) for row in found}
            for tool in self._asked.without:
                labels.pop(tool, None)
        tool, *others = labels
        alike = sum(candidate.tools for candidate in group)
        level = best.price_levels[0] if best.price_levels else None
        names = ", ".join(need.label for need in closes[:_NAMED])
        more = f" and {len(closes) - _NAMED} more" if len(closes) > _NAMED else ""
        source = {SHELFWARE: "owned and not used", PLANNED: "planned already", NEW: "new"}[best.source]
        price = f"price level {level}" if level else "price unknown"
        what = f"alone closes {names}{more}" if closes else "closes no need alone"
        other = f"; {alike - 1:,} other {tools_word(alike - 1)} can do the same" if alike > 1 else ""
        return Addition(
            tool=tool,
            label=labels[tool],
            source=best.source,
            alike=alike,
            others=tuple(labels[each] for each in others[:_NAMED]),
            price_level=level,
            closes=tuple(need.id for need in closes),
            sentence=f"{labels[tool]} ({source}, {price}) {what}{other}.",
        )

    def _obstacles(self) -> list[Obstacle]:
        reachable = union([self._base, *(each.strengths for each in self._allowed)])
        stuck = [need for need in self._now.requirements.needs if not need.is_served(reachable, self._fit)]
        return [self._obstacle(need, reachable) for need in stuck]

    def _obstacle(self, need: Need, reachable: Strengths) -> Obstacle:
        told = self._asked.told()
        conflict = self._conflict(need, list(told))
        lacking = sorted(need.slots, key=lambda slot: (slot.part(reachable) - slot.weight, slot.id))
        names = self._now.requirements.capabilities
        lacks = tuple(
            " or ".join(names[capability] for capability, _ in slot.alternatives)
            for slot in lacking[:_NAMED]
            if slot.part(reachable) < slot.weight
        )
        share, takes = need.share(need.covered(reachable)), need.share(need.thresholds[self._fit])
        why = " and ".join(told[name] for name in conflict)
        cause = f"with the constraint {why}" if why else "in the whole landscape"
        sentence = (
            f"{need.label}: {cause}, all tools together cover {share:.0%}, and a {self._fit} fit takes {takes:.0%}. "
        )
        sentence += f"Least can be had of {', '.join(lacks)}."
        return Obstacle(need.id, need.label, share, takes, lacks, tuple(told[name] for name in conflict), sentence)

    def _conflict(self, need: Need, names: Sequence[str]) -> tuple[str, ...]:
        """Return the smallest group of constraints that leaves the need open, whatever is added."""
        for size in range(len(names) + 1):
            for group in itertools.combinations(names, size):
                left = [each.strengths for each in self._all if not each.breaks & set(group)]
                if not need.is_served(union([self._base, *left]), self._fit):
                    return group
        return tuple(names)

    def _notes(self, sets: Sequence[Sequence[Addition]]) -> list[str]:
        notes = list(self._now.notes)
        unknown = sorted({addition.label for one in sets for addition in one if addition.price_level is None})
        if unknown and self._objective == CHEAPEST:
            notes.append(
                f"The price of {', '.join(unknown[:5])} is unknown and counted as the dearest level; with the "
                "constraint that a price level is stated, only tools of known price are taken."
            )
        if not self._stack.owned:
            notes.append("The stack is empty: everything has to be added.")
        return notes
