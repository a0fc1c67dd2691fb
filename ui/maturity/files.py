"""The visitor's answers as a table."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plans.errors import PlanError
from plans.maturity_answers import Given, read_given
from plans.maturity_answers import table as table_of
from ui.company.files import harmless, plain

ENDINGS = ("csv", "tsv", "xlsx")
"""How the names of files end that this page reads."""
_CALLED = "the table"


def read_table(content: bytes) -> list[Given]:
    """Return the answers in a table, without the marks that `table` puts before what looks like a formula.

    Raises:
        PlanError: it cannot be used; each wrong cell is named with its line, its value and what it may be.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / _CALLED
        file.write_bytes(content)
        try:
            given = read_given(file)
        except PlanError as error:
            raise PlanError(str(error).replace(str(file), _CALLED)) from None
    return [replace(each, note=plain(each.note)) for each in given]


def table(given: Iterable[Given]) -> bytes:
    """Return answers as the CSV file that `read_table` reads, in which no text is a formula."""
    return table_of([replace(each, note=harmless(each.note)) for each in given]).encode("utf-8-sig")
