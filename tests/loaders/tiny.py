"""Releases of a few thousand triples, in the form that a refresh leaves them in, for tests that publish many."""

from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from loaders.releases import Release
from ontology.namespaces import GRAPH, expand, individual

SOURCE = NamedNode(f"{GRAPH}source/made-up")
PROVENANCE = NamedNode(f"{GRAPH}provenance")
ONTOLOGY = NamedNode(f"{GRAPH}ontology")
EDITION = "SELECT ?edition (COUNT(?tool) AS ?tools) { ?tool a cx:Tool ; schema:version ?edition } GROUP BY ?edition"
"""Whole and unmixed, a release gives one row: its id and the number of its tools."""


def tiny_release(folder: Path, name: str, tools: int = 1500) -> Release:
    """Write a release with the id `name` and that many tools, each of which states the id, and return it.

    It has a graph of a source, one of provenance that speaks of that graph, and blank nodes in a third.
    """
    release = Release(name, folder / name)
    release.folder.mkdir(parents=True)
    file, issued = individual("file", "f1"), Literal("2026-11-22T01:02:03+00:00", datatype=expand("xsd:dateTime"))
    union, first = BlankNode(), BlankNode()
    parts: dict[NamedNode, list[tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode | Literal]]] = {
        PROVENANCE: [
            (individual("release", name), expand("rdf:type"), expand("cx:Release")),
            (individual("release", name), expand("dct:identifier"), Literal(name)),
            (individual("release", name), expand("dct:issued"), issued),
            (SOURCE, expand("prov:wasDerivedFrom"), file),
        ],
        ONTOLOGY: [
            (expand("cx:Tool"), expand("rdfs:subClassOf"), union),
            (union, expand("owl:unionOf"), first),
            (first, expand("rdfs:comment"), Literal('line one\nline "two" \\ \u00e9 \U0001f600 \t end', language="en")),
        ],
        SOURCE: [
            triple
            for number in range(tools)
            for triple in (
                (individual("tool", f"t{number}"), expand("rdf:type"), expand("cx:Tool")),
                (individual("tool", f"t{number}"), expand("schema:version"), Literal(name)),
            )
        ],
    }
    store = Store(str(release.store))
    for graph, triples in parts.items():
        store.extend(Quad(*triple, where) for triple in triples for where in (graph, DefaultGraph()))
    store.flush()
    return release
