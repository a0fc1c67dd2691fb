"""``cxscape needs``: from free words to needs, and how well that works."""

import json
from pathlib import Path

import click

from queries.search import Found, NeedSearch
from ui.cli.asking import engine_of
from ui.cli.finding import NOT_A_NEED, cut, found_as_json


@click.group("needs")
def command() -> None:
    """Find the needs that somebody's own words speak of."""


@command.command("search")
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON; docs/json.md describes it.")
@click.pass_context
def search(context: click.Context, text: tuple[str, ...], as_json: bool) -> None:
    """Say which needs TEXT may mean, how likely each is, and like which words of ours it is.

    Exit codes: 0 sure of one need, 1 failed, 2 wrong usage, 3 several may be meant, 4 it sounds like no need.
    """
    engine, _ = engine_of(context)
    words = " ".join(text)
    found = NeedSearch(engine).find(words)
    if as_json:
        click.echo(json.dumps(found_as_json(words, found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(words, found)))
    context.exit({"sure": 0, "unsure": 3, "no need": 4}[found.verdict])


@command.command("evaluate")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; docs/json.md describes it.")
@click.pass_context
def evaluate(context: click.Context, file: Path, as_json: bool) -> None:
    """Try the search on sentences of which somebody said what they mean.

    FILE is tab-separated, with the columns query and expected_needs: ids of needs joined by |, each of which is right,
    or NONE for a sentence that is about no need.
    """
    from queries.search import evaluation  # noqa: PLC0415 - only this command needs it

    engine, _ = engine_of(context)
    finder = NeedSearch(engine)
    result = evaluation.evaluate(finder, evaluation.read_sentences(file, finder.ids()))
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
        return
    shares = (
        ("first candidate right", result.top_1, result.real),
        ("one of three right", result.top_3, result.real),
        ("answered without asking back", result.sure, result.real),
        ("  of these right", result.sure_right, None),
        ("real ones taken for no need", result.refused_real, result.real),
        ("others taken for no need", result.refused_foreign, result.foreign),
    )
    for name, share, of in shares:
        if share is not None:
            click.echo(f"{name:30} {share:6.1%}" + (f"  of {of:,}" if of else ""))
    click.echo(f"{'milliseconds a search':30} {result.p50:g} (half of them), {result.p95:g} (95 of 100)")
    click.echo(f"{'compared':30} {_COMPARED[result.method]}" + (f": {result.note}" if result.note else ""))
    for miss in result.misses:
        expected = " or ".join(sorted(miss.sentence.needs)) or "no need"
        instead = ", ".join(f"{c.id} {c.score:.0%}" for c in miss.found) or "no need"
        click.echo(f"\nline {miss.sentence.line}: {cut(miss.sentence.text)}\n  expected {expected}\n  found {instead}")


_COMPARED = {"wording": "wordings", "meaning": "meaning and letters", "letters": "letters alone"}


def _lines(words: str, found: Found) -> list[str]:
    said = {
        "sure": "Sure of the first one:",
        "unsure": "It may be one of these, or none of them:",
        "no need": NOT_A_NEED.format(words=cut(words)),
    }
    lines = [f"Words alone were compared, which finds less: {found.note}."] if found.note else []
    lines.append(said[found.verdict])
    return [*lines, *(f"  {c.score:4.0%}  {c.id}  {c.label} (like: {c.phrase})" for c in found)]
