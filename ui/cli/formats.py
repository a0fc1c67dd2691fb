"""Answers in the formats of a command line: a text table, the SPARQL 1.1 result formats, and RDF."""

import sys

import click
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    parse_query_results,
    serialize,
)

from ontology.namespaces import prefixes
from queries.engines import Answer
from queries.errors import SparqlError
from ui.cli.table import table

TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", *TABLES, *GRAPHS]),
    help=f"{', '.join(TABLES)} are the SPARQL 1.1 result formats; {', '.join(GRAPHS)} are for answers that are a "
    "graph.  [default: table, or turtle for a graph]",
)


def counted(answer: Answer) -> tuple[Answer, int]:
    """Return an answer that is a table once more, and the number of its rows; it is read to its end."""
    written = answer.serialize(format=QueryResultsFormat.JSON) if isinstance(answer, QuerySolutions) else None
    if written is None:
        return answer, 0
    again, rows = (parse_query_results(written, format=QueryResultsFormat.JSON) for _ in range(2))
    return again, sum(1 for _ in rows) if isinstance(rows, QuerySolutions) else 0


def write(answer: Answer, form: str | None) -> None:
    """Write an answer to standard output.

    Args:
        answer: rows, a graph, or yes or no.
        form: one of `TABLES`, `GRAPHS` or ``table``, None for what suits the answer.

    Raises:
        SparqlError: the answer has no such form.
    """
    out = sys.stdout.buffer
    if isinstance(answer, QueryTriples):
        if form not in (None, *GRAPHS):
            raise SparqlError(f"the answer is a graph, which has no {form} form: use {', '.join(GRAPHS)}")
        kind = GRAPHS[form or "turtle"]
        if kind in (RdfFormat.TURTLE, RdfFormat.RDF_XML):
            serialize(answer, out, format=kind, prefixes=prefixes())
        else:
            serialize(answer, out, format=kind)
    elif form in GRAPHS:
        raise SparqlError(
            f"the answer is no graph: use table, {', '.join(TABLES)}, or ask with CONSTRUCT or DESCRIBE for {form}"
        )
    elif form in TABLES:
        answer.serialize(out, format=TABLES[form])
        out.write(b"\n" if form in ("json", "xml") else b"")
    elif isinstance(answer, QueryBoolean):
        click.echo("true" if answer else "false")
    elif isinstance(answer, QuerySolutions):
        click.echo(table(answer))
