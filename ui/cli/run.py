"""``cxscape run``: a question of the catalogue, with its parameters."""

from collections import defaultdict
from typing import Any

import click

from queries.catalogue import Question, names, question
from queries.header import Parameter
from ui.cli.asking import engine_of
from ui.cli.formats import counted, format_option, write


class _Questions(click.Group):
    """Makes a subcommand of each question when it is needed; its help is the header of the question."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002 - click's signature
        return _command(question(cmd_name))


class _Question(click.Command):
    """One question as a command."""

    def __init__(self, asked: Question, **settings: Any) -> None:
        super().__init__(asked.name, **settings)
        self._asked = asked

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what can be set, the options, and what the answer holds."""
        if self._asked.parameters:
            with formatter.section("Parameters, each as --set NAME=VALUE"):
                formatter.write_dl([(name, self._explained(p)) for name, p in self._asked.parameters.items()])
        super().format_options(ctx, formatter)
        if self._asked.columns:
            with formatter.section("Columns"):
                formatter.write_dl(
                    [
                        (c.name, f"{c.meaning} ({c.kind}{f', {c.unit}' * bool(c.unit)})")
                        for c in self._asked.columns.values()
                    ]
                )

    def _explained(self, parameter: Parameter) -> str:
        given = ", ".join(self._asked.defaults(parameter.name))
        if not parameter.optional:
            use = f"Must be given, for example {given}."
        elif given:
            use = f"{given} if left out."
        else:
            use = "No restriction if left out."
        several = " May be given several times." if parameter.many else ""
        listed = f" Values: cxscape run {parameter.options}" if parameter.options else ""
        return f"{parameter.description} {use}{several}{listed}  [{parameter.type}]"


@click.command("run", cls=_Questions, no_args_is_help=True)
def command() -> None:
    """Ask a question of the catalogue.

    COMMAND is the name of the question; with --help after it, the question tells its parameters and columns.
    """


def _command(asked: Question) -> click.Command:
    return _Question(asked, short_help=asked.summary, help=_help(asked), params=_ask.params, callback=_ask.callback)


def _help(asked: Question) -> str:
    parts = [asked.summary, asked.description]
    return "\n\n".join(part for part in parts if part)


@click.command()
@click.option(
    "--set", "given", multiple=True, metavar="NAME=VALUE", help="Set a parameter; may be given several times."
)
@format_option
@click.option(
    "--all", "all_rows", is_flag=True, help="Ask for all rows, where the question gives them a page at a time."
)
@click.option(
    "--sparql", "wants_text", is_flag=True, help="Print the SPARQL with the parameters in it, and do not ask."
)
@click.pass_context
def _ask(context: click.Context, given: tuple[str, ...], form: str | None, all_rows: bool, wants_text: bool) -> None:
    from queries.choices import resolve  # noqa: PLC0415 - what the help does not need

    asked = question(str(context.info_name))
    values = _values(given)
    engine, _ = engine_of(context)
    sparql = asked.bind(resolve(engine, asked, values), all_rows=all_rows)
    if wants_text:
        click.echo(sparql, nl=False)
        return
    answer = engine.query(sparql)
    if all_rows or not asked.page:
        write(answer, form)
        return
    answer, rows = counted(answer)
    write(answer, form)
    after = asked.after(values, rows)
    if after is not None:
        told = f"These are {rows} rows, and there may be more: --set {asked.skip}={after} for the next, --all for all."
        click.echo(told, err=True)


def _values(given: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    for setting in given:
        name, equals, value = setting.partition("=")
        if not equals:
            raise click.BadParameter(f"{setting!r} must be NAME=VALUE, such as need=recover-abandoned-carts")
        values[name.strip()].append(value)
    return dict(values)
