"""The visitor's projects as a table: read from what was sent, written to be filled in or taken along."""

import csv
from dataclasses import replace
from io import StringIO

from pyoxigraph import Literal, Triple

from plans.errors import PlanError
from plans.initiatives_reading import COLUMNS, TEXTS, read_initiatives, template
from plans.organisation import Organisation
from plans.reading import SEPARATOR, TABLE, as_file
from queries.engines import Engine
from ui.company.files import harmless, plain
from ui.projects.drafts import CLASS, MOST, drafts

ENDINGS = ("csv", "tsv", "xlsx")
"""How the names of tables end that this page opens."""


def read_table(content: bytes, own: Organisation, landscape: Engine) -> Organisation:
    """Return an organization with the projects in a table, in place of those it had.

    Raises:
        PlanError: the table cannot be used; the message names lines and columns.
    """
    with as_file(content) as file:
        read = read_initiatives(file, own, landscape)
    number = len(read.members(CLASS))
    if number > MOST:
        raise PlanError(f"{TABLE} has {number:,} projects, and a list holds {MOST} at most")
    projects = set(read.members(CLASS))
    return replace(read, triples=tuple(_unmarked(t) if t.subject in projects else t for t in read.triples))


def table(own: Organisation) -> bytes:
    """Return the projects of an organization as the CSV file that `read_table` reads, in which no text is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("name", *COLUMNS))
    for draft in drafts(own).values():
        cells = (
            harmless(draft.texts.get(column, "")) if column in TEXTS else SEPARATOR.join(draft.values[column])
            for column in COLUMNS
        )
        writer.writerow((harmless(draft.name), *cells))
    return out.getvalue().encode("utf-8-sig")


def blank() -> bytes:
    """Return the table to fill in, with one row as an example."""
    return template().encode("utf-8-sig")


def _unmarked(triple: Triple) -> Triple:
    """Return a statement without the mark that `table` puts before what looks like a formula."""
    text = triple.object
    if not isinstance(text, Literal) or not text.language:
        return triple
    return Triple(triple.subject, triple.predicate, Literal(plain(text.value), language=text.language))
