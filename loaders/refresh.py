"""A refresh: CSV files in, a new release out, or everything left as it was."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from loaders.errors import LoadError, Rejection
from loaders.facts import facts, new_labels, stated_capabilities
from loaders.landscape import Landscape, assemble
from loaders.profiles import Profile, choose_profile
from loaders.provenance import PROVENANCE_GRAPH, file_node, provenance
from loaders.reading import CsvFile
from loaders.records import Record, Vocabulary, read_record
from loaders.releases import Release, building, publish
from loaders.report import FileReport, Report
from ontology.mappings import mapping_triples, read_mappings
from ontology.modules import modules
from ontology.namespaces import GRAPH
from ontology.rules import apply_rules
from ontology.tables import read_tables
from ontology.vocabulary import vocabulary

Progress = Callable[[str, float], None]
"""Told the stage that is under way and the share of the run that is done, 0 to 1."""


def shipped_landscape() -> list[Path]:
    """Return the CSV files of the landscape that comes with cxscape."""
    package = Path(__file__).parent
    folder = next(path for path in (package / "landscape", package.parent / "data") if path.is_dir())
    return [folder / "webappanalyzer" / "technologies.csv", folder / "third-party-web" / "adoption.csv"]


def refresh(
    home: Path,
    files: list[Path] | None = None,
    *,
    profile: str | None = None,
    progress: Progress = lambda stage, share: None,
) -> tuple[Release, Report]:
    """Build a release from CSV files and publish it; on any error nothing changes.

    Args:
        home: the folder of the releases.
        files: the CSV files, by default the shipped landscape.
        profile: name of the profile to read every file by, by default the one that recognises it.
        progress: is told how far the run is.

    Returns:
        The release and the report of the run.

    Raises:
        LoadError: a file cannot be used, no row could be loaded, or `home` cannot be written.
        OntologyError: the ontology's own files contradict each other.
    """
    started = _now()
    with building(home) as folder:
        progress("reading", 0.0)
        run = _Run(shipped_landscape() if files is None else files, profile)
        progress("matching", 0.2)
        landscape = assemble(run.records)
        if not landscape.tools:
            raise LoadError(f"no row of {', '.join(map(str, run.paths))} could be loaded: nothing was changed\n" + run.complaints())
        progress("writing", 0.3)
        store = Store(str(folder / "store"))
        store.bulk_extend(_model(run.records))
        store.bulk_extend(facts(landscape, run.nodes))
        progress("inferring", 0.7)
        inferred = apply_rules(store)
        ended = _now()
        name = f"{ended[:10]}-{run.digest[:8]}"
        rows = [(file, kind, run.read[file.path]) for file, kind in run.files]
        for triple in provenance(name, version("cxscape"), started, ended, rows):
            store.extend([Quad(*triple), Quad(*triple, PROVENANCE_GRAPH)])
        progress("publishing", 0.9)
        store.optimize()
        store.flush()
        report = run.report(name, started, ended, landscape, len(store), inferred)
        del store
        text = json.dumps(report.as_json(), indent=2, ensure_ascii=False)
        (folder / "release.json").write_text(text + "\n", encoding="utf-8")
        release = publish(home, folder, name)
    progress("published", 1.0)
    return release, report


def _model(records: list[Record]) -> Iterator[Quad]:
    """Yield what does not come from the files: ontology, vocabularies and mappings."""
    mapped = mapping_triples(read_mappings())
    known = {triple.subject for triple in mapped}
    parts: dict[str, list[Triple]] = {
        "ontology": modules(),
        "vocabulary": vocabulary(),
        "mappings": [*mapped, *new_labels(records, known), *stated_capabilities(records)],
    }
    for name, triples in parts.items():
        graph = NamedNode(f"{GRAPH}{name}")
        for triple in triples:
            yield Quad(*triple, graph)
            yield Quad(*triple)


class _Run:
    """The files of one run, read."""

    def __init__(self, paths: list[Path], profile: str | None) -> None:
        self.paths = paths
        self.files: list[tuple[CsvFile, Profile]] = []
        self.records: list[Record] = []
        self.rejected: dict[Path, list[Rejection]] = {}
        self.read: dict[Path, int] = {}
        self.nodes: dict[int, NamedNode] = {}
        terms = Vocabulary(read_tables())
        for path in dict.fromkeys(paths):
            self._read(path, profile, terms)
        parts = [f"{file.sha256} {kind.name}" for file, kind in self.files]
        self.digest = sha256("\n".join(parts).encode()).hexdigest()

    def _read(self, path: Path, name: str | None, terms: Vocabulary) -> None:
        file = CsvFile(path)
        profile = choose_profile(path, file.header, name)
        self.files.append((file, profile))
        self.rejected[path], self.read[path] = [], 0
        node = file_node(file)
        for row in file.rows():
            self.read[path] += 1
            record = row if isinstance(row, Rejection) else read_record(profile, path, row, terms)
            if isinstance(record, Rejection):
                self.rejected[path].append(record)
            else:
                self.records.append(record)
                self.nodes[id(record)] = node

    def complaints(self) -> str:
        return "\n".join(str(rejection) for rejected in self.rejected.values() for rejection in rejected[:10])

    def report(
        self, name: str, started: str, ended: str, landscape: Landscape, quads: int, inferred: dict[str, int]
    ) -> Report:
        merged = {id(record) for record in landscape.merged}
        unmatched = {id(record) for record in landscape.unmatched}
        reports = []
        for file, profile in self.files:
            node = file_node(file)
            mine = {key for key, value in self.nodes.items() if value == node}
            rejected = tuple(self.rejected[file.path])
            reports.append(
                FileReport(
                    file=str(file.path),
                    profile=profile.name,
                    source=profile.source,
                    licence=profile.licence,
                    sha256=file.sha256,
                    size=file.size,
                    read=self.read[file.path],
                    loaded=len(mine - merged - unmatched),
                    merged=len(mine & merged),
                    unmatched=len(mine & unmatched),
                    rejected=rejected,
                )
            )
        mapped, unmapped = self._labels()
        return Report(
            release=name,
            version=version("cxscape"),
            started=started,
            ended=ended,
            files=tuple(reports),
            tools=len(landscape.tools),
            categories_mapped=mapped,
            categories_unmapped=unmapped,
            quads=quads,
            inferred=inferred,
        )

    def _labels(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return the labels in use that are mapped, and those that are not with the reason."""
        mappings = read_mappings()
        used = {
            (record.profile.source, label): None
            for record in self.records
            if record.profile.rows == "tools"
            for label in record.labels
        }
        mapped = {(mapping.source, mapping.label) for mapping in mappings if mapping.object}
        reasons = {(mapping.source, mapping.label): mapping.comment for mapping in mappings if not mapping.object}
        unknown = "no mapping table speaks of it"
        return (
            tuple(sorted(f"{source}: {label}" for source, label in used if (source, label) in mapped)),
            {
                f"{source}: {label}": reasons.get((source, label), unknown)
                for source, label in sorted(used)
                if (source, label) not in mapped
            },
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
