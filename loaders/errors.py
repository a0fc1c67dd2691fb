"""What can go wrong while loading; every message names the place, the reason and what to do."""

from dataclasses import dataclass
from pathlib import Path


class LoadError(Exception):
    """Raised when a run cannot go on: nothing was changed, and the message says what to do."""


class RefusedError(LoadError):
    """Raised when a guard stops a release that looks like an accident; the message says how to allow it."""


class BusyError(LoadError):
    """Raised when another refresh is at work in the same home."""


@dataclass(frozen=True)
class Rejection:
    """A row that could not be used; the run goes on without it.

    Attributes:
        file: the file.
        line: the line on which the row starts, counted from 1 with the header.
        column: name of the column, or the empty string where the row as a whole is meant.
        value: the offending value.
        reason: why it cannot be used, and what to do.
    """

    file: Path
    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        what = f", {self.column} {self.value!r}" if self.column else ""
        return f"{self.file.name}:{self.line}{what}: {self.reason}"
