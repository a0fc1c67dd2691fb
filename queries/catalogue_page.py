"""The documentation page of the catalogue, written from the headers: ``python -m queries.catalogue_page --write``."""

from pathlib import Path

import click

from queries.catalogue import Question, names, question
from queries.header import Parameter

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
WRITE = "python -m queries.catalogue_page --write"


def page() -> str:
    """Return the page, in Markdown."""
    asked = [question(name) for name in names()]
    tags = sorted({tag for each in asked for tag in each.tags})
    lines = [
        "# Questions",
        "",
        f"The {len(asked)} questions of the catalogue. Each is one file in `queries/catalogue/` that runs as it is in",
        "any SPARQL 1.1 engine. `cxscape questions --tag cmo` lists them, `cxscape run NAME --set name=value` asks",
        "one, and `cxscape run NAME --sparql` prints the query with your values in it. A value may be an id, an IRI,",
        f"a prefixed name or a label. This page is written by `{WRITE}`.",
        "",
        "| tag | questions |",
        "|---|---|",
        *(f"| {tag} | {', '.join(_link(each) for each in asked if tag in each.tags)} |" for tag in tags),
    ]
    for each in asked:
        lines += ["", *_section(each)]
    return "\n".join(lines) + "\n"


def _link(asked: Question) -> str:
    return f"[{asked.name}](#{asked.name})"


def _section(asked: Question) -> list[str]:
    lines = [f"## {asked.name}", "", asked.summary, *([asked.description] if asked.description else [])]
    if asked.parameters:
        lines += ["", "| parameter | type | what | if left out | values |", "|---|---|---|---|---|"]
        lines += [_parameter(asked, parameter) for parameter in asked.parameters.values()]
    if asked.columns:
        lines += ["", "| column | kind | meaning |", "|---|---|---|"]
        lines += [
            f"| `{column.name}` | {column.kind}{f' ({column.unit})' if column.unit else ''} | {column.meaning} |"
            for column in asked.columns.values()
        ]
    else:
        lines += ["", "The answer is a graph."]
    if asked.answers:
        lines += [
            "",
            f"Helps to answer {', '.join(asked.answers)} of the [competency questions](competency-questions.md).",
        ]
    return lines


def _parameter(asked: Question, parameter: Parameter) -> str:
    given = ", ".join(f"`{value}`" for value in asked.defaults(parameter.name))
    left_out = (given or "no restriction") if parameter.optional else f"must be given, for example {given}"
    several = ", several" if parameter.many else ""
    values = f"[{parameter.options}](#{parameter.options})" if parameter.options else ""
    cells = (f"`{parameter.name}`", f"{parameter.type}{several}", parameter.description, left_out, values)
    return f"| {' | '.join(cells)} |"


@click.command()
@click.option("--write", "wants_page", is_flag=True, help=f"Write {PAGE.name} instead of printing it.")
def main(*, wants_page: bool) -> None:
    """Write the documentation page of the catalogue."""
    if wants_page:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        click.echo(page(), nl=False)


if __name__ == "__main__":
    main()
