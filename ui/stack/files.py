"""The visitor's own file: read from what was sent, written to be taken along."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from io import StringIO

from plans.errors import PlanError
from plans.organisation import Organisation, from_turtle
from plans.stack import Stack, read_stack
from plans.stack_import import MOST, NONE
from plans.stack_reading import COLUMNS, NAME_COLUMN, Given, read_text

LARGEST = 5
"""Megabytes of a file that is opened."""
ENDINGS = ("csv", "tsv", "txt", "xlsx", "ttl")
_TURTLE = (".ttl", ".turtle")
_STARTERS = ("=", "+", "-", "@", "'")
"""What makes a spreadsheet take text for a formula, and the mark that keeps it from that."""


def is_turtle(name: str) -> bool:
    """Return whether a file of this name holds an organization rather than a list."""
    return name.casefold().endswith(_TURTLE)


def read_turtle(content: bytes, name: str) -> Organisation:
    """Return the organization in a Turtle file.

    Raises:
        PlanError: it holds none, several, or a stack that cannot be read or is too large.
    """
    own = from_turtle(content, name)
    number = len(read_stack(own).owned)
    if number > MOST:
        raise PlanError(f"{name}: a stack of {number:,} pieces of software is more than {MOST:,}")
    return own


def read_table(content: bytes) -> list[Given]:
    """Return the lines of a table or a list, without the marks that `table` puts before what looks like a formula.

    Raises:
        PlanError: it cannot be read; the message names the lines.
    """
    return [replace(line, name=_plain(line.name), owner=_plain(line.owner)) for line in read_text(content)]


def table(stack: Stack) -> bytes:
    """Return a stack as the CSV file that `read_table` reads, in which no text is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((NAME_COLUMN, *COLUMNS))
    for each in stack.owned:
        cost = (f"{each.cost.amount:f}", each.cost.currency) if each.cost else ("", "")
        means = each.tool or (NONE if each.absent else "")
        writer.writerow((_harmless(each.name), each.use, *cost, _harmless(each.owner), means))
    return out.getvalue().encode("utf-8-sig")


def turtle(own: Organisation) -> bytes:
    """Return an organization as its Turtle file."""
    return own.turtle().encode()


def example() -> list[Given]:
    """Return the software of the example company."""
    return read_text((files("ui.stack") / "northwind.csv").read_bytes())


def lines(error: PlanError) -> Iterable[str]:
    """Return a message of several lines, line by line."""
    return (line.strip() for line in str(error).splitlines() if line.strip())


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTERS) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTERS) else text
