"""The curated tables under ``vocab/`` and what their columns mean (``vocab/tables.toml``)."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import OntologyError, Problem

VOCAB = Path(__file__).parent / "vocab"
LIST_SEPARATOR = "|"


@dataclass(frozen=True)
class Column:
    """What the cells of one column say of their row.

    Attributes:
        property: CURIEs of the properties that each value is stated with; none where the column states none.
        datatype: local name of an XSD type, or ``en`` for English text; empty for other kinds.
        ref: types of the individuals that a cell may name; empty for other kinds.
        node: whether a cell names anything in the form ``type:id``.
        classes: cell value to the CURIE of the class it adds (empty: none).
        many: whether the cell holds several values joined by ``|``.
        inverse: whether the property points from the named individual to the row.
        refine: another column to its values to the CURIE of the property that a row with the value states
            in addition.
    """

    property: tuple[str, ...] = ()
    datatype: str = ""
    ref: tuple[str, ...] = ()
    node: bool = False
    classes: dict[str, str] = field(default_factory=dict)
    many: bool = False
    inverse: bool = False
    refine: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, spec: dict[str, Any]) -> "Column":
        """Return the column that an entry of ``tables.toml`` describes."""
        lists: dict[str, Any] = {name: _tuple(spec[name]) for name in ("property", "ref") if name in spec}
        return cls(**(spec | lists))

    def cells(self, value: str) -> list[str]:
        """Return the values of one cell; a blank cell has none."""
        if not self.many:
            return [value] if value else []
        return [part.strip() for part in value.split(LIST_SEPARATOR) if part.strip()]

    def properties(self, cells: dict[str, str]) -> list[str]:
        """Return the CURIEs of the properties that a row with `cells` states of each value."""
        if not self.refine:
            return list(self.property)
        refined = (choices.get(cells[name]) for name, choices in self.refine.items())
        return [*self.property, *filter(None, refined)]


@dataclass(frozen=True)
class Row:
    """One row: its id within its type, its line in the file and its cells."""

    id: str
    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """One curated table, read and described.

    Attributes:
        file: the CSV file.
        type: the ``{type}`` segment of its individuals' IRIs.
        cls: CURIE of the class of every row, empty where another table declares the individuals.
        scheme: title of the concept scheme of the rows, empty where they are no concepts.
        columns: column name to what it means, in the order of the file.
        rows: the rows, in the order of the file.
        definition: what the concept scheme holds.
        sequence: CURIE of the property that leads from each row to the next in the order of the column
            ``order``, empty where the rows form no sequence.
        sources: ids of the sources of every row, none where the rows name their own.
        part: the part of the vocabulary that the rows belong to; see `ontology.vocabulary`.
    """

    file: Path
    type: str
    cls: str
    scheme: str
    columns: dict[str, Column]
    rows: tuple[Row, ...]
    definition: str = ""
    sequence: str = ""
    sources: tuple[str, ...] = ()
    part: str = "vocabulary"

    @property
    def scheme_id(self) -> str:
        """The id of the concept scheme within the type ``scheme``."""
        return self.file.stem.replace("_", "-")


def read_tables(vocab: Path = VOCAB) -> list[Table]:
    """Read every table that ``tables.toml`` in `vocab` describes.

    Raises:
        OntologyError: a table lacks, repeats or does not describe a column, a row has too many or too
            few cells, an id is missing or taken, or a CSV file in `vocab` is not described.
    """
    spec = _spec(vocab)
    shared = {name: Column.from_spec(column) for name, column in spec.get("columns", {}).items()}
    known = {entry["file"] for entry in spec["table"]}
    problems = [
        Problem(file, None, "", "", "tables.toml does not describe this file")
        for file in sorted(vocab.glob("*.csv"))
        if file.name not in known
    ]
    tables = [_read(vocab, entry, shared, problems) for entry in spec["table"]]
    if problems:
        raise OntologyError(problems)
    return tables


@cache
def shipped_tables() -> tuple[Table, ...]:
    """Return the tables that come with the ontology, read once by a process.

    Raises:
        OntologyError: see `read_tables`.
    """
    return tuple(read_tables())


def _tuple(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _spec(vocab: Path) -> dict[str, Any]:
    return tomllib.loads((vocab / "tables.toml").read_text(encoding="utf-8"))


def _read(vocab: Path, entry: dict[str, Any], shared: dict[str, Column], problems: list[Problem]) -> Table:
    file = vocab / entry["file"]
    own = {name: Column.from_spec(column) for name, column in entry.get("columns", {}).items()}
    key = entry.get("key", ["id"])
    with file.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        header = next(reader)
        columns: dict[str, Column] = {}
        for name in header:
            if name in columns:
                problems.append(Problem(file, 1, name, "", "the column is named twice"))
            column = own.get(name) or shared.get(name)
            if column is None and name != "id":
                problems.append(Problem(file, 1, name, "", "tables.toml does not say what this column means"))
            columns[name] = column or Column()
        missing = [name for name in [*key, *own] if name not in columns]
        problems += [Problem(file, 1, name, "", "the column is missing") for name in missing]
        rows = () if missing else tuple(_rows(file, reader, header, key, problems))
    return Table(
        file,
        entry["type"],
        entry.get("class", ""),
        entry.get("scheme", ""),
        columns,
        rows,
        definition=entry.get("definition", ""),
        sequence=entry.get("sequence", ""),
        sources=_tuple(entry.get("sources", ())),
        part=entry.get("part", "vocabulary"),
    )


def _rows(file: Path, reader: Any, header: list[str], key: list[str], problems: list[Problem]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for values in reader:
        line = reader.line_num
        if len(values) != len(header):
            problems.append(Problem(file, line, "", "", f"{len(values)} cells where {len(header)} are named"))
            continue
        cells = dict(zip(header, values, strict=True))
        parts = [cells[name] for name in key]
        row_id = "--".join(parts)
        if not all(parts):
            problems.append(Problem(file, line, "/".join(key), row_id, "the id is blank"))
        elif row_id in seen:
            problems.append(Problem(file, line, "/".join(key), row_id, f"already on line {seen[row_id]}"))
        seen[row_id] = line
        yield Row(row_id, line, cells)
