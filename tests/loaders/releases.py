"""What two releases hold, so that one that was patched can be laid beside one that was built as a whole."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from loaders.matching.decisions import COLUMNS, curation_file
from loaders.releases import Release
from loaders.report import Report
from loaders.suggest_decisions import categories_table
from ontology.namespaces import GRAPH

OF_THE_RUN = ("release", "status", "started", "ended", "built", "difference")
"""What of a report depends on the run and on the release before it."""

PROVENANCE = f"<{GRAPH}provenance>"


def quads(release: Release) -> list[str]:
    """Return every quad of a release as a line of N-Quads without the full stop."""
    dumped = Store.read_only(str(release.store)).dump(format=RdfFormat.N_QUADS) or b""
    return dumped.decode().split(" .\n")[:-1]


def graph(quads: Iterable[str]) -> set[str]:
    """Return `quads` but those that tell of the run, and those with blank nodes."""
    lines = [(quad, *_of_graph(quad)) for quad in quads]
    ran = {triple for _, triple, where in lines if where == PROVENANCE}
    return {quad for quad, triple, _ in lines if triple not in ran and "_:" not in quad}


def _of_graph(quad: str) -> tuple[str, str]:
    """Return the triple of a line of N-Quads, and its graph, which is empty for the default graph."""
    triple, _, graph = quad.rpartition(" ")
    # Only of four terms is the last one a graph; no text ends in what looks like a term of its own.
    return (triple, graph) if graph[0] == "<" and graph[-1] == ">" and triple.count(" ") > 1 else (quad, "")


def about_files(quads: Iterable[str]) -> set[str]:
    """Return what `quads` tell of files and of rejected rows."""
    kinds = ("/id/file/", "/id/data-source/", "/id/rejection/")
    told = {triple for triple, where in map(_of_graph, quads) if where == PROVENANCE}
    return {triple for triple in told if any(kind in triple.partition(" ")[0] for kind in kinds)}


def blank(quads: Iterable[str]) -> int:
    """Return how many of `quads` have blank nodes."""
    return sum("_:" in quad for quad in quads)


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
    one, two = quads(release), quads(other)
    compared: dict[str, tuple[object, object]] = {
        "quads": (graph(one), graph(two)),
        "quads with blank nodes": (blank(one), blank(two)),
        "files": (about_files(one), about_files(two)),
        "tools": (lines(release), lines(other)),
        "account": (account(report) | {"quads": 0}, account(other_report) | {"quads": 0}),
        "count of quads": ((report.quads, other_report.quads), (len(one), len(two))),
        "tables": (asked(home), asked(other_home)),
    }
    return [f"{name}: {_apart(*both)}" for name, both in compared.items() if both[0] != both[1]]


def lines(release: Release) -> list[str]:
    """Return the lines of the snapshot of a release."""
    return (release.folder / "tools.jsonl").read_text(encoding="utf-8").splitlines()


def _apart(one: object, two: object) -> str:
    if isinstance(one, set) and isinstance(two, set):
        return f"only patched {sorted(one - two)[:5]}, only whole {sorted(two - one)[:5]}"
    return f"{one} is not {two}"
