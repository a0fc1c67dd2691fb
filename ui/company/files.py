"""The visitor's own Turtle file: read from what was sent, written to be taken along."""

from collections.abc import Iterable

from plans.errors import PlanError
from plans.organisation import Organisation, from_turtle
from plans.stack import read_stack
from plans.stack_import import MOST
from plans.strategy_reading import CLASSES, KINDS
from plans.strategy_reading import MOST as MOST_ELEMENTS
from queries.errors import QueryError
from ui.exports.text import STARTERS

LARGEST = 5
"""Megabytes of a file that is opened."""
TURTLE = ("ttl", "turtle")
"""How the name of such a file ends."""
_STRATEGY = {"elements": tuple(KINDS.values()), "values": tuple(each for each in CLASSES if each not in KINDS.values())}
"""What of a strategy is counted: each goal has a value beside it, so the two stand apart."""
_MARKED = (*STARTERS, "'")
"""How text begins that gets a mark, so that it is no formula: also with the mark itself, so that it can be undone."""


def is_turtle(name: str) -> bool:
    """Return whether a file of this name holds an organization rather than a list."""
    return name.casefold().endswith(tuple(f".{ending}" for ending in TURTLE))


def read_turtle(content: bytes, name: str) -> Organisation:
    """Return the organization in a Turtle file.

    Raises:
        PlanError: it holds none, several, a stack that cannot be read or is too large, or a strategy that is too large.
    """
    own = from_turtle(content, name)
    number = len(read_stack(own).owned)
    if number > MOST:
        raise PlanError(f"{name}: a stack of {number:,} pieces of software is more than {MOST:,}")
    for what, classes in _STRATEGY.items():
        number = len({node for each in classes for node in own.members(each)})
        if number > MOST_ELEMENTS:
            raise PlanError(f"{name}: a strategy of {number:,} {what} is more than {MOST_ELEMENTS:,}")
    return own


def turtle(own: Organisation) -> bytes:
    """Return an organization as its Turtle file."""
    return own.turtle().encode()


def harmless(text: str) -> str:
    """Return a cell of a table so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_MARKED) else text


def plain(text: str) -> str:
    """Return the text that `harmless` made a cell of."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_MARKED) else text


def lines(error: QueryError) -> Iterable[str]:
    """Return a message of several lines, line by line."""
    return (line.strip() for line in str(error).splitlines() if line.strip())
