"""The visitor's answers as a table."""

from collections.abc import Iterable
from dataclasses import replace

from plans.maturity_answers import Given, read_given
from plans.maturity_answers import table as table_of
from ui.company.files import harmless, plain

ENDINGS = ("csv", "tsv", "xlsx")
"""How the names of files end that this page reads."""


def read_table(content: bytes) -> list[Given]:
    """Return the answers in a table, without the marks that `table` puts before what looks like a formula.

    Raises:
        PlanError: it cannot be used; each wrong cell is named with its line, its value and what it may be.
    """
    return [replace(each, note=plain(each.note)) for each in read_given(content)]


def table(given: Iterable[Given]) -> bytes:
    """Return answers as the CSV file that `read_table` reads, in which no text is a formula."""
    return table_of([replace(each, note=harmless(each.note)) for each in given]).encode("utf-8-sig")
