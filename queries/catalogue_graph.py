"""The catalogue as triples, so that the questions can be asked for like everything else.

The terms are those of SHACL's executables (https://www.w3.org/TR/shacl-af/#sparql-executables): a question is a
``sh:SPARQLSelectExecutable`` with ``sh:select`` or a ``sh:SPARQLConstructExecutable`` with ``sh:construct``, and each
parameter of it has an ``sh:path``-like name, a description and a type.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import expand, individual
from queries.catalogue import Question, names, question
from queries.header import Column, Parameter

TYPE = expand("rdf:type")


def triples() -> Iterator[Triple]:
    """Yield the questions as individuals ``id/question/{name}`` with their text, parameters and columns."""
    for name in names():
        yield from _question(question(name))


def _question(asked: Question) -> Iterator[Triple]:
    node = individual("question", asked.name)
    form, text = ("Construct", "construct") if asked.is_graph else ("Select", "select")
    yield Triple(node, TYPE, expand("sh:SPARQLExecutable"))
    yield Triple(node, TYPE, expand(f"sh:SPARQL{form}Executable"))
    yield Triple(node, expand("dct:identifier"), Literal(asked.name))
    yield Triple(node, expand("dct:title"), Literal(asked.summary, language="en"))
    if asked.description:
        yield Triple(node, expand("dct:description"), Literal(asked.description, language="en"))
    yield Triple(node, expand(f"sh:{text}"), Literal(asked.sparql))
    for tag in asked.tags:
        yield Triple(node, expand("schema:keywords"), Literal(tag))
    for answered in asked.answers:
        yield Triple(node, expand("dct:relation"), individual("question", answered))
    for order, parameter in enumerate(asked.parameters.values()):
        yield from _parameter(node, order, parameter)
    for order, column in enumerate(asked.columns.values()):
        yield from _column(node, order, column)


def _parameter(asked: NamedNode, order: int, parameter: Parameter) -> Iterator[Triple]:
    node = NamedNode(f"{asked.value}--parameter-{parameter.name.replace('_', '-')}")
    yield Triple(asked, expand("sh:parameter"), node)
    yield Triple(node, TYPE, expand("sh:Parameter"))
    yield from _described(node, order, parameter.name, parameter.description)
    yield Triple(node, expand("dct:type"), Literal(parameter.type))
    yield Triple(node, expand("sh:optional"), _boolean(parameter.optional))
    if not parameter.many:
        yield Triple(node, expand("sh:maxCount"), Literal(1))
    if parameter.options:
        yield Triple(node, expand("dct:source"), individual("question", parameter.options))


def _column(asked: NamedNode, order: int, column: Column) -> Iterator[Triple]:
    node = NamedNode(f"{asked.value}--column-{column.name.replace('_', '-')}")
    yield Triple(asked, expand("sh:resultAnnotation"), node)
    yield Triple(node, TYPE, expand("sh:ResultAnnotation"))
    yield from _described(node, order, column.name, column.meaning)
    yield Triple(node, expand("dct:type"), Literal(column.kind))
    if column.unit:
        yield Triple(node, expand("schema:unitText"), Literal(column.unit))


def _described(node: NamedNode, order: int, name: str, description: str) -> Iterator[Triple]:
    yield Triple(node, expand("sh:order"), Literal(order))
    yield Triple(node, expand("sh:name"), Literal(name))
    yield Triple(node, expand("sh:description"), Literal(description, language="en"))


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=expand("xsd:boolean"))
