"""``cxscape community``: whether a branded community would live, and channels side by side."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from plans.community import Capability, Community, Risk, SideBySide, channels, community
from plans.terms import names_of
from ui.cli.asking import engine_of
from ui.cli.owners import owner, owner_options
from ui.cli.plain import json_option, print_json

_JSON = json_option("plans-community.md")


@click.group("community")
def command() -> None:
    """See why a branded community may fail at your company, and how your channels stand side by side."""


@command.command("check")
@owner_options
@_JSON
@click.pass_context
def check_command(context: click.Context, workspace: str | None, file: Path | None, as_json: bool) -> None:
    """Tell which risks of a branded community are open, what lowers them, and how to lead people into it."""
    engine, release = engine_of(context)
    found = community(owner(context.obj, workspace, file), engine, release)
    if as_json:
        print_json(found.as_json())
    else:
        click.echo("\n".join(_lines(found)))


@command.command("channels")
@owner_options
@_JSON
@click.pass_context
def channels_command(context: click.Context, workspace: str | None, file: Path | None, as_json: bool) -> None:
    """Show each need with its online and its offline channels side by side."""
    found = channels(owner(context.obj, workspace, file))
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        click.echo("\n".join(line for each in found for line in _side_by_side(each)))


def _lines(found: Community) -> Iterator[str]:
    yield f"{found.organisation}: a branded community and its risks; tools from release {found.release}"
    if found.partial:
        yield "This result is partial; the notes at its end say why."
    for risk in found.risks:
        yield ""
        yield from _risk(risk)
    yield ""
    yield "From public networks into the community:"
    for bridge in found.bridges:
        yield f"  {bridge.external_label} to {bridge.branded_label}, for {bridge.need_label}:"
        yield f"    {_held(bridge.capabilities)}"
    yield ""
    yield "What it would bring:"
    for benefit in found.benefits:
        yield f"  {benefit.label}: {benefit.definition} Serves {', '.join(benefit.needs)}."
    yield from ("", *found.notes) if found.notes else ()


def _risk(risk: Risk) -> Iterator[str]:
    yield f"{risk.label} ({risk.period}): {risk.state}"
    yield f"  first sign  {risk.sign}"
    yield from (f"  because     {reason}" for reason in risk.reasons)
    yield f"  lowered by  {_held(risk.capabilities)}"
    yield f"  people can  {risk.measure}"


def _held(capabilities: tuple[Capability, ...]) -> str:
    return "; ".join(f"{each.label} ({', '.join(each.tools) or 'no tool of yours'})" for each in capabilities)


def _side_by_side(each: SideBySide) -> Iterator[str]:
    names = names_of("channel")

    def shown(found: tuple[str, ...]) -> str:
        marked = (f"{names[one]} [{each.here[one]}]" if one in each.here else names[one] for one in found)
        return ", ".join(marked) or "none"

    yield f"{each.label}  ({each.need})"
    yield f"  online   {shown(each.online)}"
    yield f"  offline  {shown(each.offline)}"
    if each.hybrid:
        yield f"  mixed    {shown(each.hybrid)}"
