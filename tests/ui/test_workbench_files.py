"""What leaves the workbench: links, files and programs."""

import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from openpyxl import load_workbook
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, Store

from queries.header import Column
from ui.workbench import code, exports
from ui.workbench.address import Asked, Look, read, written
from ui.workbench.answers import read as read_answer
from ui.workbench.running import Outcome

TEXTS = st.text(st.characters(codec="utf-8"), max_size=600)
HOSTILE = 'SELECT ?x { BIND("""\'\\"  )-" $HOME `id` \\\\ SPARQL""" AS ?x) }\nSPARQL_\n'


@given(TEXTS, st.sampled_from(["", "table", "chart"]))
def test_link_gives_the_query_back(sparql: str, view: str) -> None:
    parameters = {
        name: [value] if isinstance(value, str) else value
        for name, value in written(Asked(sparql=sparql), Look(view)).items()
    }
    assert read(parameters) == (Asked(sparql=sparql), Look(view))


@given(
    st.dictionaries(
        st.from_regex(r"p_[a-z]{1,9}", fullmatch=True), st.lists(TEXTS.filter(bool), min_size=1, max_size=3), max_size=4
    )
)
def test_link_gives_the_values_of_a_question_back(values: dict[str, list[str]]) -> None:
    asked = Asked("tools-for-need", tuple((name, tuple(given)) for name, given in values.items()))
    parameters = {name: [value] if isinstance(value, str) else value for name, value in written(asked, Look()).items()}
    assert read(parameters)[0] == asked


def outcome_of(sparql: str) -> Outcome:
    """Return the outcome of a query that needs no data."""
    answer = Store().query(sparql)
    assert isinstance(answer, QuerySolutions | QueryBoolean)
    content = answer.serialize(format=QueryResultsFormat.JSON) or b""
    return Outcome(sparql, "r1", 0.1, read_answer(content, "application/sparql-results+json"), content, 1)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK(\\"http://x\\")', "\\t=1", "\\u0007bell", "x" * 40_000]
)
def test_text_never_becomes_a_formula(text: str) -> None:
    outcome = outcome_of(f'SELECT ?x {{ BIND("{text}" AS ?x) }}')
    sheet = load_workbook(BytesIO(exports.workbook(outcome, [Column("x", "text", "")])))["Answer"]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert len(str(cell.value)) <= 32_767


def test_numbers_stay_numbers_and_unknown_stays_empty() -> None:
    outcome = outcome_of("SELECT ?a ?b ?c { BIND(7 AS ?a) BIND(0.5 AS ?b) }")
    columns = [Column("a", "count", "", "sites"), Column("b", "share", ""), Column("c", "text", "")]
    book = load_workbook(BytesIO(exports.workbook(outcome, columns)))
    assert [[cell.value for cell in row] for row in book["Answer"].rows] == [["a (sites)", "b", "c"], [7, 0.5, None]]
    assert [row[1].value for row in book["About"].rows][:3] == ["r1", 1, "whole"]


def test_yes_and_no_can_be_exported() -> None:
    outcome = outcome_of("ASK { FILTER(1 = 1) }")
    csv, xlsx, srj = (exports.content(outcome, form, []) for form in exports.formats(outcome))
    assert csv == b"answer\r\ntrue\r\n"
    assert load_workbook(BytesIO(xlsx))["Answer"]["A2"].value is True
    assert json.loads(srj)["boolean"] is True


@pytest.mark.parametrize("template", [name for name in code.SNIPPETS.values() if name.endswith(".py")])
def test_python_snippets_survive_any_text(template: str) -> None:
    compile(code.snippet(template, HOSTILE, "http://127.0.0.1/sparql"), template, "exec")


def test_shell_snippet_hands_any_text_over_as_it_is(tmp_path: Path) -> None:
    script = code.snippet("curl.sh", HOSTILE, "http://127.0.0.1/sparql")
    (tmp_path / "curl").write_text("#!/bin/sh\ncat\n", encoding="utf-8")
    (tmp_path / "curl").chmod(0o755)
    path = f"{tmp_path}:{Path(shutil.which('cat') or '').parent}"
    run = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True, env={"PATH": path})
    assert run.stdout == HOSTILE


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT ?label { tool:klaviyo skos:prefLabel ?label }", "Klaviyo"),
        ("ASK { tool:klaviyo a cx:Tool }", "true"),
        ("DESCRIBE tool:klaviyo", "klaviyo"),
    ],
)
def test_snippets_ask_the_endpoint_and_print_its_answer(server: str, sparql: str, told: str) -> None:
    for template in ("sparqlwrapper.py", "rdflib.py", "pandas.py"):
        program = code.snippet(template, sparql, f"{server}/sparql")
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=False
        )
        assert told in run.stdout.casefold() or told in run.stdout, (template, run.stderr)
    script = code.snippet("curl.sh", sparql, f"{server}/sparql")
    run = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)
    assert told in run.stdout.casefold() or told in run.stdout, run.stderr


def test_notebook_runs(server: str) -> None:
    sparql = "SELECT ?label { tool:klaviyo skos:prefLabel ?label }"
    text = code.notebook(sparql, f"{server}/sparql").decode()
    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(book)
    NotebookClient(book, timeout=120).execute()
    assert "Klaviyo" in str(book.cells[1].outputs)
