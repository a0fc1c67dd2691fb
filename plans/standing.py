"""Where a stack stands: which of its tools the landscape knows and can judge, and how surely they can do what.

Only tools in active use count. A tool that the landscape knows to be gone is told and counts for nothing; of software
that the landscape does not have, or that nobody has identified yet, nothing is known, and every result says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ontology.namespaces import slug_of
from plans.coverage import Requirements, Strengths, read_requirements, read_strengths, union
from plans.stack import ACTIVE, Owned, Stack
from queries.engines import Engine
from queries.results import rows


@dataclass(frozen=True)
class Member:
    """What the landscape knows of one tool.

    Attributes:
        id: its id.
        label: its name.
        retired: whether it is known to be gone.
        replaced_by: what took its place, or the empty string.
        profile: id of its profile, or None.
        segment: id of its segment, or None.
    """

    id: str
    label: str
    retired: bool
    replaced_by: str
    profile: str | None
    segment: str | None


@dataclass(frozen=True)
class Standing:
    """Where a stack stands.

    Attributes:
        stack: the stack.
        members: what the landscape knows of its tools, by id, whatever their use.
        strengths: how surely each of them has each capability, by id.
        requirements: the needs that are looked at.
    """

    stack: Stack
    members: Mapping[str, Member]
    strengths: Mapping[str, Strengths]
    requirements: Requirements

    @cached_property
    def counted(self) -> list[str]:
        """The ids of the tools that count: in active use, known, and not gone."""
        return [tool for tool in self.stack.tools(ACTIVE) if tool in self.members and not self.members[tool].retired]

    @property
    def unknown(self) -> list[Owned]:
        """The software in active use of which nothing is known here: it may serve needs that look open."""
        return [
            each
            for each in self.stack.owned
            if each.use == ACTIVE and (each.tool is None or not self.strengths.get(each.tool))
        ]

    @property
    def retired(self) -> list[Owned]:
        """The software that the landscape knows to be gone."""
        gone = {id_ for id_, member in self.members.items() if member.retired}
        return [each for each in self.stack.owned if each.tool in gone]

    @property
    def notes(self) -> list[str]:
        """What makes the results partial, in sentences; none where they are whole."""
        notes = []
        undecided = [each.name for each in self.stack.owned if each.open]
        if undecided:
            notes.append(f"Partial: nobody has decided yet what {_some(undecided)} is.")
        absent = [each.name for each in self.unknown if not each.open]
        if absent:
            notes.append(f"Partial: the landscape knows nothing of what {_some(absent)} can do; that may serve needs.")
        gone = [self.members[each.tool].label for each in self.retired if each.tool]
        if gone:
            notes.append(f"No longer on offer, and counted for nothing: {_some(gone)}.")
        idle = [each.name for each in self.stack.owned if each.use != ACTIVE]
        if idle:
            notes.append(f"Not in use, and not counted: {_some(idle)}.")
        return notes

    def together(self, without: Iterable[str] = ()) -> dict[str, int]:
        """Return how surely the tools that count have each capability, less those named."""
        gone = set(without) & set(self.counted)
        if len(gone) > 1:
            return union(self.strengths[tool] for tool in self.counted if tool not in gone)
        return {
            capability: second if leader in gone else best
            for capability, (best, leader, second) in self._leaders.items()
        }

    @cached_property
    def _leaders(self) -> dict[str, tuple[int, str, int]]:
        """Of each capability how surely the best tool has it, which that is, and how surely the next best has it."""
        found: dict[str, tuple[int, str, int]] = {}
        for tool in self.counted:
            for capability, strength in self.strengths[tool].items():
                best, leader, second = found.get(capability, (0, "", 0))
                if strength > best:
                    found[capability] = (strength, tool, best)
                else:
                    found[capability] = (best, leader, max(second, strength))
        return found


def standing(engine: Engine, stack: Stack, needs: Iterable[str] | None = None) -> Standing:
    """Return where `stack` stands in the landscape that `engine` answers for.

    Args:
        engine: the landscape.
        stack: the stack.
        needs: the needs to look at, by default all of them.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    named = sorted({each.tool for each in stack.owned if each.tool})
    members = read_members(engine, named)
    profiles = read_strengths(engine, {member.profile for member in members.values() if member.profile})
    strengths = {id_: profiles[member.profile] for id_, member in members.items() if member.profile}
    return Standing(stack, members, strengths, read_requirements(engine, needs))


def read_members(engine: Engine, tools: list[str]) -> dict[str, Member]:
    """Return what the landscape knows of some tools, by id; nothing for those that it does not have.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    found = rows(engine, "members-of-stack", tool=tools) if tools else []
    members: dict[str, Member] = {}
    for row in found:
        id_ = slug_of(str(row["tool"]))
        profile, segment = (slug_of(str(row[key])) if row[key] else None for key in ("profile", "segment"))
        label, successor = str(row["label"]), str(row["replaced_by"] or "")
        members.setdefault(id_, Member(id_, label, bool(row["retired"]), successor, profile, segment))
    return members


def _some(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(sorted(names, key=str.casefold)[:most]) + more
