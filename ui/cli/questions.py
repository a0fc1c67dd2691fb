"""``cxscape questions``: what can be asked."""

import json
from dataclasses import asdict
from typing import Any

import click

from queries.catalogue import Question, names, question
from queries.nearest import nearest


@click.command("questions")
@click.option("--tag", metavar="T", help="Only questions with this tag, such as cmo, analyst, steward or market.")
@click.option("--json", "as_json", is_flag=True, help="Print the questions with their parameters and columns as JSON.")
def command(tag: str | None, as_json: bool) -> None:
    """List the questions of the catalogue; `cxscape run NAME` asks one."""
    all_of_them = [question(name) for name in names()]
    known = sorted({each for asked in all_of_them for each in asked.tags})
    if tag is not None and tag not in known:
        raise click.BadParameter(f"no question has the tag {tag!r}{nearest(tag, known)}; there are: {', '.join(known)}")
    listed = [asked for asked in all_of_them if tag is None or tag in asked.tags]
    if as_json:
        click.echo(json.dumps([_json(asked) for asked in listed], indent=2, ensure_ascii=False))
        return
    width = max(len(asked.name) for asked in listed)
    for asked in listed:
        click.echo(f"{asked.name:{width}}  {asked.summary}  [{', '.join(asked.tags)}]")
    click.echo(f"{len(listed)} questions; `cxscape run NAME --help` tells what a question takes and gives")


def _json(asked: Question) -> dict[str, Any]:
    values = asdict(asked)
    parameters = [
        {**asdict(parameter), ("default" if parameter.optional else "example"): list(asked.defaults(parameter.name))}
        for parameter in asked.parameters.values()
    ]
    return {**values, "parameters": parameters, "columns": [asdict(column) for column in asked.columns.values()]}
