"""``cxscape ask``: the tools that serve a need, ranked, with reasons."""

import json
import sys

import click

from queries.answers import Answer, Filters, RankedTool, tools_for_need
from queries.choices import choose
from queries.search import Found, NeedSearch
from ui.cli.asking import engine_of
from ui.cli.finding import NOT_A_NEED, cut, found_as_json

AMBIGUOUS, NOT_FOUND = 3, 4
"""Exit codes: the text may mean several needs; it means none we know."""


@click.command("ask")
@click.argument("text", nargs=-1, required=True, metavar="NEED_OR_SYMPTOM")
@click.option("--stage", metavar="S", help="Only if the need arises at this lifecycle stage, such as purchase.")
@click.option("--channel", metavar="C", help="Only tools that do something needed in this channel, such as sms.")
@click.option(
    "--pricing",
    metavar="P",
    help="Only tools priced like this: freemium, recurring, payg, poa, onetime, low, mid or high.",
)
@click.option("--open-source", is_flag=True, help="Only tools stated to be open source.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="Show N tools.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON; docs/json.md describes it.")
@click.pass_context
def command(
    context: click.Context,
    text: tuple[str, ...],
    stage: str | None,
    channel: str | None,
    pricing: str | None,
    open_source: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Rank the tools that serve a need, with reasons.

    NEED_OR_SYMPTOM is the id of a need, its name, or what hurts in your own words, for example
    "customers repeat their story on every channel".

    Exit codes: 0 answered, 1 failed, 2 wrong usage, 3 several needs fit the text, 4 no need fits it.
    """
    engine, release = engine_of(context)
    words = " ".join(text)
    found = NeedSearch(engine).find(words)
    if found.note:
        click.echo(f"Words alone are compared, which finds less: {found.note}.", err=True)
    if found.need is None:
        _candidates(words, found, as_json)
        sys.exit(AMBIGUOUS if found else NOT_FOUND)
    level = pricing if pricing in ("low", "mid", "high") else None
    filters = Filters(
        stage=choose(engine, "stage", stage) if stage else None,
        channel=choose(engine, "channel", channel) if channel else None,
        pricing=choose(engine, "pricing", pricing) if pricing and not level else None,
        price_level=level,
        open_source=True if open_source else None,
    )
    answer = tools_for_need(engine, release, found.need.id, filters, limit)
    if as_json:
        click.echo(json.dumps(answer.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(answer)))


def _candidates(words: str, found: Found, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found_as_json(words, found), indent=2, ensure_ascii=False))
    elif found:
        click.echo(
            f"{cut(words)!r} may mean several needs. Ask again with the id of the one you mean; "
            "if it is none of these, say it in other words:",
            err=True,
        )
        for candidate in found:
            click.echo(f"  {candidate.id}  {candidate.label} (like: {candidate.phrase})", err=True)
    else:
        click.echo(NOT_A_NEED.format(words=cut(words)), err=True)


def _lines(answer: Answer) -> list[str]:
    lines = [f"{answer.need['label']}  ({answer.need['id']}, release {answer.release})"]
    if not answer.tools:
        return [
            *lines,
            "No tool passes these filters. A blank in the data means unknown, not no: try fewer filters.",
        ]
    lines.append(f"{answer.total:,} tools serve it; the first {len(answer.tools)}:")
    for tool in answer.tools:
        lines += ["", *_tool(tool)]
    return lines


def _tool(tool: RankedTool) -> list[str]:
    by = f" by {tool.vendor}" if tool.vendor else ""
    seen = f", seen {tool.adoption:,} times" if tool.adoption is not None else ""
    head = f"{tool.rank:3}. {tool.label}{by}: {tool.fit}, covers {tool.coverage:.0%} of the need{seen}"
    lines = [head, f"     {tool.homepage}"] if tool.homepage else [head]
    for reason in tool.why:
        basis = "stated" if reason.basis == "evidenced" else f"usual ({reason.strength}) in {reason.through_label}"
        lines.append(
            f"     + {reason.capability_label} ({reason.importance}): {basis}, {reason.confidence:.0%} sure; "
            f"{reason.source}"
        )
    if tool.missing:
        lines.append(f"     - nothing known of: {', '.join(tool.missing)}")
    return lines
