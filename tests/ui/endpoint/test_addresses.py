"""The addresses of individuals: a page for people, a graph for programs."""

import json

import pytest
from playwright.sync_api import Browser
from pyoxigraph import parse

from queries.formats import GRAPHS
from tests.accessibility import SCHEMES, broken
from tests.ui.endpoint.serving import Server

NEED = "/id/need/recover-abandoned-carts"


@pytest.mark.parametrize(("ending", "media_type"), [("ttl", "text/turtle"), ("nt", "application/n-triples")])
def test_a_graph_comes_by_ending_or_by_wish(small_server: Server, ending: str, media_type: str) -> None:
    by_ending = small_server.call("GET", f"{NEED}.{ending}", Accept="text/html")
    by_wish = small_server.call("GET", NEED, Accept=media_type)
    assert by_ending.headers["Content-Type"].partition(";")[0] == media_type
    triples = set(parse(by_wish.body, format=GRAPHS[media_type]))
    assert triples == set(parse(by_ending.body, format=GRAPHS[media_type]))
    iri = f"https://w3id.org/cxscape{NEED}"
    assert {triple.subject.value == iri for triple in triples} == {True, False}, "incoming links are told as well"


def test_a_page_names_things_and_links_to_them(small_server: Server) -> None:
    page = small_server.call("GET", NEED, Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>Recover abandoned carts</h1>" in page.text
    assert 'href="/id/stage/' in page.text
    assert f'href="{NEED}.ttl"' in page.text
    assert "What leads here" in page.text


def test_an_unknown_name_gets_the_nearest_ones(small_server: Server) -> None:
    reply = small_server.call("GET", "/id/need/recover-abandoned-cart")
    assert reply.status == 404
    assert f"https://w3id.org/cxscape{NEED}" in json.loads(reply.body)["nearest"]
    assert small_server.call("GET", "/id/need/recover-abandoned-cart.ttl").status == 404
    assert small_server.call("GET", "/id/nosuchtype/x").status == 404
    assert small_server.call("GET", "/id/need/%22%3E%3Cscript%3E").status == 404


def test_a_name_in_an_address_is_no_sparql(small_server: Server) -> None:
    reply = small_server.call("GET", "/id/need/x%3E%20%7D%20UNION%20%7B%20%3Fsubject%20%3Fp%20%3Fo%20%7D%20%23")
    assert reply.status == 404


def test_terms_are_on_one_page_at_their_names(small_server: Server) -> None:
    page = small_server.call("GET", "/ontology", Accept="text/html")
    assert 'id="CXNeed"' in page.text
    graph = small_server.call("GET", "/ontology.nt")
    assert "<https://w3id.org/cxscape/ontology#CXNeed>" in graph.text
    assert small_server.call("GET", "/ontology.xyz").status == 404


@pytest.mark.browser
def test_pages_ask_nothing_of_anybody_and_are_accessible(chromium: Browser, small_server: Server) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 900}, bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/sparql", NEED, "/ontology"):
        page.goto(f"http://127.0.0.1:{small_server.port}{address}")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert (address, scheme, broken(page)) == (address, scheme, [])
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    outside = [url for url in asked if not url.startswith((f"http://127.0.0.1:{small_server.port}/", "data:"))]
    assert outside == []
    page.close()
