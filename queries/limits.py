"""What one free query may use, and what is raised where it wants more."""

from dataclasses import dataclass

from queries.errors import QueryError

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """The most that one query may use.

    Attributes:
        seconds: of work, from the moment a worker takes the query.
        rows: of a table, or triples of a graph; a longer answer is cut and says so.
        size: bytes of the written answer; a larger one is cut and says so.
        memory: bytes that the worker may use on top of what it has when it is idle.
        wait: seconds in which a worker must become free.
    """

    seconds: float = 30.0
    rows: int = 100_000
    size: int = 16 * MEBIBYTE
    memory: int = 1024 * MEBIBYTE
    wait: float = 10.0


class TimeLimitError(QueryError):
    """Raised when a query took longer than it may; the work was ended."""


class MemoryLimitError(QueryError):
    """Raised when a query needed more memory than it may; the work was ended."""


class BusyError(QueryError):
    """Raised when every worker is taken for as long as a query may wait."""


class CancelledError(QueryError):
    """Raised when the asker no longer wants the answer; the work was ended."""


class WorkerError(QueryError):
    """Raised when a worker ended for a reason that is not the query's doing."""


class FormatError(QueryError):
    """Raised when the answer is of a kind that no format asked for can hold: a table, or a graph."""
