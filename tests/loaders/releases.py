"""What two releases hold, so that one that was patched can be laid beside one that was built as a whole."""

from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from loaders.matching.decisions import COLUMNS, curation_file
from loaders.releases import Release
from loaders.report import Report
from loaders.suggest_decisions import categories_table
from ontology.namespaces import GRAPH

OF_THE_RUN = ("release", "status", "started", "ended", "built", "difference")
"""What of a report depends on the run and on the release before it."""


def graph(release: Release) -> set[str]:
    """Return every quad of a release but those that tell of the run, and those with blank nodes."""
    store = Store.read_only(str(release.store))
    ran = told(store)
    return {str(quad) for quad in store if quad.triple not in ran and "_:" not in str(quad)}


def told(store: Store) -> set[Any]:
    """Return the triples that tell where the facts of a release come from."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(f"{GRAPH}provenance"))
    return {quad.triple for quad in quads}


def about_files(release: Release) -> set[str]:
    """Return what the release tells of its files and of rejected rows."""
    store = Store.read_only(str(release.store))
    kinds = (f"/id/{kind}/" for kind in ("file", "data-source", "rejection"))
    subjects = tuple(kinds)
    return {str(triple) for triple in told(store) if any(kind in str(triple.subject) for kind in subjects)}


def blank(release: Release) -> int:
    """Return how many quads of a release have blank nodes."""
    return sum("_:" in str(quad) for quad in Store.read_only(str(release.store)))


def account(report: Report) -> dict[str, Any]:
    """Return what a report says of the files and of what they came to."""
    return {name: value for name, value in report.as_json().items() if name not in OF_THE_RUN}


def asked(home: Path) -> list[str]:
    """Return the rows of the tables in which people decide."""
    tables = [
        file.read_text(encoding="utf-8") for file in (curation_file(home), categories_table(home)) if file.exists()
    ]
    return [line for table in tables for line in table.splitlines() if line != ",".join(COLUMNS)]


def unlike(patched: tuple[Path, Release, Report], whole: tuple[Path, Release, Report]) -> list[str]:
    """Return in what a patched release differs from one that was built as a whole of the same files."""
    (home, release, report), (other_home, other, other_report) = patched, whole
    sizes = len(Store.read_only(str(release.store))), len(Store.read_only(str(other.store)))
    compared: dict[str, tuple[object, object]] = {
        "quads": (graph(release), graph(other)),
        "quads with blank nodes": (blank(release), blank(other)),
        "files": (about_files(release), about_files(other)),
        "tools": (lines(release), lines(other)),
        "account": (account(report) | {"quads": 0}, account(other_report) | {"quads": 0}),
        "count of quads": ((report.quads, other_report.quads), sizes),
        "tables": (asked(home), asked(other_home)),
    }
    return [f"{name}: {_apart(one, two)}" for name, (one, two) in compared.items() if one != two]


def lines(release: Release) -> list[str]:
    """Return the lines of the snapshot of a release."""
    return (release.folder / "tools.jsonl").read_text(encoding="utf-8").splitlines()


def _apart(one: object, two: object) -> str:
    if isinstance(one, set) and isinstance(two, set):
        return f"only patched {sorted(one - two)[:5]}, only whole {sorted(two - one)[:5]}"
    return f"{one} is not {two}"
