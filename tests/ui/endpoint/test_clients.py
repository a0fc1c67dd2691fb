"""Public clients that nobody here wrote ask the same five questions and get the same answers."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from tests.servers.fixtures import need
from tests.ui.endpoint.comunica import MISSING, comunica
from tests.ui.endpoint.serving import Server
from tests.virtuoso import must_run

PREFIXES = """PREFIX cx: <https://w3id.org/cxscape/ontology#>
PREFIX need: <https://w3id.org/cxscape/id/need/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
QUESTIONS = {
    "labels": "SELECT ?need ?label { ?need a cx:CXNeed ; skos:prefLabel ?label }",
    "counts": "SELECT ?stage (COUNT(?need) AS ?needs) { ?need cx:arisesAtStage ?stage } GROUP BY ?stage",
    "optional": "SELECT ?tool ?page { ?tool a cx:Tool OPTIONAL { ?tool cx:homepage ?page } }",
    "path": "SELECT DISTINCT ?can { need:recover-abandoned-carts cx:hasRequirement/cx:onCapability ?can }",
    "graphs": "SELECT DISTINCT ?graph { GRAPH ?graph { ?need a cx:CXNeed } }",
}
Rows = set[tuple[str, ...]]


def by_sparqlwrapper(server: Server, sparql: str) -> Rows:
    client = SPARQLWrapper(server.sparql)
    client.setMethod(POST)
    client.setReturnFormat(JSON)
    client.setQuery(sparql)
    return _of_json(client.queryAndConvert())


def by_rdflib(server: Server, sparql: str) -> Rows:
    graph = rdflib.Graph(SPARQLStore(server.sparql))
    result = graph.query(sparql)
    return {tuple(str(term or "") for term in row) for row in result}  # type: ignore[union-attr]


def by_curl(server: Server, sparql: str) -> Rows:
    command = ["curl", "--fail", "--silent", "--header", "Accept: text/csv", "--data-urlencode", f"query={sparql}"]
    done = subprocess.run([*command, server.sparql], capture_output=True, check=True)
    return {tuple(row) for row in list(csv.reader(io.StringIO(done.stdout.decode())))[1:]}


def _of_json(answer: object) -> Rows:
    assert isinstance(answer, dict)
    names = answer["head"]["vars"]
    return {tuple(row.get(name, {}).get("value", "") for name in names) for row in answer["results"]["bindings"]}


@pytest.mark.parametrize("name", QUESTIONS)
def test_python_clients_and_curl_agree(small_server: Server, name: str) -> None:
    need(shutil.which("curl"), "no curl found")
    sparql = PREFIXES + QUESTIONS[name]
    clients: list[Callable[[Server, str], Rows]] = [by_sparqlwrapper, by_rdflib, by_curl]
    answers = [client(small_server, sparql) for client in clients]
    assert answers[0]
    assert answers[0] == answers[1] == answers[2]


def test_comunica_agrees(small_server: Server, tmp_path: Path) -> None:
    program = comunica(tmp_path, must_run=must_run())
    need(program, MISSING)
    for question in QUESTIONS.values():
        sparql = PREFIXES + question
        command = [str(program), f"sparql@{small_server.sparql}", sparql, "-t", "application/sparql-results+json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert _of_json(answer) == by_sparqlwrapper(small_server, sparql)
