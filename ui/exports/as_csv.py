"""A document as CSV: its tables one below the other, then what they are the answer to.

Per https://www.rfc-editor.org/rfc/rfc4180, with a mark at the beginning that tells Excel that it is UTF-8.
"""

import csv
from io import StringIO

from ui.exports import words
from ui.exports.cells import about
from ui.exports.document import Cell, Document
from ui.exports.text import STARTERS, line


def write(document: Document) -> bytes:
    """Return `document` as a CSV file in which no text is a formula."""
    rows: list[list[Cell]] = [[document.title], [document.question], []]
    for section in document.sections:
        rows.append([section.title])
        rows += [[said] for said in section.says]
        if section.table is not None:
            rows.append([column.title for column in section.table.columns])
            rows += [list(row) for row in section.table.rows]
        rows.append([])
    rows.append([words.ABOUT])
    rows += [[told.name, told.text] for told in about(document)]
    rows.append([words.HONEST])
    for query in document.queries:
        rows += [[], [words.QUERY, query.title]]
        rows += [["", text] for text in query.sparql.splitlines()]
    width = max(len(row) for row in rows)
    out = StringIO(newline="")
    csv.writer(out).writerows([[_harmless(cell) for cell in row] + [""] * (width - len(row)) for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = line(cell) if cell.strip() else ""
    return f"'{text}" if text.startswith(STARTERS) else text
