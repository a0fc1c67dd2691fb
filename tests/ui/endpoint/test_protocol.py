"""The SPARQL 1.1 Protocol, status by status, against a real server."""

import json
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat, parse, parse_query_results

from ontology.namespaces import GRAPH
from queries.formats import GRAPHS, TABLES
from tests.ui.endpoint.serving import Reply, Server

NEEDS = "SELECT ?need { ?need a cx:CXNeed } ORDER BY ?need LIMIT 3"
TRIPLES = "CONSTRUCT { ?need skos:prefLabel ?label } WHERE { ?need a cx:CXNeed ; skos:prefLabel ?label }"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def problem(reply: Reply, status: int) -> str:
    """Return what a refusal said, once it is sure that it is one for people and programs."""
    assert reply.status == status, reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"
    said = json.loads(reply.body)
    assert said["status"] == status
    assert "Traceback" not in said["detail"]
    return str(said["detail"])


def test_three_ways_to_ask_agree(small_server: Server) -> None:
    get = small_server.ask(NEEDS)
    form = small_server.call("POST", "/sparql", urlencode({"query": NEEDS}).encode(), Content_Type=FORM)
    direct = small_server.call("POST", "/sparql", NEEDS.encode(), Content_Type=f"{QUERY}; charset=utf-8")
    assert get.status == form.status == direct.status == 200
    assert get.body == form.body == direct.body
    assert len(json.loads(get.body)["results"]["bindings"]) == 3


@pytest.mark.parametrize("media_type", TABLES)
def test_tables_come_as_asked(small_server: Server, media_type: str) -> None:
    reply = small_server.ask(NEEDS, media_type)
    assert reply.headers["Content-Type"].partition(";")[0] == media_type
    assert reply.headers["Cxscape-Rows"] == "3"
    if media_type != "text/csv":
        assert len(list(parse_query_results(reply.body, format=TABLES[media_type]))) == 3  # type: ignore[arg-type]
    else:
        assert len(reply.text.splitlines()) == 4


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_come_as_asked(small_server: Server, media_type: str) -> None:
    reply = small_server.ask(TRIPLES, media_type)
    assert reply.headers["Content-Type"].partition(";")[0] == media_type
    assert len(list(parse(reply.body, format=GRAPHS[media_type]))) == int(reply.headers["Cxscape-Rows"]) > 10


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0, */*", "application/sparql-results+json"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/turtle, application/sparql-results+json", "application/sparql-results+json"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
    ],
)
def test_wishes_are_weighed(small_server: Server, accept: str, media_type: str) -> None:
    reply = small_server.ask(NEEDS, accept)
    assert reply.headers["Content-Type"].partition(";")[0] == media_type
    assert reply.headers["Vary"] == "Accept"


def test_406_names_the_formats_that_there_are(small_server: Server) -> None:
    assert "text/turtle" in problem(small_server.ask(TRIPLES, "text/csv"), 406)
    assert "text/csv" in problem(small_server.ask(NEEDS, "text/turtle"), 406)
    assert "text/csv" in problem(small_server.ask(NEEDS, "image/png"), 406)


def test_400_tells_line_and_column(small_server: Server) -> None:
    reply = small_server.ask("SELECT *\nWHERE { ?s ?p }")
    assert "line 2, column 16" in problem(reply, 400)
    said = json.loads(reply.body)
    assert (said["line"], said["column"]) == (2, 16)
    assert said["expected"]


def test_problems_are_plain_text_for_who_reads_that(small_server: Server) -> None:
    reply = small_server.ask("nonsense", "text/plain;q=1, application/problem+json;q=0.5")
    assert reply.status == 400
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert reply.text.startswith("Bad Request: this is not a SPARQL query")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 400, "not a SPARQL query"),
        ("query=ASK{}&query=ASK{}", 400, "send one"),
        ("default-graph-uri=http%3A%2F%2Fx%2F", 400, "`query` is missing"),
        ("query=%FF", 400, "cannot be read"),
        ("query=DELETE+WHERE+%7B%3Fs+%3Fp+%3Fo%7D", 400, "read-only"),
        ("update=CLEAR+ALL", 403, "read-only"),
        ("query=ASK+%7BSERVICE+%3Chttp%3A%2F%2F127.0.0.1%2F%3E%7B%7D%7D", 400, "SERVICE"),
        ("query=ASK+%7B%7D&default-graph-uri=http%3A%2F%2Fexample.org%2F", 400, "no graph of this release"),
        ("query=ASK+%7B+nosuch%3Athing+%3Fp+%3Fo+%7D", 400, "prefix that ends here"),
    ],
)
def test_bad_addresses_are_explained(small_server: Server, query: str, status: int, said: str) -> None:
    path = f"/sparql?{query}" if query else "/sparql?query="
    assert said.lower() in problem(small_server.call("GET", path), status).lower()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "", 415),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"update=CLEAR+ALL", FORM, 403),
        (b"", QUERY, 400),
        (b"\xff\xfe", QUERY, 400),
        (b"nothing=here", FORM, 400),
        (b"x" * (1 << 20) + b"x", QUERY, 413),
        (b"query=" + b"x" * (1 << 20), FORM, 413),
    ],
)
def test_bad_bodies_are_explained(small_server: Server, body: bytes, content_type: str, status: int) -> None:
    problem(small_server.call("POST", "/sparql", body, Content_Type=content_type), status)


def test_a_query_of_a_megabyte_is_answered(small_server: Server) -> None:
    values = " ".join(f'"{number:07}"' for number in range(100_000))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}".encode()
    padded = query + b" " * ((1 << 20) - len(query))
    reply = small_server.call("POST", "/sparql", padded, Content_Type=QUERY)
    assert len(padded) == 1 << 20
    assert '"100000"' in reply.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_405_says_what_is_allowed(small_server: Server, method: str) -> None:
    reply = small_server.call(method, "/sparql", b"")
    problem(reply, 405)
    assert reply.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert small_server.call(method, "/metrics", b"").status == 405


def test_head_says_what_get_would(small_server: Server) -> None:
    path = f"/sparql?{urlencode({'query': NEEDS})}"
    head, get = small_server.call("HEAD", path), small_server.call("GET", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(get.body))


def test_pages_of_other_sites_may_ask(small_server: Server) -> None:
    reply = small_server.ask(NEEDS, Origin="https://example.org")
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "Cxscape-Cut" in reply.headers["Access-Control-Expose-Headers"]
    preflight = small_server.call(
        "OPTIONS", "/sparql", Origin="https://example.org", Access_Control_Request_Method="POST"
    )
    assert preflight.status == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert small_server.ask("nonsense").headers["Access-Control-Allow-Origin"] == "*"


def test_an_answer_is_sent_once_to_who_keeps_it(small_server: Server) -> None:
    first = small_server.ask(NEEDS)
    tag = first.headers["ETag"]
    again = small_server.ask(NEEDS, If_None_Match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert small_server.ask(NEEDS, "text/csv", If_None_Match=tag).status == 200
    assert small_server.ask(f"{NEEDS} OFFSET 1", If_None_Match=tag).status == 200
    assert "ETag" not in small_server.ask("SELECT (NOW() AS ?now) {}").headers


def test_graphs_can_be_chosen_by_the_protocol(small_server: Server) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    chosen = urlencode({"query": sparql, "default-graph-uri": f"{GRAPH}vocabulary"})
    in_query = small_server.ask(sparql.replace("{", f"FROM <{GRAPH}vocabulary> {{", 1))
    assert small_server.call("GET", f"/sparql?{chosen}").body == in_query.body != small_server.ask(sparql).body
    body = sparql.encode()
    posted = small_server.call(
        "POST", f"/sparql?{urlencode({'default-graph-uri': f'{GRAPH}vocabulary'})}", body, Content_Type=QUERY
    )
    assert posted.body == in_query.body


def test_the_service_describes_itself(small_server: Server) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    reply = small_server.call("GET", "/sparql", Accept="text/turtle")
    triples = list(parse(reply.body, format=RdfFormat.TURTLE))
    said = {triple.predicate.value.removeprefix(sd) for triple in triples}
    assert {"endpoint", "supportedLanguage", "resultFormat", "defaultDataset", "namedGraph", "name"} <= said
    assert small_server.sparql in reply.text
    names = {triple.object.value for triple in triples if triple.predicate.value == f"{sd}name"}
    assert f"{GRAPH}vocabulary" in names


def test_void_counts_what_there_is(small_server: Server) -> None:
    reply = small_server.call("GET", "/.well-known/void", Accept="application/n-triples")
    whole = json.loads(small_server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)["results"]["bindings"][0]["n"]
    assert f'<http://rdfs.org/ns/void#triples> "{whole["value"]}"' in reply.text
    assert small_server.call("GET", "/.well-known/void", If_None_Match=reply.headers["ETag"]).status == 200
    same = small_server.call(
        "GET", "/.well-known/void", Accept="application/n-triples", If_None_Match=reply.headers["ETag"]
    )
    assert same.status == 304
