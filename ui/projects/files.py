"""The visitor's projects as a table: read from what was sent, written to be filled in or taken along."""

import csv
from io import StringIO

from loaders.reading import Row
from plans.errors import PlanError
from plans.initiatives_reading import COLUMNS, REQUIRED, TEXTS, template, with_initiatives
from plans.organisation import Organisation
from plans.reading import SEPARATOR, TABLE, read_sent
from queries.engines import Engine
from ui.company.files import harmless, plain
from ui.projects.drafts import MOST, drafts

ENDINGS = ("csv", "tsv", "xlsx")
"""How the names of tables end that this page opens."""


def read_table(content: bytes, own: Organisation, landscape: Engine) -> Organisation:
    """Return an organization with the projects in a table for those it had, without the marks of `table`.

    Raises:
        PlanError: the table cannot be used; the message names lines and columns.
    """
    rows = [
        Row(row.line, {name: plain(cell).strip() for name, cell in row.cells.items()})
        for row in read_sent(content, REQUIRED, COLUMNS)
    ]
    if len(rows) > MOST:
        raise PlanError(f"{TABLE} has {len(rows):,} projects, and a list holds {MOST} at most")
    return with_initiatives(own, rows, TABLE, landscape)


def table(own: Organisation) -> bytes:
    """Return the projects of an organization as the CSV file that `read_table` reads, in which no text is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*REQUIRED, *COLUMNS))
    for draft in drafts(own).values():
        cells = (
            draft.texts.get(column, "") if column in TEXTS else SEPARATOR.join(draft.values[column])
            for column in COLUMNS
        )
        writer.writerow(map(harmless, (draft.name, *cells)))
    return out.getvalue().encode("utf-8-sig")


def blank() -> bytes:
    """Return the table to fill in, with one row as an example."""
    return template().encode("utf-8-sig")
