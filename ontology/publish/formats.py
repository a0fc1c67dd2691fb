"""RDF in four formats, each the same bytes on every run."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rdflib.plugins.serializers.turtle import TurtleSerializer

from ontology.namespaces import prefixes
from ontology.publish.parts import Part

MORE_PREFIXES = {
    "bibo": "http://purl.org/ontology/bibo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
}


@dataclass(frozen=True)
class Format:
    """One RDF format: its file ending, media type and IRI (https://www.w3.org/ns/formats/)."""

    ending: str
    name: str
    media_type: str
    iri: str


FORMATS = (
    Format("ttl", "Turtle", "text/turtle", "http://www.w3.org/ns/formats/Turtle"),
    Format("rdf", "RDF/XML", "application/rdf+xml", "http://www.w3.org/ns/formats/RDF_XML"),
    Format("jsonld", "JSON-LD", "application/ld+json", "http://www.w3.org/ns/formats/JSON-LD"),
    Format("nt", "N-Triples", "application/n-triples", "http://www.w3.org/ns/formats/N-Triples"),
)


def write_part(part: Part, folder: Path) -> None:
    """Write `part` in every format below `folder`; Turtle that a person wrote stays as it is written."""
    target = folder / part.name
    target.parent.mkdir(parents=True, exist_ok=True)
    used = _used(part.triples)
    contents = {
        "ttl": part.source or turtle(part.triples),
        "rdf": serialize(part.triples, format=RdfFormat.RDF_XML, prefixes=used),
        "jsonld": serialize(part.triples, format=RdfFormat.JSON_LD),
        "nt": serialize(part.triples, format=RdfFormat.N_TRIPLES),
    }
    for ending, content in contents.items():
        target.with_name(f"{target.name}.{ending}").write_bytes(content or b"")


def turtle(triples: Iterable[Triple]) -> bytes:
    """Return `triples` as Turtle for people: grouped by subject, with lists and nested blank nodes.

    rdflib writes it, because the serializer of pyoxigraph gives every blank node a label.
    """
    triples = list(triples)
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in _used(triples).items():
        graph.bind(prefix, namespace)
    for subject, predicate, object_ in triples:
        graph.add((_rdflib(subject), _rdflib(predicate), _rdflib(object_)))
    text = BytesIO()
    _Turtle(graph).serialize(text)
    return text.getvalue()


class _Turtle(TurtleSerializer):
    """Turtle that keeps the literal ``"3"^^xsd:decimal``, of which rdflib makes the other literal ``3.0``."""

    def label(self, node: rdflib.term.Node, position: int) -> str:
        if isinstance(node, rdflib.Literal) and node.datatype == rdflib.XSD.decimal and "." not in node:
            return f'"{node}"^^{self.get_pname(rdflib.XSD.decimal)}'
        return str(super().label(node, position))


def _used(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes that `triples` use, by name."""
    iris = {
        iri.value
        for triple in triples
        for term in triple
        for iri in (term, term.datatype if isinstance(term, Literal) else None)
        if isinstance(iri, NamedNode)
    }
    known = prefixes() | MORE_PREFIXES
    return {name: known[name] for name in sorted(known) if any(iri.startswith(known[name]) for iri in iris)}


def _rdflib(term: object) -> rdflib.term.Node:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            plain = datatype == rdflib.XSD.string
            return rdflib.Literal(
                term.value,
                lang=term.language,
                datatype=None if plain else datatype,
                normalize=False,
            )
    raise TypeError(f"{term!r} is no term of RDF 1.1")
