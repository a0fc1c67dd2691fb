"""Log lines of a run that no terminal watches: one a line, as ``key=value`` (logfmt) or as JSON."""

import json
from datetime import UTC, datetime

import click

FORMS = ("logfmt", "json")


def log(form: str, event: str, *, level: str = "info", **fields: str | float) -> None:
    """Write one line to standard error.

    Args:
        form: one of `FORMS`.
        event: what happened, in one word.
        level: info, warning or error.
        fields: what else is to be said of it.
    """
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    values = {"time": time, "level": level, "event": event, **fields}
    if form == "json":
        click.echo(json.dumps(values, ensure_ascii=False), err=True)
    else:
        click.echo(" ".join(f"{key}={_quoted(value)}" for key, value in values.items()), err=True)


def _quoted(value: str | float) -> str:
    text = str(value)
    return text if text and not any(c in text for c in ' "=\n') else json.dumps(text, ensure_ascii=False)
