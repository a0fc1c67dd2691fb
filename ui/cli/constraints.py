"""What to close, how well, and with what kind of tools: the options that commands of plans share."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from plans.candidates import Constraints
from plans.closing import ALTERNATIVES, SECONDS
from plans.closing_plan import OBJECTIVES, SMALLEST
from plans.coverage import FITS, PRIMARY
from plans.errors import PlanError
from plans.names import ToolNames
from queries.choices import choose
from queries.engines import Engine

NO_SET = 4
"""Exit code: no set of tools closes all of the needs."""

_AIM = (
    click.option(
        "--need", "needs", multiple=True, metavar="ID", help="A need to close, its id or its name; repeat it."
    ),
    click.option("--all", "every", is_flag=True, help="Close all needs."),
    click.option("--fit", type=click.Choice(FITS), default=PRIMARY, show_default=True, help="How well to close them."),
    click.option(
        "--objective", type=click.Choice(OBJECTIVES), default=SMALLEST, show_default=True, help="What is best."
    ),
)
_LIMITS = (
    click.option("--seconds", type=click.FloatRange(1), default=SECONDS, show_default=True, help="Look no longer."),
    click.option(
        "--alternatives",
        type=click.IntRange(0, 50),
        default=ALTERNATIVES,
        show_default=True,
        help="Sets as good to add.",
    ),
)
_CONSTRAINTS = (
    click.option(
        "--pricing", multiple=True, metavar="P", help="Add only tools with this pricing model; repeat for or."
    ),
    click.option(
        "--price-level", multiple=True, metavar="L", help="Add only tools of this price level; repeat for or."
    ),
    click.option("--known-price", is_flag=True, help="Add only tools whose price level is stated."),
    click.option("--open-source", is_flag=True, help="Add only tools stated to be open source."),
    click.option(
        "--channel", multiple=True, metavar="C", help="Add only tools that act in this channel; repeat for or."
    ),
    click.option(
        "--works-with", multiple=True, metavar="TOOL", help="Add only tools known to work with it; repeat for or."
    ),
    click.option("--keep", multiple=True, metavar="TOOL", help="This tool must be there in the end."),
    click.option("--without", multiple=True, metavar="TOOL", help="This tool must not be there in the end."),
)


def aim_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which needs to close, how well, with which tools, and how long to look."""
    for option in reversed((*_AIM, *_CONSTRAINTS, *_LIMITS)):
        command = option(command)
    return command


def constraints_of(engine: Engine, names: ToolNames, given: Mapping[str, Any]) -> Constraints:
    """Return the constraints that the options say.

    Args:
        engine: the landscape.
        names: the names of its tools.
        given: the options by name, as the command got them.

    Raises:
        QueryError: a value is none that a filter can take, or no single tool is called so.
    """
    return Constraints(
        pricing=tuple(choose(engine, "pricing", each) for each in given["pricing"]),
        price_level=tuple(choose(engine, "price_level", each) for each in given["price_level"]),
        open_source=True if given["open_source"] else None,
        channels=tuple(choose(engine, "channel", each) for each in given["channel"]),
        works_with=tuple(_tool(names, each) for each in given["works_with"]),
        keep=tuple(_tool(names, each) for each in given["keep"]),
        without=tuple(_tool(names, each) for each in given["without"]),
        known_price=given["known_price"],
    )


def told_constraints(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the constraints that were given, as a person gave them, by the name of their option."""
    told = {name: value for name, value in given.items() if value}
    return {
        name.replace("_", " ").capitalize(): "yes" if value is True else ", ".join(value)
        for name, value in told.items()
    }


def _tool(names: ToolNames, text: str) -> str:
    match = names.match(text)
    if match.tool is None:
        may_be = ", ".join(each.tool for each in match.suggestions)
        raise PlanError(f"no single tool is called {text!r}" + (f"; it may be {may_be}" if may_be else ""))
    return match.tool
