"""The files of one run, read into records, and the account of what became of each row."""

from collections import Counter
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode

from loaders.choosing import open_landscape_file
from loaders.difference import Difference
from loaders.errors import Rejection
from loaders.landscape import Landscape
from loaders.matching.decisions import Curation, read_curation
from loaders.profiles import Profile
from loaders.provenance import ReadFile, file_node
from loaders.reading import CsvFile
from loaders.records import Record, RecordReader, Vocabulary
from loaders.report import FileReport, Merge, Report
from loaders.suggest import open_or_suggest
from loaders.suggest_decisions import own_mappings
from ontology.fingerprint import fingerprint
from ontology.mappings import read_mappings
from ontology.tables import read_tables


class Run:
    """The files of one run.

    Attributes:
        files: the files.
        records: the usable rows, in the order of files and lines.
        nodes: the node of the file each record came from, by the record's ``id()``.
        rejected: the unusable rows.
        unsure: what proposed profiles are unsure of, in sentences.
        curation: what people decided about pairs of rows.
        mappings: what the sources' labels mean: the ontology's mappings, those of profiles, and people's decisions.
        fingerprint: digest of everything that goes in: files, profiles, decisions, ontology and program.
    """

    def __init__(
        self,
        paths: list[Path],
        facts: list[Path],
        profile: str | None,
        *,
        home: Path | None = None,
        accept_suggestion: bool = False,
    ) -> None:
        """Read the files at `paths` and those at `facts`.

        Args:
            paths: the files of the landscape.
            facts: files of what is known of single tools.
            profile: name or file of the profile to read `paths` by, None for the one that recognises each.
            home: where people's profiles and decisions are, None to go without.
            accept_suggestion: whether to read a file that no profile knows by the proposed one.

        Raises:
            LoadError: a file, a profile or a table of decisions cannot be used.
        """
        self.files: list[ReadFile] = []
        self.records: list[Record] = []
        self.nodes: dict[int, NamedNode] = {}
        self.rejected: list[Rejection] = []
        self.unsure: list[str] = []
        self._rows: Counter[tuple[str, str]] = Counter()
        vocabulary = Vocabulary(read_tables())
        for path in dict.fromkeys((*paths, *facts)):
            if accept_suggestion and profile is None:
                file, kind, suggestion = open_or_suggest(path, home)
                self.unsure += [f"{path}: {doubt}" for doubt in suggestion.unsure] if suggestion else []
            else:
                file, kind = open_landscape_file(path, profile if path in paths else None, home)
            self._read(file, kind, vocabulary)
        self.curation = read_curation(home) if home else Curation()
        kinds = [read.profile for read in self.files]
        own = own_mappings(home, kinds, vocabulary) if home else []
        self.mappings = [*read_mappings(), *own]
        parts = [f"{read.file.sha256} {read.file.path.name} {read.profile}" for read in self.files]
        parts += [fingerprint(), version("cxscape"), self.curation.digest, repr(own)]
        self.fingerprint = sha256("\n".join(parts).encode()).hexdigest()

    def _read(self, file: CsvFile, profile: Profile, vocabulary: Vocabulary) -> None:
        node, count = file_node(file, profile, [read.node for read in self.files]), 0
        reader = RecordReader(profile, file.path, vocabulary)
        for count, row in enumerate(file.rows(), 1):  # noqa: B007 - the last count is the number of rows
            record = row if isinstance(row, Rejection) else reader.read(row)
            if isinstance(record, Rejection):
                self.rejected.append(record)
            else:
                same = self._rows[profile.source, record.row] = self._rows[profile.source, record.row] + 1
                record.row += f"-{same}" if same > 1 else ""
                self.records.append(record)
                self.nodes[id(record)] = node
        self.files.append(ReadFile(file, profile, node, count))

    def report(
        self,
        release: str,
        status: str,
        started: str,
        ended: str,
        landscape: Landscape,
        quads: int,
        inferred: dict[str, int],
        difference: Difference,
    ) -> Report:
        """Return the report of this run.

        Args:
            release: id of the release it built.
            status: what became of it; see `Report`.
            started: when it began, ISO 8601.
            ended: when it ended.
            landscape: what its records came to.
            quads: quads in the store.
            inferred: triples by the rule that inferred them.
            difference: what is different from the release before.
        """
        mapped, unmapped = self._labels()
        return Report(
            release=release,
            status=status,
            fingerprint=self.fingerprint,
            version=version("cxscape"),
            started=started,
            ended=ended,
            files=tuple(self._file(read, landscape) for read in self.files),
            tools=len(landscape.tools),
            categories_mapped=mapped,
            categories_unmapped=unmapped,
            quads=quads,
            inferred=inferred,
            difference=difference.as_json(),
        )

    def _file(self, read: ReadFile, landscape: Landscape) -> FileReport:
        file, profile = read.file, read.profile
        mine = [record for record in self.records if self.nodes[id(record)] is read.node]
        merged = tuple(
            Merge(record.line, tool, landscape.reasons[id(record)])
            for record in mine
            if (tool := landscape.merged.get(id(record)))
        )
        unmatched = len({id(record) for record in mine} & {id(record) for record in landscape.unmatched})
        return FileReport(
            file=str(file.path),
            profile=profile.name,
            source=profile.source,
            licence=profile.licence,
            sha256=file.sha256,
            size=file.size,
            read=read.rows,
            loaded=len(mine) - len(merged) - unmatched,
            merged=merged,
            unmatched=unmatched,
            rejected=tuple(rejection for rejection in self.rejected if rejection.file == file.path),
        )

    def _labels(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return the source labels in use that are mapped, and those that are not with the reason."""
        mapped = {(mapping.source, mapping.label) for mapping in self.mappings if mapping.object}
        reasons = {(mapping.source, mapping.label): mapping.comment for mapping in self.mappings if not mapping.object}
        used = sorted({(record.profile.source, label) for record in self.records for label in record.labels})
        return (
            tuple(f"{source}: {label}" for source, label in used if (source, label) in mapped),
            {
                f"{source}: {label}": reasons.get((source, label), "no mapping table speaks of it")
                for source, label in used
                if (source, label) not in mapped
            },
        )
