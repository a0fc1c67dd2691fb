"""``cxscape plan``: the tools that close chosen gaps, with proof that no better set exists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from plans.closing import closing_set
from plans.closing_plan import (
    IMPOSSIBLE,
    NOTHING_TO_CLOSE,
    OPTIMAL,
    SMALLEST,
    ClosingPlan,
    told_cost,
)
from plans.names import ToolNames
from plans.organisation import read
from plans.stack import Stack, read_stack
from plans.stack_import import import_list
from plans.stack_reading import read_list
from queries.catalogue import question
from queries.choices import resolve
from ui.cli.asking import engine_of
from ui.cli.constraints import NO_SET, aim_options, constraints_of
from ui.cli.owners import owner
from ui.cli.pack import pack_command
from ui.cli.plain import print_json

_PATH = click.Path(path_type=Path, dir_okay=False)


@click.group("plan")
def command() -> None:
    """Plan what to add to your stack."""


@command.command("close")
@click.option("--workspace", metavar="NAME", help="The organization in this workspace.")
@click.option("--file", type=_PATH, metavar="FILE", help="Your stack: a list, or a Turtle file.")
@aim_options
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON; docs/plans.md describes it.")
@click.pass_context
def close_command(
    context: click.Context,
    /,
    needs: tuple[str, ...],
    every: bool,
    workspace: str | None,
    file: Path | None,
    fit: str,
    objective: str,
    seconds: float,
    alternatives: int,
    as_json: bool,
    **given: Any,
) -> None:
    """Find the best set of tools that closes your chosen needs, together with what you have.

    The set is proven to be the best one, or the answer says how much better another one could be. Exit codes: 0
    done, 1 failed, 2 wrong usage, 4 no set of tools closes all of the needs.
    """
    if bool(needs) is every:
        raise click.UsageError("say which needs to close, with either --need ID, once or more, or --all")
    engine, release = engine_of(context)
    names = ToolNames(engine)
    stack, notes = _stack(context.obj, workspace, file, names)
    plan = closing_set(
        engine,
        release,
        stack,
        None if every else resolve(engine, question("requirements-of-needs"), {"need": needs})["need"],
        fit=fit,
        objective=objective,
        constraints=constraints_of(engine, names, given),
        seconds=seconds,
        alternatives=alternatives,
    )
    if as_json:
        told = plan.as_json()
        print_json({**told, "notes": [*notes, *told["notes"]]})
    else:
        for line in (*notes, *_lines(plan)):
            click.echo(line)
    if plan.status == IMPOSSIBLE:
        context.exit(NO_SET)


def _stack(home: Path, workspace: str | None, file: Path | None, names: ToolNames) -> tuple[Stack, list[str]]:
    if workspace is not None and file is not None:
        raise click.UsageError("give either --workspace or --file")
    if file is None:
        return (read_stack(owner(home, workspace, None)) if workspace is not None else Stack()), []
    if file.suffix.casefold() in (".ttl", ".turtle"):
        return read_stack(read(file)), []
    result = import_list(Stack(), read_list(file), names)
    return result.stack, list(result.repeated)


def _lines(plan: ClosingPlan) -> Iterator[str]:
    yield from plan.notes
    if plan.leaving:
        yield f"Leaving, because you do not want it: {', '.join(plan.leaving)}"
    if plan.forced:
        yield f"Added, because you want it: {', '.join(plan.forced)}"
    if plan.status == IMPOSSIBLE:
        yield "No set of tools closes all of these needs:"
        yield from (f"  {obstacle.sentence}" for obstacle in plan.obstacles)
        return
    if plan.status == NOTHING_TO_CLOSE:
        yield f"Nothing to close: the stack serves all {len(plan.needs)} needs at a {plan.fit} fit."
        return
    yield from _proof(plan)
    for at, additions in enumerate(plan.sets):
        yield "" if at == 0 else f"\nAs good ({at}):"
        yield from (f"  + {addition.sentence}" for addition in additions)
    if not plan.complete and len(plan.sets) > 1:
        yield "\nThere may be more sets that are as good."
    yield ""
    for need in plan.needs:
        if need.before >= need.takes:
            continue
        yield f"  {need.label}: {need.before:.0%} now, {need.after:.0%} then; a {plan.fit} fit takes {need.takes:.0%}"


def _proof(plan: ClosingPlan) -> Iterator[str]:
    what = f"The {plan.objective.replace('-', ' ')} set" if plan.objective != SMALLEST else "The smallest set"
    took = f"{plan.considered:,} tools looked at, {plan.distinct} of them unlike, in {plan.seconds:.1f} seconds"
    if plan.status == OPTIMAL:
        yield f"{what} adds {told_cost(plan, plan.cost)}; proven: none is better ({took})."
    else:
        yield f"{what} found so far adds {told_cost(plan, plan.cost)}, and is not proven to be the best ({took})."
        yield f"No set needs less than {told_cost(plan, plan.bound)}; give it more --seconds."


command.add_command(pack_command)
