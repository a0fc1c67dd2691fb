"""The limits of a free query as options of a command; `queries.limits.Limits` has what they are by default."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from queries.limits import MEBIBYTE, Limits

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--timeout",
        type=click.FloatRange(0.1),
        default=Limits.seconds,
        show_default=True,
        envvar="CXSCAPE_TIMEOUT",
        metavar="SECONDS",
        help="End a query that takes longer.",
    ),
    click.option(
        "--max-rows",
        type=click.IntRange(1),
        default=Limits.rows,
        show_default=True,
        envvar="CXSCAPE_MAX_ROWS",
        metavar="N",
        help="Cut an answer that has more rows.",
    ),
    click.option(
        "--max-bytes",
        type=click.IntRange(1 << 16),
        default=Limits.size,
        show_default=True,
        envvar="CXSCAPE_MAX_BYTES",
        metavar="N",
        help="Cut an answer that is larger.",
    ),
    click.option(
        "--max-memory",
        type=click.IntRange(64),
        default=Limits.memory // MEBIBYTE,
        show_default=True,
        envvar="CXSCAPE_MAX_MEMORY",
        metavar="MB",
        help="End a query that needs more memory.",
    ),
)


def limit_options(command: _Command) -> _Command:
    """Give `command` the options of which `limits` makes limits."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def limits(timeout: float, max_rows: int, max_bytes: int, max_memory: int) -> Limits:
    """Return the limits that these options say."""
    return Limits(timeout, max_rows, max_bytes, max_memory * MEBIBYTE)
