"""What must follow from the shipped vocabularies and a small sample, and what must not."""

from functools import cache

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ontology.modules import modules
from ontology.namespaces import expand, individual, prefixes
from ontology.rules import infer
from ontology.tables import VOCAB, read_tables
from ontology.vocabulary import vocabulary

HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
SAMPLE = """
@prefix : <https://example.org/> .

tool:crawler a cx:Tool ; cx:belongsToCategory cat:seo ; cx:hasProfile profile:seo .
profile:seo a cx:Profile ; cx:classifiedAs cat:seo .
tool:suite a cx:Tool ; cx:hasProfile profile:suite .
profile:suite a cx:Profile ; cx:classifiedAs cat:marketing-automation .
tool:tester a cx:Tool ; cx:hasProfile profile:tester .
profile:tester a cx:Profile ; cx:classifiedAs cat:optimization-personalization-testing .
tool:privacy a cx:Tool ; cx:hasProfile profile:privacy .
profile:privacy a cx:Profile ; cx:classifiedAs cat:governance-compliance-privacy .
tool:shop a cx:Tool ; cx:hasProfile profile:shop .
profile:shop a cx:Profile ; cx:classifiedAs cat:ecommerce-marketing .

:phone a cx:ChannelPresence ; cx:ofChannel channel:phone ; cx:assessedAt maturity:initiate .
:email a cx:ChannelPresence ; cx:ofChannel channel:email ; cx:assessedAt maturity:nurture .

:facing a cx:Initiative ; cx:adoptsTool tool:shop ; cx:affectsTouchpoint touchpoint:cart .
:hidden a cx:Initiative ; cx:adoptsTool tool:shop .
:empty a cx:Initiative ; cx:hasVerdict verdict:challenged .

:gap a cx:StageCoverage ; cx:hasCoverageLevel coverage-level:none .
:covered a cx:StageCoverage ; cx:hasCoverageLevel coverage-level:full .
:silo a cx:StageCollaboration ; cx:hasCollaborationLevel collaboration-level:none .
"""


@cache
def everything() -> frozenset[Triple]:
    """The vocabularies, the sample and all that the rules conclude."""
    asserted = [*modules(), *vocabulary(), *triples(SAMPLE)]
    return frozenset(asserted) | {t for inferred in infer(asserted).values() for t in inferred}


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(f"{HEADER}@prefix : <https://example.org/> .\n{text}", RdfFormat.TURTLE)]


@pytest.mark.parametrize(
    "statement",
    [
        "tool:crawler cx:belongsToCategory cat:content-and-experience",
        "tool:crawler cx:expectedToProvide cap:technical-seo",
        "tool:crawler cx:mayProvideCapability cap:technical-seo",
        "tool:crawler cx:contributesToNeed need:be-found-in-search",
        "maturity:initiate cx:precedes maturity:radiate , maturity:align , maturity:optimize",
        "maturity:initiate cx:precedes maturity:nurture , maturity:engage , maturity:lifetime-customers",
        "maturity:initiate cx:precedesByTwo maturity:align , maturity:lifetime-customers",
        ":phone cx:lagsBehind :email",
        ":phone a cx:DisconnectedChannel",
        ":facing cx:servesNeed need:recover-abandoned-carts",
        ":facing a cx:CXFacingInitiative",
        ":empty a cx:ChallengedInitiative",
        "cat:marketing-automation cx:coversPhase phase:attract , phase:convert , phase:advocate",
        "tool:suite a cx:FullJourneyTool",
        "tactic:tactic-ab-testing cx:contributesTo theme:theme-easy-to-do-business-with",
        "tactic:tactic-ab-testing a cx:AlignedTactic",
        "need:blend-online-and-store a cx:OmnichannelNeed",
        ":gap a cx:EndToEndGap",
        ":silo a cx:SiloedJourney",
        "touchpoint:loyalty-account a cx:HybridTouchpoint",
        "enabler:enabler-business-intelligence a cx:BusinessCentricEnabler , cx:CustomerCentricEnabler",
        "enabler:enabler-crm a cx:BusinessCentricEnabler",
        "stage:discover cx:precedes stage:refer",
        "cap:technical-seo cx:isEssentialFor need:be-found-in-search",
        "cap:technical-seo cx:isRequiredBy need:be-found-in-search",
        "need:be-found-in-search cx:requiresEssential cap:technical-seo",
        "need:recover-abandoned-carts a cx:ExperienceNeed",
        "cat:seo a cx:Provider",
    ],
)
def test_must_follow(statement: str) -> None:
    missing = set(triples(f"{statement} .")) - everything()
    assert not missing


@pytest.mark.parametrize(
    "statement",
    [
        "tool:crawler cx:expectedToProvide cap:accessibility-auditing",
        "tool:crawler cx:mayProvideCapability cap:accessibility-auditing",
        "tool:crawler cx:providesCapability cap:technical-seo",
        "cat:content-and-experience cx:providesCapability cap:technical-seo",
        "cat:content-and-experience cx:stronglyServesNeed need:be-found-in-search",
        "maturity:initiate cx:precedesByTwo maturity:radiate",
        "maturity:lifetime-customers cx:precedes maturity:initiate",
        "stage:refer cx:precedes stage:discover",
        "touchpoint:store-visit a cx:HybridTouchpoint",
        ":email a cx:DisconnectedChannel",
        ":email cx:lagsBehind :phone",
        ":hidden a cx:CXFacingInitiative",
        ":empty a cx:CXFacingInitiative",
        ":facing a cx:ChallengedInitiative",
        "tool:crawler a cx:FullJourneyTool",
        "tool:privacy a cx:FullJourneyTool",
        "tool:tester a cx:FullJourneyTool",
        "profile:suite a cx:FullJourneyTool",
        "need:raise-conversion a cx:OmnichannelNeed",
        ":covered a cx:EndToEndGap",
        "enabler:enabler-crm a cx:CustomerCentricEnabler",
        "need:be-found-in-search cx:requiresEssential cap:paid-search-management",
    ],
)
def test_must_not_follow(statement: str) -> None:
    assert not set(triples(f"{statement} .")) & everything()


def test_every_experience_need_is_judged_by_both_views() -> None:
    members = {
        name: {t.subject for t in everything() if (t.predicate, t.object) == (expand("rdf:type"), expand(name))}
        for name in ("cx:ExperienceNeed", "cx:BalancedNeed")
    }
    assert members["cx:ExperienceNeed"]
    assert members["cx:ExperienceNeed"] <= members["cx:BalancedNeed"]


def test_strong_service_is_what_the_arithmetic_of_fit_says() -> None:
    """The scores of every category for every need, computed from the tables themselves."""
    rows = {table.file.name: [row.cells for row in table.rows] for table in read_tables(VOCAB)}
    weight = {r["id"]: float(r["weight"]) for name in ("importance", "strength") for r in rows[f"{name}_levels.csv"]}
    provides = {(r["category"], r["capability"]): weight[r["strength"]] for r in rows["provisions.csv"]}
    share = next(float(r["share_of_best"]) for r in rows["fit_levels.csv"] if r["id"] == "primary")
    expected = set()
    for need in (r["id"] for r in rows["needs.csv"]):
        required = [r for r in rows["requirements.csv"] if r["need"] == need]
        covered = {}
        for category in {category for category, _ in provides}:
            slots: dict[str, list[tuple[float, float, float, float]]] = {}
            for r in required:
                importance, essential = weight[r["importance"]], float(r["importance"] == "essential")
                part = importance * provides.get((category, r["capability"]), 0.0)
                slot = slots.setdefault(r["alternative_group"] or r["capability"], [])
                slot.append((part, importance, part * essential, importance * essential))
            best = [[max(values) for values in zip(*slot, strict=True)] for slot in slots.values()]
            covered[category] = [sum(values) for values in zip(*best, strict=True)]
        yardstick = max(part for part, *_ in covered.values())
        for category, (part, whole, essential_part, essential_whole) in covered.items():
            enough = essential_part >= 0.5 * essential_whole or part >= 0.4 * whole
            if part >= share * yardstick - 1e-9 and enough:
                expected.add((category, need))
    served = {t for t in everything() if t.predicate == expand("cx:stronglyServesNeed")}
    told = {
        tuple(str(end)[1:-1].rpartition("/")[2] for end in (t.subject, t.object))
        for t in served
        if "/category/" in str(t.subject)
    }
    assert told == expected


def test_profile_is_scored_like_the_one_category_it_names_and_its_tool_like_the_profile() -> None:
    served = {
        kind: {t.object for t in everything() if (t.subject, t.predicate) == (node, expand("cx:stronglyServesNeed"))}
        for kind, node in (
            ("category", individual("category", "seo")),
            ("profile", individual("profile", "seo")),
            ("tool", individual("tool", "crawler")),
        )
    }
    assert served["category"]
    assert served["profile"] == served["tool"] == served["category"]
