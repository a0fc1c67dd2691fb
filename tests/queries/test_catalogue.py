"""Each question gives on the shipped landscape what its header promises and what was checked by hand."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from loaders.releases import current_release
from ontology.namespaces import shorten
from queries import competency
from queries.catalogue import Question, names, question
from queries.catalogue_page import PAGE, WRITE, page
from queries.choices import resolve
from queries.engines import Embedded
from queries.text import without_page
from tests.queries.planted import plant

CHECKED = Path(__file__).parent / "catalogue"
INTEGER = "integer"
NUMBERS = (INTEGER, "decimal", "double")

each_question = pytest.mark.parametrize("name", names())


@pytest.fixture(scope="module")
def engine(shipped_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    """The shipped landscape with what is planted in it."""
    release = current_release(shipped_home)
    store = tmp_path_factory.mktemp("planted") / "store"
    shutil.copytree(release.store, store)
    plant(store, release.id)
    return Embedded(store)


def cell(term: Any) -> str:
    """Return a term as the tables of checked rows write it."""
    if term is None:
        return ""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term.value)


def solutions(engine: Embedded, asked: Question, sparql: str = "") -> list[ox.QuerySolution]:
    answer = engine.query(sparql or asked.sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


def answered(engine: Embedded, asked: Question, columns: list[str], sparql: str = "") -> list[tuple[str, ...]]:
    """Return the answer's rows as text; those of a graph are its triples."""
    if not asked.is_graph:
        return [tuple(cell(row[column]) for column in columns) for row in solutions(engine, asked, sparql)]
    answer = engine.query(sparql or asked.sparql)
    assert isinstance(answer, ox.QueryTriples)
    return [(cell(triple.subject), cell(triple.predicate), cell(triple.object)) for triple in answer]


def test_there_are_questions_for_everyone() -> None:
    tags = [tag for name in names() for tag in question(name).tags]
    assert len(names()) >= 40
    assert all(tags.count(who) >= 10 for who in ("cmo", "analyst", "steward"))


@each_question
def test_the_number_of_rows_is_within_the_bounds_of_the_header(name: str, engine: Embedded) -> None:
    asked = question(name)
    least, most = asked.rows
    assert least <= len(answered(engine, asked, list(asked.columns))) <= most


@each_question
def test_checked_rows_are_in_the_answer(name: str, engine: Embedded) -> None:
    with (CHECKED / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        columns, *expected = csv.reader(handle, strict=True)
    assert expected
    asked = question(name)
    whole = without_page(asked.sparql) if asked.page else ""
    assert not set(map(tuple, expected)) - set(answered(engine, asked, columns, whole))


def test_no_checked_rows_are_left_of_a_question_that_is_gone() -> None:
    assert {file.stem for file in CHECKED.glob("*.csv")} == set(names())


@each_question
def test_columns_hold_what_their_kind_says(name: str, engine: Embedded) -> None:
    asked = question(name)
    if asked.is_graph:
        return
    for row in solutions(engine, asked):
        wrong = {key: row[key] for key, column in asked.columns.items() if not _fits(row[key], column.kind)}
        assert not wrong


def _fits(term: Any, kind: str) -> bool:
    if term is None:
        return True
    if kind == "iri":
        return isinstance(term, ox.NamedNode)
    if kind == "text":
        return isinstance(term, ox.NamedNode | ox.Literal)
    datatype = term.datatype.value.rpartition("#")[2]
    forms: dict[str, bool] = {
        "count": datatype == INTEGER and int(term.value) >= 0 if datatype in NUMBERS else False,
        "number": datatype in NUMBERS,
        "share": datatype in NUMBERS and 0 <= float(term.value) <= 1,
        "flag": datatype == "boolean",
        "link": term.value.startswith(("http://", "https://")),
        "date": term.value[:4].isdigit(),
        "label": bool(term.value),
    }
    return forms[kind]


@each_question
def test_the_values_in_the_file_are_values_that_an_asker_can_give(name: str, engine: Embedded) -> None:
    asked = question(name)
    given = {parameter: list(asked.defaults(parameter)) for parameter in asked.parameters}
    given = {parameter: values for parameter, values in given.items() if values}
    assert set(given) >= {parameter.name for parameter in asked.parameters.values() if not parameter.optional}
    columns = list(asked.columns)
    bound = asked.bind(resolve(engine, asked, given))
    assert answered(engine, asked, columns, bound) == answered(engine, asked, columns)


@each_question
def test_the_options_of_a_parameter_are_things_of_its_type(name: str, engine: Embedded) -> None:
    for parameter in question(name).parameters.values():
        if parameter.options:
            listing = question(parameter.options)
            assert all(each.optional for each in listing.parameters.values())
            first = solutions(engine, listing)[0][0]
            assert isinstance(first, ox.NamedNode)
            assert f"/id/{parameter.type}/" in first.value


@each_question
def test_a_question_declares_every_prefix_it_uses_and_names_competency_questions_that_exist(name: str) -> None:
    ox.Store().query(question(name).sparql)
    assert set(question(name).answers) <= {each.id for each in competency.questions()}


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"run: {WRITE}"


def test_the_graph_holds_every_question_with_a_text_that_answers(engine: Embedded) -> None:
    sparql = """
        PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX question: <https://w3id.org/cxscape/id/question/>
        PREFIX schema: <https://schema.org/>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?text ?parameter ?type ?answers
        WHERE {
          question:needs-of-kpi a sh:SPARQLSelectExecutable ;
            sh:select ?text ;
            schema:keywords "kpis" ;
            dct:relation ?answers ;
            sh:parameter ?node .
          ?node sh:name ?parameter ;
            dct:type ?type .
        }
    """
    answer = engine.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    [row] = list(answer)
    assert (row["parameter"].value, row["type"].value, cell(row["answers"])) == ("kpi", "kpi", "question:cq-28")
    assert len(solutions(engine, question("needs-of-kpi"), row["text"].value)) == 4
    listed = {row["name"].value for row in solutions(engine, question("questions"))}
    assert listed == set(names())
