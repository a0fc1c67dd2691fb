"""A session infers what the rules infer from everything at once, and holds nothing but what it was given."""

from pathlib import Path

from pyoxigraph import QuerySolutions, Store, Triple

from ontology.namespaces import expand, individual
from ontology.quads import in_graph
from ontology.rules import infer
from plans.maturity import assessed
from plans.maturity_answers import read_answers
from plans.organisation import new
from plans.session import Session
from queries.engines import Embedded
from queries.home import release_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "answers.csv"


def held(session: Session) -> set[Triple]:
    answer = session.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert isinstance(answer, QuerySolutions)
    return {Triple(row["s"], row["p"], row["o"]) for row in answer if row["s"] is not None}


def test_findings_that_are_added_later_give_what_all_rules_give_at_once() -> None:
    session = assessed(read_answers(EXAMPLE, new("Northwind")))
    stated = session.triples()
    at_once = Store()
    at_once.bulk_extend(in_graph([*stated, *(triple for found in infer(stated).values() for triple in found)]))
    assert held(session) == {quad.triple for quad in at_once}


def test_tools_are_looked_up_and_those_that_are_unknown_are_told(small_home: Path) -> None:
    engine = Embedded(release_folder(small_home) / "store")
    answer = engine.query("SELECT ?tool WHERE { ?tool a cx:AvailableTool ; cx:hasProfile/cx:stronglyServesNeed ?need }")
    assert isinstance(answer, QuerySolutions)
    tool = next(iter(answer))["tool"]
    initiative, adopts = individual("initiative", "acme-x"), expand("cx:adoptsTool")
    session = Session([Triple(initiative, adopts, tool), Triple(initiative, adopts, individual("tool", "no"))], engine)
    assert session.unknown == ["no"]
    assert any(t.subject == initiative and t.predicate == expand("cx:servesNeed") for t in held(session))


def test_the_example_strategy_can_be_left_out() -> None:
    theme = expand("cx:StrategicTheme")
    assert any(t.object == theme and t.predicate == expand("rdf:type") for t in held(Session([])))
    without = held(Session([], examples=False))
    assert not any(t.object == theme and t.predicate == expand("rdf:type") for t in without)
    assert not any("/id/tactic/" in str(part) for triple in without for part in triple)
