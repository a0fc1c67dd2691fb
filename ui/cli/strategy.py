"""``cxscape strategy``: from what a company wants to be known for down to tools, and what is not connected."""

from collections.abc import Iterator
from pathlib import Path

import click

from plans.errors import PlanError
from plans.organisation import Organisation, new, read
from plans.strategy import Strategy, strategy
from plans.strategy_ladder import Rung, ladder
from plans.strategy_reading import CLASSES, read_strategy
from plans.strategy_table import template
from ui.cli.asking import engine_of
from ui.cli.owners import keep, owner, owner_options
from ui.cli.plain import json_option, print_json

_JSON = json_option("plans-strategy.md")


@click.group("strategy")
def command() -> None:
    """Tie what you do in marketing to what your company wants to become."""


@command.command("template")
@click.option("--format", "form", type=click.Choice(["csv", "turtle"]), default="csv", show_default=True)
@click.option("--organisation", "name", metavar="NAME", default="My Company", help="Whose strategy the Turtle is.")
def template_command(form: str, name: str) -> None:
    """Print an example strategy for you to make your own of it."""
    if form == "csv":
        click.echo(template(), nl=False)
        return
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - the common case is a table

    with TemporaryDirectory(prefix="cxscape-") as folder:
        table = Path(folder) / "strategy.csv"
        table.write_text(template(), encoding="utf-8")
        click.echo(read_strategy(table, new(name)).turtle(), nl=False)


@command.command("check")
@click.argument("file_of_strategy", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]")
@owner_options
@click.option("--organisation", "name", metavar="NAME", help="Name of the organization, where its data is new.")
@_JSON
@click.pass_context
def check_command(
    context: click.Context,
    file_of_strategy: Path | None,
    workspace: str | None,
    file: Path | None,
    name: str | None,
    as_json: bool,
) -> None:
    """Tell what is not connected: tactics without an objective, objectives that nothing serves, a scale out of order.

    FILE is a table, or the Turtle file of an organization. It is kept in the workspace or file that you name, in place
    of the strategy there; without one, nothing is kept. Without FILE, the strategy there is checked.
    """
    if file_of_strategy is None:
        whose = owner(context.obj, workspace, file)
    else:
        table = file_of_strategy
        whose = _given(context, table, workspace, file, name)
    found = strategy(whose)
    if as_json:
        print_json(found.as_json())
    else:
        click.echo("\n".join(_findings(found)))


@command.command("show")
@owner_options
@_JSON
@click.pass_context
def show_command(context: click.Context, workspace: str | None, file: Path | None, as_json: bool) -> None:
    """Show the ladder from themes down to tactics, and the needs with the tools you own and tools to consider."""
    engine, release = engine_of(context)
    found = strategy(owner(context.obj, workspace, file), engine, release)
    if as_json:
        print_json(found.as_json())
    else:
        click.echo("\n".join([*map(_rung, ladder(found.elements)), "", *_needs(found), "", *_findings(found)]))


def _given(
    context: click.Context, table: Path, workspace: str | None, file: Path | None, name: str | None
) -> Organisation:
    if table.suffix.casefold() not in (".ttl", ".turtle"):
        return keep(context.obj, workspace, file, name, lambda there: read_strategy(table, there))
    found = read(table)
    if workspace is None and file is None:
        return found
    return keep(context.obj, workspace, file, found.name, lambda there: _taken(there, found))


def _taken(there: Organisation, found: Organisation) -> Organisation:
    """Return the organization `there` with the strategy of `found`, which must be the same one."""
    if there.node != found.node:
        raise PlanError(f"the strategy is that of {found.name}, and not of {there.name}: nothing was changed")
    nodes = {node for curie in CLASSES for node in found.members(curie)}
    return there.replacing(CLASSES, [triple for triple in found.triples if triple.subject in nodes])


def _findings(found: Strategy) -> Iterator[str]:
    wrong = [finding for finding in found.findings if finding.severity != "info"]
    yield f"{found.organisation}: {len(found.elements)} elements, {len(wrong)} things to correct"
    for finding in found.findings:
        what = f"the {finding.kind.replace('-', ' ')} {finding.label!r} " if finding.label else ""
        yield f"  {finding.severity:8}{what}{finding.message}"
    yield from found.notes


def _rung(rung: Rung) -> str:
    element = rung.element
    value = f", worth {element.value}" if element.value is not None else ""
    views = f", {element.brand} brand and {element.business} business indicators" if element.brand is not None else ""
    again = "; see above" if rung.again else ""
    return f"{'  ' * rung.depth}{element.name}  ({element.kind.replace('-', ' ')}{value}{views}{again})"


def _needs(found: Strategy) -> Iterator[str]:
    yield f"Needs of this strategy; tools from release {found.release}:"
    for need in found.needs:
        owned = ", ".join(f"{tool.label} ({tool.fit})" for tool in need.owned) or "no tool"
        consider = ", ".join(f"{tool.label} ({tool.fit})" for tool in need.consider) or "none known"
        yield f"  {need.label}: you own {owned}; to consider: {consider}"
