"""The curated tables as RDF: SKOS concepts that are individuals of the ontology's classes.

The tables come in two parts. What rules and shapes read is the vocabulary; the thousands of phrases in which people
speak of needs are apart, because nothing follows from them and each refresh would pay for looking.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import OntologyError, Problem
from ontology.namespaces import expand, individual
from ontology.tables import Column, Row, Table, shipped_tables

RDF_TYPE = expand("rdf:type")
CREATOR = individual("agent", "cxscape")
LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
MODULES = "https://w3id.org/cxscape/ontology"
VOCABULARY, PHRASES = "vocabulary", "phrases"
"""The parts of the curated tables."""
LEXICAL = {
    "boolean": r"true|false",
    "integer": r"-?\d+",
    "decimal": r"-?\d+(\.\d+)?",
    "anyURI": r"https?://\S+",
}
"""What a cell of each datatype looks like; of several lexical forms that XSD allows, one is enough."""


def vocabulary(tables: list[Table] | None = None, part: str = VOCABULARY) -> list[Triple]:
    """Return the triples of the curated tables of one part, without repetitions.

    Args:
        tables: the tables, by default those shipped with the ontology; rows of a part may name rows of another.
        part: `VOCABULARY` or `PHRASES`.

    Raises:
        OntologyError: a table is malformed, a cell names an individual that no table declares, or a
            literal is not of its column's datatype.
    """
    return list(_shipped(part)) if tables is None else _triples(tables, part)


@cache
def _shipped(part: str) -> tuple[Triple, ...]:
    return tuple(_triples(shipped_tables(), part))


def _triples(tables: Collection[Table], part: str) -> list[Triple]:
    writer = _Writer(tables)
    triples = list(dict.fromkeys(writer.triples(part)))
    if writer.problems:
        raise OntologyError(writer.problems)
    return triples


@dataclass
class _Writer:
    """Turns tables into triples and collects what is wrong on the way."""

    tables: Collection[Table]
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        for table in self.tables:
            if table.cls:
                self.known[table.type].update(row.id for row in table.rows)
            if table.scheme:
                self.known["scheme"].add(table.scheme_id)

    def triples(self, part: str) -> Iterator[Triple]:
        for table in self.tables:
            if table.part != part:
                continue
            if table.scheme:
                yield from _scheme(table)
            if table.sequence:
                yield from _sequence(table)
            for row in table.rows:
                yield from self._row(table, row)

    def _row(self, table: Table, row: Row) -> Iterator[Triple]:
        subject = individual(table.type, row.id)
        if table.cls:
            yield Triple(subject, RDF_TYPE, expand(table.cls))
        if table.scheme:
            yield from _concept(table, row)
        for source in table.sources:
            yield Triple(subject, expand("dct:source"), individual("source", source))
        for name, column in table.columns.items():
            for value in column.cells(row.cells[name]):
                yield from self._statements(table, row, subject, name, value)

    def _statements(self, table: Table, row: Row, subject: NamedNode, name: str, value: str) -> Iterator[Triple]:
        column = table.columns[name]
        if column.classes:
            if value not in column.classes:
                self._problem(table, row, name, value, f"must be one of: {', '.join(column.classes)}")
            elif column.classes[value]:
                yield Triple(subject, RDF_TYPE, expand(column.classes[value]))
        properties = column.properties(row.cells)
        if not properties:
            return
        try:
            node = self._value(column, value)
        except ValueError as error:
            self._problem(table, row, name, value, str(error))
            return
        for predicate in map(expand, properties):
            if column.inverse and isinstance(node, NamedNode):
                yield Triple(node, predicate, subject)
            else:
                yield Triple(subject, predicate, node)

    def _problem(self, table: Table, row: Row, name: str, value: str, reason: str) -> None:
        self.problems.append(Problem(table.file, row.line, name, value, reason))

    def _value(self, column: Column, value: str) -> NamedNode | Literal:
        if column.ref:
            return self._individual(column.ref, value)
        if column.node:
            return self._node(value)
        if column.datatype == "en":
            return Literal(value, language="en")
        if not re.fullmatch(LEXICAL.get(column.datatype, ".*"), value):
            raise ValueError(f"is no {column.datatype}")
        return Literal(value, datatype=expand(f"xsd:{column.datatype}"))

    def _individual(self, kinds: tuple[str, ...], value: str) -> NamedNode:
        for kind in kinds:
            if value in self.known[kind]:
                return individual(kind, value)
        raise ValueError(f"no {' or '.join(kinds)} has this id")

    def _node(self, value: str) -> NamedNode:
        kind, _, name = value.partition(":")
        if kind == "class":
            return expand(f"cx:{name}")
        if kind == "ontology":
            return NamedNode(MODULES if name == "cxscape" else f"{MODULES}/{name}")
        return self._individual((kind,), name)


def _scheme(table: Table) -> Iterator[Triple]:
    scheme = individual("scheme", table.scheme_id)
    yield Triple(scheme, RDF_TYPE, expand("skos:ConceptScheme"))
    yield Triple(scheme, expand("skos:prefLabel"), Literal(table.scheme, language="en"))
    yield Triple(scheme, expand("dct:title"), Literal(table.scheme, language="en"))
    if table.definition:
        yield Triple(scheme, expand("skos:definition"), Literal(table.definition, language="en"))
    yield Triple(scheme, expand("dct:creator"), CREATOR)
    yield Triple(scheme, expand("dct:license"), LICENCE)


def _concept(table: Table, row: Row) -> Iterator[Triple]:
    subject, scheme = individual(table.type, row.id), individual("scheme", table.scheme_id)
    yield Triple(subject, RDF_TYPE, expand("skos:Concept"))
    yield Triple(subject, expand("skos:inScheme"), scheme)
    yield Triple(subject, expand("skos:notation"), Literal(row.id))
    broader = (name for name, column in table.columns.items() if "skos:broader" in column.property)
    if not any(row.cells[name] for name in broader):
        yield Triple(scheme, expand("skos:hasTopConcept"), subject)
        yield Triple(subject, expand("skos:topConceptOf"), scheme)


def _sequence(table: Table) -> Iterator[Triple]:
    ordered = sorted(table.rows, key=lambda row: int(row.cells["order"]))
    for row, following in pairwise(ordered):
        yield Triple(individual(table.type, row.id), expand(table.sequence), individual(table.type, following.id))
