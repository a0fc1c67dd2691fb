"""What waits for a person to decide: labels without a meaning, pairs that may be one tool, labels that are wrong."""

import streamlit as st

from loaders.errors import LoadError
from loaders.matching.decisions import read_curation
from loaders.report import Report
from ontology.namespaces import slug_of
from queries.home import default_home
from ui import address
from ui.components.table import table
from ui.escaping import link, markdown
from ui.landscape import Landscape
from ui.quality import words
from ui.words import count

_MOST = 15
"""Things of a kind that are listed."""


def show(landscape: Landscape, report: Report | None) -> None:
    """Show what is undecided; `report` is what the run said, where it is on this machine."""
    st.header(words.QUEUE_TITLE, anchor=False)
    _labels(landscape, report)
    _matches(landscape)
    _disputed(landscape)
    _shared(landscape)


def _labels(landscape: Landscape, report: Report | None) -> None:
    st.subheader(words.LABELS_TITLE, anchor=False)
    rows = landscape.rows("unmapped-labels")
    if not rows:
        st.markdown(f":material/check: {words.LABELS_NONE}")
        return
    carried = sum(int(str(row["tools"])) for row in rows)
    labels, tools = count(len(rows), "label", "labels"), count(carried, "tool", "tools")
    st.markdown(f"{words.LABELS.format(labels=labels, tools=tools)} {words.LABELS_DO}")
    reasons = _reasons(report)
    with st.expander(labels, key="labels"):
        table(
            [words.LABEL, words.SOURCE, words.TOOLS, *([words.WHY] if report else [])],
            [
                [
                    markdown(row["label"]),
                    markdown(_source(row["label_node"])),
                    f"{row['tools']:,}",
                    *([markdown(reasons.get((_source(row["label_node"]), str(row["label"])), ""))] if report else []),
                ]
                for row in rows
            ],
            alt=words.LABELS_ALT,
            column_pixels=70,
        )


def _source(node: object) -> str:
    return slug_of(str(node)).partition("--")[0]


def _reasons(report: Report | None) -> dict[tuple[str, str], str]:
    """Return why a label has no counterpart, by its source and name, as the run reported it."""
    unmapped = report.categories_unmapped if report else {}
    parted = ((*label.partition(": "), reason) for label, reason in unmapped.items())
    return {(source, label): reason or words.NOT_DECIDED for source, _, label, reason in parted}


def _matches(landscape: Landscape) -> None:
    st.subheader(words.MATCHES_TITLE, anchor=False)
    if landscape.folder is None:
        st.markdown(words.MATCHES_SERVER)
        return
    try:
        pairs = read_curation(default_home()).open()
    except LoadError as error:
        told = str(error).replace(f"{default_home()}/", "")  # where this machine keeps its data is not for the page
        st.warning(words.MATCHES_BROKEN.format(error=markdown(told)), icon=":material/error:")
        return
    if not pairs:
        st.markdown(f":material/check: {words.MATCHES_NONE}")
        return
    st.markdown(words.MATCHES.format(pairs=count(len(pairs), "pair", "pairs")))
    table(
        [words.ONE, words.OTHER, words.EVIDENCE],
        [
            [
                _named(pair.name_a, pair.source_a),
                _named(pair.name_b, pair.source_b),
                markdown(pair.evidence),
            ]
            for pair in pairs[:_MOST]
        ],
        alt=words.MATCHES_ALT,
    )
    st.code(words.MATCHES_COMMAND, language=None, wrap_lines=True)


def _named(name: str, source: str) -> str:
    link = f"[{markdown(name)}]({address.path('landscape', q=name)})"
    return words.OF_SOURCE.format(name=link, source=markdown(source))


def _disputed(landscape: Landscape) -> None:
    rows = landscape.rows("disputed-labels")
    if rows:
        st.subheader(words.DISPUTED_TITLE, anchor=False)
        st.markdown(words.DISPUTED)
        lines = [
            f"- [{markdown(row['tool_label'])}]({address.path('tool', id=slug_of(str(row['tool'])))}): "
            f"“{markdown(row['label'])}” ({markdown(_source(row['label_node']))})"
            for row in rows
        ]
        st.markdown("\n".join(lines))


def _shared(landscape: Landscape) -> None:
    rows = landscape.rows("shared-homepages")
    if rows:
        st.subheader(words.SHARED_TITLE, anchor=False)
        shared = count(len(rows), "address", "addresses")
        st.markdown(words.SHARED.format(count=shared))
        with st.expander(shared, key="shared"):
            table(
                [words.ADDRESS, words.TOOLS],
                [[link(str(row["homepage"])) or markdown(row["homepage"]), f"{row['tools']:,}"] for row in rows[:100]],
                alt=words.SHARED_ALT,
            )
