"""Rows of an answer as plain Python values, so that nobody above the engines handles RDF terms."""

import re
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions

from queries.catalogue import question
from queries.engines import Engine
from queries.errors import SparqlError

Value = str | int | float | bool | None
Row = dict[str, Value]

_INTEGERS = ("integer", "int", "long", "nonNegativeInteger", "positiveInteger", "short", "byte")
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_MEANT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def rows(engine: Engine, name: str, **values: str | list[str]) -> list[Row]:
    """Return the answer to the catalogue question `name` as a list of rows; of one that has pages, a page.

    Args:
        engine: where to ask.
        name: the question.
        values: its parameters; see `queries.catalogue.Question.bind`.

    Raises:
        QueryError: the question cannot be asked like this; see `queries.errors`.
    """
    return _asked(engine, name, question(name).bind(values))


def all_rows(engine: Engine, name: str, **values: str | list[str]) -> list[Row]:
    """Return all rows of the answer to a question, also where it gives them a page at a time; see `rows`."""
    return _asked(engine, name, question(name).bind(values, all_rows=True))


def _asked(engine: Engine, name: str, sparql: str) -> list[Row]:
    answer = engine.query(sparql)
    if not isinstance(answer, QuerySolutions):
        raise SparqlError(f"question {name} is no SELECT query")
    return rows_of(answer)


def rows_of(answer: QuerySolutions) -> list[Row]:
    """Return the rows of `answer`, which is read to its end."""
    # The engine writes a table in less time than it takes to make an object of each term
    # (https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv).
    written = answer.serialize(format=QueryResultsFormat.TSV) or b""
    header, *lines = written.decode().split("\n")[:-1]
    names = [name[1:] for name in header.split("\t")]
    return [dict(zip(names, map(_read, line.split("\t")), strict=True)) for line in lines]


def _read(cell: str) -> Value:
    """Return a term as it is written in Turtle, as a Python value; see `plain`."""
    match cell[:1]:
        case "":
            return None
        case "<":
            return None if cell.startswith("<<") else cell[1:-1]
        case '"':
            text, _, kind = cell[1:].rpartition('"')
            if "\\" in text:
                text = _ESCAPED.sub(_unescaped, text)
            return _typed(text, kind[3:-1]) if kind.startswith("^^") else text
        case "_":
            return cell[2:]
    if cell in ("true", "false"):
        return cell == "true"
    return float(cell) if "." in cell or "e" in cell or "E" in cell else int(cell)


def _unescaped(match: re.Match[str]) -> str:
    said = match[1]
    return chr(int(said[1:], 16)) if len(said) > 1 else _MEANT.get(said, said)


def plain(term: Any) -> Value:
    """Return an RDF term as a Python value: numbers and booleans as such, everything else as text."""
    if isinstance(term, NamedNode | BlankNode):
        return term.value
    if not isinstance(term, Literal):
        return None
    return _typed(term.value, term.datatype.value)


def _typed(value: str, datatype: str) -> Value:
    kind = datatype.rpartition("#")[2]
    if kind == "boolean":
        return value in ("true", "1")
    if kind in _INTEGERS:
        return int(value)
    if kind in ("decimal", "double", "float"):
        return float(value)
    return value
