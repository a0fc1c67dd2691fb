"""Rows of an answer as plain Python values, so that nobody above the engines handles RDF terms."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from queries.catalogue import question
from queries.engines import Engine
from queries.errors import SparqlError

Value = str | int | float | bool | None
Row = dict[str, Value]

_INTEGERS = ("integer", "int", "long", "nonNegativeInteger", "positiveInteger", "short", "byte")


def rows(engine: Engine, name: str, **values: str | list[str]) -> list[Row]:
    """Return the answer to the catalogue question `name` as a list of rows.

    Args:
        engine: where to ask.
        name: the question.
        values: its parameters; see `queries.catalogue.Question.bind`.

    Raises:
        QueryError: the question cannot be asked like this; see `queries.errors`.
    """
    answer = engine.query(question(name).bind(values))
    if not isinstance(answer, QuerySolutions):
        raise SparqlError(f"question {name} is no SELECT query")
    return list(_rows(answer))


def _rows(solutions: QuerySolutions) -> Iterator[Row]:
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: plain(solution[name]) for name in names}


def plain(term: Any) -> Value:
    """Return an RDF term as a Python value: numbers and booleans as such, everything else as text."""
    if isinstance(term, NamedNode | BlankNode):
        return term.value
    if not isinstance(term, Literal):
        return None
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "boolean":
        return term.value in ("true", "1")
    if kind in _INTEGERS:
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        return float(term.value)
    return term.value
