"""What the releases on this machine tell of their differences, as far as a feed repeats it."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from loaders.releases import Release, current_release, releases
from ontology.namespaces import slug_of
from queries.engines import Embedded
from queries.results import Row, Value, rows
from queries.terms import parse_term
from ui.changes import said, words

MOST_RELEASES = 20
"""Releases that a feed goes back."""
MOST = 25
"""Changes of a kind that a release tells in a feed; ``changes-by-kind`` gives as many."""
KINDS = ("tool", "category", "need")
"""What a feed can be about, if not about everything."""

_LISTS = {"category": "categories", "need": "needs"}


@dataclass(frozen=True)
class About:
    """What a feed is about: the thing of the kind `kind` with the id `id`, or everything, where both are empty."""

    kind: str = ""
    id: str = ""


@dataclass(frozen=True)
class Line:
    """A thing that changed: its id, its name, and what is to be said of it, which may be nothing."""

    id: str
    name: str
    detail: str = ""


@dataclass(frozen=True)
class Told:
    """What a release tells.

    Attributes:
        release: its id.
        issued: when it was published, ISO 8601.
        tools: how many tools it holds.
        before: id of the release before, empty for the first.
        counts: how many tools changed, by kind of change.
        lines: the tools, by kind of change, at most `MOST` of a kind.
        needs: the needs that gained or lost tools.
    """

    release: str
    issued: str
    tools: int
    before: str
    counts: dict[str, int] = field(default_factory=dict)
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    needs: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.needs or not self.before)


def about(kind: str, name: str) -> About:
    """Return what a feed is to be about.

    Raises:
        ParameterError: `name` cannot be an id.
    """
    return About(kind, slug_of(parse_term(kind, name).value)) if kind else About()


def name_of(home: Path, what: About) -> str:
    """Return the name of a thing in the current release, or in the newest one here that knows it; empty for none."""
    for release in _kept(home):
        name = _name(release.folder, _built(release), what)
        if name:
            return name
    return ""


def told(home: Path, what: About) -> list[Told]:
    """Return what the releases in `home` tell up to the current one, the newest first; those with nothing are left out.

    Raises:
        NoReleaseError: nothing is loaded there.
    """
    found = [_told(release.folder, _built(release), what) for release in _kept(home)]
    return [each for each in found if each and (each.before or not what.kind)]


def _kept(home: Path) -> list[Release]:
    current, found = current_release(home), releases(home)
    return found[found.index(current) :][:MOST_RELEASES] if current in found else [current]


def _built(release: Release) -> int:
    return (release.folder / "release.json").stat().st_mtime_ns


@lru_cache(maxsize=256)
def _told(folder: Path, built: int, what: About) -> Told:
    del built  # it is part of the key: a release of the same id may have been built in its place
    release = Release(folder.name, folder)
    engine = Embedded(release.store)
    [issued] = rows(engine, "release")
    report = release.report
    bare = Told(release.id, str(report["ended"]), int(report["tools"]), str(issued["before"] or ""))
    if not bare.before:
        return bare
    read = {"": _everything, "tool": _of_tool, "category": _everything, "need": _of_need}[what.kind]
    older = Release(bare.before, folder.parent / bare.before)
    return read(engine, Embedded(older.store) if older.store.is_dir() else None, bare, what)


def _everything(engine: Embedded, before: Embedded | None, bare: Told, what: About) -> Told:
    inside = {"category": what.id} if what.kind else {}
    counts = {str(row["change"]): int(str(row["tools"])) for row in rows(engine, "changes-in-numbers", **inside)}
    lines = {
        kind: _lines(kind, rows(engine, "changes-by-kind", change=kind, **inside), before)
        for kind in words.KINDS
        if kind in counts
    }
    needs = [] if what.kind else rows(engine, "changes-by-need")
    return Told(
        bare.release,
        bare.issued,
        bare.tools,
        bare.before,
        {kind: counts[kind] for kind in lines},
        lines,
        tuple(_need(row) for row in needs),
    )


def _of_tool(engine: Embedded, before: Embedded | None, bare: Told, what: About) -> Told:
    found: dict[str, list[Row]] = {}
    named = _names(engine, [what.id])
    for row in rows(engine, "changes-of-tool", tool=what.id):
        found.setdefault(str(row["change"]), []).append(
            {**row, "tool": row["subject"], "label": named.get(row["subject"])}
        )
    lines = {kind: _lines(kind, told_of, before) for kind, told_of in found.items()}
    return Told(bare.release, bare.issued, bare.tools, bare.before, dict.fromkeys(lines, 1), lines)


def _of_need(engine: Embedded, before: Embedded | None, bare: Told, what: About) -> Told:
    found: dict[str, list[Row]] = {}
    for row in rows(engine, "changes-of-needs", need=what.id):
        found.setdefault(str(row["change"]), []).append({**row, "label": row["tool_label"]})
    lines = {kind: _lines(kind, told_of[:MOST], before) for kind, told_of in found.items()}
    counts = {kind: len(told_of) for kind, told_of in found.items()}
    return Told(bare.release, bare.issued, bare.tools, bare.before, counts, lines)


def _lines(kind: str, told_of: list[Row], before: Embedded | None) -> tuple[Line, ...]:
    gone = [slug_of(str(row["tool"])) for row in told_of if not row["label"]]
    former = _names(before, gone) if before else {}
    return tuple(_line(kind, {**row, "label": row["label"] or former.get(row["tool"])}) for row in told_of)


def _names(engine: Embedded, tools: list[str]) -> dict[object, Value]:
    return {row["tool"]: row["label"] for row in rows(engine, "names-of-tools", tool=tools)} if tools else {}


def _line(kind: str, row: Row) -> Line:
    id_ = slug_of(str(row["tool"]))
    detail = ""
    if kind == "renamed":
        detail = words.WAS.format(before=row["before"])
    elif kind == "changed":
        before, after = said.value(row["before"]), said.value(row["after"])
        detail = words.CHANGED.format(field=said.field(row), before=before, after=after)
    return Line(id_, str(row["label"] or id_), detail)


def _need(row: Row) -> Line:
    parts = [
        f"{row[name]:,} {title}"
        for name, title in (("gained", words.MORE_TOOLS), ("lost", words.FEWER_TOOLS))
        if row[name]
    ]
    return Line(slug_of(str(row["need"])), str(row["label"]), ", ".join(parts))


@lru_cache(maxsize=256)
def _name(folder: Path, built: int, what: About) -> str:
    del built  # as above
    engine = Embedded(Release(folder.name, folder).store)
    if what.kind == "tool":
        found = rows(engine, "names-of-tools", tool=what.id)
    else:
        found = [row for row in rows(engine, _LISTS[what.kind]) if slug_of(str(row[what.kind])) == what.id]
    return str(found[0]["label"]) if found else ""
