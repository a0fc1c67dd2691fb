"""What a stack covers, what it lacks, where it is thin and where it is double, each with its reasons."""

from dataclasses import dataclass

from ontology.namespaces import slug_of
from plans.coverage import PRIMARY, Need
from plans.standing import Standing
from queries.engines import Engine
from queries.results import rows

COVERED, RISK, OVERLAP, GAP, UNKNOWN = "covered", "single-tool risk", "overlap", "gap", "unknown"
STATES = (COVERED, RISK, OVERLAP, GAP, UNKNOWN)


@dataclass(frozen=True)
class State:
    """How one need stands.

    Attributes:
        need: its id.
        label: its name.
        state: *gap*: the stack does not serve it at the chosen fit; *unknown*: nothing is known of what the stack
            does for it, and the stack has software of which nothing is known at all; *single-tool risk*: served, but
            not without one certain tool; *overlap*: served by several tools, each by itself; *covered*: served else.
        coverage: the share that the stack covers.
        takes: the share that the chosen fit takes.
        alone: ids of the tools that serve it by themselves.
        risks: ids of the tools without which it would not be served.
        reason: the state in a sentence.
    """

    need: str
    label: str
    state: str
    coverage: float
    takes: float
    alone: tuple[str, ...]
    risks: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Cell:
    """One need at one lifecycle stage; `decided` where it is decided there."""

    stage: str
    stage_label: str
    decided: bool
    state: State


@dataclass(frozen=True)
class Contribution:
    """What one tool alone brings.

    Attributes:
        tool: its id.
        label: its name.
        needs: the needs that would be covered less without it, with the shares before and after.
        opens: those of them that would no longer be served.
    """

    tool: str
    label: str
    needs: tuple[tuple[str, float, float], ...]
    opens: tuple[str, ...]


@dataclass(frozen=True)
class StageLevel:
    """How far a stack reaches at one lifecycle stage; the level is full, partial or none, an end-to-end gap."""

    stage: str
    label: str
    level: str
    needs: int
    served: int
    tools: int

    @property
    def is_gap(self) -> bool:
        """Whether no tool of the stack strongly serves a need that is decided there."""
        return self.level == "none"


@dataclass(frozen=True)
class Connections:
    """Which tools of a stack are known to work together.

    Attributes:
        known: tool, relation and tool, as far as a source says so.
        unknown_pairs: of how many pairs nothing is known, which does not mean that they cannot be connected.
        without: the tools of which no connection within the stack is known.
    """

    known: tuple[tuple[str, str, str], ...]
    unknown_pairs: int
    without: tuple[str, ...]


def states(standing: Standing, fit: str = PRIMARY) -> dict[str, State]:
    """Return how each need stands at `fit`, by its id."""
    counted = standing.counted
    together = standing.together()
    others = {tool: standing.together([tool]) for tool in counted}
    found = {}
    for need in standing.requirements.needs:
        covered = need.covered(together)
        alone = [tool for tool in counted if need.is_served(standing.strengths[tool], fit)]
        served = covered >= need.thresholds[fit]
        # Where two tools serve it by themselves, none of them is missed.
        risks = [t for t in counted if served and not need.is_served(others[t], fit)] if len(alone) <= 1 else []
        found[need.id] = _state(standing, need, fit, covered, alone, risks)
    return found


def board(engine: Engine, standing: Standing, fit: str = PRIMARY) -> list[Cell]:
    """Return how each need stands at each lifecycle stage at which it arises, in the order of the stages.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    known = states(standing, fit)
    cells = []
    for row in rows(engine, "needs-by-stage"):
        state = known.get(slug_of(str(row["need"])))
        if state:
            cells.append(Cell(slug_of(str(row["stage"])), str(row["stage_label"]), bool(row["decided"]), state))
    return cells


def contributions(standing: Standing, fit: str = PRIMARY) -> list[Contribution]:
    """Return what each tool that counts alone brings, the one that brings least first."""
    together = standing.together()
    found = []
    for tool in standing.counted:
        left = standing.together([tool])
        less, opens = [], []
        for need in standing.requirements.needs:
            before, after = need.covered(together), need.covered(left)
            if after < before:
                less.append((need.id, need.share(before), need.share(after)))
            if after < need.thresholds[fit] <= before:
                opens.append(need.id)
        less.sort(key=lambda change: (change[2] - change[1], change[0]))
        found.append(Contribution(tool, standing.members[tool].label, tuple(less), tuple(opens)))
    return sorted(found, key=lambda each: (len(each.opens), len(each.needs), each.label))


def stage_levels(engine: Engine, standing: Standing) -> list[StageLevel]:
    """Return how far the stack reaches at each lifecycle stage, in their order.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    # A stack of nothing that counts still has an answer: no such tool is in the landscape.
    tools = standing.counted or [NO_TOOL]
    return [
        StageLevel(
            slug_of(str(row["stage"])),
            str(row["label"]),
            slug_of(str(row["level"])),
            int(str(row["needs"])),
            int(str(row["served"])),
            int(str(row["tools"])),
        )
        for row in rows(engine, "end-to-end-gaps", tool=tools)
    ]


NO_TOOL = "none--of--these"
"""An id that no tool has: ids of tools hold single hyphens, or two before a digest."""


def connections(engine: Engine, standing: Standing) -> Connections:
    """Return which of the tools that count are known to work together.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    counted = standing.counted
    known = {
        (slug_of(str(row["tool"])), str(row["relation"]), slug_of(str(row["other"])))
        for row in (rows(engine, "integrations-of-tools", tool=counted) if counted else [])
        if slug_of(str(row["other"])) in counted and row["relation"] in ("comes with", "needs")
    }
    pairs = {frozenset((one, other)) for one, _, other in known}
    touched = {tool for pair in pairs for tool in pair}
    return Connections(
        tuple(sorted(known)),
        len(counted) * (len(counted) - 1) // 2 - len(pairs),
        tuple(tool for tool in counted if tool not in touched),
    )


def _state(standing: Standing, need: Need, fit: str, covered: int, alone: list[str], risks: list[str]) -> State:
    label = {tool: standing.members[tool].label for tool in standing.counted}
    share, takes = need.share(covered), need.share(need.thresholds[fit])
    if covered < need.thresholds[fit] and covered == 0 and standing.unknown:
        state = UNKNOWN
        names = ", ".join(each.name for each in standing.unknown[:3])
        reason = f"Nothing is known of what the stack does for it, nor of what {names} can do."
    elif covered < need.thresholds[fit]:
        state, reason = GAP, f"The stack covers {share:.0%} of it; a {fit} fit takes {takes:.0%}."
    elif risks:
        state = RISK
        without = " or without ".join(label[tool] for tool in risks)
        reason = f"The stack covers {share:.0%} of it, but without {without} less than the {takes:.0%} of a {fit} fit."
    elif len(alone) > 1:
        state = OVERLAP
        reason = f"{len(alone)} tools serve it, each by itself: {', '.join(label[tool] for tool in alone[:5])}."
    else:
        state = COVERED
        reason = f"The stack covers {share:.0%} of it, and without any one tool still the {takes:.0%} of a {fit} fit."
    return State(need.id, need.label, state, share, takes, tuple(alone), tuple(risks), reason)
