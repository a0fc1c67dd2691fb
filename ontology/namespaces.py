"""The namespaces of cxscape and the IRIs of its individuals.

An individual is ``https://w3id.org/cxscape/id/{type}/{slug}``. The type is part of the IRI because some
slugs repeat across types: ``engage`` is a lifecycle stage and a maturity stage.
"""

from pyoxigraph import NamedNode

ONTOLOGY = "https://w3id.org/cxscape/ontology#"
ID = "https://w3id.org/cxscape/id/"
GRAPH = f"{ID}graph/"

STANDARD_PREFIXES = {
    "cx": ONTOLOGY,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of reused vocabularies and of our own terms."""

SHORT_PREFIXES = {"capability": "cap", "category": "cat"}
"""The types an analyst writes most have a short prefix; every other type is its own prefix."""


def prefix_of(kind: str) -> str:
    """Return the SPARQL prefix of the individuals of type `kind`: ``need``, or ``cap`` for ``capability``."""
    return SHORT_PREFIXES.get(kind, kind)


def individual(kind: str, slug: str) -> NamedNode:
    """Return the IRI of the individual `slug` of type `kind`."""
    return NamedNode(f"{ID}{kind}/{slug}")


def slug_of(iri: str) -> str:
    """Return the last segment of an individual's IRI: its id within its type."""
    return iri.rsplit("/", 1)[-1]


def expand(curie: str) -> NamedNode:
    """Return the IRI of a CURIE with a standard prefix, for example ``skos:prefLabel``.

    Raises:
        KeyError: the prefix is not one of `STANDARD_PREFIXES`.
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(STANDARD_PREFIXES[prefix] + local)
