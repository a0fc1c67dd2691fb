"""The curated tables: what they become, what is refused, and that the shipped ones hold together."""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import OntologyError
from ontology.modules import modules
from ontology.namespaces import ONTOLOGY, expand, individual
from ontology.tables import read_tables
from ontology.tidy import main, shared_phrases, untidy
from ontology.vocabulary import vocabulary

FIXTURES = Path(__file__).parent / "fixtures" / "vocabulary"
ACCEPTED = FIXTURES / "accepted"


def folders(verdict: str) -> list[str]:
    found = sorted(folder.name for folder in FIXTURES.glob(f"{verdict}*"))
    assert found, f"no fixture has the verdict {verdict}"
    return found


def reason(folder: str) -> str:
    return (FIXTURES / folder / "reason.txt").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="module")
def accepted() -> set[Triple]:
    return set(vocabulary(read_tables(ACCEPTED)))


@pytest.fixture(scope="module")
def shipped() -> list[Triple]:
    return vocabulary()


def objects(triples: list[Triple], predicate: str) -> dict[NamedNode, set[object]]:
    found: dict[NamedNode, set[object]] = defaultdict(set)
    for subject, each, value in triples:
        if each == expand(predicate) and isinstance(subject, NamedNode):
            found[subject].add(value)
    return found


@pytest.mark.parametrize("folder", folders("refused"))
def test_a_broken_table_is_refused_with_its_place_and_reason(folder: str) -> None:
    with pytest.raises(OntologyError) as error:
        vocabulary(read_tables(FIXTURES / folder))
    assert reason(folder) in str(error.value).splitlines()


def test_a_row_becomes_a_concept_of_its_class_and_scheme(accepted: set[Triple]) -> None:
    need, scheme = individual("need", "answer-fast"), individual("scheme", "needs")
    wanted = {
        Triple(need, expand("rdf:type"), expand("cx:CXNeed")),
        Triple(need, expand("rdf:type"), expand("cx:StageBoundNeed")),
        Triple(need, expand("rdf:type"), expand("skos:Concept")),
        Triple(need, expand("skos:inScheme"), scheme),
        Triple(need, expand("skos:prefLabel"), Literal("Answer fast", language="en")),
        Triple(need, expand("cx:arisesAtStage"), individual("stage", "first")),
        Triple(need, expand("cx:arisesAtStage"), individual("stage", "second")),
        Triple(scheme, expand("rdf:type"), expand("skos:ConceptScheme")),
        Triple(scheme, expand("dct:title"), Literal("Needs", language="en")),
    }
    assert wanted <= accepted


def test_only_concepts_without_a_wider_one_are_at_the_top(accepted: set[Triple]) -> None:
    top = {triple.object for triple in accepted if triple.predicate == expand("skos:hasTopConcept")}
    assert individual("need", "be-there") in top
    assert individual("need", "answer-fast") not in top


def test_a_sequence_follows_the_column_order(accepted: set[Triple]) -> None:
    steps = [triple for triple in accepted if triple.predicate == expand("cx:directlyPrecedes")]
    assert steps == [Triple(individual("stage", "first"), expand("cx:directlyPrecedes"), individual("stage", "second"))]


def test_an_inverse_column_is_refined_by_the_value_of_another(accepted: set[Triple]) -> None:
    need = individual("need", "answer-fast")
    essential = individual("requirement", "answer-fast--essential")
    helpful = individual("requirement", "answer-fast--helpful")
    found = {(each.predicate, each.object) for each in accepted if each.subject == need}
    assert {(expand("cx:hasRequirement"), essential), (expand("cx:hasRequirement"), helpful)} <= found
    assert (expand("cx:hasEssentialRequirement"), essential) in found
    assert (expand("cx:hasEssentialRequirement"), helpful) not in found


def test_each_row_of_a_table_with_a_source_names_it(accepted: set[Triple]) -> None:
    requirement = individual("requirement", "answer-fast--helpful")
    assert Triple(requirement, expand("dct:source"), individual("source", "author")) in accepted


def test_a_home_may_be_a_scheme_a_class_or_a_module(accepted: set[Triple]) -> None:
    homes = {triple.object for triple in accepted if triple.predicate == expand("cx:hasHome")}
    assert homes == {
        individual("scheme", "needs"),
        expand("cx:CXNeed"),
        NamedNode("https://w3id.org/cxscape/ontology"),
    }


@pytest.mark.parametrize("folder", folders("untidy"))
def test_an_untidy_table_is_reported_with_the_command_that_fixes_it(folder: str) -> None:
    assert list(map(str, untidy(read_tables(FIXTURES / folder)))) == [reason(folder)]


@pytest.mark.parametrize("folder", folders("untidy"))
def test_the_command_brings_a_table_into_its_tidy_form(folder: str, tmp_path: Path) -> None:
    vocab = Path(shutil.copytree(FIXTURES / folder, tmp_path / "vocab"))
    with pytest.raises(SystemExit, match=r"python -m ontology\.tidy --write"):
        main([], vocab)
    main(["--write"], vocab)
    for file in ACCEPTED.glob("*.csv"):
        assert (vocab / file.name).read_bytes() == file.read_bytes()


def test_foreign_line_ends_are_untidy(tmp_path: Path) -> None:
    vocab = Path(shutil.copytree(ACCEPTED, tmp_path / "vocab"))
    file = vocab / "needs.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert [problem.file for problem in untidy(read_tables(vocab))] == [file]


@pytest.mark.parametrize("folder", folders("repeated"))
def test_a_phrase_that_belongs_to_two_rows_is_reported(folder: str) -> None:
    assert list(map(str, shared_phrases(read_tables(FIXTURES / folder)))) == [reason(folder)]


def test_the_accepted_tables_have_no_problem() -> None:
    tables = read_tables(ACCEPTED)
    assert untidy(tables) + shared_phrases(tables) == []


def test_the_shipped_tables_are_tidy_and_their_phrases_belong_to_one_row() -> None:
    tables = read_tables()
    problems = untidy(tables) + shared_phrases(tables)
    assert not problems, "\n".join(map(str, problems))


def test_the_shipped_tables_use_only_terms_that_a_module_declares(shipped: list[Triple]) -> None:
    declared = {each.subject for each in modules() if each.predicate == expand("rdf:type")}
    used: set[object] = {each.predicate for each in shipped}
    used |= {each.object for each in shipped if each.predicate == expand("rdf:type")}
    missing = {term.value for term in used - declared if isinstance(term, NamedNode)}
    assert {term for term in missing if term.startswith(ONTOLOGY)} == set()


def test_every_individual_of_the_shipped_tables_has_one_label_or_is_a_statement(
    shipped: list[Triple],
) -> None:
    labels = objects(shipped, "skos:prefLabel")
    statements = ("Requirement", "Provision", "EngagementValue")
    for subject, classes in objects(shipped, "rdf:type").items():
        wanted = 0 if classes & {expand(f"cx:{name}") for name in statements} else 1
        assert len(labels[subject]) == wanted, subject


def test_every_concept_has_a_definition(shipped: list[Triple]) -> None:
    defined = objects(shipped, "skos:definition")
    for subject, classes in objects(shipped, "rdf:type").items():
        if expand("skos:Concept") in classes:
            assert len(defined[subject]) == 1, subject


@pytest.mark.parametrize("name", ["Requirement", "Provision", "EngagementValue", "AlternativeGroup"])
def test_every_statement_of_the_shipped_tables_has_a_rationale_and_a_source(shipped: list[Triple], name: str) -> None:
    rationales, sources = objects(shipped, "cx:rationale"), objects(shipped, "dct:source")
    members = [s for s, classes in objects(shipped, "rdf:type").items() if expand(f"cx:{name}") in classes]
    assert members
    assert [member for member in members if not (rationales[member] and sources[member])] == []


def test_alternatives_are_two_or_more_requirements_of_one_need_with_one_importance(
    shipped: list[Triple],
) -> None:
    importance = objects(shipped, "cx:importance")
    members: dict[object, set[NamedNode]] = defaultdict(set)
    for requirement, groups in objects(shipped, "cx:inAlternativeGroup").items():
        for group in groups:
            members[group].add(requirement)
    required = objects(shipped, "cx:hasRequirement")
    owned = objects(shipped, "cx:hasAlternativeGroup")
    assert set(members) == set().union(*owned.values())
    for need, groups in owned.items():
        for group in groups:
            assert len(members[group]) >= 2, group
            assert members[group] <= required[need], group
            assert len(set().union(*(importance[each] for each in members[group]))) == 1, group


def test_every_touchpoint_of_a_need_lies_in_one_of_its_channels(shipped: list[Triple]) -> None:
    channels, places = objects(shipped, "cx:concernsChannel"), objects(shipped, "cx:inChannel")
    for need, touchpoints in objects(shipped, "cx:concernsTouchpoint").items():
        for touchpoint in touchpoints:
            assert isinstance(touchpoint, NamedNode)
            assert channels[need] & places[touchpoint], f"{need} names {touchpoint} but none of its channels"


@pytest.mark.parametrize(
    ("kind", "count"),
    [("phase", 3), ("stage", 10), ("maturity", 7), ("align-step", 6), ("access-level", 3)],
)
def test_a_shipped_sequence_is_one_chain(shipped: list[Triple], kind: str, count: int) -> None:
    step: dict[object, object] = {
        each.subject: each.object
        for each in shipped
        if each.predicate == expand("cx:directlyPrecedes") and f"/id/{kind}/" in str(each.subject)
    }
    (start,) = set(step) - set(step.values())
    chain: list[object] = [start]
    while chain[-1] in step:
        chain.append(step[chain[-1]])
    assert len(chain) == len(set(chain)) == count


def test_repetitions_are_left_out(shipped: list[Triple]) -> None:
    assert len(shipped) == len(set(shipped))
