"""Results of plans as JSON on standard output."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import click


def json_option(document: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return the option that asks for JSON, which the page `document` of the folder ``docs`` describes."""
    return click.option(
        "--json", "as_json", is_flag=True, help=f"Print the result as JSON; docs/{document} describes it."
    )


def print_json(value: Any) -> None:
    """Print a result as JSON; an amount of money is a number."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} has no form in JSON")
