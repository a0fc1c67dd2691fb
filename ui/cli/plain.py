"""Results of plans as JSON on standard output."""

import json
from decimal import Decimal
from typing import Any

import click


def print_json(value: Any) -> None:
    """Print a result as JSON; an amount of money is a number."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} has no form in JSON")
