"""Reading is all that a query may do, whatever it is dressed up as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from queries.errors import ParameterError, SparqlError
from queries.terms import parse_term
from queries.text import check_read_only, replace_values

UPDATES = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX cx: <https://w3id.org/cxscape/ontology#>\nDELETE WHERE { ?s ?p ?o }",
    "# harmless SELECT\nCLEAR ALL",
    "drop graph <a:g>",
    "LOAD <file:///etc/passwd>",
    "BASE <http://a/> WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]

READS = [
    "SELECT * { ?s ?p ?o }",
    "# INSERT nothing\nASK {}",
    'SELECT ("INSERT DATA" AS ?x) {}',
    "SELECT ?insert ?service { ?insert <http://a/DELETE> ?service }",
    "PREFIX service: <http://a/> SELECT * { ?s service:SERVICE ?o }",
    "SELECT (INSERTED(?x) AS ?y) { ?x ?p 'LOAD' }",
    'CONSTRUCT { ?s ?p """SERVICE <x> {}""" } WHERE { ?s ?p ?o }',
]


@pytest.mark.parametrize("sparql", UPDATES)
def test_an_update_is_refused(sparql: str) -> None:
    with pytest.raises(SparqlError, match="is an update, and the graph is read-only"):
        check_read_only(sparql)


@pytest.mark.parametrize("call", ["SERVICE <http://127.0.0.1/> { ?s ?p ?o }", "service silent ?where {}"])
def test_a_call_to_another_server_is_refused(call: str) -> None:
    with pytest.raises(SparqlError, match="SERVICE would send the query to another server"):
        check_read_only(f"SELECT * {{ {call} }}")


@pytest.mark.parametrize("sparql", READS)
def test_words_in_strings_comments_names_and_variables_are_no_commands(sparql: str) -> None:
    check_read_only(sparql)


def test_the_default_values_block_is_replaced() -> None:
    text = "SELECT * { # VALUES ?x { 1 }\n  VALUES ?x { 1 2 } ?x ?y ?z }"
    assert replace_values(text, "x", "3") == "SELECT * { # VALUES ?x { 1 }\n  VALUES ?x { 3 } ?x ?y ?z }"


@pytest.mark.parametrize("text", ["SELECT * { ?x ?y ?z }", "SELECT * { VALUES ?x { 1 } VALUES ?x { 2 } }"])
def test_a_default_block_is_needed_and_several_must_be_alike(text: str) -> None:
    with pytest.raises(SparqlError, match=r"expected one VALUES \?x"):
        replace_values(text, "x", "3")


def test_blocks_that_are_alike_are_replaced_together() -> None:
    text = "SELECT * { { VALUES ?x { 1 } } UNION { VALUES ?x {1} } }"
    assert replace_values(text, "x", "3") == "SELECT * { { VALUES ?x { 3 } } UNION { VALUES ?x { 3 } } }"


@pytest.mark.parametrize("value", ["a b", "", "x}", "../x", "A", "need:", "<need>", "x --x", "http://a/x", "é"])
def test_what_is_no_id_never_becomes_a_term(value: str) -> None:
    with pytest.raises(ParameterError, match="is no id of a need"):
        parse_term("need", value)


@pytest.mark.parametrize(
    "value",
    [
        "raise-conversion",
        "need:raise-conversion",
        "https://w3id.org/cxscape/id/need/raise-conversion",
        " raise-conversion ",
    ],
)
def test_an_individual_is_named_by_id_prefixed_name_or_iri(value: str) -> None:
    assert parse_term("need", value).value == "https://w3id.org/cxscape/id/need/raise-conversion"


@pytest.mark.parametrize(
    ("kind", "value"), [("integer", "1.5"), ("integer", "1; DROP"), ("date", "yesterday"), ("boolean", "perhaps")]
)
def test_a_literal_of_the_wrong_type_is_refused(kind: str, value: str) -> None:
    with pytest.raises(ParameterError):
        parse_term(kind, value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_typed_stays_one_string(value: str) -> None:
    sparql = replace_values('SELECT ?x { VALUES ?x { "default" } }', "x", str(parse_term("string", value)))
    answer = Store().query(sparql)
    assert isinstance(answer, QuerySolutions)
    assert [solution["x"].value for solution in answer] == [value]
