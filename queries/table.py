"""A table of answers in Python: rows of plain values, and frames for those who have a library for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any

from pyoxigraph import Literal, QuerySolutions

from queries.errors import QueryError
from queries.results import plain

Value = str | int | float | bool | date | datetime | None
"""What a cell holds; an IRI is a text, and None means that nothing is known."""


@dataclass(frozen=True)
class Table:
    """The answer to a question, in its order.

    Attributes:
        columns: the names of the columns.
        rows: a mapping from column to value for each row.
        release: id of the release that answered.
        after: of a question that gives its rows a page at a time: how many to skip for those that may come after these,
            None where these are the last.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, Value], ...]
    release: str
    after: int | None = None

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> dict[str, Value]:
        return self.rows[place]

    def column(self, name: str) -> list[Value]:
        """Return the values of one column.

        Raises:
            QueryError: there is no such column.
        """
        if name not in self.columns:
            raise QueryError(f"the table has no column {name!r}; it has: {', '.join(self.columns)}")
        return [row[name] for row in self.rows]

    def to_pandas(self) -> Any:
        """Return the table as a pandas ``DataFrame``, with types that know what is missing.

        Raises:
            QueryError: pandas is not installed.
        """
        frame = _library("pandas").DataFrame.from_records(list(self.rows), columns=list(self.columns))
        return frame.convert_dtypes()

    def to_polars(self) -> Any:
        """Return the table as a polars ``DataFrame``.

        Raises:
            QueryError: polars is not installed.
        """
        return _library("polars").DataFrame({name: self.column(name) for name in self.columns}, strict=False)

    def _repr_html_(self) -> str:
        """Show the table in a notebook as pandas shows its frames."""
        shown: str = self.to_pandas().to_html(max_rows=20, border=0)
        return shown


def table_of(solutions: QuerySolutions, release: str) -> Table:
    """Return `solutions`, which the release with the id `release` gave, as a table."""
    columns = tuple(variable.value for variable in solutions.variables)
    rows = tuple({name: _value(solution[name]) for name in columns} for solution in solutions)
    return Table(columns, rows, release)


def _value(term: Any) -> Value:
    kind = {"date": date, "dateTime": datetime}.get(_datatype(term))
    if kind is None:
        return plain(term)
    try:
        return kind.fromisoformat(term.value)
    except ValueError:  # years beyond 9999 and the like, which Python has no value for
        return str(term.value)


def _datatype(term: Any) -> str:
    return term.datatype.value.rpartition("XMLSchema#")[2] if isinstance(term, Literal) else ""


def _library(name: str) -> Any:
    """Return a library that is only loaded by those who want its frames: it takes long, or is not there at all."""
    try:
        return import_module(name)
    except ImportError as error:
        raise QueryError(
            f"{name} is not installed here: install it with `pip install {name}`, or use the rows of the table"
        ) from error
