"""Tables that people fill in, read strictly: all that is wrong with one is told at once, each with its place."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from loaders.errors import LoadError, Rejection
from loaders.reading import CsvFile, Row
from plans.errors import PlanError
from queries.nearest import nearest

SEPARATOR = "|"
"""What stands between several values in one cell."""
SHOWN = 20
TABLE = Path("the table")
"""What messages call a table that came without a file of its own."""


class Problems:
    """Collects what is wrong with one file."""

    def __init__(self, file: Path) -> None:
        """Start without any, for the file `file`."""
        self._file = file
        self._found: list[str] = []

    def add(self, line: int, column: str, value: str, reason: str) -> None:
        """Note that a cell cannot be used, and why."""
        self._found.append(str(Rejection(self._file, line, column, value, reason)))

    def stop_if_any(self) -> None:
        """End here if something was noted.

        Raises:
            PlanError: it was; the message has a line for each.
        """
        if self._found:
            more = [f"and {len(self._found) - SHOWN} more"] if len(self._found) > SHOWN else []
            told = "\n  ".join([f"{self._file} cannot be used:", *self._found[:SHOWN], *more])
            raise PlanError(_by_line(told, TABLE) if self._file == TABLE else told)


def read_rows(file: Path, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """Return the rows of the table in `file`, each with all of the columns, blank where the file lacks one.

    Raises:
        PlanError: it cannot be read, lacks a required column, has an unknown one, or a row does not fit.
    """
    try:
        table = CsvFile(file)
        _check_header(file, table.header, required, optional)
        problems = Problems(file)
        rows = []
        for row in table.rows():
            if isinstance(row, Rejection):
                problems.add(row.line, row.column, row.value, row.reason)
            elif any(cell.strip() for cell in row.cells.values()):
                cells = {name: row.cells.get(name, "").strip() for name in (*required, *optional)}
                rows.append(Row(row.line, cells))
    except LoadError as error:
        raise PlanError(str(error)) from error
    problems.stop_if_any()
    return rows


def read_sent(content: bytes, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """Return the rows of a table that came as bytes: text in any encoding, or a workbook; see `read_rows`.

    Raises:
        PlanError: see `read_rows`; the message calls it ``the table``.
    """
    with as_file(content) as file:
        return read_rows(file, required, optional)


@contextmanager
def as_file(content: bytes, called: Path = TABLE) -> Iterator[Path]:
    """Give what was sent as a file to those who read files; it is gone at the end of the block.

    Raises:
        PlanError: what the block raises; the message calls the file `called`, and a place in it ``line 3``.
    """
    with tempfile.TemporaryDirectory(prefix="cxscape-") as folder:
        file = Path(folder) / called
        file.write_bytes(content)
        try:
            yield file
        except PlanError as error:
            raise PlanError(_by_line(str(error).replace(str(file), str(called)), called)) from None


def parts(cell: str) -> Iterator[str]:
    """Yield the values of a cell that may hold several."""
    return (part.strip() for part in cell.split(SEPARATOR) if part.strip())


def _by_line(message: str, called: Path) -> str:
    """Return a message in which places at the start of a line are lines alone: what was sent has no name to look for.

    Cells are quoted in messages, so that none begins a line.
    """
    return re.sub(rf"^( *){re.escape(str(called))}:(\d+)", r"\1line \2", message, flags=re.MULTILINE)


def _check_header(file: Path, header: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> None:
    known = [*required, *optional]
    lacking = [name for name in required if name not in header]
    if lacking:
        raise PlanError(
            f"{file}: the column {' and the column '.join(lacking)} is missing; columns are {', '.join(known)}"
        )
    for name in header:
        if name not in known:
            raise PlanError(f"{file}: {name!r} is no column{nearest(name, known)}; columns are {', '.join(known)}")
