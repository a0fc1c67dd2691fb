"""An answer as a file: CSV, SPARQL results in JSON, XLSX, Turtle, N-Triples."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pyoxigraph as ox

from queries.header import Column
from queries.results import plain
from ui.workbench.answers import Graph, Table, Term
from ui.workbench.running import Outcome

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CELL = 32_767
"""Characters of a cell (https://support.microsoft.com/office, "Excel specifications and limits")."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Format:
    """A kind of file: the name that people know it by, the ending, the media type."""

    name: str
    ending: str
    media_type: str


FOR_TABLES = (
    Format("CSV", "csv", "text/csv"),
    Format("XLSX", "xlsx", XLSX),
    Format("JSON", "json", "application/sparql-results+json"),
)
FOR_GRAPHS = (
    Format("Turtle", "ttl", "text/turtle"),
    Format("N-Triples", "nt", "application/n-triples"),
)


def formats(outcome: Outcome) -> tuple[Format, ...]:
    """Return the kinds of files that can hold an answer."""
    return FOR_GRAPHS if isinstance(outcome.answer, Graph) else FOR_TABLES


def content(outcome: Outcome, form: Format, columns: list[Column]) -> bytes:
    """Return the answer as a file; CSV and JSON are those of SPARQL 1.1, with every value as it is."""
    if form.ending in ("json", "ttl"):
        return outcome.content
    if form.ending == "nt":
        return ox.serialize(ox.parse(outcome.content, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES) or b""
    if form.ending == "csv":
        answer = ox.parse_query_results(outcome.content, format=ox.QueryResultsFormat.JSON)
        # SPARQL 1.1 has no CSV for yes and no; a table of one cell is what a spreadsheet takes.
        if isinstance(answer, ox.QueryBoolean):
            return b"answer\r\n" + (b"true" if answer else b"false") + b"\r\n"
        return answer.serialize(format=ox.QueryResultsFormat.CSV) or b""
    return workbook(outcome, columns)


def workbook(outcome: Outcome, columns: list[Column]) -> bytes:
    """Return the answer as XLSX: a sheet with the answer, and one that says what it is the answer to."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes a while, and most answers stay on the page
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)

    def cell(sheet: Any, value: Any) -> Any:
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            # Else a text that begins with = is taken for a formula.
            made.data_type = "s"
        return made

    answer = book.create_sheet("Answer")
    table = outcome.answer if isinstance(outcome.answer, Table) else Table(("answer",), ())
    answer.append(
        [cell(answer, f"{c.name} ({c.unit})" if c.unit else c.name) for c in columns] or [cell(answer, "answer")]
    )
    if isinstance(outcome.answer, bool):
        answer.append([outcome.answer])
    for row in table.rows:
        answer.append([cell(answer, _value(term)) for term in row])
    about = book.create_sheet("About")
    cut = f"cut after {outcome.rows} rows" if outcome.cut else "whole"
    for key, value in (("Release", outcome.release), ("Rows", outcome.rows), ("Answer", cut)):
        about.append([key, cell(about, value)])
    about.append([])
    for line in outcome.sparql.splitlines():
        about.append(["Query", cell(about, _text(line))])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _value(term: Term | None) -> str | int | float | bool | None:
    if isinstance(term, ox.Triple):
        return _text(str(term))
    value = plain(term)
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST_CELL]
