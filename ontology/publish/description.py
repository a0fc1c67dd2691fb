"""What a release says of itself: VoID for its graphs, DCAT 3 for its files.

Sources: https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import STANDARD_PREFIXES, expand, individual
from ontology.publish.formats import MORE_PREFIXES, write_part
from ontology.publish.parts import ROOT, Part, alignment_parts, canonical

DATASET = Path(__file__).with_name("dataset.ttl")
WHOLE = individual("dataset", "cxscape")
NAMESPACES = STANDARD_PREFIXES | MORE_PREFIXES
LICENSE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
RELEASE = "https://w3id.org/cxscape/release/"
"""Where the files of each version are found for good; ``redirects/`` says how."""

MATCHES = "http://www.w3.org/2004/02/skos/core#"
LINKS = frozenset(
    {expand(f"rdfs:{name}") for name in ("subClassOf", "subPropertyOf", "seeAlso")}
    | {expand(f"owl:{name}") for name in ("equivalentClass", "equivalentProperty", "sameAs")},
)
"""Properties other than SKOS matches that lead from our terms to those of others."""

FILE_TYPES = {
    "ttl": ("text/turtle", "Turtle"),
    "rdf": ("application/rdf+xml", "RDF_XML"),
    "jsonld": ("application/ld+json", "JSON-LD"),
    "nt": ("application/n-triples", "N-Triples"),
    "tsv": ("text/tab-separated-values", ""),
    "html": ("text/html", ""),
}


def describe(parts: list[Part], header: Part, folder: Path) -> None:
    """Write ``void`` in every format into `folder`: what `parts` hold and which files of `folder` hold them.

    Args:
        parts: the data sets.
        header: the root module, which gives version, dates and publisher.
        folder: the release, with its files already in place.
    """
    triples = [quad.triple for quad in parse(path=str(DATASET), format=RdfFormat.TURTLE)]
    for part in parts:
        triples += _common(part.iri, header)
        triples += _counts(part)
        triples += _distributions(part, version(header), folder)
    triples += _common(WHOLE, header)
    triples += _mapping_links(next(part for part in parts if part.name == "mappings"))
    for part in alignment_parts():
        triples += _alignment_links(part)
    triples += _agents(header)
    write_part(Part("void", WHOLE, canonical(triples)), folder)


def version(header: Part) -> str:
    """Return the version that the root module states."""
    return next(str(t.object.value) for t in _of(header, "owl:versionInfo") if isinstance(t.object, Literal))


def _of(header: Part, predicate: str) -> Iterator[Triple]:
    return (t for t in header.triples if t.subject == ROOT and t.predicate == expand(predicate))


def _common(dataset: NamedNode, header: Part) -> Iterator[Triple]:
    for predicate in ("dct:creator", "dct:publisher", "dct:license", "dct:issued", "dct:modified"):
        for triple in _of(header, predicate):
            yield Triple(dataset, triple.predicate, triple.object)
    yield Triple(dataset, expand("dcat:version"), Literal(version(header)))
    yield Triple(dataset, expand("dct:language"), NamedNode("http://id.loc.gov/vocabulary/iso639-1/en"))
    if dataset != WHOLE:
        yield Triple(dataset, expand("dct:isPartOf"), WHOLE)


def _agents(header: Part) -> Iterator[Triple]:
    agents = {triple.object for triple in _of(header, "dct:publisher")}
    return (triple for triple in header.triples if triple.subject in agents)


def _counts(part: Part) -> Iterator[Triple]:
    triples = part.triples
    types = [t.object for t in triples if t.predicate == expand("rdf:type")]
    numbers = {
        "triples": len(triples),
        "entities": len({t.subject for t in triples if isinstance(t.subject, NamedNode)}),
        "classes": len(set(types)),
        "properties": len({t.predicate for t in triples}),
        "distinctSubjects": len({t.subject for t in triples}),
        "distinctObjects": len({t.object for t in triples}),
    }
    for name, number in numbers.items():
        yield Triple(part.iri, _void(name), _integer(number))
    for namespace in sorted(set(NAMESPACES.values())):
        used = [*types, *(t.predicate for t in triples)]
        if any(isinstance(term, NamedNode) and term.value.startswith(namespace) for term in used):
            yield Triple(part.iri, _void("vocabulary"), NamedNode(namespace))


def _distributions(part: Part, number: str, folder: Path) -> Iterator[Triple]:
    names = [f"{part.name}.{ending}" for ending in ("ttl", "rdf", "jsonld", "nt", "html")]
    if part.name == "mappings":
        names += sorted(f"mappings/{file.name}" for file in (folder / "mappings").glob("*.tsv"))
    for name in names:
        file = folder / name
        media_type, form = FILE_TYPES[file.suffix.removeprefix(".")]
        node = individual("distribution", name.replace("/", "--").replace(".", "-"))
        download = NamedNode(f"{RELEASE}{number}/{name}")
        content = file.read_bytes()
        checksum = BlankNode()
        yield Triple(part.iri, expand("dcat:distribution"), node)
        yield Triple(node, expand("rdf:type"), expand("dcat:Distribution"))
        yield Triple(node, expand("dct:title"), Literal(name, language="en"))
        yield Triple(node, expand("dct:license"), LICENSE)
        media = NamedNode(f"https://www.iana.org/assignments/media-types/{media_type}")
        yield Triple(node, expand("dcat:mediaType"), media)
        size = Literal(str(len(content)), datatype=expand("xsd:nonNegativeInteger"))
        yield Triple(node, expand("dcat:byteSize"), size)
        yield Triple(node, expand("dcat:downloadURL"), download)
        yield Triple(node, _spdx("checksum"), checksum)
        yield Triple(checksum, expand("rdf:type"), _spdx("Checksum"))
        yield Triple(checksum, _spdx("algorithm"), _spdx("checksumAlgorithm_sha256"))
        digest = hashlib.sha256(content).hexdigest()
        yield Triple(checksum, _spdx("checksumValue"), Literal(digest, datatype=expand("xsd:hexBinary")))
        if form:
            yield Triple(part.iri, _void("dataDump"), download)
            yield Triple(part.iri, _void("feature"), NamedNode(f"http://www.w3.org/ns/formats/{form}"))


def _mapping_links(mappings: Part) -> Iterator[Triple]:
    """Yield a link set for each source and SKOS match."""
    scheme = {t.subject: t.object for t in mappings.triples if t.predicate == expand("skos:inScheme")}
    found = Counter(
        (scheme[t.subject], t.predicate)
        for t in mappings.triples
        if t.predicate.value.startswith(MATCHES) and t.predicate.value.endswith("Match") and t.subject in scheme
    )
    for (source, predicate), number in sorted(found.items(), key=str):
        if isinstance(source, NamedNode):
            name = source.value.rpartition("/")[2]
            yield from _link_set(name, (source, individual("dataset", "vocabularies")), predicate, number)


def _alignment_links(part: Part) -> Iterator[Triple]:
    """Yield a link set for each kind of link of one alignment."""
    header = (t.object for t in part.triples if t.subject == part.iri and t.predicate == expand("dct:relation"))
    target = next(object_ for object_ in header if isinstance(object_, NamedNode))
    links = Counter(t.predicate for t in part.triples if t.predicate in LINKS or t.predicate.value.startswith(MATCHES))
    for predicate, number in sorted(links.items(), key=str):
        ends = (individual("dataset", "ontology"), target)
        yield from _link_set(part.name.rpartition("/")[2], ends, predicate, number)


def _link_set(
    name: str,
    ends: tuple[NamedNode, NamedNode],
    predicate: NamedNode,
    number: int,
) -> Iterator[Triple]:
    node = individual("linkset", f"{name}--{predicate.value.replace('#', '/').rpartition('/')[2]}")
    yield Triple(node, expand("rdf:type"), _void("Linkset"))
    yield Triple(node, _void("subjectsTarget"), ends[0])
    yield Triple(node, _void("objectsTarget"), ends[1])
    yield Triple(node, _void("linkPredicate"), predicate)
    yield Triple(node, _void("triples"), _integer(number))
    yield Triple(WHOLE, _void("subset"), node)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=expand("xsd:integer"))


def _void(name: str) -> NamedNode:
    return NamedNode(f"{MORE_PREFIXES['void']}{name}")


def _spdx(name: str) -> NamedNode:
    return NamedNode(f"{MORE_PREFIXES['spdx']}{name}")
