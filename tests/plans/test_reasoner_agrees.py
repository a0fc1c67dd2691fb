"""On the example company a description-logic reasoner finds the same members as the questions of the catalogue."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ontology.modules import modules
from ontology.namespaces import ID, expand
from ontology.reasoning import classify
from plans.gaps import stage_findings
from plans.maturity import assessed
from plans.organisation import read
from plans.session import Session
from queries.engines import Embedded
from queries.home import release_folder
from queries.results import rows

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "northwind.ttl"
TYPE = expand("rdf:type")
SILENT = ("cx:realizedByNeed", "cx:realizedByCapability", "cx:realizedByCategory", "cx:measuredBy", "cx:pursuedAtStage")
"""Links of the organization's data into the vocabularies that no definition reads; the reasoner is spared them."""
KEPT = {
    "need": ("rdf:type",),
    "touchpoint": ("rdf:type",),
    "maturity": ("rdf:type", "cx:directlyPrecedes"),
    "coverage-level": ("rdf:type",),
    "verdict": ("rdf:type",),
}
"""What of the vocabularies the four definitions can read; a reasoner takes most of an hour for all of them."""


@pytest.fixture(scope="module")
def session(shipped_home: Path) -> Session:
    engine = Embedded(release_folder(shipped_home) / "store")
    there = read(EXAMPLE)
    session = assessed(there, engine)
    session.state(stage_findings(there, engine, [*session.unknown, *session.retired]))
    return session


@pytest.fixture(scope="module")
def found(session: Session) -> dict[str, set[str]]:
    """What HermiT finds, by class."""
    given = [triple for triple in session.triples() if is_readable(triple)]
    known = classify([*modules(with_dl=True), *given])
    assert known.consistent, known.explanation
    members: dict[str, set[str]] = {}
    for triple in known.entailed:
        if triple.predicate == TYPE and isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            members.setdefault(triple.object.value, set()).add(triple.subject.value)
    return {name: members.get(expand(f"cx:{name}").value, set()) for name in CLASSES}


CLASSES = ("DisconnectedChannel", "EndToEndGap", "CXFacingInitiative", "AlignedTactic")


def is_readable(triple: Triple) -> bool:
    subject = triple.subject
    if not isinstance(subject, NamedNode) or not subject.value.startswith(ID):
        return False
    kind, _, name = subject.value.removeprefix(ID).partition("/")
    if kind in KEPT:
        return triple.predicate in [expand(curie) for curie in KEPT[kind]]
    own = name.startswith("northwind-outfitters") or kind == "tool"
    return own and triple.predicate not in [expand(curie) for curie in SILENT]


def test_disconnected_channels(session: Session, found: dict[str, set[str]]) -> None:
    answer = {str(row["presence"]) for row in rows(session, "disconnected-channels")}
    assert found["DisconnectedChannel"] == answer
    assert len(answer) == 5


def test_end_to_end_gaps(session: Session, found: dict[str, set[str]]) -> None:
    answer = {str(row["stage"]).rpartition("/")[2] for row in rows(session, "gaps-found") if row["gap"]}
    assert {iri.partition("northwind-outfitters-")[2] for iri in found["EndToEndGap"]} == answer
    assert 0 < len(answer) < 10


def test_initiatives_that_face_the_customer(session: Session, found: dict[str, set[str]]) -> None:
    judged = rows(session, "filter-of-initiatives")
    answer = {str(row["initiative"]) for row in judged if str(row["verdict"]).endswith("/passed")}
    assert found["CXFacingInitiative"] == answer
    assert 0 < len(answer) < len({row["initiative"] for row in judged})


def test_tactics_that_are_aligned(session: Session, found: dict[str, set[str]]) -> None:
    own = f"{ID}tactic/northwind-outfitters"
    orphans = {str(row["element"]) for row in rows(session, "orphans-of-strategy") if row["missing"] == "above"}
    tactics = {
        str(row["element"]) for row in rows(session, "ladder-of-strategy") if str(row["kind"]).endswith("#Tactic")
    }
    answer = {tactic for tactic in tactics - orphans if tactic.startswith(own)}
    assert found["AlignedTactic"] == answer
    assert {tactic for tactic in orphans if tactic.startswith(own)} == {f"{own}-summit-tokens"}
