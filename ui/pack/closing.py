"""The plan of a board pack: the tools to add, what each alone closes, sets that are as good, and what can go."""

from collections.abc import Iterator

from plans.closing_plan import (
    IMPOSSIBLE,
    NOTHING_TO_CLOSE,
    OPTIMAL,
    SMALLEST,
    Addition,
    ClosingPlan,
    told_cost,
)
from plans.pack import Pack
from ui.exports.document import Column, Section, Table
from ui.pack.standing import named
from ui.words import count, listed

_SOURCES = {"new": "new", "planned": "planned already", "shelfware": "owned, not used"}
_TOOLS = (
    Column("Tool to add"),
    Column("Where from"),
    Column("Price level"),
    Column("As good", "count"),
    Column("Alone closes", wide=True),
)
_NEEDS = (
    Column("Need", wide=True),
    Column("Now", "share"),
    Column("Then", "share"),
    Column("Takes", "share"),
)
_SETS = (Column("Set"), Column("Tools", wide=True), Column("In place of", wide=True))
_RETIRED = (Column("Order", "count"), Column("Tool"), Column("Cost a year"), Column("Why", wide=True))
_OBSTACLES = (
    Column("Need", wide=True),
    Column("Can be had", "share"),
    Column("Takes", "share"),
    Column("In the way", wide=True),
)


def sections(found: Pack) -> list[Section]:
    """Return the plan, its alternatives, and what can be retired."""
    return [*_plan(found.plan), *_alternatives(found.plan), _retire(found)]


def _plan(plan: ClosingPlan) -> Iterator[Section]:
    needs = count(len(plan.needs), "chosen need", "chosen needs")
    if plan.status == NOTHING_TO_CLOSE:
        yield Section(f"Nothing to close: the stack serves all of the {needs}")
        return
    if plan.status == IMPOSSIBLE:
        yield from _impossible(plan, needs)
        return
    # Tools that must be there may be enough: then nothing is left to choose.
    best = plan.sets[0] if plan.sets else ()
    still = [need for need in plan.needs if need.before < need.takes]
    closes = count(len(still), "open need", "open needs")
    verb = "closes" if len(best) + len(plan.forced) == 1 else "close"
    chosen = [count(len(best), "tool", "tools")] if best else []
    chosen += [count(len(plan.forced), "tool that you want", "tools that you want")] if plan.forced else []
    sure = "proven best" if plan.status == OPTIMAL else "not proven to be the best"
    labels = {need.need: need.label for need in plan.needs}
    rows = tuple(
        (
            each.label,
            _SOURCES[each.source],
            each.price_level,
            each.alike,
            "; ".join(labels[need] for need in each.closes) or "none by itself",
        )
        for each in best
    )
    title = f"{listed(chosen)} {verb} the {closes}: {sure}"
    yield Section(title, (_proof(plan), _before(plan)), Table(_TOOLS, rows))
    needed = all(each.closes for each in best)
    brings = "Without any one of these tools, a need stays open" if needed else "What each of the tools closes alone"
    if best:
        yield Section(brings, tuple(each.sentence for each in best))
    shares = tuple((need.label, need.before, need.after, need.takes) for need in still)
    reach = "reaches" if len(still) == 1 else "reach"
    yield Section(f"With the plan, the {closes} {reach} a {plan.fit} fit", (), Table(_NEEDS, shares))


def _impossible(plan: ClosingPlan, needs: str) -> Iterator[Section]:
    rows = tuple(
        (each.label, each.reachable, each.takes, "; ".join(each.constraints) or "no tool of the landscape can")
        for each in plan.obstacles
    )
    says = tuple(each.sentence for each in plan.obstacles)
    title = f"No set of tools closes the {needs}: {len(plan.obstacles)} cannot be closed"
    yield Section(title, ("Without these, or with fewer constraints, a set may be found.",), Table(_OBSTACLES, rows))
    yield Section("What is in the way", says)


def _proof(plan: ClosingPlan) -> str:
    what = "smallest" if plan.objective == SMALLEST else plan.objective.replace("-", " ")
    looked = f"{plan.considered:,} tools looked at"
    if plan.status == OPTIMAL:
        return f"The {what} set: {told_cost(plan, plan.cost)}. Proven: none is better ({looked})."
    least = told_cost(plan, plan.bound)
    return f"The {what} set found so far: {told_cost(plan, plan.cost)}. None needs less than {least} ({looked})."


def _before(plan: ClosingPlan) -> str:
    served = sum(need.before >= need.takes for need in plan.needs)
    said = f"Served today at a {plan.fit} fit: {served} of {count(len(plan.needs), 'chosen need', 'chosen needs')}."
    said += f" Must be there: {listed(plan.forced)}." if plan.forced else ""
    return said + (f" Leaves: {listed(plan.leaving)}." if plan.leaving else "")


def _alternatives(plan: ClosingPlan) -> Iterator[Section]:
    if not plan.sets:
        return
    first, *others = plan.sets
    more = "" if plan.complete else " There may be more."
    if not others:
        alike = [each for each in first if each.alike > 1]
        said = f"{count(len(alike), 'tool', 'tools')} of it can be exchanged for others that do the same.{more}"
        yield Section("No unlike set is known to be as good", (said,))
        return
    rows = tuple((f"As good ({at})", _names(each), _names(first, each)) for at, each in enumerate(others, 1))
    title = f"{count(len(others), 'other set is', 'other sets are')} as good: the choice is yours"
    yield Section(title, (f"Each closes the same needs at the same cost to the objective.{more}",), Table(_SETS, rows))


def _names(chosen: tuple[Addition, ...], but: tuple[Addition, ...] = ()) -> str:
    known = {each.tool for each in but}
    return ", ".join(each.label for each in chosen if each.tool not in known) or "none"


def _retire(found: Pack) -> Section:
    gone = found.retirements.one_after_the_other
    if not gone:
        return Section("No tool can go without opening a gap")
    saved = listed(list(map(str, found.retirements.saves)))
    costs = f" and save {saved} a year" if saved else ""
    known = sum(each.cost is not None for each in gone)
    proof = "no larger group can" if found.retirements.proven else "a larger group may"
    labels = {each.tool: each.label for each in found.retirements.single}
    at_once = named([labels.get(tool, tool) for tool in found.retirements.largest])
    says = (
        f"The cost of {known} of these {len(gone)} is known. They are judged without the tools of the plan.",
        f"At once, {len(found.retirements.largest)} can go, and {proof}: {at_once}.",
    )
    rows = tuple(
        (at, each.label, str(each.cost) if each.cost else None, each.reason) for at, each in enumerate(gone, 1)
    )
    title = f"{count(len(gone), 'tool', 'tools')} can go one after the other{costs}"
    return Section(title, says, Table(_RETIRED, rows))
