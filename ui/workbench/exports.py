"""An answer as a file: CSV, SPARQL results in JSON, XLSX, Turtle, N-Triples."""

from dataclasses import dataclass

import pyoxigraph as ox

from queries.header import Column
from queries.results import Value, plain
from ui.exports import spreadsheet
from ui.workbench.answers import Graph, Table
from ui.workbench.running import Outcome


@dataclass(frozen=True)
class Format:
    """A kind of file: the name that people know it by, the ending, the media type."""

    name: str
    ending: str
    media_type: str


FOR_TABLES = (
    Format("CSV", "csv", "text/csv"),
    Format("XLSX", "xlsx", spreadsheet.MEDIA_TYPE),
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
    table = outcome.answer if isinstance(outcome.answer, Table) else Table(("answer",), ())
    rows: list[list[Value]] = [[f"{c.name} ({c.unit})" if c.unit else c.name for c in columns] or ["answer"]]
    if isinstance(outcome.answer, bool):
        rows.append([outcome.answer])
    rows += [[str(term) if isinstance(term, ox.Triple) else plain(term) for term in row] for row in table.rows]
    cut = f"cut after {outcome.rows} rows" if outcome.cut else "whole"
    about: list[list[Value]] = [["Release", outcome.release], ["Rows", outcome.rows], ["Answer", cut], []]
    about += [["Query", line] for line in outcome.sparql.splitlines()]
    return spreadsheet.workbook({"Answer": rows, "About": about})
