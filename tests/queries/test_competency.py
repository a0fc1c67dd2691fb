"""Each competency question is asked of a small landscape with a session, and answers what was checked by hand.

``competency/why.toml`` says for each question why its expected rows are right.
"""

import csv
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from loaders.refresh import refresh
from ontology.namespaces import GRAPH, shorten
from ontology.quads import in_graph
from ontology.rules import infer
from queries import competency
from queries.competency import CompetencyQuestion, page, questions, triples, untouched
from queries.text import check_read_only, replace_values

HERE = Path(__file__).parent / "competency"
FIXTURE = HERE / "fixture"
EXPECTED = HERE / "expected"
EARLIER = ox.NamedNode(f"{GRAPH}earlier")
WHY: dict[str, dict[str, Any]] = tomllib.loads((HERE / "why.toml").read_text(encoding="utf-8"))
NUMBERS = ("integer", "decimal", "double")
SLOW_IN_RDFLIB = frozenset(f"cq-{number:02}" for number in (1, 2, 3, 22, 24, 25, 27, 32, 33, 36, 49, 60, 62, 65))
"""rdflib joins subselects and long patterns row by row, so that each of these takes it most of a minute or more."""

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
each_question = pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)

Row = tuple[str, ...]


@dataclass(frozen=True)
class Graphs:
    """One graph in two engines."""

    oxigraph: ox.Store
    rdflib: rdflib.Dataset


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Graphs:
    """A real release, the tools of an earlier one, a session with what the rules infer from it, and planted flaws."""
    home = tmp_path_factory.mktemp("home")
    files = ("technologies.csv", "landscape.csv", "adoption.csv")
    release, _ = refresh(home / "now", [FIXTURE / name for name in files])
    earlier, _ = refresh(home / "earlier", [FIXTURE / f"earlier-{name}" for name in files[:2]])
    store = ox.Store()
    store.bulk_extend(ox.Store.read_only(str(release.store)))
    store.bulk_extend(_facts(ox.Store.read_only(str(earlier.store))))
    whole = [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    session = [*_turtle("session.ttl"), *triples()]
    inferred = [triple for found in infer([*whole, *session]).values() for triple in found]
    store.bulk_extend(in_graph([*session, *inferred, *_turtle("flaws.ttl")]))
    return Graphs(store, _dataset(store))


@each_question
def test_answer_is_what_was_checked_by_hand(question: CompetencyQuestion, graphs: Graphs) -> None:
    expected = _expected(question)
    names = list(expected[0])
    wanted = [tuple(row.values()) for row in expected[1:]]
    found = _rows(graphs.oxigraph, question.sparql, names)
    why = WHY[question.id]
    assert why["why"]
    if why.get("part"):
        assert not Counter(wanted) - Counter(found)
    else:
        assert found == wanted
    for absent in why.get("absent", []):
        assert not [row for row in found if absent in row]


@each_question
def test_rdflib_gives_equal_rows(question: CompetencyQuestion, graphs: Graphs) -> None:
    if question.id in SLOW_IN_RDFLIB:
        pytest.skip("rdflib joins the parts of this query row by row and takes too long")
    if question.id == "cq-67":
        pytest.skip("rdflib is not given the named graphs that this query counts: loading them takes a minute")
    names = [variable.value for variable in _select(graphs.oxigraph, question.sparql).variables]
    answer = graphs.rdflib.query(question.sparql)
    found = [tuple(_from_rdflib(row.get(rdflib.Variable(name))) for name in names) for row in answer.bindings]
    assert Counter(found) == Counter(_rows(graphs.oxigraph, question.sparql, names))


@each_question
def test_header_names_the_columns_and_one_default_of_each_parameter(
    question: CompetencyQuestion, graphs: Graphs
) -> None:
    check_read_only(question.sparql)
    columns = [variable.value for variable in _select(graphs.oxigraph, question.sparql).variables]
    assert list(question.columns) == columns
    for parameter in question.parameters.values():
        assert parameter.description
        assert f"VALUES ?{parameter.name} {{ cx:None }}" in replace_values(question.sparql, parameter.name, "cx:None")


def test_ids_are_complete_and_gaps_have_a_reason() -> None:
    assert [question.id for question in questions()] == [f"cq-{number:02}" for number in range(1, 69)]
    assert set(WHY) == {question.id for question in questions()}
    gaps = {question.id for question in questions() if question.status == "gap"}
    assert gaps == {question.id for question in questions() if question.reason}
    assert len(gaps) <= 8


def test_changing_the_need_changes_the_answer(graphs: Graphs) -> None:
    question = next(question for question in questions() if question.id == "cq-54")
    need = "<https://w3id.org/cxscape/id/need/reward-loyalty>"
    assert _rows(graphs.oxigraph, question.sparql, ["tool_label"])
    assert not _rows(graphs.oxigraph, replace_values(question.sparql, "need", need), ["tool_label"])


def test_questions_are_in_the_graph_with_their_query(graphs: Graphs) -> None:
    sparql = """
        PREFIX cx: <https://w3id.org/cxscape/ontology#>
        PREFIX question: <https://w3id.org/cxscape/id/question/>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?concept ?text ?query
        WHERE {
          VALUES ?question { question:cq-16 }
          ?question a cx:CompetencyQuestion , sh:SPARQLSelectExecutable ;
            rdfs:comment ?text ;
            sh:select ?query .
          ?concept cx:hasHome ?question .
        }
    """
    [(concept, text, query)] = _rows(graphs.oxigraph, sparql, ["concept", "text", "query"])
    assert concept.startswith("source-concept:")
    assert text == "Which of our tactics, down to A/B tests, cannot be traced to a strategic objective?"
    assert _rows(graphs.oxigraph, query, ["tactic_label"]) == [("Radio jingle",)]


def test_questions_use_nine_of_ten_classes_and_object_properties() -> None:
    total, missing = competency.ontology_terms(), untouched()
    for kind in ("classes", "object properties"):
        assert len(missing[kind]) <= 0.1 * len(total[kind]), sorted(missing[kind])


def test_no_query_uses_a_term_that_the_ontology_lacks() -> None:
    known = frozenset().union(*competency.ontology_terms().values()) | {"mappingPredicate", "mappingJustification"}
    known |= {"hasHome", "Any"}
    for question in questions():
        assert question.terms <= known, f"{question.id}: {sorted(question.terms - known)}"


def test_page_is_up_to_date() -> None:
    assert competency.PAGE.read_text(encoding="utf-8") == page(), f"run: {competency.WRITE}"


def _facts(store: ox.Store) -> list[ox.Quad]:
    """Return what the earlier release says of its tools, of the categories they are in, and of itself."""
    names = ("Tool", "MartechSubcategory", "Release")
    classes = [ox.NamedNode(f"https://w3id.org/cxscape/ontology#{name}") for name in names]
    members = {
        quad.subject for class_ in classes for quad in store.quads_for_pattern(None, None, class_, ox.DefaultGraph())
    }
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, EARLIER)
        for member in members
        for quad in store.quads_for_pattern(member, None, None, ox.DefaultGraph())
    ]


def _turtle(name: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(FIXTURE / name), format=ox.RdfFormat.TURTLE)]


def _dataset(store: ox.Store) -> rdflib.Dataset:
    """Return the default graph and the earlier release, which is all that the questions read here."""
    dataset = rdflib.Dataset()
    graphs: dict[Any, rdflib.Graph] = {
        ox.DefaultGraph(): dataset.default_graph,
        EARLIER: dataset.graph(rdflib.URIRef(EARLIER.value)),
    }
    for name, graph in graphs.items():
        for quad in store.quads_for_pattern(None, None, None, name):
            subject, predicate, object_ = quad.triple
            graph.add((_to_rdflib(subject), _to_rdflib(predicate), _to_rdflib(object_)))
    return dataset


def _to_rdflib(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)


def _select(store: ox.Store, sparql: str) -> ox.QuerySolutions:
    answer = store.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _rows(store: ox.Store, sparql: str, names: list[str]) -> list[Row]:
    return [tuple(_from_oxigraph(solution[name]) for name in names) for solution in _select(store, sparql)]


def _from_oxigraph(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return _text(term.value, term.datatype.value)
    return shorten(term.value)


def _from_rdflib(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal):
        return _text(str(term), str(term.datatype))
    return shorten(str(term))


def _text(value: str, datatype: str) -> str:
    """Return a literal in the one form in which equal values are equal text."""
    kind = datatype.rpartition("#")[2]
    if kind in NUMBERS:
        return f"{round(Decimal(value), 6):f}".rstrip("0").rstrip(".") if "." in value else value
    if kind == "boolean":
        return str(value in ("true", "1")).lower()
    if kind == "dateTime":
        return datetime.fromisoformat(value).isoformat()
    return value


def _expected(question: CompetencyQuestion) -> list[Any]:
    """Return the names of the expected columns, then the rows."""
    with (EXPECTED / f"{question.id}.csv").open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        return [reader.fieldnames, *reader]
