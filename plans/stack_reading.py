"""Lists of software that a person has: a table with a header, or one name a line as it comes from the clipboard."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoadError
from loaders.reading import CsvFile, Row
from plans.errors import PlanError
from plans.reading import Problems, as_file, read_rows
from plans.stack import ACTIVE, USES, Cost, cost_of
from plans.texts import one_line
from queries.nearest import nearest

NAME_COLUMN = "tool"
COLUMNS = ("use", "cost", "currency", "owner", "means")
"""The columns that a table may have beside the name; ``means`` holds a decision: an id, or ``none``."""
MOST = 5_000
"""Lines of the longest list that is read."""


@dataclass(frozen=True)
class Given:
    """One line of a list.

    Attributes:
        line: its number.
        name: what the software is called.
        use: one of `plans.stack.USES`.
        cost: what it costs in a year, where that is said.
        owner: who answers for it, or the empty string.
        means: id of a tool, ``none`` for "not in the landscape", or the empty string for no decision.
    """

    line: int
    name: str
    use: str = ACTIVE
    cost: Cost | None = None
    owner: str = ""
    means: str = ""


def read_list(file: Path) -> list[Given]:
    """Return the lines of a list in a file: a table whose header names the column ``tool``, or names alone.

    Raises:
        PlanError: the file cannot be read, holds nothing, or a cell is wrong; the message has a line for each.
    """
    try:
        table = CsvFile(file)
        header = [name.strip().casefold() for name in table.header]
    except LoadError as error:
        raise PlanError(str(error)) from error
    if NAME_COLUMN in header:
        given = _from_table(file, read_rows(file, (NAME_COLUMN,), COLUMNS))
    elif set(header) & set(COLUMNS):
        raise PlanError(f"{file}: the header has no column {NAME_COLUMN!r}, which names the software")
    else:
        if table.packing != "none":
            raise PlanError(f"{file}: a table needs a header with the column {NAME_COLUMN!r}, which names the software")
        text = file.read_text(encoding=table.form.encoding or "utf-8", errors="replace")
        given = from_lines(text.removeprefix("\ufeff"))
    if not given:
        raise PlanError(f"{file}: names no software: write one name a line, or a table with the column {NAME_COLUMN!r}")
    if len(given) > MOST:
        raise PlanError(f"{file}: {len(given):,} lines are more than {MOST:,}, the most that a stack may have")
    return given


def read_text(text: str | bytes) -> list[Given]:
    """Return the lines of a list that came as text, or as bytes in any encoding; see `read_list`.

    Raises:
        PlanError: see `read_list`.
    """
    if not text.strip():
        raise PlanError("the list is empty: write one name a line")
    with as_file(text.encode() if isinstance(text, str) else text, Path("the list")) as file:
        return read_list(file)


def from_lines(text: str) -> list[Given]:
    """Return one line of a list for each line of `text` that is not blank."""
    lines = enumerate(text.splitlines(), start=1)
    return [Given(line, one_line(name)) for line, name in lines if one_line(name)]


def _from_table(file: Path, table: Iterable[Row]) -> list[Given]:
    problems = Problems(file)
    given = [_given(row, problems) for row in table]
    problems.stop_if_any()
    return given


def _given(row: Row, problems: Problems) -> Given:
    cells = row.cells
    name, use = one_line(cells[NAME_COLUMN]), cells["use"].casefold() or ACTIVE
    if not name:
        problems.add(row.line, NAME_COLUMN, "", "the cell is blank: say what the software is called")
    if use not in USES:
        problems.add(row.line, "use", cells["use"], f"it is none of {', '.join(USES)}{nearest(use, USES)}")
    cost = None
    if cells["cost"] or cells["currency"]:
        try:
            cost = cost_of(cells["cost"], cells["currency"]) if cells["cost"] else None
        except ValueError as error:
            problems.add(row.line, "cost", f"{cells['cost']} {cells['currency']}".strip(), str(error))
    return Given(row.line, name, use, cost, one_line(cells["owner"]), cells["means"].casefold())
