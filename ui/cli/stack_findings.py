"""The commands of ``cxscape stack`` that tell what a stack covers."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from plans.coverage import FITS, PRIMARY
from plans.findings import STATES, board, connections, contributions, stage_levels, states
from plans.retire import Retirement, retirements
from plans.stack import read_stack
from plans.standing import Standing, standing
from queries.engines import Engine
from queries.results import rows
from ui.cli.asking import engine_of
from ui.cli.owners import owner, owner_options
from ui.cli.plain import print_json


def _finding(name: str, about: str) -> Callable[[Callable[..., tuple[Any, Iterator[str]]]], click.Command]:
    """Make a command of a function that works something out of a standing, as plain values and as lines."""

    def made(function: Callable[..., tuple[Any, Iterator[str]]]) -> click.Command:
        @click.command(name, help=about)
        @owner_options
        @click.option(
            "--fit", type=click.Choice(FITS), default=PRIMARY, show_default=True, help="The fit that counts as served."
        )
        @click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; docs/plans.md describes it.")
        @click.pass_context
        def command(context: click.Context, workspace: str | None, file: Path | None, fit: str, as_json: bool) -> None:
            stack = read_stack(owner(context.obj, workspace, file))
            engine, release = engine_of(context)
            now = standing(engine, stack)
            values, lines = function(engine, now, fit)
            if as_json:
                print_json({"release": release, "fit": fit, "notes": now.notes, **values})
                return
            if not stack.owned:
                click.echo("The stack is empty; `cxscape stack add` puts something in.")
            undecided = any(each.open for each in stack.owned)
            for line in (*now.notes, *(["`cxscape stack review` decides"] if undecided else []), *lines):
                click.echo(line)

        return command

    return made


@_finding("board", "Show how each need stands at each lifecycle stage: covered, at risk, double, open or unknown.")
def _board(engine: Engine, now: Standing, fit: str) -> tuple[Any, Iterator[str]]:
    cells = board(engine, now, fit)

    def lines() -> Iterator[str]:
        stage = ""
        for cell in cells:
            if cell.stage_label != stage:
                stage = cell.stage_label
                yield f"\n{stage}"
            mark = "*" if cell.decided else " "
            yield f" {mark} {cell.state.state:16} {cell.state.coverage:4.0%}  {cell.state.label}. {cell.state.reason}"
        known = [state.state for state in states(now, fit).values()]
        yield "\n" + ", ".join(f"{known.count(state)} {state}" for state in STATES) + "; * the need is decided there"

    return {"cells": [asdict(cell) for cell in cells]}, lines()


@_finding(
    "gaps", "Show the lifecycle stages that the stack does not reach end to end, and the needs it does not serve."
)
def _gaps(engine: Engine, now: Standing, fit: str) -> tuple[Any, Iterator[str]]:
    levels = stage_levels(engine, now)
    still = sorted((s for s in states(now, fit).values() if s.state in ("gap", "unknown")), key=lambda s: s.coverage)

    def lines() -> Iterator[str]:
        for each in levels:
            what = "END-TO-END GAP, no tool strongly serves a need" if each.is_gap else f"{each.level} coverage"
            yield f"{each.label}: {what}; {each.served} of {each.needs} needs, {each.tools} tools"
        yield ""
        yield from (f"{each.state:8} {each.coverage:4.0%}  {each.label}. {each.reason}" for each in still)

    return {"stages": [{**asdict(e), "gap": e.is_gap} for e in levels], "needs": [asdict(e) for e in still]}, lines()


@_finding(
    "overlaps", "Show the needs that several tools serve, each by itself, and the capabilities that several bring."
)
def _overlaps(engine: Engine, now: Standing, fit: str) -> tuple[Any, Iterator[str]]:
    double = sorted(
        (state for state in states(now, fit).values() if len(state.alone) > 1), key=lambda s: (-len(s.alone), s.label)
    )
    shared = rows(engine, "overlap-of-tools", tool=now.counted) if now.counted else []

    def lines() -> Iterator[str]:
        yield from (f"{each.label}. {each.reason}" for each in double)
        yield ""
        yield from (f"{row['tools']} tools  {row['label']}, which {row['needs']} needs require" for row in shared[:20])
        if len(shared) > 20:  # noqa: PLR2004 - as many as are shown
            yield f"and {len(shared) - 20} more capabilities; --json has them all"

    return {"needs": [asdict(each) for each in double], "capabilities": shared}, lines()


@_finding("contributions", "Show what each tool alone contributes: the needs that would be covered less without it.")
def _contributions(_: Engine, now: Standing, fit: str) -> tuple[Any, Iterator[str]]:
    found = contributions(now, fit)
    names = {need.id: need.label for need in now.requirements.needs}

    def lines() -> Iterator[str]:
        for each in found:
            opens = f"; without it a gap opens: {', '.join(names[need] for need in each.opens)}" if each.opens else ""
            yield f"{each.label}: alone adds to {len(each.needs)} needs{opens}"

    return {"tools": [asdict(each) for each in found]}, lines()


@_finding("retire", "Show which tools can go without opening a gap, alone and one after the other.")
def _retire(engine: Engine, now: Standing, fit: str) -> tuple[Any, Iterator[str]]:
    found = retirements(engine, now, fit)

    def lines() -> Iterator[str]:
        yield "One after the other, without opening a gap:"
        yield from (f"  {at}. {_told(each)}" for at, each in enumerate(found.one_after_the_other, start=1))
        saved = " and ".join(map(str, found.saves)) or "nothing that is known"
        yield f"  Together they cost {saved} a year." if found.one_after_the_other else "  none"
        proof = "no larger group can" if found.proven else "a larger group may"
        names = ", ".join(now.members[tool].label for tool in found.largest) or "none"
        yield f"At once: {len(found.largest)} tools can go, and {proof}: {names}"
        yield "Each on its own:"
        yield from (f"  {_told(each)}" for each in found.single)

    return asdict(found), lines()


def _told(each: Retirement) -> str:
    return f"{each.label} ({each.cost or 'cost unknown'}): {each.reason}"


@_finding("connections", "Show which tools are known to work together, and of how many nothing is known.")
def _connections(engine: Engine, now: Standing, _: str) -> tuple[Any, Iterator[str]]:
    found = connections(engine, now)
    label = {tool: now.members[tool].label for tool in now.counted}

    def lines() -> Iterator[str]:
        yield from (f"{label[one]} {relation} {label[other]}" for one, relation, other in found.known)
        yield f"{found.unknown_pairs} pairs: nothing is known, which does not mean that they cannot be connected"
        if found.without:
            yield f"no connection known at all: {', '.join(label[tool] for tool in found.without)}"

    return asdict(found), lines()


COMMANDS = (_board, _gaps, _overlaps, _contributions, _retire, _connections)
