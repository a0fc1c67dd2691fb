"""The answer for a need as a document to take along."""

from ui import address, exports, words
from ui.components import filters, query
from ui.exports import Column, Document, Section, Table
from ui.landscape import Landscape, Need
from ui.state import MOST, State

_COLUMNS = (
    Column(words.FILE_TOOL),
    Column(words.FILE_VENDOR),
    Column(words.FILE_FIT),
    Column(words.COVERS, "share"),
    Column(words.EVIDENCED, wide=True),
    Column(words.IMPLIED, wide=True),
    Column(words.UNKNOWN, wide=True),
    Column(words.SEEN, "count"),
    Column(words.FILE_WEB, "link"),
)


def document(landscape: Landscape, about: Need, state: State) -> Document:
    """Return the tools that serve a need, as `state` narrows them, the best as far as a page goes."""
    answer = landscape.answer(about.id, state.filters(), MOST)
    labels = {requirement.capability: requirement.label for requirement in about.requirements}
    rows = tuple(
        (
            tool.label,
            tool.vendor,
            words.FIT[tool.fit],
            tool.coverage,
            "; ".join(reason.capability_label for reason in tool.why if reason.basis == "evidenced"),
            "; ".join(reason.capability_label for reason in tool.why if reason.basis != "evidenced"),
            "; ".join(labels[capability] for capability in tool.missing),
            tool.adoption,
            tool.homepage,
        )
        for tool in answer.tools
    )
    found = words.FILE_FOUND.format(count=words.count(answer.total, "tool", "tools"))
    shown = (words.FILE_SHOWN.format(count=len(rows)),) if len(rows) < answer.total else ()
    legend = (words.FILE_LEGEND,) if rows else ()
    chosen = {words.FILTER_LABELS[name]: value for name, value in filters.labels(landscape, state).items()}
    if state.fit:
        chosen[words.FILE_FIT] = words.FILE_ADJACENT
    return exports.document(
        landscape,
        about.label,
        words.FILE_QUESTION.format(need=about.label),
        [Section(words.FILE_TOOLS, (found, *shown, *legend), Table(_COLUMNS, rows)), _required(about)],
        asked=query.of_answer(answer, state),
        link=address.whole("gaps", **state.parameters()),
        stem=about.id,
        filters=chosen,
    )


def _required(about: Need) -> Section:
    columns = (Column(words.FILE_CAPABILITY), Column(words.FILE_IMPORTANCE), Column(words.FILE_WHY, wide=True))
    rows = tuple((each.label, words.IMPORTANCE[each.importance], each.rationale) for each in about.requirements)
    return Section(words.REQUIRED_TITLE, (about.definition,), Table(columns, rows))
