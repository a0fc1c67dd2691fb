"""``cxscape matches``: how rows of different files were found to mean the same tool, and what is left to decide."""

import json
from pathlib import Path

import click

from loaders.matching.decisions import curation_file, read_curation
from loaders.matching.evaluation import evaluate
from loaders.refresh import shipped_landscape

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("matches")
def command() -> None:
    """Look at the matching of tools across files."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the pairs as JSON.")
@click.pass_obj
def open_pairs(home: Path, as_json: bool) -> None:
    """Print the pairs that may be one tool and that nobody decided about, the likeliest first.

    Decide in the table itself: write same or different into the column decision, and refresh.
    """
    pairs = read_curation(home).open()
    if as_json:
        columns = ("source_a", "name_a", "homepage_a", "source_b", "name_b", "homepage_b", "score", "evidence", "note")
        rows = [{column: getattr(pair, column) for column in columns} for pair in pairs]
        click.echo(json.dumps([{**row, "score": float(row["score"] or 0)} for row in rows], ensure_ascii=False))
        return
    for pair in pairs:
        click.echo(
            f"{pair.score:>5}  {pair.name_a} ({pair.source_a}) | {pair.name_b} ({pair.source_b}): {pair.evidence}"
        )
    what = f"{len(pairs)} pairs are" if len(pairs) != 1 else "1 pair is"
    where = f"; decide in {curation_file(home)}" if pairs else ""
    click.echo(f"{what} open{where}")


@command.command("evaluate")
@click.argument("gold", type=_FILE)
@click.option("--files", nargs=2, type=_FILE, metavar="TOOLS OTHERS", help="Match these files, not the shipped ones.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def figures(gold: Path, files: tuple[Path, Path] | None, as_json: bool) -> None:
    """Compare the matching with labelled pairs: columns technology, entity, same (yes or no), perhaps hard.

    The technology is the name of a tool in one file, the entity that of a row that may mean it in another.
    """
    shipped = [file for file in shipped_landscape() if file.parent.name != "curation"]
    result = evaluate(gold, list(files) if files else shipped)
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(result.lines()))
