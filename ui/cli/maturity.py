"""``cxscape maturity``: how far an organization has come, channel by channel, and what to do next."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from plans.errors import PlanError
from plans.maturity import maturity
from plans.maturity_answers import CLASSES, SCALE, check_answers, read_answers, template
from plans.maturity_results import Answered, Maturity, UnitResult
from plans.maturity_roadmap import Roadmap, Step, roadmap
from plans.offers import Offer
from plans.organisation import Organisation, read
from ui.cli.asking import engine_of
from ui.cli.owners import keep, owner, owner_options

_JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print the result as JSON; docs/plans-maturity.md describes it."
)


@click.group("maturity")
def command() -> None:
    """Find your stage of customer-experience maturity, and the way to the next one."""


@command.command("template")
@click.option("--channel", "channels", multiple=True, metavar="C", help="A channel in which customers meet you.")
def template_command(channels: tuple[str, ...]) -> None:
    r"""Print the questionnaire for your channels as CSV, for you to fill in.

    \b
    A score is 0 = no, 1 = planned or rare, 2 = in parts, 3 = usual practice,
    or 4 = always, measured and improved. Leave blank what you do not know.
    """
    click.echo(template(channels), nl=False)


@command.command("assess")
@click.argument("answers", type=click.Path(path_type=Path, dir_okay=False))
@owner_options
@click.option("--organisation", "name", metavar="NAME", help="Name of the organization, where its data is new.")
@_JSON
@click.pass_context
def assess_command(
    context: click.Context, answers: Path, workspace: str | None, file: Path | None, name: str | None, as_json: bool
) -> None:
    """Work out the result of the answers in the table ANSWERS, or in the Turtle file of an organization.

    The answers are kept in the workspace or file that you name, in place of those there; without one, nothing is
    kept. `cxscape run maturity-questions` and `cxscape run channels` list what answers can be about.
    """
    if answers.suffix.casefold() in (".ttl", ".turtle"):
        found = kept = read(answers)
        if workspace or file:
            kept = keep(context.obj, workspace, file, found.name, lambda there: _taken(there, found))
    else:
        kept = keep(context.obj, workspace, file, name, lambda there: read_answers(answers, there))
    _show(maturity(kept), as_json)


@command.command("show")
@owner_options
@_JSON
@click.pass_context
def show_command(context: click.Context, workspace: str | None, file: Path | None, as_json: bool) -> None:
    """Show the stages reached, the answers behind them, and the channels that are disconnected."""
    _show(maturity(owner(context.obj, workspace, file)), as_json)


@command.command("roadmap")
@owner_options
@click.option("--through", metavar="STAGE", help="Plan as far as this stage.  [default: the next one]")
@_JSON
@click.pass_context
def roadmap_command(
    context: click.Context, workspace: str | None, file: Path | None, through: str | None, as_json: bool
) -> None:
    """List the needs to attend to next, in order, with the tools you own and tools to consider."""
    engine, release = engine_of(context)
    planned = roadmap(owner(context.obj, workspace, file), engine, release, through)
    if as_json:
        click.echo(json.dumps(planned.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_road(planned)))


def _taken(there: Organisation, found: Organisation) -> Organisation:
    """Return the organization `there` with the assessment of `found`, which must be the same one."""
    check_answers(found)
    if there.node != found.node:
        raise PlanError(f"the answers are those of {found.name}, and not of {there.name}: nothing was changed")
    nodes = {node for curie in CLASSES for node in found.members(curie)}
    return there.replacing(CLASSES, [triple for triple in found.triples if triple.subject in nodes])


def _show(found: Maturity, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: Maturity) -> Iterator[str]:
    if found.partial:
        yield f"This result is partial: {found.answered} of {found.asked} answers are given."
    yield from _unit(found.whole)
    yield ""
    yield "Channels:"
    for channel in found.channels:
        yield from (f"  {line}" for line in _unit(channel))
    yield ""
    if found.disconnected:
        yield "Disconnected channels, where customers who change channels meet frustration:"
        for label in dict.fromkeys(each.label for each in found.disconnected):
            pairs = [each for each in found.disconnected if each.label == label]
            behind = ", ".join(f"{each.ahead_label} ({each.ahead_stage_label}) by {each.gap} stages" for each in pairs)
            yield f"  {label} ({pairs[0].stage_label or 'before the first stage'}) is behind {behind}"
    elif len(found.channels) > 1:
        yield "No channel is found to be two or more stages behind another one."
    yield from found.notes
    for figure in found.benchmarks:
        yield (
            f"For context: {figure.value:g} % of companies were at {' or '.join(figure.stages)} "
            f"({figure.source}, {figure.year}; {figure.population})."
        )


def _unit(unit: UnitResult) -> Iterator[str]:
    reached = unit.reached_label or "before the first stage"
    if unit.partial:
        reached = f"{reached} or further" if unit.reached else f"{reached}, or further"
    yield f"{unit.label}: {reached}"
    last = next((stage for stage in unit.stages if stage.stage == unit.reached), None)
    if last is not None:
        good = [answer for answer in last.answers if answer.gate]
        yield f"  {last.label} is passed with {last.mean:g} on average, {_gate(good)}"
    for answer in (*unit.missing, *unit.open):
        yield f"  for {unit.next_label}: {_answer(answer, unit.label)}"


def _gate(answers: list[Answered]) -> str:
    scores = ", ".join(f"{each.score}" for each in answers)
    return f"{scores} on its gate question"


def _answer(answer: Answered, unit: str) -> str:
    where = f"{answer.answered_for}: " if answer.answered_for not in ("", unit) else ""
    said = "not answered yet" if answer.score is None else f"{answer.score} ({SCALE[answer.score]})"
    return f"{where}{answer.text} {said}{', gate' * answer.gate}"


def _road(planned: Roadmap) -> Iterator[str]:
    reached = planned.reached or "before the first stage"
    yield f"{planned.organisation}: {reached}; tools from release {planned.release}"
    if planned.partial:
        yield "The assessment is partial: answers are missing that could change this road."
    if not planned.steps:
        yield "Every stage is passed: nothing is left on this road."
    stage = ""
    for place, step in enumerate(planned.steps, 1):
        if step.stage_label != stage:
            stage = step.stage_label
            yield f"\n{stage}"
        yield from _step(place, step)


def _step(place: int, step: Step) -> Iterator[str]:
    state = "served by what you own" if step.served else "in part by what you own" if step.owned else "not served yet"
    yield f"{place:3}. {step.label}  ({step.need}{', enables others' * step.enabling}): {state}"
    yield from (f"     because  {reason}" for reason in step.reasons)
    for before in {each.label: each for each in step.before}.values():
        yield f"     after    {before.label}: both cannot do without {before.capability}"
    if step.owned:
        yield f"     own      {', '.join(map(_offer, step.owned))}"
    if step.consider:
        yield f"     consider {', '.join(map(_offer, step.consider))}"


def _offer(offer: Offer) -> str:
    return f"{offer.label} ({offer.fit}, {offer.coverage:.0%})"
