"""The alignments with vocabularies of others: apart from the core, about terms of ours that exist, without clashes."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from ontology.modules import MODULES, modules
from ontology.namespaces import ID, ONTOLOGY, expand
from ontology.vocabulary import vocabulary

ALIGNMENTS = MODULES / "alignments"
FILES = sorted(ALIGNMENTS.glob("*.ttl"))
BASE = "https://w3id.org/cxscape/ontology/alignment/"
ONE_OF_EACH = [
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/terms/description",
    "http://purl.org/dc/terms/creator",
    "http://purl.org/dc/terms/license",
    "http://purl.org/dc/terms/issued",
    "http://purl.org/dc/terms/relation",
    "http://purl.org/ontology/bibo/status",
    "http://www.w3.org/2002/07/owl#versionIRI",
    "http://www.w3.org/2002/07/owl#versionInfo",
]
LINKS = {
    expand(name)
    for name in (
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "skos:closeMatch",
        "skos:broadMatch",
        "skos:narrowMatch",
        "skos:relatedMatch",
    )
}
CLASS = expand("owl:Class")
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def read(file: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=file)]


def header(file: Path) -> NamedNode:
    return NamedNode(BASE + file.stem)


def links(file: Path) -> list[Triple]:
    return [triple for triple in read(file) if triple.subject != header(file)]


@pytest.fixture(scope="module")
def kinds() -> dict[NamedNode, set[NamedNode]]:
    """Return the types of every term and individual of ours."""
    found: dict[NamedNode, set[NamedNode]] = {}
    for triple in [*modules(), *vocabulary()]:
        subject, predicate, kind = triple
        if predicate == expand("rdf:type") and isinstance(subject, NamedNode) and isinstance(kind, NamedNode):
            found.setdefault(subject, set()).add(kind)
    return found


def test_the_vocabularies_that_fit_each_have_a_module() -> None:
    assert [file.stem for file in FILES] == ["dcat", "gist", "org", "prov-o", "schema-org", "ujg", "wikidata"]


@every_file
def test_an_alignment_is_an_ontology_of_its_own_with_metadata(file: Path) -> None:
    said = [triple for triple in read(file) if triple.subject == header(file)]
    assert Triple(header(file), expand("rdf:type"), expand("owl:Ontology")) in said
    predicates = [triple.predicate.value for triple in said]
    assert [each for each in ONE_OF_EACH if predicates.count(each) != 1] == []
    version = next(t.object for t in said if t.predicate == expand("owl:versionInfo"))
    assert isinstance(version, Literal)
    assert Triple(header(file), expand("owl:versionIRI"), NamedNode(f"{BASE}{file.stem}/{version.value}")) in said


@every_file
def test_an_alignment_imports_nothing(file: Path) -> None:
    assert [triple for triple in read(file) if triple.predicate == expand("owl:imports")] == []


def test_no_module_of_the_ontology_imports_or_holds_an_alignment() -> None:
    assert [triple for triple in modules(with_dl=True) if BASE in str(triple)] == []


@every_file
def test_each_link_goes_from_a_term_of_ours_that_exists_to_one_of_theirs(
    file: Path, kinds: dict[NamedNode, set[NamedNode]]
) -> None:
    assert len(links(file)) >= 3
    for triple in links(file):
        assert triple.subject in kinds, triple
        assert triple.predicate in LINKS, triple
        assert isinstance(triple.object, NamedNode), triple
        assert not triple.object.value.startswith((ONTOLOGY, ID)), triple


@every_file
def test_classes_are_subclasses_and_properties_subproperties(
    file: Path, kinds: dict[NamedNode, set[NamedNode]]
) -> None:
    for subject, predicate, _ in links(file):
        assert isinstance(subject, NamedNode)
        if predicate == expand("rdfs:subClassOf"):
            assert CLASS in kinds[subject], subject
        if predicate == expand("rdfs:subPropertyOf"):
            assert expand("owl:ObjectProperty") in kinds[subject], subject


@every_file
def test_no_pair_is_linked_in_two_ways(file: Path) -> None:
    # Without exactMatch, of which the links here make no use, S46 of SKOS comes down to this.
    pairs = [(triple.subject, triple.object) for triple in links(file)]
    assert [pair for pair in pairs if pairs.count(pair) > 1] == []


@every_file
def test_no_prefix_is_declared_without_use(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    body = "\n".join(line for line in lines if not line.startswith("@prefix"))
    prefixes = [line.split()[1] for line in lines if line.startswith("@prefix")]
    names = re.sub(r"<[^>]*>", "", body)
    assert [prefix for prefix in prefixes if prefix not in names] == []
