"""What changed between two releases: in terms of tools, and in terms of needs."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from loaders.identity import normal_name, registrable_domain
from loaders.releases import Release
from loaders.snapshot import ToolState, read_snapshot
from ontology.namespaces import slug_of
from queries.engines import Embedded
from queries.results import rows

_FIELDS = ("name", "homepage", "vendor", "classifications")


States = dict[str, ToolState]

Serving = Callable[[Release, set[str]], dict[str, set[str]]]
"""Tells which needs each of some profiles serves in a release."""


@dataclass(frozen=True)
class Change:
    """One field of a tool that has another value now."""

    tool: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What is different in the newer of two releases.

    Attributes:
        before: id of the older release, or the empty string where there is none.
        after: id of the newer release.
        added: ids of tools that are new.
        gone: ids of tools that are no longer there.
        renamed: old and new id of tools that go on under another name at the same address.
        changed: fields that have another value.
        moved: ids of tools whose classifications changed.
        gained: need to the tools that serve it now and did not before.
        lost: need to the tools that served it and do no longer.
    """

    before: str
    after: str
    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    gained: dict[str, list[str]] = field(default_factory=dict)
    lost: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.added, self.gone, self.renamed, self.changed, self.moved, self.gained, self.lost))

    def as_json(self) -> dict[str, Any]:
        """Return the difference as JSON values."""
        return {
            **vars(self),
            "renamed": [{"before": old, "after": new} for old, new in self.renamed],
            "changed": [vars(change) for change in self.changed],
        }

    def lines(self, most: int = 10) -> list[str]:
        """Return the difference as lines of plain text, at most `most` of a kind."""
        if not self:
            return ["no tool and no answer differs"]
        counts = f"{len(self.added):,} added, {len(self.gone):,} gone, {len(self.renamed):,} renamed, "
        lines = [counts + f"{len(self.changed):,} fields changed, {len(self.moved):,} moved to other categories"]
        lines += _some("+ ", self.added, most) + _some("- ", self.gone, most)
        lines += _some("= ", [f"{old} is now {new}" for old, new in self.renamed], most)
        changes = [f"{c.tool} {c.field}: {c.before or 'unknown'} -> {c.after or 'unknown'}" for c in self.changed]
        lines += _some("~ ", changes, most)
        lines += _some("> ", [f"{len(tools)} new options for {need}" for need, tools in self.gained.items()], most)
        lines += _some("< ", [f"{len(tools)} fewer options for {need}" for need, tools in self.lost.items()], most)
        return lines


def compare(
    before: Release | None,
    after: Release,
    old: States | None = None,
    new: States | None = None,
    serving: Serving | None = None,
) -> Difference:
    """Return what is different in `after`; everything is new where there is no `before`.

    Args:
        before: the older release.
        after: the newer one.
        old: the tools of `before` where they were read already; those that are equal in both may be left out.
        new: those of `after`.
        serving: tells which needs profiles serve in a release; by default the release is asked.
    """
    new = read_snapshot(after.folder) if new is None else new
    if before is None:
        return Difference("", after.id, added=sorted(new))
    old = read_snapshot(before.folder) if old is None else old
    added, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    renamed = _renamed([old[id_] for id_ in gone], [new[id_] for id_ in added])
    both = [(old[id_], new[id_]) for id_ in sorted(old.keys() & new.keys())]
    pairs = [pair for pair in both if pair[0] != pair[1]]
    moved = [b.id for a, b in pairs if a.classifications != b.classifications]
    same = {id_ for pair in renamed for id_ in pair}
    gained, lost = _by_need(before, after, old, new, {*added, *gone, *moved} - same, serving or served)
    return Difference(
        before=before.id,
        after=after.id,
        added=[id_ for id_ in added if id_ not in dict(renamed).values()],
        gone=[id_ for id_ in gone if id_ not in dict(renamed)],
        renamed=renamed,
        changed=[change for a, b in pairs for change in _changes(a, b)],
        moved=moved,
        gained=gained,
        lost=lost,
    )


def _renamed(gone: list[ToolState], added: list[ToolState]) -> list[tuple[str, str]]:
    """Return the tools that left and came at one and the same address that nobody else has."""
    places: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, tools in enumerate((gone, added)):
        for tool in tools:
            if domain := registrable_domain(tool.homepage):
                places[domain + tool.homepage.partition("://")[2].rstrip("/")][side].append(tool.id)
    pairs = [(old[0], new[0]) for old, new in places.values() if len(old) == len(new) == 1]
    return sorted(pair for pair in pairs if normal_name(pair[0]) != normal_name(pair[1]))


def _changes(old: ToolState, new: ToolState) -> list[Change]:
    before = {name: _flat(getattr(old, name)) for name in _FIELDS} | {k: _flat(v) for k, v in old.facts.items()}
    after = {name: _flat(getattr(new, name)) for name in _FIELDS} | {k: _flat(v) for k, v in new.facts.items()}
    names = sorted(before.keys() | after.keys())
    return [
        Change(new.id, name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def _flat(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _by_need(
    before: Release, after: Release, old: States, new: States, tools: set[str], serving: Serving
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    then = serving(before, {old[tool].profile for tool in tools if tool in old})
    now = serving(after, {new[tool].profile for tool in tools if tool in new})
    gained, lost = defaultdict(list), defaultdict(list)
    for tool in sorted(tools):
        had = then.get(old[tool].profile, set()) if tool in old else set()
        has = now.get(new[tool].profile, set()) if tool in new else set()
        for need in sorted(has - had):
            gained[need].append(tool)
        for need in sorted(had - has):
            lost[need].append(tool)
    return dict(sorted(gained.items())), dict(sorted(lost.items()))


def served(release: Release, profiles: set[str]) -> dict[str, set[str]]:
    """Return the needs that each profile serves in a release, at least as a supporting tool."""
    needs: dict[str, set[str]] = defaultdict(set)
    if profiles:
        for row in rows(Embedded(release.store), "needs-of-profiles", profile=sorted(profiles)):
            needs[slug_of(str(row["profile"]))].add(slug_of(str(row["need"])))
    return needs


def _some(mark: str, items: list[str], most: int) -> list[str]:
    rest = [f"  {mark}and {len(items) - most:,} more"] if len(items) > most else []
    return [f"  {mark}{item}" for item in items[:most]] + rest
