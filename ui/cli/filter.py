"""``cxscape filter``: does a project, a technology or a buzzword touch the customer experience?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from plans.initiatives import portfolio
from plans.initiatives_reading import CHOICES, TEXTS, TOOLS, described, read_initiatives, template
from plans.organisation import new
from plans.verdicts import PASSED, Judged, Portfolio
from ui.cli.asking import engine_of
from ui.cli.owners import keep, owner, owner_options

_SINGULAR = {
    "needs": "need",
    "touchpoints": "touchpoint",
    TOOLS: "tool",
    "categories": "category",
    "capabilities": "capability",
    "effects": "effect",
    "kpis": "kpi",
}
_HELP = {
    "needs": "A need that it serves.",
    "touchpoints": "A touchpoint at which customers notice it.",
    TOOLS: "A tool that it brings into use.",
    "categories": "A kind of technology that it is about, a vendor category.",
    "capabilities": "A capability that it is about.",
    "effects": "The good it does: engage, serve or remove-pain.",
    "kpis": "An indicator that it is meant to move.",
    "target": "By how much.",
    "advantage": "Why customers would choose us because of it.",
    "rationale": "Why we would do it without its fashionable name.",
    "exception": "Why it is done though it does not touch the customer.",
    "opportunity_cost": "What it takes away from what does.",
}


def _choices(command: Callable[..., Any]) -> Callable[..., Any]:
    for name in reversed([*_SINGULAR, *TEXTS]):
        option = f"--{_SINGULAR.get(name, name).replace('_', '-')}"
        many = name in _SINGULAR
        command = click.option(
            option,
            name,
            multiple=many,
            default=None if many else "",
            metavar="ID" if many else "TEXT",
            help=_HELP[name],
        )(command)
    return command


@click.command("filter")
@click.argument("file_of_initiatives", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[CSV]")
@click.option("--describe", "name", metavar="NAME", help="Judge this one, described by the options below.")
@_choices
@owner_options
@click.option("--organisation", "called", metavar="NAME", help="Name of the organization, where its data is new.")
@click.option(
    "--template", "wants_template", is_flag=True, help="Print the header of the table with an example, and stop."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; docs/plans-filter.md describes it.")
@click.pass_context
def command(
    context: click.Context,
    /,
    file_of_initiatives: Path | None,
    name: str | None,
    workspace: str | None,
    file: Path | None,
    called: str | None,
    wants_template: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Hold projects, technologies and buzzwords against the customer experience.

    CSV is a table with a row for each; --describe judges a single one; without either, those of the organization
    that you name are judged. A table is kept in the workspace or file that you name, a description never is. The
    stack of the organization, where it has one, tells which gaps an initiative closes.
    """
    if wants_template:
        click.echo(template(), nl=False)
        return
    if name and file_of_initiatives:
        raise click.UsageError("give either a table or --describe, not both")
    if not name and any(given.values()):
        raise click.UsageError("say what you describe: --describe NAME")
    engine, release = engine_of(context)
    if file_of_initiatives and file_of_initiatives.suffix.casefold() in (".ttl", ".turtle"):
        raise click.UsageError(f"a Turtle file is an organization: cxscape filter --file {file_of_initiatives}")
    if file_of_initiatives:
        table = file_of_initiatives
        whose = keep(context.obj, workspace, file, called, lambda there: read_initiatives(table, there, engine))
    else:
        one_only = name is not None and workspace is None and file is None
        whose = new(called or "Your organization") if one_only else owner(context.obj, workspace, file)
    if name:
        values = {column: given[column] for column in (*CHOICES, TOOLS)}
        whose = described(whose, name, values, {column: given[column] for column in TEXTS}, engine)
    found = portfolio(whose, engine, release)
    if as_json:
        click.echo(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: Portfolio) -> Iterator[str]:
    yield f"{found.organisation}: {len(found.initiatives)} judged, tools from release {found.release}"
    if found.partial:
        yield "This result is partial; the notes at its end say why."
    for place, initiative in enumerate(found.initiatives, 1):
        yield ""
        yield from _initiative(place, initiative)
    if len(found.initiatives) > 1:
        yield ""
        yield "Balance over the journey, of what serves the customer experience:"
        for stage in found.balance:
            gap = ", a gap of the stack" if stage.gap else ""
            yield f"  {stage.label}{gap}: {', '.join(stage.initiatives) or 'nothing'}"
    yield from ("", *found.notes) if found.notes else ()


def _initiative(place: int, judged: Judged) -> Iterator[str]:
    scored = [criterion for criterion in judged.criteria if criterion.kind == "score"]
    yield f"{place:3}. {judged.name}: {judged.says} (meets {judged.score} of {len(scored)} criteria of its case)"
    yield from (f"     {lack}" for lack in judged.lacks)
    if judged.exception:
        yield f"     exception: {judged.exception} It takes away: {judged.opportunity_cost or 'not said yet'}"
    for need in judged.needs:
        through = f" through {', '.join(need.through)}" * bool(need.through)
        stated = ", as stated" * need.stated
        yield f"     serves {need.label}{through}{stated}{' (only enables others)' * need.enabling}"
    for meeting in judged.touchpoints:
        reason = f" for {', '.join(meeting.needs)}" if meeting.needs else "; none of its needs arises there"
        yield f"     noticed at {meeting.label} ({', '.join(meeting.stages)}){reason}"
    meant = [kpi.label for kpi in judged.kpis if kpi.meant]
    if meant:
        yield f"     meant to move {', '.join(meant)}"
    elif judged.kpis:
        yield f"     could be judged by {', '.join(kpi.label for kpi in judged.kpis[:5])}"
    for criterion in judged.criteria:
        if criterion.kind == "score" and not criterion.met:
            state = "not known" if criterion.met is None else "not met"
            yield f"     {state}: {criterion.label}. {criterion.question}"
    if judged.verdict != PASSED:
        for opening in judged.openings:
            yield f"     could serve {opening.label} through {', '.join(opening.through)}"
