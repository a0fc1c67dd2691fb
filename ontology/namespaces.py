"""The namespaces of cxscape and the IRIs of its individuals.

An individual is ``https://w3id.org/cxscape/id/{type}/{slug}``. The type is part of the IRI because some
slugs repeat across types: ``engage`` is a lifecycle stage and a maturity stage.
"""

import tomllib
from functools import cache
from pathlib import Path

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


LANDSCAPE_TYPES = (
    "answer",
    "assessment",
    "change",
    "data-source",
    "event",
    "file",
    "initiative",
    "label",
    "mapping",
    "organisation",
    "owned",
    "presence",
    "profile",
    "record",
    "refresh",
    "rejection",
    "release",
    "rule",
    "scheme",
    "score",
    "segment",
    "stack",
    "stage-coverage",
    "technology",
    "tool",
    "vendor",
)
"""Types of individuals that come with a landscape or a session; those of the vocabularies stand in ``tables.toml``."""


@cache
def prefixes() -> dict[str, str]:
    """Return every prefix that a query may use without declaring it, with its namespace."""
    tables = tomllib.loads((Path(__file__).parent / "vocab" / "tables.toml").read_text(encoding="utf-8"))
    kinds = {table["type"] for table in tables["table"]} | set(LANDSCAPE_TYPES)
    return STANDARD_PREFIXES | {prefix_of(kind): f"{ID}{kind}/" for kind in sorted(kinds)}


def shorten(iri: str) -> str:
    """Return `iri` as a prefixed name where one of `prefixes` fits, else in angle brackets.

    >>> shorten("https://w3id.org/cxscape/id/need/raise-conversion")
    'need:raise-conversion'
    """
    for prefix, namespace in prefixes().items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def prefix_of(kind: str) -> str:
    """Return the SPARQL prefix of the individuals of type `kind`: ``need``, or ``cap`` for ``capability``."""
    return SHORT_PREFIXES.get(kind, kind)


def individual(kind: str, slug: str) -> NamedNode:
    """Return the IRI of the individual `slug` of type `kind`."""
    return NamedNode(f"{ID}{kind}/{slug}")


def slug_of(iri: str) -> str:
    """Return the last segment of an individual's IRI: its id within its type."""
    return iri.rsplit("/", 1)[-1]


@cache
def expand(curie: str) -> NamedNode:
    """Return the IRI of a CURIE with a standard prefix, for example ``skos:prefLabel``.

    Raises:
        KeyError: the prefix is not one of `STANDARD_PREFIXES`.
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(STANDARD_PREFIXES[prefix] + local)
