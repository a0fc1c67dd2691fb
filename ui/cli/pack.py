"""``cxscape plan pack``: a plan of an organization as files for its board."""

from pathlib import Path
from typing import Any

import click

from plans.closing_plan import IMPOSSIBLE
from plans.errors import PlanError
from plans.names import ToolNames
from plans.pack import pack
from plans.saving import save
from queries.catalogue import question
from queries.choices import resolve
from queries.engines import Engine
from ui.cli.asking import engine_of
from ui.cli.constraints import NO_SET, aim_options, constraints_of, told_constraints
from ui.cli.owners import owner, owner_options

ENDINGS = ("pptx", "pdf", "xlsx")


@click.command("pack")
@click.option(
    "--out",
    "outs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write this new file: .pptx, .pdf or .xlsx; repeat it.",
)
@owner_options
@aim_options
@click.pass_context
def pack_command(
    context: click.Context,
    /,
    outs: tuple[Path, ...],
    needs: tuple[str, ...],
    every: bool,
    workspace: str | None,
    file: Path | None,
    fit: str,
    objective: str,
    seconds: float,
    alternatives: int,
    **given: Any,
) -> None:
    """Write a plan for the board: slides, a PDF to print, a workbook with the data.

    It says where you are, what is open, which tools close it and with what proof, which sets are as good, what can go,
    and your roadmap, projects and strategy as far as your file has them: `cxscape maturity assess`, `cxscape filter`
    and `cxscape strategy check` put them there. Without --need it is about all needs. Exit codes: 0 done, 1 failed,
    2 wrong usage, 4 no set of tools closes all of the needs, which the files then say.
    """
    if needs and every:
        raise click.UsageError("say which needs to close, with either --need ID, once or more, or --all")
    for out in outs:
        _check(out)
    organisation = owner(context.obj, workspace, file)
    engine, release = engine_of(context)
    found = pack(
        organisation,
        engine,
        release,
        resolve(engine, question("requirements-of-needs"), {"need": needs})["need"] if needs else None,
        fit=fit,
        objective=objective,
        constraints=constraints_of(engine, ToolNames(engine), given),
        seconds=seconds,
        alternatives=alternatives,
    )
    from ui.exports.writing import written  # noqa: PLC0415 - what writes files is large
    from ui.pack.files import made  # noqa: PLC0415

    document = made(found, engine, _date(context.obj, engine), told_constraints(given))
    contents = [written(document, _ending(out)) for out in outs]
    for out, content in zip(outs, contents, strict=True):
        save(out, content)
        click.echo(f"written to {out}")
    if found.plan.status == IMPOSSIBLE:
        context.exit(NO_SET)


def _ending(out: Path) -> str:
    return out.suffix.casefold().removeprefix(".")


def _check(out: Path) -> None:
    if _ending(out) not in ENDINGS:
        raise PlanError(f"{out}: its ending says no kind of file; name it .pptx, .pdf or .xlsx")
    if out.exists():
        raise PlanError(f"{out}: is there already, and nothing was written; name another file, or remove it first")


def _date(home: Path, engine: Engine) -> str:
    """Return the day on which the data was loaded, empty where a server does not say."""
    from queries.remote import Remote  # noqa: PLC0415 - what a server takes to ask is nothing for a local answer

    if isinstance(engine, Remote):
        return engine.about()[0][:10]
    from loaders.releases import current_release  # noqa: PLC0415

    return str(current_release(home).report["ended"])[:10]
