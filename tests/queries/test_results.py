"""Rows of an answer as plain values: what the engine writes as text reads as the terms themselves do."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from queries.results import plain, rows_of

XSD = "http://www.w3.org/2001/XMLSchema#"
_SUBJECT, _PREDICATE = NamedNode("urn:s"), NamedNode("urn:p")

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text('\t\n\r\\"<>_@^.ue1 \b\f\x0b\x1f\x85\u2028')
NUMBERS = (
    st.tuples(st.integers().map(str), st.sampled_from(["integer", "decimal", "double", "int", "byte"]))
    | st.tuples(st.floats().map(str), st.sampled_from(["double", "float"]))
    | st.tuples(st.sampled_from(["+1", "01", "-0"]), st.sampled_from(["integer", "decimal", "double", "long"]))
    | st.tuples(st.sampled_from(["1.", ".5", "+1.50", "-0.0"]), st.sampled_from(["decimal", "double", "float"]))
    | st.tuples(st.sampled_from(["1e3", "1E-3", "INF", "-INF", "NaN"]), st.sampled_from(["double", "float"]))
    | st.tuples(st.sampled_from(["true", "false", "1", "0"]), st.just("boolean"))
    | st.tuples(st.just("2026-11-22"), st.just("date"))
)
TERMS = (
    TEXTS.map(Literal)
    | TEXTS.map(lambda text: Literal(text, language="en"))
    | TEXTS.map(lambda text: Literal(text, datatype=NamedNode("urn:kind")))
    | NUMBERS.map(lambda said: Literal(said[0], datatype=NamedNode(XSD + said[1])))
    | st.text("abc/?.-_~é", min_size=1).map(lambda text: NamedNode(f"urn:{text}"))
    | st.text("abc", min_size=1).map(BlankNode)
)


def answer_of(store: Store, sparql: str) -> QuerySolutions:
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    return answer


def read(store: Store, sparql: str) -> list[dict[str, object]]:
    """Return the rows as values."""
    return [dict(row) for row in rows_of(answer_of(store, sparql))]


@given(st.lists(TERMS, max_size=8))
def test_rows_that_the_engine_writes_hold_the_values_of_their_terms(
    terms: list[Literal | NamedNode | BlankNode],
) -> None:
    store = Store()
    store.extend(Quad(_SUBJECT, _PREDICATE, term) for term in terms)
    # The second column stays empty in rows of other terms than IRIs.
    sparql = """
        SELECT ?term ?also
        WHERE {
          ?s ?p ?term .
          OPTIONAL { ?s ?p ?also FILTER(sameTerm(?term, ?also) && isIRI(?term)) }
        }
    """
    expected = [
        {name.value: plain(solution[name]) for name in (Variable("term"), Variable("also"))}
        for solution in answer_of(store, sparql)
    ]
    found = read(store, sparql)
    assert repr(found) == repr(expected)  # by repr: NaN is not equal to itself, and 1 equals True


def test_a_table_without_rows_has_none() -> None:
    assert read(Store(), "SELECT ?s { ?s ?p ?o }") == []


def test_a_table_of_one_column_without_a_value_has_a_row() -> None:
    assert read(Store(), "SELECT ?s {}") == [{"s": None}]


def test_a_triple_in_a_cell_is_no_value() -> None:
    sparql = "SELECT ?t { BIND(<<( <urn:a> <urn:b> <urn:c> )>> AS ?t) }"
    assert [plain(solution["t"]) for solution in answer_of(Store(), sparql)] == [None]
    assert read(Store(), sparql) == [{"t": None}]
