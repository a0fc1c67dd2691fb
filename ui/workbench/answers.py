"""An answer to work with: a table, a graph, or yes or no."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from queries.header import Column

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_NUMBERS = ("byte", "decimal", "double", "float", "int", "integer", "long", "nonNegativeInteger", "positiveInteger")


@dataclass(frozen=True)
class Table:
    """The answer to a SELECT query; None where a row says nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True)
class Graph:
    """The answer to a CONSTRUCT or DESCRIBE query: its Turtle, and what stands in it."""

    turtle: str
    triples: tuple[ox.Triple, ...]


def read(content: bytes, media_type: str) -> Table | Graph | bool:
    """Return the answer that stands in `content`: SPARQL results in JSON, or Turtle."""
    if media_type == "text/turtle":
        triples = (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.TURTLE))
        return Graph(content.decode(), tuple(triples))
    answer = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    names = tuple(variable.value for variable in answer.variables)
    return Table(names, tuple(tuple(solution[name] for name in names) for solution in answer))


def iris(answer: Table | Graph | bool) -> list[str]:
    """Return the IRIs in an answer, each once, in their order."""
    return list(dict.fromkeys(term.value for term in _terms(answer) if isinstance(term, ox.NamedNode)))


def _terms(answer: Table | Graph | bool) -> Iterator[object]:
    groups: Iterable[Iterable[object]] = ()
    if isinstance(answer, Table):
        groups = answer.rows
    elif isinstance(answer, Graph):
        groups = ((triple.subject, triple.predicate, triple.object) for triple in answer.triples)
    for group in groups:
        yield from group


def columns_of(table: Table, known: dict[str, Column]) -> list[Column]:
    """Return what each column holds: as the header of the question says, else as its values look."""
    return [
        known.get(name) or Column(name, _kind([row[place] for row in table.rows]), "")
        for place, name in enumerate(table.columns)
    ]


def _kind(values: list[Term | None]) -> str:
    held = [value for value in values if value is not None]
    if held and all(isinstance(value, ox.NamedNode) for value in held):
        return "iri"
    types = {value.datatype.value.rpartition("#")[2] if isinstance(value, ox.Literal) else "" for value in held}
    if types and types <= set(_NUMBERS):
        return "number"
    return "flag" if types == {"boolean"} else "text"
