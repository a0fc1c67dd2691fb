"""The visitor's list of software as a table."""

import csv
from dataclasses import replace
from io import StringIO

from plans.stack import Stack
from plans.stack_import import NONE
from plans.stack_reading import COLUMNS, NAME_COLUMN, Given, read_text
from ui.company.files import harmless, plain

ENDINGS = ("csv", "tsv", "txt", "xlsx", "ttl")
"""How the names of files end that this page opens."""


def read_table(content: bytes) -> list[Given]:
    """Return the lines of a table or a list, without the marks that `table` puts before what looks like a formula.

    Raises:
        PlanError: it cannot be read; the message names the lines.
    """
    return [replace(line, name=plain(line.name), owner=plain(line.owner)) for line in read_text(content)]


def table(stack: Stack) -> bytes:
    """Return a stack as the CSV file that `read_table` reads, in which no text is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((NAME_COLUMN, *COLUMNS))
    for each in stack.owned:
        cost = (f"{each.cost.amount:f}", each.cost.currency) if each.cost else ("", "")
        means = each.tool or (NONE if each.absent else "")
        writer.writerow((harmless(each.name), each.use, *cost, harmless(each.owner), means))
    return out.getvalue().encode("utf-8-sig")
