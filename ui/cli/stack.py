"""``cxscape stack``: what an organization has, what that covers, where it is thin or double, and what can go."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from plans.errors import PlanError
from plans.names import ToolNames
from plans.organisation import Organisation, read
from plans.stack import ACTIVE, USES, Stack, cost_of, read_stack, with_stack
from plans.stack_import import Imported, decide, import_list, open_questions
from plans.stack_reading import Given, read_list, read_text
from plans.standing import read_members
from plans.workspaces import delete_workspace, workspaces
from queries.engines import Engine
from ui.cli.asking import engine_of
from ui.cli.owners import keep, owner, owner_options
from ui.cli.plain import print_json
from ui.cli.stack_findings import COMMANDS

OPEN = 3
"""Exit code: what some software is, is left to decide."""
TURTLE = (".ttl", ".turtle")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; docs/plans.md describes it.")
_NAME = click.option("--organisation", "name", metavar="NAME", help="Name of the organization, where its data is new.")


@click.group("stack")
def command() -> None:
    """Look at your own tools: what they cover, what is missing, what is double and what can go.

    Your data stays in a workspace on this machine, or in a file of yours. Exit codes: 0 done, 1 failed, 2 wrong
    usage, 3 done, and what some software is, is left to decide.
    """


@command.command("import")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@owner_options
@_NAME
@click.option("--yes", is_flag=True, help="Take a very much alike name for the same where no other one is as alike.")
@_JSON
@click.pass_context
def import_command(
    context: click.Context,
    source: Path,
    workspace: str | None,
    file: Path | None,
    name: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Add the software in SOURCE: a table, one name a line, the Turtle file of an organization, or - for what is piped.

    A table names its software in the column tool, and may have the columns use, cost, currency, owner and means.
    """
    engine, _ = engine_of(context)
    names = ToolNames(engine)
    if source.suffix.casefold() in TURTLE:
        found = read(source)
        read_stack(found)
        kept = keep(context.obj, workspace, file, found.name, lambda there: _taken(there, found))
        result = Imported(read_stack(kept), 0, 0, (), (), open_questions(read_stack(kept), names))
    else:
        given = read_text(sys.stdin.buffer.read()) if str(source) == "-" else read_list(source)
        result = _import(context, workspace, file, name, given, names, guess=yes)
    _report(engine, result, as_json)


@command.command("add")
@click.argument("tools", nargs=-1, required=True)
@owner_options
@_NAME
@click.option("--use", type=click.Choice(USES), default=ACTIVE, show_default=True, help="How it is used.")
@click.option("--cost", metavar="AMOUNT", help="What it costs in a year, such as 12000.")
@click.option("--currency", metavar="CODE", default="", help="The currency of that, such as EUR.")
@click.option("--owner", "answers_for_it", metavar="WHO", default="", help="Who answers for it.")
@_JSON
@click.pass_context
def add_command(
    context: click.Context,
    tools: tuple[str, ...],
    workspace: str | None,
    file: Path | None,
    name: str | None,
    use: str,
    cost: str | None,
    currency: str,
    answers_for_it: str,
    as_json: bool,
) -> None:
    """Add TOOLS by id or name, or change what is said of them."""
    engine, _ = engine_of(context)
    try:
        price = cost_of(cost, currency) if cost is not None else None
    except ValueError as error:
        raise PlanError(f"--cost: {error}") from error
    given = [Given(at, " ".join(text.split()), use, price, answers_for_it) for at, text in enumerate(tools, start=1)]
    _report(engine, _import(context, workspace, file, name, given, ToolNames(engine), guess=False), as_json)


@command.command("remove")
@click.argument("tools", nargs=-1, required=True)
@owner_options
@click.pass_context
def remove_command(context: click.Context, tools: tuple[str, ...], workspace: str | None, file: Path | None) -> None:
    """Take TOOLS, ids or names, out of the stack."""

    def removed(there: Organisation) -> Organisation:
        stack = read_stack(there)
        for text in tools:
            owned = stack.named(text)
            if owned is None:
                raise PlanError(f"the stack has nothing called {text!r}, so nothing was removed")
            stack = stack.replacing(owned, None)
        return with_stack(there, stack)

    owner(context.obj, workspace, file)
    kept = keep(context.obj, workspace, file, None, removed)
    click.echo(f"removed {len(tools)}; the stack has {len(read_stack(kept).owned)} left")


@command.command("list")
@owner_options
@_JSON
@click.pass_context
def list_command(context: click.Context, workspace: str | None, file: Path | None, as_json: bool) -> None:
    """Show the stack: what each piece of software is, its use, cost and owner."""
    stack = read_stack(owner(context.obj, workspace, file))
    engine, release = engine_of(context)
    members = read_members(engine, sorted({each.tool for each in stack.owned if each.tool}))
    if as_json:
        retired = [member.id for member in members.values() if member.retired]
        missing = sorted({each.tool for each in stack.owned if each.tool} - set(members))
        print_json({"release": release, **asdict(stack), "retired": retired, "not_in_landscape": missing})
        return
    for each in stack.owned:
        member = members.get(each.tool or "")
        is_what = "not decided yet" if each.open else "not in the landscape" if member is None else member.label
        gone = f", no longer on offer{_after(member.replaced_by)}" if member and member.retired else ""
        rest = ", ".join(filter(None, [each.use, str(each.cost or "cost unknown"), each.owner]))
        click.echo(f"{each.name}: {is_what}{gone} ({rest})")
    click.echo(f"{len(stack.owned)} pieces of software")


@command.command("review")
@owner_options
@click.option("--means", multiple=True, nargs=2, metavar="NAME ID", help="Decide that NAME is the tool ID.")
@click.option("--absent", multiple=True, metavar="NAME", help="Decide that the landscape does not have NAME.")
@_JSON
@click.pass_context
def review_command(
    context: click.Context,
    workspace: str | None,
    file: Path | None,
    means: tuple[tuple[str, str], ...],
    absent: tuple[str, ...],
    as_json: bool,
) -> None:
    """Decide what software is that could not be identified; without --means and --absent, be asked one by one."""
    engine, _ = engine_of(context)
    names = ToolNames(engine)
    stack = read_stack(owner(context.obj, workspace, file))
    decisions: list[tuple[str, str | None]] = [*means, *((name, None) for name in absent)]
    if not decisions and not as_json and sys.stdin.isatty():
        decisions = list(_asked(stack, names))
    for name, tool in decisions:
        stack = decide(stack, name, tool.removeprefix("tool:") if tool else None, names)
    if decisions:
        keep(context.obj, workspace, file, None, lambda there: with_stack(there, stack))
    _report(engine, Imported(stack, 0, 0, (), (), open_questions(stack, names)), as_json)


@command.command("workspaces")
@_JSON
@click.pass_obj
def workspaces_command(home: Path, as_json: bool) -> None:
    """List the workspaces on this machine."""
    known = workspaces(home)
    if as_json:
        print_json(known)
    else:
        click.echo("\n".join(known) or "there is no workspace yet: `cxscape stack import` makes one")


@command.command("delete")
@click.argument("workspace")
@click.confirmation_option(prompt="Delete the workspace with all that it holds?")
@click.pass_obj
def delete_command(home: Path, workspace: str) -> None:
    """Delete a WORKSPACE with all that it holds."""
    delete_workspace(home, workspace)
    click.echo(f"deleted {workspace}")


def _import(
    context: click.Context,
    workspace: str | None,
    file: Path | None,
    name: str | None,
    given: list[Given],
    names: ToolNames,
    *,
    guess: bool,
) -> Imported:
    results: list[Imported] = []

    def changed(there: Organisation) -> Organisation:
        results.append(import_list(read_stack(there), given, names, guess=guess))
        return with_stack(there, results[-1].stack)

    keep(context.obj, workspace, file, name, changed)
    return results[-1]


def _taken(there: Organisation, found: Organisation) -> Organisation:
    """Return the organization `there`, new or the same one, with the stack of `found`."""
    if there.node == found.node and len(there.triples) <= 2:  # noqa: PLR2004 - nothing but its name: it is new
        return found
    if there.node != found.node:
        raise PlanError(f"the file is of {found.name}, and the data there of {there.name}: nothing was changed")
    return with_stack(there, read_stack(found))


def _report(engine: Engine, result: Imported, as_json: bool) -> None:
    members = read_members(engine, sorted({each.tool for each in result.stack.owned if each.tool}))
    retired = sorted(member.label for member in members.values() if member.retired)
    if as_json:
        whole = asdict(replace(result, stack=Stack()))
        whole.pop("stack")
        print_json({"software": len(result.stack.owned), **whole, "retired": retired})
    else:
        click.echo("\n".join(_lines(result, retired)))
    if result.questions:
        sys.exit(OPEN)


def _lines(result: Imported, retired: list[str]) -> Iterator[str]:
    owned = result.stack.owned
    known = sum(each.tool is not None for each in owned)
    absent = sum(each.absent for each in owned)
    rest = f"{absent} not in the landscape, {len(result.questions)} open"
    yield f"{len(owned)} pieces of software: {known} identified, {rest}"
    if result.lines:
        yield f"{result.lines} lines read, {result.added} new"
    yield from result.repeated
    yield from (f"{name}: taken for tool:{tool}" for name, tool in result.guessed)
    if retired:
        yield f"no longer on offer, kept, and counted for nothing: {', '.join(retired)}"
    for question in result.questions:
        may_be = ", ".join(f"{each.label} (tool:{each.tool})" for each in question.suggestions)
        yield f"open: {question.name}; may be {may_be}" if may_be else f"open: {question.name}; no name is like it"
    if result.questions:
        yield "`cxscape stack review` decides"


def _asked(stack: Stack, names: ToolNames) -> Iterator[tuple[str, str | None]]:
    for question in open_questions(stack, names):
        click.echo(question.name)
        for at, each in enumerate(question.suggestions, start=1):
            click.echo(f"  {at}  {each.label} (tool:{each.tool})")
        answer = click.prompt(
            "  number or id, none for not in the landscape, blank to leave open", "", show_default=False
        )
        text = str(answer).strip()
        if text.isdigit() and 1 <= int(text) <= len(question.suggestions):
            yield question.name, question.suggestions[int(text) - 1].tool
        elif text.casefold() == "none":
            yield question.name, None
        elif text:
            yield question.name, text


def _after(successor: str) -> str:
    return f", replaced by {successor}" if successor else ""


for _each in COMMANDS:
    command.add_command(_each)
