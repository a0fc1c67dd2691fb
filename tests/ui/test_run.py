"""``cxscape run`` asks a question of the catalogue, as a user runs it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse

NEED = "need=recover-abandoned-carts"


def run(home: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from ui.cli import main; main()", "--home", str(home), "run", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    return result


def test_help_is_the_header_of_the_question(small_home: Path) -> None:
    text = run(small_home, "filters-of-tools", "--help").stdout
    assert "Which of my filters do these tools pass?" in text
    assert "Must be given, for example klaviyo. May be given several times." in " ".join(text.split())
    assert "No restriction if left out. Values: cxscape run pricing-models" in " ".join(text.split())
    assert "passed, failed, unknown or not asked (text)" in " ".join(text.split())


def test_help_lists_every_question_with_its_words(small_home: Path) -> None:
    assert "What could take the place of this tool?" in " ".join(run(small_home, "--help").stdout.split())


def test_a_table_is_the_default(small_home: Path) -> None:
    lines = run(small_home, "symptoms-of-need", "--set", NEED).stdout.splitlines()
    assert lines[0] == "phrase"
    assert lines[-1] == "4 rows"


@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_rows_as_csv_and_tsv(small_home: Path, form: str, separator: str) -> None:
    text = run(small_home, "kpis-of-need", "--set", NEED, "--format", form).stdout
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    assert len(rows) == 5
    assert len(rows[0]) == 6


def test_rows_as_sparql_json_and_xml(small_home: Path) -> None:
    found = json.loads(run(small_home, "journey", "--format", "json").stdout)
    assert len(found["results"]["bindings"]) == 10
    tree = ET.fromstring(run(small_home, "journey", "--format", "xml").stdout)  # noqa: S314 - our own output
    assert len(tree.findall(".//{*}result")) == 10


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
    ],
)
def test_a_graph_in_every_form_is_the_same(small_home: Path, form: str, kind: RdfFormat) -> None:
    text = run(small_home, "need-graph", "--set", NEED, "--format", form).stdout
    plain = run(small_home, "need-graph", "--set", NEED, "--format", "ntriples").stdout
    assert {quad.triple for quad in parse(text, kind)} == {quad.triple for quad in parse(plain, RdfFormat.N_TRIPLES)}


def test_sparql_prints_the_bound_query(small_home: Path) -> None:
    text = run(small_home, "symptoms-of-need", "--set", "need=Raise conversion", "--sparql", code=1).stderr
    assert "no need is called 'Raise conversion'" in text
    text = run(small_home, "symptoms-of-need", "--set", "need=need:raise-conversion", "--sparql").stdout
    assert "VALUES ?need { <https://w3id.org/cxscape/id/need/raise-conversion> }" in text


def test_several_values_are_several_settings(small_home: Path) -> None:
    found = run(small_home, "redundant-tools", "--set", "tool=nope", code=1)
    assert "no tool is called 'nope'" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nope"], 1, "cxscape: no question is named 'nope'"),
        (["need"], 1, "cxscape: need needs the parameter 'need'"),
        (["need", "--set", "nonsense"], 2, "'nonsense' must be NAME=VALUE"),
        (["journey", "--format", "turtle"], 1, "cxscape: the answer is no graph"),
        (["need-graph", "--set", NEED, "--format", "csv"], 1, "cxscape: the answer is a graph, which has no csv form"),
    ],
)
def test_what_cannot_be_done_is_one_message(small_home: Path, arguments: list[str], code: int, message: str) -> None:
    assert message in run(small_home, *arguments, code=code).stderr


def test_without_a_release_the_message_says_what_to_do(tmp_path: Path) -> None:
    assert "cxscape refresh" in run(tmp_path, "journey", code=1).stderr
