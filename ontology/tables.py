"""The curated tables under ``vocab/`` and what their columns mean (``vocab/tables.toml``)."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ontology.errors import OntologyError, Problem

VOCAB = Path(__file__).parent / "vocab"
LIST_SEPARATOR = "|"


@dataclass(frozen=True)
class Column:
    """What the cells of one column say of their row.

    Attributes:
        property: CURIE of the property, empty where the column states none.
        datatype: local name of an XSD type, or ``en`` for English text; empty for other kinds.
        ref: types of the individuals that a cell may name; empty for other kinds.
        values: cell value to the CURIE of the term it stands for.
        classes: cell value to the CURIE of the class it adds (empty: none).
        many: whether the cell holds several values joined by ``|``.
        inverse: whether the property points from the named individual to the row.
    """

    property: str = ""
    datatype: str = ""
    ref: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    many: bool = False
    inverse: bool = False

    @classmethod
    def from_spec(cls, spec: dict[str, Any]) -> "Column":
        """Return the column that an entry of ``tables.toml`` describes."""
        ref = spec.get("ref", ())
        return cls(**{**spec, "ref": (ref,) if isinstance(ref, str) else tuple(ref)})

    def cells(self, value: str) -> list[str]:
        """Return the values of one cell; a blank cell has none."""
        if not self.many:
            return [value] if value else []
        return [part.strip() for part in value.split(LIST_SEPARATOR) if part.strip()]


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
    """

    file: Path
    type: str
    cls: str
    scheme: str
    columns: dict[str, Column]
    rows: tuple[Row, ...]


def read_tables(vocab: Path = VOCAB) -> list[Table]:
    """Read every table that ``tables.toml`` in `vocab` describes.

    Raises:
        OntologyError: a table lacks, repeats or does not describe a column, a row has too many or too
            few cells, or an id is missing or taken.
    """
    spec = tomllib.loads((vocab / "tables.toml").read_text(encoding="utf-8"))
    shared = {name: Column.from_spec(column) for name, column in spec.get("columns", {}).items()}
    problems: list[Problem] = []
    tables = [_read(vocab, entry, shared, problems) for entry in spec["table"]]
    if problems:
        raise OntologyError(problems)
    return tables


def _read(
    vocab: Path, entry: dict[str, Any], shared: dict[str, Column], problems: list[Problem]
) -> Table:
    file = vocab / entry["file"]
    own = {name: Column.from_spec(column) for name, column in entry.get("columns", {}).items()}
    key = entry.get("key", ["id"])
    with file.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        header = next(reader)
        columns: dict[str, Column] = {}
        for name in header:
            column = own.get(name) or shared.get(name)
            if column is None and name != "id":
                problems.append(Problem(file, 1, name, "", "tables.toml does not say what this column means"))
            columns[name] = column or Column()
        rows = tuple(_rows(file, reader, header, key, problems))
    return Table(file, entry["type"], entry.get("class", ""), entry.get("scheme", ""), columns, rows)


def _rows(
    file: Path, reader: Any, header: list[str], key: list[str], problems: list[Problem]
) -> Iterator[Row]:
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
