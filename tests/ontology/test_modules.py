"""The Turtle modules: complete metadata, one definition for each term, and imports that point one way."""

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from ontology.modules import MODULES, modules
from ontology.namespaces import ONTOLOGY, expand

BASE = "https://w3id.org/cxscape/ontology"
FILES = sorted(MODULES.glob("*.ttl"))
ORDER = [
    "core",
    "journey",
    "strategy",
    "maturity",
    "organisation",
    "community",
    "landscape",
    "initiatives",
    "cxscape",
    "dl",
]
METADATA = {
    "http://purl.org/dc/terms/title": 1,
    "http://purl.org/dc/terms/description": 1,
    "http://purl.org/dc/terms/creator": 1,
    "http://purl.org/dc/terms/publisher": 1,
    "http://purl.org/dc/terms/license": 1,
    "http://purl.org/dc/terms/created": 1,
    "http://purl.org/dc/terms/issued": 1,
    "http://purl.org/dc/terms/modified": 1,
    "http://purl.org/dc/terms/bibliographicCitation": 1,
    "http://purl.org/ontology/bibo/status": 1,
    "http://purl.org/vocab/vann/preferredNamespacePrefix": 1,
    "http://purl.org/vocab/vann/preferredNamespaceUri": 1,
    "http://www.w3.org/2002/07/owl#versionIRI": 1,
    "http://www.w3.org/2002/07/owl#versionInfo": 1,
}


def iri(name: str) -> NamedNode:
    return NamedNode(BASE if name == "cxscape" else f"{BASE}/{name}")


def read(file: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=file)]


def ours(triples: list[Triple]) -> dict[NamedNode, set[Triple]]:
    """Return the declared terms of our namespace with what is said of them."""
    found: dict[NamedNode, set[Triple]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(ONTOLOGY):
            found[triple.subject].add(triple)
    return {term: said for term, said in found.items() if any(t.predicate == expand("rdf:type") for t in said)}


def values(said: set[Triple], predicate: str) -> list[object]:
    return [triple.object for triple in said if triple.predicate == expand(predicate)]


def test_every_module_has_its_place_in_the_order() -> None:
    assert {file.stem for file in FILES} == set(ORDER)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_module_has_full_metadata(file: Path) -> None:
    counts: dict[str, int] = defaultdict(int)
    triples = read(file)
    for triple in triples:
        if triple.subject == iri(file.stem):
            counts[triple.predicate.value] += 1
    assert {name: counts[name] for name in METADATA} == METADATA
    agents = {t.object for t in triples if t.predicate in (expand("dct:creator"), expand("dct:publisher"))}
    named = {t.subject for t in triples if t.predicate == NamedNode("http://xmlns.com/foaf/0.1/name")}
    assert agents <= named


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_term_has_one_label_one_definition_and_its_module(file: Path) -> None:
    for term, said in ours(read(file)).items():
        (label,) = values(said, "rdfs:label")
        (definition,) = values(said, "skos:definition")
        assert isinstance(label, Literal), term
        assert isinstance(definition, Literal), term
        assert label.language == definition.language == "en", term
        assert label.value.casefold() not in definition.value.casefold(), f"{term} is defined by its own name"
        assert values(said, "rdfs:isDefinedBy") == [iri(file.stem)], term


def test_no_two_terms_share_a_label() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for term, said in ours(modules(with_dl=True)).items():
        for label in values(said, "rdfs:label"):
            owners[str(label)].add(term.value)
    assert {label: terms for label, terms in owners.items() if len(terms) > 1} == {}


def test_a_module_uses_only_terms_of_itself_and_those_it_imports() -> None:
    declared: set[NamedNode] = set()
    imported = {iri(ORDER[0])}
    for name in ORDER:
        triples = read(MODULES / f"{name}.ttl")
        for triple in triples:
            if triple.predicate == expand("owl:imports"):
                assert triple.object in imported, f"{name} imports {triple.object}, which is not below it"
        imported.add(iri(name))
        declared |= set(ours(triples))
        used = {
            node
            for triple in triples
            for node in (triple.subject, triple.predicate, triple.object)
            if isinstance(node, NamedNode) and node.value.startswith(ONTOLOGY) and node.value != ONTOLOGY
        }
        assert {node.value for node in used - declared} == set(), name


def test_every_class_descends_from_one_top_class_of_the_disjoint_ones() -> None:
    triples = modules()
    parents: dict[object, set[object]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == expand("rdfs:subClassOf"):
            parents[triple.subject].add(triple.object)
    rest: dict[object, object] = {t.subject: t.object for t in triples if t.predicate == expand("rdf:rest")}
    first: dict[object, object] = {t.subject: t.object for t in triples if t.predicate == expand("rdf:first")}
    root = read(MODULES / "cxscape.ttl")
    size = sum(triple.predicate == expand("rdf:first") for triple in root)
    lists = [t.object for t in triples if t.predicate == expand("owl:members")]
    (top,) = [found for found in (_items(head, first, rest) for head in lists) if len(found) == size]
    classes = {term for term, said in ours(triples).items() if expand("owl:Class") in values(said, "rdf:type")}
    for term in classes:
        assert len(_ancestors(term, parents) & top) == 1, term


def _items(head: object, first: dict[object, object], rest: dict[object, object]) -> set[object]:
    found = set()
    while head in first:
        found.add(first[head])
        head = rest[head]
    return found


def _ancestors(term: object, parents: dict[object, set[object]]) -> set[object]:
    found, open_ends = set(), [term]
    while open_ends:
        each = open_ends.pop()
        if each not in found:
            found.add(each)
            open_ends += parents[each]
    return found


def test_domains_ranges_and_superproperties_are_declared() -> None:
    triples = modules()
    declared = {t.subject for t in triples if t.predicate == expand("rdf:type")}
    links = {expand(f"rdfs:{name}") for name in ("domain", "range", "subPropertyOf", "subClassOf")}
    missing = {
        t.object.value
        for t in triples
        if t.predicate in links
        and isinstance(t.object, NamedNode)
        and t.object not in declared
        and t.object != expand("rdf:langString")
        and not t.object.value.startswith("http://www.w3.org/2001/XMLSchema#")
    }
    assert missing == set()


def test_the_axioms_beyond_the_rule_profile_are_left_out_unless_asked_for() -> None:
    served = {t.predicate for t in modules()}
    assert expand("owl:disjointUnionOf") not in served
    assert expand("owl:disjointUnionOf") in {t.predicate for t in modules(with_dl=True)}
