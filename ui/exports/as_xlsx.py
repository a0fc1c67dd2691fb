"""A document as XLSX: what is found, a sheet for each table, and one that says what it is the answer to."""

import re

from ui.exports import words
from ui.exports.cells import about
from ui.exports.document import Cell, Document, Table
from ui.exports.spreadsheet import workbook
from ui.exports.text import line

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_PAD = 2
_LONGEST_LOOKED_AT = 200
"""Rows that decide how wide a column is."""


def write(document: Document) -> bytes:
    """Return `document` as an XLSX file."""
    sheets: dict[str, list[list[Cell]]] = {words.ANSWER: _summary(document)}
    shares: dict[str, list[int]] = {}
    for section in document.sections:
        if section.table is not None:
            name = _name(section.title, sheets)
            sheets[name] = [list(row) for row in _rows(section.table)]
            shares[name] = [place for place, column in enumerate(section.table.columns) if column.kind == "share"]
    sheets[_name(words.ABOUT, sheets)] = [[told.name, told.text] for told in about(document)]
    sheets[_name(words.QUERIES, sheets)] = [
        [query.title, text] for query in document.queries for text in query.sparql.splitlines()
    ]
    widths = {name: _widths(rows) for name, rows in sheets.items()}
    return workbook(sheets, title=line(document.title), widths=widths, shares=shares)


def _summary(document: Document) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[line(document.title)], [line(document.question)], []]
    for section in document.sections:
        rows += [[line(section.title), line(said)] for said in section.says] or [[line(section.title)]]
    return [*rows, [], [words.HONEST]]


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    head: tuple[Cell, ...] = tuple(line(column.title) for column in table.columns)
    return [head, *(tuple(line(cell) if isinstance(cell, str) else cell for cell in row) for row in table.rows)]


def _name(title: str, taken: dict[str, list[list[Cell]]]) -> str:
    """Return a name for a sheet: no longer than Excel takes, and not the same as another but for case."""
    base = _NOT_IN_NAMES.sub(" ", line(title)).strip() or words.ANSWER
    used = {name.casefold() for name in taken}
    for number in range(1, len(taken) + 2):
        end = f" {number}" if number > 1 else ""
        name = f"{base[: _LONGEST_NAME - len(end)].rstrip()}{end}"
        if name.casefold() not in used:
            break
    return name


def _widths(rows: list[list[Cell]]) -> list[int]:
    looked_at = rows[:_LONGEST_LOOKED_AT]
    columns = max((len(row) for row in looked_at), default=0)
    return [max((len(str(row[n])) for row in looked_at if n < len(row)), default=0) + _PAD for n in range(columns)]
