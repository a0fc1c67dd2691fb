"""Retire without regret: which tools of a stack can go without opening a gap.

A need that is served today at the chosen fit must still be served when the tool is gone, and no other tool of the stack
may be known not to work without it. Tools go one after the other, because two that stand in for each other cannot both
go: first what is not used, then what costs most, then what costs nothing that is known; of equals, the one that brings
least today. What costs are given in is only compared within one currency.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ontology.namespaces import slug_of
from plans.coverage import PRIMARY, Need
from plans.covering import cheapest_sets
from plans.stack import PLANNED, SHELFWARE, Cost, Owned
from plans.standing import Standing
from queries.engines import Engine
from queries.results import rows


@dataclass(frozen=True)
class Retirement:
    """One tool that could go.

    Attributes:
        tool: its id.
        label: its name.
        cost: what it costs in a year, or None where that is not known.
        opens: ids of the needs that would no longer be served; none where it can go without regret.
        needed_by: names of the tools of the stack that are known not to work without it.
        lost: the shares of all needs that would no longer be covered, added up.
        reason: all this in a sentence.
    """

    tool: str
    label: str
    cost: Cost | None
    opens: tuple[str, ...]
    needed_by: tuple[str, ...]
    lost: float
    reason: str

    @property
    def without_regret(self) -> bool:
        """Whether nothing opens, and nothing else needs it."""
        return not self.opens and not self.needed_by


@dataclass(frozen=True)
class Retirements:
    """What could go.

    Attributes:
        single: each tool on its own, those without regret first.
        one_after_the_other: the tools that can all go, in this order; each step is judged with the ones before gone.
        largest: ids of the tools of the largest group that can go at once: the group that saves most where all costs
            that are known are in one currency, else the group with most tools.
        proven: whether no group is larger.
        saves: what the tools one after the other save in a year, one sum for each currency, as far as costs are known.
    """

    single: tuple[Retirement, ...]
    one_after_the_other: tuple[Retirement, ...]
    largest: tuple[str, ...]
    proven: bool
    saves: tuple[Cost, ...]


def retirements(engine: Engine, standing: Standing, fit: str = PRIMARY) -> Retirements:
    """Return which tools of a stack can go without opening a gap at `fit`.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    judge = _Judge(engine, standing, fit)
    single = sorted(
        (judge.judged(owned, ()) for owned in judge.going),
        key=lambda each: (not each.without_regret, len(each.opens), *judge.order(each)),
    )
    gone: list[Retirement] = []
    waiting = sorted(single, key=judge.order)
    while waiting:
        # What opens a gap now would open it later, too; only what others need may become free.
        again = []
        for each in waiting:
            now = judge.judged(judge.owned[each.tool], [one.tool for one in gone])
            if now.without_regret:
                gone.append(now)
            elif not now.opens:
                again.append(each)
        if len(again) == len(waiting):
            break
        waiting = again
    largest, proven = judge.largest()
    return Retirements(tuple(single), tuple(gone), largest, proven, _sums(gone))


class _Judge:
    """Judges what goes with a tool."""

    def __init__(self, engine: Engine, standing: Standing, fit: str) -> None:
        self._standing, self._fit = standing, fit
        self._counted = set(standing.counted)
        # What is retired or planned brings nothing now; what nobody knows cannot be judged.
        self.going = [
            owned
            for owned in standing.stack.owned
            if owned.tool in standing.strengths
            and owned.use != PLANNED
            and (owned.tool in self._counted or owned.use == SHELFWARE)
        ]
        self.owned = {str(owned.tool): owned for owned in self.going}
        self._idle = {owned.tool for owned in self.going if owned.use == SHELFWARE} - self._counted
        together = standing.together()
        self._served = [need for need in standing.requirements.needs if need.is_served(together, fit)]
        self._needed_by = self._dependants(engine)

    def order(self, each: Retirement) -> tuple[bool, Decimal, float, str]:
        """Return the key by which what can go is sorted."""
        return each.tool not in self._idle, -each.cost.amount if each.cost else Decimal(0), each.lost, each.tool

    def judged(self, owned: Owned, gone: Collection[str]) -> Retirement:
        tool = str(owned.tool)
        before, after = self._standing.together(gone), self._standing.together([*gone, tool])
        opens = [need for need in self._served if not need.is_served(after, self._fit)]
        needs = self._standing.requirements.needs
        lost = sum((need.covered(before) - need.covered(after)) / need.required for need in needs)
        needed_by = sorted(self._needed_by.get(tool, set()) - set(gone))
        labels = tuple(self._standing.members[each].label for each in needed_by)
        label = self._standing.members[tool].label
        reason = self._reason(label, tool, opens, labels)
        ids = tuple(need.id for need in opens)
        return Retirement(tool, label, owned.cost, ids, labels, round(lost, 4), reason)

    def largest(self) -> tuple[tuple[str, ...], bool]:
        """Return the largest group that can go at once, and whether that is proven."""
        fixed = {tool for tool, by in self._needed_by.items() if by}
        free = [owned for owned in self.going if owned.tool not in fixed]
        currencies = {owned.cost.currency for owned in free if owned.cost}
        worth = {o.tool: int(o.cost.amount) if o.cost and len(currencies) == 1 else 0 for o in free}
        active = [str(owned.tool) for owned in free if owned.tool in self._counted]
        base = self._standing.together(active)
        # Of tools that cost equally much, the larger group goes.
        costs = [worth[tool] * (len(active) + 1) + 1 for tool in active]
        strengths = [self._standing.strengths[tool] for tool in active]
        solution = cheapest_sets(self._served, self._fit, base, strengths, costs, most=1)
        kept = {active[at] for at in solution.sets[0]}
        return tuple(sorted({str(owned.tool) for owned in free} - kept)), solution.proven

    def _reason(self, label: str, tool: str, opens: list[Need], needed_by: tuple[str, ...]) -> str:
        if tool in self._idle:
            return f"{label} is not in use, so nothing is lost without it."
        if needed_by:
            return f"{', '.join(needed_by)} does not work without {label}, as far as a source says."
        if opens:
            named = ", ".join(need.label for need in opens[:3])
            more = f" and {len(opens) - 3} more" if len(opens) > 3 else ""  # noqa: PLR2004 - as many as are named
            return f"Without {label}, nothing serves {named}{more} well enough."
        return f"All {len(self._served)} needs that are served now would still be without {label}."

    def _dependants(self, engine: Engine) -> Mapping[str, set[str]]:
        """Return the tools in use that need each tool, by its id."""
        found: dict[str, set[str]] = {}
        for row in rows(engine, "integrations-of-tools", tool=sorted(self._counted)) if self._counted else []:
            other = slug_of(str(row["other"]))
            if row["relation"] == "needs" and other in self._counted:
                found.setdefault(other, set()).add(slug_of(str(row["tool"])))
        return found


def _sums(gone: Collection[Retirement]) -> tuple[Cost, ...]:
    sums: dict[str, Decimal] = {}
    for each in gone:
        if each.cost:
            sums[each.cost.currency] = sums.get(each.cost.currency, Decimal(0)) + each.cost.amount
    return tuple(Cost(amount, currency) for currency, amount in sorted(sums.items()))
