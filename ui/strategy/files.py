"""The visitor's strategy as a table."""

from collections.abc import Iterable, Mapping

from loaders.reading import Row
from plans.errors import PlanError
from plans.reading import read_sent
from plans.strategy_reading import MOST, OPTIONAL, REQUIRED
from plans.strategy_table import as_csv
from ui.company.files import harmless, plain
from ui.strategy import words

ENDINGS = ("csv", "tsv", "txt", "xlsx")
"""How the names of tables end that this page opens."""


def read_table(content: bytes) -> list[Row]:
    """Return the rows of a table, without the marks that `table` puts before what looks like a formula.

    Raises:
        PlanError: it cannot be read, or is too long; the message names line and column.
    """
    rows = [
        Row(row.line, {name: plain(cell) for name, cell in row.cells.items()})
        for row in read_sent(content, REQUIRED, OPTIONAL)
    ]
    if not rows:
        raise PlanError(words.NO_ROWS)
    if len(rows) > MOST:
        raise PlanError(words.TOO_MANY.format(number=len(rows), most=MOST))
    return rows


def table(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the rows of a strategy as the CSV file that `read_table` reads, in which no text is a formula."""
    return as_csv({name: harmless(cell) for name, cell in row.items()} for row in rows).encode("utf-8-sig")
