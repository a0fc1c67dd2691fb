"""A refresh: CSV files in, a new release out, or everything left as it was."""

import gc
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Triple

from loaders.account import differences, rejections
from loaders.building import record
from loaders.changes import NotLocalError
from loaders.difference import Difference, compare
from loaders.errors import LoadError, RefusedError
from loaders.inputs import Inputs
from loaders.keeping import link
from loaders.matching.decisions import read_curation, write_curation
from loaders.memory import has_memory, opened, recalled
from loaders.outcome import Outcome
from loaders.patching import patch
from loaders.provenance import activity
from loaders.releases import Release, building, current_release, publish, writing
from loaders.report import Report
from loaders.serving import RememberedServing
from loaders.snapshot import has_snapshot, read_ids, read_snapshot
from loaders.suggest_decisions import write_category_suggestions
from loaders.whole import build_whole
from ontology.fingerprint import fingerprint
from queries.errors import NoReleaseError
from queries.search.index import IN_RELEASE, SHIPPED, fits

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
    full: bool = False,
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
        full: build of every row, even where little changed since the release before, or nothing.
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
        if previous and not full and previous.report.get("fingerprint") == inputs.fingerprint:
            progress("nothing changed", 1.0)
            return previous, Report.from_json(previous.report, "nothing changed")
        outcome = _patched(previous, inputs, folder, progress) if previous and not full else None
        outcome = outcome or build_whole(inputs, folder, progress)
        if fits():
            link(SHIPPED, folder / IN_RELEASE)
        progress("comparing", 0.9)
        ended = _now()
        name = f"{ended[:10]}-{inputs.fingerprint[:8]}"
        if previous:
            _guard(_sources(previous), outcome.sources, max_loss)
        difference = _difference(previous, Release(name, folder), outcome)
        progress("recording", 0.95)
        quads = outcome.quads + record(folder, _told(name, started, ended, inputs, outcome, difference))
        status = "dry run" if dry_run else "published"
        report = Report(
            release=name,
            status=status,
            fingerprint=inputs.fingerprint,
            version=version("cxscape"),
            started=started,
            ended=ended,
            files=outcome.files,
            tools=outcome.tools,
            categories_mapped=outcome.categories_mapped,
            categories_unmapped=outcome.categories_unmapped,
            quads=quads,
            inferred=outcome.inferred,
            difference=difference.as_json(),
            ontology=fingerprint(),
            built=outcome.built,
        )
        text = json.dumps(report.as_json(), indent=2, ensure_ascii=False)
        (folder / "release.json").write_text(text + "\n", encoding="utf-8")
        if dry_run:
            release = Release(name, folder)
        else:
            write_curation(home, read_curation(home).updated(outcome.pairs))
            write_category_suggestions(home, outcome.suggestions)
            release = publish(home, folder, name)
    progress(status, 1.0)
    return release, report


def _patched(previous: Release, inputs: Inputs, folder: Path, progress: Progress) -> Outcome | None:
    """Build a release of the one before; where that cannot be, leave the folder empty and return None."""
    progress("patching", 0.1)
    try:
        return patch(previous, inputs, folder)
    except (NotLocalError, LoadError):
        # Whatever is wrong with a row or a file, building the whole tells it in full.
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return None


def _difference(previous: Release | None, release: Release, outcome: Outcome) -> Difference:
    """Return what is different from the release before."""
    if previous is None:
        return Difference("", release.id, added=read_ids(release.folder))
    if outcome.differing is None:
        return compare(previous, release)
    with opened(release.folder) as memory:
        return compare(previous, release, *outcome.differing, RememberedServing(memory))


def _told(
    name: str, started: str, ended: str, inputs: Inputs, outcome: Outcome, difference: Difference
) -> Iterator[Triple]:
    """Yield what a release tells of the run that built it."""
    yield from activity(name, version("cxscape"), started, ended, [one.node for one in inputs.files])
    rejected = (rejection for file in outcome.files for rejection in file.rejected)
    yield from rejections(rejected, {one.file.path: one.node for one in inputs.files})
    yield from differences(name, difference)


def _previous(home: Path) -> Release | None:
    try:
        release = current_release(home)
    except NoReleaseError:
        return None
    return release if has_snapshot(release.folder) else None


def _sources(release: Release) -> Counter[str]:
    """Return how many tools each source speaks of in a release."""
    if has_memory(release.folder):
        with recalled(release.folder) as memory:
            return memory.sources
    return Counter(source for state in read_snapshot(release.folder).values() for source in state.sources)


def _guard(before: Counter[str], after: Counter[str], max_loss: float) -> None:
    """Refuse a release in which a source that both releases have lost too many of its tools."""
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
