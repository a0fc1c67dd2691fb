"""``cxscape query``: any SPARQL query, read-only."""

import sys
from typing import IO

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

from ontology.namespaces import prefixes
from queries.errors import SparqlError
from ui.cli.asking import engine_of
from ui.cli.table import table

FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
}


@click.command("query")
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "turtle"]),
    help="csv, tsv and json are the SPARQL 1.1 result formats; turtle is for CONSTRUCT and DESCRIBE.  "
    "[default: table, or turtle for a graph]",
)
@click.pass_context
def command(context: click.Context, file: IO[bytes], form: str | None) -> None:
    """Run the SPARQL query in FILE, or on standard input with -.

    The graph is read-only. The prefixes of cxscape, such as cx:, need: and tool:, need not be declared.
    """
    try:
        sparql = file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise SparqlError(f"{file.name}: not UTF-8 text: {error}") from error
    if not sparql.strip():
        raise SparqlError(f"{file.name}: holds no query")
    engine, _ = engine_of(context)
    answer = engine.query(sparql)
    out = sys.stdout.buffer
    if isinstance(answer, QueryTriples):
        if form not in (None, "turtle"):
            raise SparqlError(f"the answer is a graph, which has no {form} form: use --format turtle")
        serialize(answer, out, format=RdfFormat.TURTLE, prefixes=prefixes())
    elif form == "turtle":
        raise SparqlError("the answer is no graph: use table, csv, tsv or json, or ask with CONSTRUCT or DESCRIBE")
    elif form in FORMATS:
        answer.serialize(out, format=FORMATS[form])
        out.write(b"\n" if form == "json" else b"")
    elif isinstance(answer, QueryBoolean):
        click.echo("true" if answer else "false")
    elif isinstance(answer, QuerySolutions):
        click.echo(table(answer))
