"""The shortlist as a document to take along: the tools, then each need as a decision with what speaks for it."""

from collections.abc import Mapping, Sequence

from ui import exports
from ui.components.query import Values
from ui.exports import Column, Document, Section, Table
from ui.landscape import Landscape
from ui.shortlist import words
from ui.shortlist.answer import summary, together_said
from ui.shortlist.asked import Asked
from ui.shortlist.served import Fit, Served, Together
from ui.words import FIT, count, listed

_NAMED = 5


def document(
    landscape: Landscape,
    asked: Asked,
    whole: Sequence[Together],
    needs: Sequence[Served],
    queries: Mapping[str, tuple[str, Values]],
    link: str,
    *,
    title: str = words.DOCUMENT_TITLE,
    stem: str = "shortlist",
) -> Document:
    """Return the shortlist, or other tools that are looked at together, as a document.

    Args:
        landscape: the release that answered.
        asked: what was asked.
        whole: how well the tools together serve all needs.
        needs: how well they serve those that were chosen.
        queries: what was asked of the graph.
        link: the address of the page.
        title: what it is called, with a place for the ``count`` of tools.
        stem: the beginning of the names of its files.
    """
    chosen = listed([need.label for need in needs])
    return exports.document(
        landscape,
        title.format(count=count(len(asked.tools), "tool", "tools")),
        words.QUESTION.format(needs=chosen) if needs else words.QUESTION_OPEN,
        [_tools(asked), *map(_need, needs), _together(whole)],
        asked=queries,
        link=link,
        stem=stem,
    )


def _tools(asked: Asked) -> Section:
    columns = (
        Column(words.TOOL),
        Column(words.VENDOR),
        Column(words.ADOPTION, "count"),
        Column(words.NOTE),
        Column(words.WEB, "link"),
    )
    rows = tuple(
        (
            tool.name,
            tool.vendor or None,
            tool.adoption,
            tool.status,
            tool.homepage or None,
        )
        for tool in asked.tools
    )
    left_out = (words.LEFT_OUT.format(ids=", ".join(asked.missing)),) if asked.missing else ()
    return Section(words.TOOLS, left_out, Table(columns, rows))


def _need(about: Served) -> Section:
    columns = (
        Column(words.TOOL),
        Column(words.FIT),
        Column(words.COVERS, "share"),
        Column(words.ADDS, "share"),
        Column(words.KNOWN, wide=True),
        Column(words.EXPECTED, wide=True),
    )
    rows = tuple(
        (
            fit.tool.name,
            FIT.get(fit.fit, words.NO_FIT),
            fit.coverage,
            fit.added,
            "; ".join(about.does(fit.tool, evidenced=True)),
            "; ".join(about.does(fit.tool, evidenced=False)),
        )
        for fit in about.fits
    )
    remaining = words.OPEN_PLAIN.format(names="; ".join(about.open)) if about.open else words.OPEN_NOTHING
    return Section(about.label, (together_said(about), remaining, *_added(about)), Table(columns, rows))


def _added(about: Served) -> list[str]:
    if len(about.fits) == 1:
        return []
    said = [words.ADDED.format(name=fit.tool.name, added=fit.added) for fit in about.adding[:_NAMED]]
    others: list[Fit] = [fit for fit in about.fits if not fit.added]
    return [*said, words.ADDED_NOTHING.format(names=listed([fit.tool.name for fit in others]))] if others else said


def _together(whole: Sequence[Together]) -> Section:
    columns = (Column(words.NEED, wide=True), Column(words.STATE), Column(words.COVERS, "share"))
    rows = tuple((each.label, words.STATES[each.state], each.coverage) for each in whole)
    return Section(words.TOGETHER, (summary(whole),), Table(columns, rows))
