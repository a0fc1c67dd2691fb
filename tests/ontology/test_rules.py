"""The rules: proved against a description-logic reasoner, and on the shipped vocabularies."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse

from ontology import reasoning
from ontology.modules import modules
from ontology.namespaces import ID, ONTOLOGY, expand, individual, prefixes
from ontology.rules import Inference, Rule, infer, read_rules, rule_triples
from ontology.vocabulary import vocabulary

FIXTURES = Path(__file__).parent / "rules"
TYPE = expand("rdf:type")
ARITHMETIC = {
    "category-provisions",
    "full-journey-tool",
    "label-evidence",
    "label-provisions",
    "need-scores",
    "need-weights",
    "need-yardstick",
    "possible-membership",
    "profile-categories",
    "profile-scores",
    "provision-weights",
    "requirement-slots",
    "retired-tools",
    "strongly-serves-need",
}
"""Rules that weigh, count or read mappings, which no OWL axiom says."""

CLOSED_WORLD = {"available-tools"}
"""Rules that conclude from what nobody says; no reasoner may."""

"""Keeps the tests that share one run of the reasoner in one process."""

ENTAILED = sorted(rule.name for rule in read_rules() if rule.name not in ARITHMETIC | CLOSED_WORLD)


def turtle(text: str) -> list[Triple]:
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    return [quad.triple for quad in parse(header + text, RdfFormat.TURTLE)]


def fixture(name: str) -> list[Triple]:
    return [quad.triple for quad in parse(path=FIXTURES / f"{name}.ttl", format=RdfFormat.TURTLE)]


def of_the_ontology(triples: Iterable[Triple]) -> set[Triple]:
    """Keep values of the ontology's properties, and memberships in its classes."""
    return {
        triple
        for triple in triples
        if str(triple.object if triple.predicate == TYPE else triple.predicate).startswith(f"<{ONTOLOGY}")
    }


@cache
def entailed() -> frozenset[Triple]:
    """What the reasoner concludes from all fixtures at once, which share nothing but levels and phases."""
    asserted = [triple for name in ENTAILED for triple in fixture(name)]
    asserted += fixture("full-journey-tool") + scores("full-journey-tool")
    known = reasoning.classify([*modules(with_dl=True), *asserted])
    assert known.consistent, known.explanation
    return frozenset(of_the_ontology(known.entailed))


def scores(name: str) -> list[Triple]:
    """What tools score through their profiles, which is arithmetic and so must be told to the reasoner."""
    return infer([*modules(), *fixture(name)])["profile-scores"]


def short(triples: Iterable[Triple]) -> list[str]:
    return sorted(" ".join(part.value.rpartition("/")[2] for part in triple) for triple in triples)


@pytest.mark.parametrize("name", ENTAILED)
def test_rules_conclude_exactly_what_the_reasoner_does(name: str) -> None:
    asserted = fixture(name)
    mine = {triple.subject for triple in asserted if f"/{name}/" in str(triple.subject)}
    inferred = infer([*modules(), *asserted])
    assert inferred[name], "the fixture does not exercise its rule"
    open_world = [triples for rule, triples in inferred.items() if rule not in CLOSED_WORLD]
    told = {t for triples in open_world for t in of_the_ontology(triples) if t.subject in mine}
    expected = {triple for triple in entailed() if triple.subject in mine} - set(asserted)
    assert short(told) == short(expected)


def test_tools_are_judged_through_their_profiles_as_the_reasoner_judges_them_by_their_own_scores() -> None:
    kind = expand("cx:FullJourneyTool")
    expected = {triple.subject for triple in entailed() if triple.object == kind}
    rule = next(rule for rule in read_rules() if rule.name == "full-journey-tool")
    asserted = [*modules(), *fixture("full-journey-tool")]
    # As at load: the rules of the model conclude nothing about single tools, and then this rule runs.
    model = infer(asserted, [each for each in read_rules() if each.scope == "model"])
    told = infer([*asserted, *(t for triples in model.values() for t in triples if t.object != kind)], [rule])
    mine = {subject for subject in expected if "/full-journey-tool/" in str(subject)}
    assert mine
    assert {triple.subject for triple in told[rule.name]} == mine


def test_every_axiom_that_entails_values_has_its_rule() -> None:
    chained = {t.subject for t in modules() if t.predicate == expand("owl:propertyChainAxiom")}
    transitive = {t.subject for t in modules() if t.object == expand("owl:TransitiveProperty")}
    constructed = {
        term
        for term in chained | transitive
        if any(f"cx:{str(term)[1:-1].removeprefix(ONTOLOGY)} ?" in head(rule) for rule in read_rules())
    }
    assert constructed == chained | transitive


def head(rule: Rule) -> str:
    return rule.sparql.partition("CONSTRUCT")[2].partition("WHERE")[0]


def test_no_rule_of_the_model_reads_what_comes_later() -> None:
    scopes = {rule.name: rule.scope for rule in read_rules()}
    late = {name for name, scope in scopes.items() if scope == "landscape"}
    assert not [rule.name for rule in read_rules() if rule.scope == "model" and late & set(rule.after)]


def test_rules_that_a_load_leaves_out_say_why() -> None:
    for rule in read_rules():
        if rule.scope == "on-demand":
            assert "A load " in rule.sparql, rule.name


def test_running_the_rules_again_on_the_vocabularies_adds_nothing() -> None:
    once = [*modules(), *vocabulary()]
    twice = [*once, *(triple for triples in infer(once).values() for triple in triples)]
    again = {name: short(triples)[:3] for name, triples in infer(twice).items() if triples}
    assert again == {}


SUITE = """
profile:suite a cx:Profile ;
    cx:classifiedAs cat:marketing-automation , cat:customer-data-platform , cat:community-reviews .
profile:testing a cx:Profile ; cx:classifiedAs cat:optimization-personalization-testing .
tool:suite a cx:Tool ; cx:hasProfile profile:suite .
tool:testing a cx:Tool ; cx:hasProfile profile:testing .
"""

RETIRED = """
tool:former a cx:Tool ; cx:hasStatus status:renamed ; cx:replacedBy tool:successor .
tool:successor a cx:Tool ; cx:hasStatus status:active .
tool:closed a cx:Tool ; cx:hasStatus status:retired .
tool:elsewhere a cx:Tool ; cx:hasStatus status:renamed ; cx:replacedBy technology:unlisted .
"""


def concluded(text: str, rules: list[Rule] | None = None) -> dict[str, set[str]]:
    """Return what a load infers of the model and of each tool in `text`, by the rule."""
    tools: dict[str, list[str]] = {}
    model = list(map(str, [*modules(), *vocabulary()]))
    for triple in turtle(text):
        if str(triple.subject).startswith(f"<{ID}tool/"):
            tools.setdefault(str(triple.subject), []).append(f"{triple.predicate} {triple.object}")
        else:
            model.append(str(triple))
    inference = Inference(model, rules)
    found = {rule.name: set(lines) for rule, lines in inference.model.items()}
    # Tool by tool, as when a batch ends anywhere.
    for tool, stated in tools.items():
        for rule, said in inference.about({tool: stated}).items():
            found.setdefault(rule.name, set()).update(f"{tool} {one}" for one in said.get(tool, ()))
    return found


def test_load_runs_every_rule_but_those_on_demand() -> None:
    assert set(concluded(SUITE)) == {rule.name for rule in read_rules() if rule.scope != "on-demand"}


def test_load_infers_nothing_of_single_tools_but_their_categories_and_kinds() -> None:
    tool = f"{individual('tool', 'suite')} "
    told = {line.split(" ")[1] for lines in concluded(SUITE).values() for line in lines if line.startswith(tool)}
    assert told == {str(TYPE), str(expand("cx:belongsToCategory"))}


def test_load_infers_of_a_tool_at_a_time_what_all_rules_infer_of_all_together() -> None:
    everything = infer([*modules(), *vocabulary(), *turtle(SUITE + RETIRED)])
    found = concluded(SUITE + RETIRED)
    for rule in read_rules():
        if rule.scope == "landscape":
            assert found[rule.name] == set(map(str, everything[rule.name])), rule.name
            assert found[rule.name] or rule.name == "possible-membership", rule.name


def test_tool_renamed_to_one_of_the_landscape_is_retired_wherever_that_one_is() -> None:
    assert concluded(RETIRED)["retired-tools"] == {
        f"{individual('tool', name)} {TYPE} {expand('cx:RetiredTool')}" for name in ("closed", "former")
    }


def test_each_inferred_graph_names_its_rule_and_what_it_says() -> None:
    told = set(rule_triples())
    for rule in read_rules():
        node = individual("rule", rule.name)
        said = {t.object for t in told if (t.subject, t.predicate) == (node, expand("dct:description"))}
        assert said == (set() if rule.scope == "on-demand" else {Literal(rule.summary, language="en")})
        linked = Triple(rule.graph, expand("prov:wasDerivedFrom"), node) in told
        assert linked == (rule.scope != "on-demand")


def test_rule_with_an_unknown_scope_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text("#+ summary: Odd.\n#+ scope: sometimes\nCONSTRUCT {} WHERE {}\n")
    with pytest.raises(ValueError, match=r"odd\.rq: the scope must be one of model, landscape, on-demand"):
        read_rules(tmp_path)


def test_rule_that_is_no_construct_query_is_refused() -> None:
    rule = Rule("asks", "Asks.", (), "ASK {}", "model")
    with pytest.raises(TypeError, match="rule asks is no CONSTRUCT query"):
        infer([], [rule])
