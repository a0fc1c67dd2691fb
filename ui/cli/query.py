"""``cxscape query``: any SPARQL query, read-only."""

from typing import IO

import click

from queries.errors import SparqlError
from ui.cli.asking import engine_of
from ui.cli.formats import format_option, write


@click.command("query")
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@format_option
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
    write(engine.query(sparql), form)
