"""The files of one run, read into records, and the account of what became of each row."""

from collections import Counter

from pyoxigraph import NamedNode

from loaders.errors import Rejection
from loaders.inputs import Input, Inputs
from loaders.landscape import Landscape
from loaders.provenance import ReadFile
from loaders.records import Record, RecordReader
from loaders.report import FileReport, Merge
from ontology.mappings import read_mappings


class Run:
    """The files of one run.

    Attributes:
        inputs: what went in.
        files: the files.
        records: the usable rows, in the order of files and lines.
        nodes: the node of the file each record came from, by the record's ``id()``.
        rejected: the unusable rows.
        mappings: what the sources' labels mean: the ontology's mappings, those of profiles, and people's decisions.
    """

    def __init__(self, inputs: Inputs) -> None:
        """Read every row of `inputs`.

        Raises:
            LoadError: a file cannot be read to its end.
        """
        self.inputs = inputs
        self.files: list[ReadFile] = []
        self.records: list[Record] = []
        self.nodes: dict[int, NamedNode] = {}
        self.rejected: list[Rejection] = []
        self._rows: Counter[tuple[str, str]] = Counter()
        for one in inputs.files:
            self._read(one)
        self.mappings = [*read_mappings(), *inputs.own]

    def _read(self, one: Input) -> None:
        file, profile, count = one.file, one.profile, 0
        reader = RecordReader(profile, file.path, self.inputs.vocabulary)
        for count, row in enumerate(file.rows(), 1):  # noqa: B007 - the last count is the number of rows
            record = row if isinstance(row, Rejection) else reader.read(row)
            if isinstance(record, Rejection):
                self.rejected.append(record)
            else:
                same = self._rows[profile.source, record.row] = self._rows[profile.source, record.row] + 1
                record.row += f"-{same}" if same > 1 else ""
                self.records.append(record)
                self.nodes[id(record)] = one.node
        self.files.append(ReadFile(file, profile, one.node, count))

    def account(self, landscape: Landscape) -> tuple[FileReport, ...]:
        """Return what became of each file.

        Args:
            landscape: what the records came to.
        """
        return tuple(self._file(read, landscape) for read in self.files)

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

    def labels(self) -> tuple[tuple[str, ...], dict[str, str]]:
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
