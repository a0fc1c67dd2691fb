"""The curated tables as RDF: SKOS concepts that are individuals of the ontology's classes."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import OntologyError, Problem
from ontology.namespaces import expand, individual
from ontology.tables import Column, Row, Table, read_tables

RDF_TYPE = expand("rdf:type")


def vocabulary(tables: list[Table] | None = None) -> list[Triple]:
    """Return the triples of the curated tables.

    Args:
        tables: the tables, by default those shipped with the ontology.

    Raises:
        OntologyError: a table is malformed, or a cell names an individual that no table declares.
    """
    tables = read_tables() if tables is None else tables
    known: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        if table.cls:
            known[table.type].update(row.id for row in table.rows)
    problems: list[Problem] = []
    triples = [triple for table in tables for triple in _table(table, known, problems)]
    if problems:
        raise OntologyError(problems)
    return triples


def _table(table: Table, known: dict[str, set[str]], problems: list[Problem]) -> Iterator[Triple]:
    scheme = individual("scheme", table.file.stem.replace("_", "-"))
    if table.scheme:
        yield Triple(scheme, RDF_TYPE, expand("skos:ConceptScheme"))
        yield Triple(scheme, expand("skos:prefLabel"), Literal(table.scheme, language="en"))
    for row in table.rows:
        subject = individual(table.type, row.id)
        if table.cls:
            yield Triple(subject, RDF_TYPE, expand(table.cls))
        if table.scheme:
            yield Triple(subject, RDF_TYPE, expand("skos:Concept"))
            yield Triple(subject, expand("skos:inScheme"), scheme)
            yield Triple(subject, expand("skos:notation"), Literal(row.id))
        for name, column in table.columns.items():
            for value in column.cells(row.cells[name]):
                yield from _statement(table, row, name, column, value, known, problems)


def _statement(
    table: Table,
    row: Row,
    name: str,
    column: Column,
    value: str,
    known: dict[str, set[str]],
    problems: list[Problem],
) -> Iterator[Triple]:
    subject = individual(table.type, row.id)
    if column.classes:
        if value not in column.classes:
            choices = ", ".join(column.classes)
            problems.append(Problem(table.file, row.line, name, value, f"must be one of: {choices}"))
        elif column.classes[value]:
            yield Triple(subject, RDF_TYPE, expand(column.classes[value]))
    if not column.property:
        return
    node = _value(table, row, name, column, value, known, problems)
    if node is None:
        return
    predicate = expand(column.property)
    if column.inverse and isinstance(node, NamedNode):
        yield Triple(node, predicate, subject)
    else:
        yield Triple(subject, predicate, node)


def _value(
    table: Table,
    row: Row,
    name: str,
    column: Column,
    value: str,
    known: dict[str, set[str]],
    problems: list[Problem],
) -> NamedNode | Literal | None:
    if column.ref:
        for kind in column.ref:
            if value in known[kind]:
                return individual(kind, value)
        wanted = " or ".join(column.ref)
        problems.append(Problem(table.file, row.line, name, value, f"no {wanted} has this id"))
        return None
    if column.values:
        if value in column.values:
            return expand(column.values[value])
        choices = ", ".join(column.values)
        problems.append(Problem(table.file, row.line, name, value, f"must be one of: {choices}"))
        return None
    if column.datatype == "en":
        return Literal(value, language="en")
    return Literal(value, datatype=expand(f"xsd:{column.datatype}"))
