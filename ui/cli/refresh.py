"""``cxscape refresh``: build a release from CSV files and publish it."""

import json
import sys
from pathlib import Path

import click

from loaders.errors import LoadError, RefusedError
from loaders.refresh import Progress, refresh
from loaders.report import Report
from ui.cli.log import FORMS, log

NOTHING_CHANGED, WITH_REJECTED_ROWS, REFUSED = 10, 11, 12
"""Exit codes besides 0 (published), 1 (failed) and 2 (wrong usage)."""


@click.command("refresh")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[CSV ...]")
@click.option("--profile", metavar="NAME", help="Read every file by this profile instead of recognising it.")
@click.option("--accept-suggestion", is_flag=True, help="Load a file that no profile knows by the proposed one.")
@click.option("--dry-run", is_flag=True, help="Build and compare, but publish nothing.")
@click.option("--full", is_flag=True, help="Build of every row, even where little changed or nothing.")
@click.option(
    "--max-loss",
    type=click.FloatRange(0, 1),
    default=0.2,
    show_default=True,
    metavar="SHARE",
    help="Refuse a release in which a source lost more than this share of its tools.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option(
    "--log",
    "form",
    type=click.Choice(FORMS),
    help="Write log lines to standard error, errors included.  [default: logfmt where standard error is no terminal]",
)
@click.pass_obj
def command(
    home: Path,
    files: tuple[Path, ...],
    profile: str | None,
    accept_suggestion: bool,
    dry_run: bool,
    full: bool,
    max_loss: float,
    as_json: bool,
    quiet: bool,
    form: str | None,
) -> None:
    """Load CSV files, by default the shipped landscape, into a new release.

    The release replaces the current one in one step when everything went well; on any error nothing changes.
    A row that cannot be used is reported and counted, and does not stop the run.

    Exit codes: 0 published (or dry run), 1 failed, 2 wrong usage, 10 nothing changed, 11 published with
    rejected rows, 12 refused.
    """

    def run(progress: Progress | None) -> Report:
        chosen = list(files) or None
        _, report = refresh(
            home,
            chosen,
            profile=profile,
            accept_suggestion=accept_suggestion,
            dry_run=dry_run,
            max_loss=max_loss,
            full=full,
            progress=progress,
        )
        return report

    try:
        if quiet:
            report = run(None)
        elif sys.stderr.isatty() and not form:
            with click.progressbar(length=100, file=sys.stderr, item_show_func=_stage, show_eta=False) as bar:
                report = run(lambda stage, share: bar.update(int(100 * share) - bar.pos, stage))
        else:
            report = run(lambda stage, share: log(form or "logfmt", "progress", stage=stage, share=round(share, 3)))
    except LoadError as error:
        refused = isinstance(error, RefusedError)
        if form:
            log(form, "refused" if refused else "failed", level="error", message=str(error))
        else:
            click.echo(f"cxscape: {'refused: ' if refused else ''}{error}", err=True)
        sys.exit(REFUSED if refused else 1)
    if form or not (quiet or sys.stderr.isatty()):
        _log_end(form or "logfmt", report)
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    elif not quiet:
        click.echo("\n".join(report.lines()))
    sys.exit(_code(report))


def _log_end(form: str, report: Report) -> None:
    files = report.files
    log(
        form,
        "ended",
        level="warning" if report.rejected else "info",
        status=report.status,
        release=report.release,
        tools=report.tools,
        read=sum(file.read for file in files),
        loaded=sum(file.loaded for file in files),
        merged=sum(len(file.merged) for file in files),
        unmatched=sum(file.unmatched for file in files),
        rejected=report.rejected,
    )


def _code(report: Report) -> int:
    if report.status == "nothing changed":
        return NOTHING_CHANGED
    return WITH_REJECTED_ROWS if report.rejected and report.status == "published" else 0


def _stage(stage: str | None) -> str:
    return stage or ""
