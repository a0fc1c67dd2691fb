"""A refresh: CSV files in, a new release out, or everything left as it was."""

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from loaders.account import differences, rejections
from loaders.building import build, record
from loaders.difference import Difference, compare
from loaders.errors import LoadError, RefusedError
from loaders.inputs import Inputs
from loaders.landscape import Landscape, assemble
from loaders.matching.decisions import read_curation, write_curation
from loaders.provenance import activity
from loaders.releases import Release, building, current_release, publish, writing
from loaders.report import Report
from loaders.run import Run
from loaders.snapshot import ToolState, has_snapshot, read_snapshot, write_snapshot
from loaders.suggest_categories import suggest_categories
from loaders.suggest_decisions import write_category_suggestions
from ontology.tables import read_tables
from queries.errors import NoReleaseError

Progress = Callable[[str, float], None]
"""Told the stage that is under way and the share of the run that is done, 0 to 1."""


def shipped_landscape() -> list[Path]:
    """Return the CSV files of the landscape that comes with cxscape."""
    names = ("webappanalyzer/technologies.csv", "curation/tool_functions.csv", "third-party-web/adoption.csv")
    return [_data() / name for name in names]


def curated_facts() -> list[Path]:
    """Return the CSV files of what the project knows of single tools: every release hears them."""
    return [_data() / "curation" / name for name in ("label_disputes.csv", "tool_status.csv")]


def _data() -> Path:
    package = Path(__file__).parent
    return next(path for path in (package / "landscape", package.parent / "data") if path.is_dir())


def refresh(
    home: Path,
    files: list[Path] | None = None,
    *,
    profile: str | None = None,
    accept_suggestion: bool = False,
    dry_run: bool = False,
    max_loss: float = 0.2,
    progress: Progress | None = None,
) -> tuple[Release, Report]:
    """Build a release from CSV files and publish it; on any error nothing changes.

    Args:
        home: the folder of the releases.
        files: the CSV files, by default the shipped landscape.
        profile: name or file of the profile to read `files` by, by default the one that recognises each.
        accept_suggestion: whether to read a file that no profile knows by the proposed one.
        dry_run: build and compare, but publish nothing; the returned release is then gone already.
        max_loss: the share of its tools that a source may lose, compared with the current release.
        progress: is told how far the run is.

    Returns:
        The release and the report of the run. Where the same files were loaded before by the same program,
        the current release and the report say that nothing changed.

    Raises:
        LoadError: a file cannot be used, no row could be loaded, or `home` cannot be written.
        RefusedError: a source lost more than `max_loss` of its tools.
        BusyError: another refresh is at work in `home`.
        OntologyError: the ontology's own files contradict each other.
    """
    progress = progress or _silent
    started = _now()
    with writing(home), building(home) as folder, _without_collecting():
        progress("reading", 0.0)
        paths = shipped_landscape() if files is None else files
        inputs = Inputs(paths, curated_facts(), profile, home=home, accept_suggestion=accept_suggestion)
        previous = _previous(home)
        if previous and previous.report.get("fingerprint") == inputs.fingerprint:
            progress("nothing changed", 1.0)
            return previous, Report.from_json(previous.report, "nothing changed")
        run = Run(inputs)
        progress("matching", 0.1)
        landscape = assemble(run.records, inputs.curation)
        if not landscape.tools:
            reasons = "".join(f"\n  {rejection}" for rejection in run.rejected[:10])
            raise LoadError(f"no row could be loaded, so nothing was changed{reasons}")
        progress("writing", 0.2)
        write_snapshot(landscape.tools, folder)
        built = build(run, landscape, folder / "store", lambda share: progress("writing", 0.2 + 0.7 * share))
        progress("comparing", 0.9)
        ended = _now()
        name = f"{ended[:10]}-{inputs.fingerprint[:8]}"
        difference = Difference("", name, added=[tool.id for tool in landscape.tools])
        if previous:
            old, new = read_snapshot(previous.folder), read_snapshot(folder)
            _guard(old, new, max_loss)
            difference = compare(previous, Release(name, folder), old, new)
        progress("recording", 0.95)
        told = [
            *activity(name, version("cxscape"), started, ended, run.files),
            *rejections(run.rejected, {read.file.path: read.node for read in run.files}),
            *differences(name, difference),
        ]
        quads = built.quads + record(folder / "store", told)
        status = "dry run" if dry_run else "published"
        report = run.report(name, status, started, ended, landscape, quads, built.inferred, difference)
        text = json.dumps(report.as_json(), indent=2, ensure_ascii=False)
        (folder / "release.json").write_text(text + "\n", encoding="utf-8")
        if dry_run:
            release = Release(name, folder)
        else:
            _write_curation(home, run, landscape)
            release = publish(home, folder, name)
    progress(status, 1.0)
    return release, report


def _previous(home: Path) -> Release | None:
    try:
        release = current_release(home)
    except NoReleaseError:
        return None
    return release if has_snapshot(release.folder) else None


def _write_curation(home: Path, run: Run, landscape: Landscape) -> None:
    """Write the tables in which people decide about unsure pairs and unmapped labels."""
    write_curation(home, read_curation(home).updated(landscape.unsure))
    together = [(*tool.records, *tool.additions) for tool in landscape.tools]
    write_category_suggestions(home, suggest_categories(together, run.mappings, read_tables()))


def _guard(old: dict[str, ToolState], new: dict[str, ToolState], max_loss: float) -> None:
    """Refuse a release in which a source that both releases have lost too many of its tools."""
    before = Counter(source for state in old.values() for source in state.sources)
    after = Counter(source for state in new.values() for source in state.sources)
    for source in sorted(before.keys() & after.keys()):
        lost = before[source] - after[source]
        if lost > max_loss * before[source]:
            raise RefusedError(
                f"{source} would fall from {before[source]:,} tools to {after[source]:,}, more than "
                f"{max_loss:.0%}: nothing was changed; if that is right, allow it with "
                f"--max-loss {min(1.0, lost / before[source] + 0.01):.2f}"
            )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no cycles of garbage: a run makes few, and millions of objects that would be looked through again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _silent(_stage: str, _share: float) -> None:
    pass


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
