"""A slip in the header of a question is one clear error."""

from pathlib import Path

import pytest

from queries.catalogue import Question, read_question
from queries.errors import HeaderError, QueryError, SparqlError

GOOD = """\
#+ summary: Which things are there?
#+ tags: [analyst]
#+ parameters:
#+   kind: {type: category, description: The kind., optional: true}
#+ columns:
#+   thing: {kind: iri, meaning: IRI of the thing}
#+   size: {kind: number, meaning: how large it is, unit: m}
#+ chart: {type: bar, x: thing, y: size}
#+ rows: [0, 5]
#+ answers: [cq-01]
PREFIX cx: <https://w3id.org/cxscape/ontology#>

SELECT ?thing ?size
WHERE {
  VALUES ?kind { cx:Any }
  ?thing cx:size ?size ;
    cx:kind ?kind .
}
"""

SLIPS = [
    (
        "summary: Which things are there?",
        "summry: Which?",
        r"a key of the header cannot be 'summry' \(did you mean summary\?\)",
    ),
    ("#+ tags: [analyst]\n", "", "the header lacks tags"),
    ("tags: [analyst]", "tags: analyst", "the header: tags must be a list, not 'analyst'"),
    ("tags: [analyst]", "tags: [Data Steward]", "tags: 'Data Steward' does not have the right form"),
    ("there?", "there", "the summary must be a question"),
    (
        "{kind: iri, meaning: IRI of the thing}",
        "IRI of the thing",
        "column 'thing' must be a mapping with kind, meaning",
    ),
    ("{kind: iri, meaning: IRI of the thing}", "{kind: iri}", "column 'thing' lacks meaning"),
    ("kind: number", "kind: nummer", r"the kind of column 'size' cannot be 'nummer' \(did you mean number\?\)"),
    ("unit: m", "units: m", r"a key of column 'size' cannot be 'units' \(did you mean unit\?\)"),
    ("unit: m", "unit: 3", "column 'size': unit must be text, not 3"),
    ("optional: true", "optional: perhaps", "parameter 'kind': optional must be true or false, not 'perhaps'"),
    ("description: The kind., ", "", "parameter 'kind' lacks description"),
    ("type: category", "type: Vendor Category", "parameter 'kind': 'Vendor Category' is no type"),
    ("y: size", "y: weight", "an axis of the chart cannot be 'weight'"),
    ("type: bar", "type: bars", r"the type of the chart cannot be 'bars' \(did you mean bar\?\)"),
    ("rows: [0, 5]", "rows: [5, 0]", "rows must be the least and the most number of rows"),
    ("rows: [0, 5]", "rows: [0]", "rows must be the least and the most number of rows"),
    ("answers: [cq-01]", "answers: [first]", "answers: 'first' does not have the right form"),
    ("#+ columns:", "#+ columns: [", "the #\\+ lines are no YAML"),
    ("SELECT ?thing ?size", "SELECT ?size ?thing", "names the columns thing, size, and the query gives size, thing"),
    ("SELECT ?thing ?size", "SELECT ?thing", "names the columns thing, size, and the query gives thing"),
    ("SELECT ?thing ?size", "ASK", "a question is a SELECT, a CONSTRUCT or a DESCRIBE"),
    ("?thing cx:size", "?thing cxx:size", "no SPARQL that runs as it is"),
]


def read(tmp_path: Path, text: str) -> Question:
    file = tmp_path / "things.rq"
    file.write_text(text, encoding="utf-8")
    return read_question(file)


def test_a_good_header_is_read(tmp_path: Path) -> None:
    read(tmp_path, GOOD)


@pytest.mark.parametrize(("right", "wrong", "message"), SLIPS)
def test_a_slip_is_named_with_the_file(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert GOOD.count(right) == 1
    with pytest.raises(HeaderError, match=f"^things.rq: .*{message}"):
        read(tmp_path, GOOD.replace(right, wrong))


def test_a_parameter_without_a_block_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SparqlError, match=r"expected one VALUES \?kind"):
        read(tmp_path, GOOD.replace("VALUES ?kind { cx:Any }", ""))


def test_a_number_of_rows_to_leave_out_needs_an_offset(tmp_path: Path) -> None:
    asked = GOOD.replace("type: category", "type: offset")
    with pytest.raises(
        SparqlError, match="expected LIMIT and then OFFSET, each with a number on a line of its own, found none"
    ):
        read(tmp_path, asked)
    paged = read(tmp_path, f"{asked}LIMIT 5\nOFFSET 10\n")
    assert (paged.page, paged.defaults(paged.skip)) == (5, ("10",))
    with pytest.raises(SparqlError, match="found several"):
        read(tmp_path, f"{asked}LIMIT 5\nOFFSET 0\n".replace("{\n", "{\n{ SELECT * { }\nLIMIT 5\nOFFSET 0\n}\n", 1))


def test_a_question_that_changes_the_graph_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="is an update"):
        read(tmp_path, GOOD[: GOOD.index("SELECT")] + "DELETE WHERE { VALUES ?kind { cx:Any } ?s ?p ?o }")
