"""Where the rows come from and what became of each: sources, files, merged and rejected rows."""

import streamlit as st

from loaders.report import FileReport, Report
from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.landscape import Landscape
from ui.quality import words
from ui.words import count

_MOST = 25
"""Rows of a kind that are listed."""


def sources(landscape: Landscape) -> None:
    """Show each source with its license and when it was read."""
    st.header(words.SOURCES_TITLE, anchor=False)
    about = {slug_of(str(row["source"])): row for row in landscape.rows("sources")}
    table(
        [words.SOURCE, words.LICENSE, words.PUBLISHED_AT, words.READ, words.FILES, words.ROWS, words.DESCRIBES],
        [
            [
                _asked(id_, "freshness"),
                markdown(slug_of(str(about[id_]["license"] or "")) or words.NO_LICENSE),
                link(None if about[id_]["url"] is None else str(about[id_]["url"])) or words.NOTHING,
                str(row["read"])[:10],
                *(f"{row[name]:,}" for name in ("files", "rows", "tools")),
            ]
            for row in landscape.rows("freshness")
            if (id_ := slug_of(str(row["source"]))) in about
        ],
        alt=words.SOURCES_ALT,
    )


def files(landscape: Landscape, report: Report | None) -> None:
    """Show what became of the rows of each file; `report` is what the run said, where it is on this machine."""
    st.header(words.ROWS_TITLE, anchor=False)
    if report is None:
        table(
            [words.FILE, words.SOURCE, words.PROFILE, words.ROWS_READ, words.REJECTED],
            [
                [
                    _asked(row["label"], "files"),
                    markdown(slug_of(str(row["source"]))),
                    markdown(row["profile"]),
                    f"{row['rows']:,}",
                    f"{row['rejected']:,}",
                ]
                for row in landscape.rows("files")
            ],
            alt=words.ROWS_ALT,
        )
        quiet(words.ROWS_SERVER)
        return
    head = [words.FILE, words.SOURCE, words.PROFILE, words.ROWS_READ, words.LOADED]
    head += [words.MERGED, words.UNMATCHED, words.REJECTED, words.SUM]
    table(head, [_file(file) for file in report.files], alt=words.ROWS_ALT)
    quiet(words.ROWS_MEANING)
    for file in report.files:
        if file.merged:
            _merges(file, report.release)


def _file(file: FileReport) -> list[str]:
    parts = (file.loaded, len(file.merged), file.unmatched, len(file.rejected))
    return [
        _asked(_name(file), "files"),
        markdown(file.source),
        markdown(file.profile),
        *(f"{number:,}" for number in (file.read, *parts)),
        words.ADDS_UP if sum(parts) == file.read else words.DOES_NOT,
    ]


def _asked(name: object, question: str) -> str:
    """Return a name as a link to the question that tells more: by it, the keyboard gets to a wide table."""
    return f"[{markdown(name)}]({address.path('workbench', question=question)})"


def _name(file: FileReport) -> str:
    return file.file.replace("\\", "/").rpartition("/")[2]


def _merges(file: FileReport, release: str) -> None:
    merged = count(len(file.merged), "merged row", "merged rows")
    with st.expander(words.MERGES.format(count=merged, file=markdown(_name(file)))):
        lines = [
            "- "
            + words.MERGED_LINE.format(
                line=merge.line,
                tool=markdown(merge.tool),
                address=address.path("tool", id=merge.tool),
                reason=markdown(merge.reason),
            )
            for merge in file.merged[:_MOST]
        ]
        st.markdown("\n".join([*lines, *_more(len(file.merged), release)]))


def rejected(landscape: Landscape) -> None:
    """Show the rows that could not be used, and in which columns that was."""
    st.header(words.REJECTED_TITLE, anchor=False)
    rows = landscape.rows("rejected-rows")
    if not rows:
        st.markdown(f":material/check: {words.NONE_REJECTED}")
        return
    st.markdown(words.REJECTED_COUNT.format(count=count(len(rows), "row", "rows")))
    table(
        [words.COLUMN, words.FILE, words.ROWS],
        [
            [_column(row), markdown(row["file_label"]), f"{row['rows']:,}"]
            for row in landscape.rows("rejections-by-column")
        ],
        alt=words.BY_COLUMN_ALT,
    )
    table(
        [words.FILE, words.LINE, words.COLUMN, words.VALUE, words.REASON],
        [
            [
                _asked(row["file_label"], "rejected-rows"),
                f"{row['line']}",
                _column(row),
                markdown(row["value"] or words.NOTHING),
                markdown(row["reason"]),
            ]
            for row in rows[:_MOST]
        ],
        alt=words.REJECTED_ALT,
    )
    st.markdown("\n".join(_more(len(rows), landscape.release)))


def _column(row: Row) -> str:
    return markdown(row["column"] or words.WHOLE_ROW)


def _more(number: int, release: str) -> list[str]:
    command = words.SHOW_COMMAND.format(release=release)
    return [f"- {words.MORE_ROWS.format(count=f'{number - _MOST:,}', command=command)}"] if number > _MOST else []
