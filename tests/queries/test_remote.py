"""The shipped landscape on servers of others: the catalogue and free queries answer as they do here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import QueryBoolean, QueryTriples

from loaders.publishing import publish
from loaders.releases import current_release
from plans.closing import closing_set
from plans.findings import board
from plans.stack import Owned, Stack
from plans.standing import standing
from queries.answers import Filters, tools_for_need
from queries.catalogue import names
from queries.compare import Answered, answered, deviation, main, value
from queries.endpoint import Endpoint
from queries.engines import Embedded
from queries.errors import NotSparqlError, SparqlError
from queries.remote import Remote
from queries.search import NeedSearch
from tests import virtuoso
from tests.servers import oxigraph
from tests.servers.canned import Asked, Reply, canned
from tests.servers.fixtures import need
from tests.virtuoso import free_port

YES = b'{"head": {}, "boolean": true}'
NO = b'{"head": {}, "boolean": false}'
NO_ROWS = b'{"head": {"vars": ["n"]}, "results": {"bindings": []}}'


@dataclass(frozen=True)
class Place:
    """The shipped landscape, here and on a server."""

    here: Embedded
    there: Remote
    store: Path
    address: str


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def place(
    request: pytest.FixtureRequest, shipped_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """The shipped landscape, here and on a server that it was published to."""
    release = current_release(shipped_home)
    module = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
    need(module.find(), module.MISSING)
    with getattr(module, request.param)(tmp_path_factory.mktemp("remote")) as server:
        user, password = getattr(server, "user", ""), getattr(server, "password", "")
        publish(release, Endpoint(server.query, server.update, user, password))
        there = Remote(Endpoint(server.query, server.query))
        yield Place(Embedded(release.store), there, release.store, server.query)


@pytest.mark.parametrize("name", names())
def test_a_question_of_the_catalogue_has_equal_rows_everywhere(place: Place, name: str) -> None:
    assert deviation(answered(place.here, name), answered(place.there, name)) == ""


def test_the_headline_answer_is_the_same_in_every_part(place: Place) -> None:
    filters = Filters(channel="email", price_level="low")
    for wanted, chosen in (
        ("recover-abandoned-carts", None),
        ("be-found-in-search", None),
        ("recover-abandoned-carts", filters),
    ):
        here = tools_for_need(place.here, "r", wanted, chosen, limit=20)
        assert here.total > 0
        assert tools_for_need(place.there, "r", wanted, chosen, limit=20) == here


def test_a_stack_stands_the_same_and_the_same_tools_close_its_gaps(place: Place) -> None:
    stack = Stack(tuple(Owned(tool, tool=tool) for tool in ("klaviyo", "shopify", "hotjar", "google-optimize")))
    here, there = (standing(engine, stack) for engine in (place.here, place.there))
    assert there == here
    assert board(place.there, there) == board(place.here, here)
    needs = ["be-found-locally", "reach-new-audiences"]
    plans = [closing_set(engine, "r", stack, needs) for engine in (place.here, place.there)]
    assert plans[0].sets
    assert replace(plans[1], seconds=plans[0].seconds) == plans[0]


def test_words_find_the_same_needs(place: Place) -> None:
    here, there = NeedSearch(place.here), NeedSearch(place.there)
    for words in ("shoppers leave without paying", "customers repeat their story"):
        found = here.find(words)
        assert found.candidates
        assert there.find(words) == found


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [("ASK { need:recover-abandoned-carts a cx:CXNeed }", True), ("ASK { need:nothing a cx:CXNeed }", False)],
)
def test_ask_is_yes_or_no(place: Place, sparql: str, *, expected: bool) -> None:
    answer = place.there.query(sparql)
    assert isinstance(answer, QueryBoolean)
    assert bool(answer) is expected


@pytest.mark.parametrize(
    "sparql",
    [
        "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a cx:CXNeed ; skos:prefLabel ?l }",
        "CONSTRUCT { ?g a prov:Entity } WHERE { GRAPH ?g { tool:klaviyo ?p ?o } }",
    ],
)
def test_a_graph_is_a_graph(place: Place, sparql: str) -> None:
    here, there = place.here.query(sparql), place.there.query(sparql)
    assert isinstance(here, QueryTriples)
    assert isinstance(there, QueryTriples)
    found = {str(triple) for triple in there}
    assert found == {str(triple) for triple in here} != set()


def test_a_description_speaks_of_the_thing(place: Place) -> None:
    answer = place.there.query("DESCRIBE need:recover-abandoned-carts")
    assert isinstance(answer, QueryTriples)
    assert any("Recover abandoned" in str(triple.object) for triple in answer)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?x\nWHERE {\n  ?x a ;\n}\n", r"error at 4:"),
        ("SELEC ?x { }", r"error at 1:"),
        ("# nothing", r"not a SPARQL query"),
        ("SELECT ?x { ?x a unheard-of:Thing }", r"unheard-of|[Pp]refix"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_is_no_query_is_told_as_here(place: Place, sparql: str, message: str) -> None:
    with pytest.raises(SparqlError, match=message) as there:
        place.there.query(sparql)
    with pytest.raises(SparqlError) as here:
        place.here.query(sparql)
    assert str(there.value) == str(here.value)


def test_a_prefix_is_declared_only_where_it_is_used_and_not_declared() -> None:
    sparql = 'PREFIX skos: <a:b>\nSELECT ?n { ?n cx:p "tool:x", skos:y } # need:x\n'

    def filled_by_other_means(asked: Asked) -> Reply:
        if "ASK" not in asked.path:
            return Reply(NO_ROWS)
        return Reply(NO if "publication" in asked.path else YES)

    with canned(filled_by_other_means) as server:
        list(Remote(Endpoint(server.address, server.address)).query(sparql))  # type: ignore[arg-type]
        sent = parse_qs(urlsplit(server.asked[-1].path).query)
    assert sent == {"query": [f"PREFIX cx: <https://w3id.org/cxscape/ontology#> {sparql}"]}


def test_the_table_of_the_comparison_is_printed(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queries.compare.names", lambda: ["journey", "needs"])
    assert main(["--store", str(place.store), "--endpoint", place.address]) == 0
    printed = capsys.readouterr().out
    assert "journey" in printed
    assert "2 questions, 0 with other answers" in printed


def test_the_comparison_of_what_cannot_be_asked_is_one_message(tmp_path: Path, shipped_home: Path) -> None:
    store = str(current_release(shipped_home).store)
    with pytest.raises(SystemExit):
        main(["--store", str(tmp_path), "--endpoint", f"http://127.0.0.1:{free_port()}/sparql"])
    html = Reply(b"<html>", headers={"Content-Type": "text/html"})
    with canned(lambda _asked: html) as server:
        with pytest.raises(SystemExit):
            main(["--store", store, "--endpoint", server.address])
        with pytest.raises(NotSparqlError):
            Remote(Endpoint(server.address, server.address))


def test_a_deviation_is_named() -> None:
    one, two = (("number", 1),), (("number", 2),)
    assert deviation(Answered([one, two], 0), Answered([one, two], 0)) == ""
    assert deviation(Answered([one, two], 0), Answered([two, one], 0)).startswith("other order from row 1")
    assert deviation(Answered([one], 0), Answered([one, one], 0)) == "0 rows missing, 1 others: + 1"
    assert value(None) is None
