"""A release of the ontology in the stores of others: every triple arrives, and questions find their answers."""

import csv
import io
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.servers.oxigraph import Oxigraph
from tests.virtuoso import Virtuoso

GRAPHS = ("ontology", "vocabularies", "mappings", "alignments", "void")
COUNT = "SELECT (COUNT(*) AS ?n) {{ GRAPH <urn:cxscape:{graph}> {{ ?s ?p ?o }} }}"
ESSENTIAL = """
PREFIX cx: <https://w3id.org/cxscape/ontology#>
PREFIX need: <https://w3id.org/cxscape/id/need/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label FROM <urn:cxscape:vocabularies> {
  need:recover-abandoned-carts cx:hasEssentialRequirement/cx:onCapability/skos:prefLabel ?label .
}
"""


def ask(server: Oxigraph | Virtuoso, query: str) -> list[list[str]]:
    address = f"{server.query}?{urlencode({'query': query})}"
    request = Request(address, headers={"Accept": "text/csv"})  # noqa: S310 - loopback
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return list(csv.reader(io.StringIO(answer.read().decode())))[1:]


def check(server: Oxigraph | Virtuoso, published: Path, ending: str, media_type: str) -> None:
    for graph in GRAPHS:
        server.put(f"urn:cxscape:{graph}", (published / f"{graph}.{ending}").read_bytes(), media_type)
    expected = {g: len((published / f"{g}.nt").read_text(encoding="utf-8").splitlines()) for g in GRAPHS}
    assert {g: int(ask(server, COUNT.format(graph=g))[0][0]) for g in GRAPHS} == expected
    assert ["Cart and browse recovery"] in ask(server, ESSENTIAL)


@pytest.mark.parametrize(("ending", "media_type"), [("ttl", "text/turtle"), ("rdf", "application/rdf+xml")])
def test_a_release_loads_in_virtuoso(published: Path, virtuoso_server: Virtuoso, ending: str, media_type: str) -> None:
    check(virtuoso_server, published, ending, media_type)


@pytest.mark.parametrize(("ending", "media_type"), [("ttl", "text/turtle"), ("jsonld", "application/ld+json")])
def test_a_release_loads_in_an_oxigraph_server(
    published: Path, oxigraph_server: Oxigraph, ending: str, media_type: str
) -> None:
    check(oxigraph_server, published, ending, media_type)
