"""An assistant gets answers with reasons, and clear errors, on standard input and output and over HTTP alike."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from mcp import Client, MCPError, StdioServerParameters
from mcp.types import CallToolResult, Tool
from pyoxigraph import RdfFormat, Store

from loaders.refresh import refresh
from loaders.releases import current_release
from ontology.namespaces import prefixes
from queries.answers import tools_for_need
from queries.catalogue import names
from queries.engines import Embedded
from tests.servers.oxigraph import Oxigraph
from tests.ui.mcp.clients import COMMAND, answer, call, environment, on_stdio, over_http, problem, resource, talk
from ui.cli.main import cli

Server = StdioServerParameters | str
NEED = "recover-abandoned-carts"
CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "clear": ("find_needs", {"symptom": "customers repeat their story on every channel"}),
    "unclear": ("find_needs", {"symptom": "shoppers leave"}),
    "nothing": ("find_needs", {"symptom": "xyzzy"}),
    "ranked": ("tools_for_need", {"need": "Recover abandoned carts", "limit": 3}),
    "filtered": ("tools_for_need", {"need": NEED, "channel": "SMS", "pricing": "recurring"}),
    "adjacent": ("tools_for_need", {"need": NEED, "fit": ["adjacent"], "limit": 1}),
    "by id": ("describe", {"thing": "klaviyo", "limit": 1000}),
    "by iri": ("describe", {"thing": f"https://w3id.org/cxscape/id/need/{NEED}", "limit": 5}),
    "by prefixed name": ("describe", {"thing": "cx:CXNeed", "limit": 5}),
    "all questions": ("list_questions", {}),
    "tagged questions": ("list_questions", {"tag": "stack"}),
    "question": (
        "run_question",
        {"name": "needs-of-stack", "parameters": {"tool": ["klaviyo", "Shopify"]}, "limit": 2},
    ),
    "question with truth": (
        "run_question",
        {"name": "tools-for-need", "parameters": {"need": NEED, "open_source": True}},
    ),
    "question without parameters": ("run_question", {"name": "needs", "limit": 1000}),
    "question of more than a page": ("run_question", {"name": "need-phrases", "limit": 300}),
    "second page": ("run_question", {"name": "need-phrases", "parameters": {"skip": 200}, "limit": 300}),
    "graph question": ("run_question", {"name": "need-graph", "parameters": {"need": NEED}, "limit": 5}),
    "select": ("query", {"sparql": "SELECT ?need ?label { ?need a cx:CXNeed ; skos:prefLabel ?label }", "limit": 2}),
    "ask": ("query", {"sparql": "ASK { tool:klaviyo a cx:Tool }"}),
    "construct": ("query", {"sparql": "CONSTRUCT WHERE { ?need a cx:CXNeed }", "limit": 1000}),
}

ERRORS: dict[str, tuple[str, dict[str, Any], str]] = {
    "unknown tool": ("find_tools", {}, "Unknown tool: find_tools"),
    "missing argument": ("find_needs", {}, "find_needs cannot be called like this: symptom: field required"),
    "unknown argument": (
        "tools_for_need",
        {"need": NEED, "chanel": "sms"},
        "takes no 'chanel' (did you mean channel?)",
    ),
    "wrong type": ("tools_for_need", {"need": NEED, "limit": "many"}, "limit: input should be a valid integer"),
    "out of range": ("tools_for_need", {"need": NEED, "limit": 0}, "limit: input should be greater than or equal to 1"),
    "unknown need": ("tools_for_need", {"need": "recover-carts"}, f"did you mean {NEED}"),
    "unknown channel": ("tools_for_need", {"need": NEED, "channel": "smss"}, "did you mean sms"),
    "unknown fit": ("tools_for_need", {"need": NEED, "fit": ["best"]}, "no fit is called 'best'"),
    "unknown thing": ("describe", {"thing": "no-such-thing"}, "the graph says nothing of 'no-such-thing'"),
    "several things": ("describe", {"thing": "engage"}, "several things have the id 'engage': say which"),
    "no thing": ("describe", {"thing": "} DROP ALL #"}, "is no id of"),
    "unknown tag": ("list_questions", {"tag": "cmoo"}, "did you mean cmo"),
    "unknown question": ("run_question", {"name": "need"[:3]}, "no question is named 'nee'"),
    "missing parameter": ("run_question", {"name": "tools-for-need"}, "needs the parameter 'need'"),
    "unknown parameter": ("run_question", {"name": "needs", "parameters": {"x": "y"}}, "has no parameter 'x'"),
    "syntax": ("query", {"sparql": "SELECT * {"}, "this is not a SPARQL query: error at 1:11"),
    "update": ("query", {"sparql": "INSERT DATA { cx:a cx:b cx:c }"}, "the graph is read-only here"),
    "service": ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }"}, "not allowed here"),
    "unknown prefix": ("query", {"sparql": "SELECT * { ?s nope:x ?o }"}, "this is not a SPARQL query"),
    "unknown graph": ("query", {"sparql": "SELECT * FROM <https://example.com/g> {}"}, "is no graph of this release"),
    "endless": ("query", {"sparql": CROSS_PRODUCT}, "took longer than 2 seconds and was ended"),
}


class Told:
    """What a server answered to everything that is asked here, in one conversation."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.tools: dict[str, Tool] = {}
        self.results: dict[str, CallToolResult] = {}
        talk(server, self._ask)

    def __getitem__(self, name: str) -> dict[str, Any]:
        return answer(self.results[name])

    async def _ask(self, client: Client) -> None:
        self.tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        for name, (tool, arguments) in (CALLS | {name: error[:2] for name, error in ERRORS.items()}).items():
            self.results[name] = await client.call_tool(tool, arguments)


@pytest.fixture(scope="module", params=["stdio", "http"])
def told(request: pytest.FixtureRequest, shipped_home: Path) -> Iterator[Told]:
    if request.param == "stdio":
        server = on_stdio(shipped_home)
        server.args += ["--timeout", "2"]
        yield Told(server)
    else:
        with over_http(shipped_home, "--timeout", "2") as address:
            yield Told(address)


def test_the_tools_say_what_they_are_and_that_they_only_read(told: Told) -> None:
    assert list(told.tools) == ["find_needs", "tools_for_need", "describe", "list_questions", "run_question", "query"]
    for tool in told.tools.values():
        assert tool.description
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint
        for argument in tool.input_schema["properties"].values():
            assert argument["description"]


def test_a_symptom_leads_to_needs(told: Told) -> None:
    assert told["clear"]["clear"]
    assert [need["id"] for need in told["clear"]["needs"]] == ["one-conversation-across-channels"]
    assert not told["unclear"]["clear"]
    assert len(told["unclear"]["needs"]) > 1
    assert told["nothing"]["needs"] == []


def test_a_need_leads_to_the_tools_and_reasons_of_the_headline_question(told: Told, shipped_home: Path) -> None:
    release = current_release(shipped_home)
    expected = tools_for_need(Embedded(release.store), release.id, NEED, limit=3)
    ranked = told["ranked"]
    assert [tool["id"] for tool in ranked["tools"]] == [tool.id for tool in expected.tools]
    assert (ranked["total"], ranked["release"]) == (expected.total, release.id)
    assert [why["source"] for why in ranked["tools"][0]["why"]] == [why.source for why in expected.tools[0].why]
    assert 0 < told["filtered"]["total"] < ranked["total"]
    assert [tool["fit"] for tool in told["adjacent"]["tools"]] == ["adjacent"]


def test_a_thing_is_described_by_any_of_its_names(told: Told) -> None:
    tool = told["by id"]
    assert (tool["id"], tool["label"], tool["cut"]) == ("tool:klaviyo", "Klaviyo", "")
    said = {(each["property"], each["value"]): each["label"] for each in tool["statements"]}
    assert said["rdf:type", "cx:Tool"] == "Tool"
    need = told["by iri"]
    assert need["definition"].startswith("Shoppers who leave")
    assert len(need["statements"]) == 5
    assert need["cut"].startswith("5 of ")
    assert told["by prefixed name"]["label"] == "CX need"


def test_the_questions_are_listed_with_what_they_take(told: Told) -> None:
    listed = told["all questions"]["questions"]
    assert [question["name"] for question in listed] == list(names())
    assert {"cmo", "stack"} <= set(told["all questions"]["tags"])
    tagged = told["tagged questions"]["questions"]
    assert 0 < len(tagged) < len(listed)
    (tool,) = next(question for question in tagged if question["name"] == "needs-of-stack")["parameters"]
    assert (tool["name"], tool["required"], tool["many"], tool["values"]) == ("tool", True, True, "tools")
    assert "klaviyo" in tool["example"]


def test_a_question_is_answered_with_the_meaning_of_its_columns(told: Told) -> None:
    stack = told["question"]
    assert list(stack["columns"]) == list(stack["rows"][0]) == ["need", "label", "coverage", "state"]
    assert stack["columns"]["coverage"] == "share of the need that the stack covers"
    assert len(stack["rows"]) == 2
    assert stack["cut"].startswith("cut at 2 rows")
    assert stack["rows"][0]["need"].startswith("need:")
    assert told["question with truth"]["rows"]
    assert len(told["question without parameters"]["rows"]) == 80
    assert told["question without parameters"]["cut"] == ""
    assert len(told["question of more than a page"]["rows"]) == 300
    assert told["question of more than a page"]["cut"].startswith("cut at 300 rows")
    assert told["second page"]["rows"][:100] == told["question of more than a page"]["rows"][200:]
    assert told["second page"]["cut"] == "a page, and there may be more: ask with skip 400"


def test_graphs_come_in_turtle(told: Told) -> None:
    for name, triples in (("graph question", 5), ("construct", 80)):
        store = Store()
        store.load(told[name]["graph"].encode(), format=RdfFormat.TURTLE)
        assert len(store) == triples
        assert told[name]["rows"] == []
    assert told["graph question"]["cut"].startswith("cut at 5 rows")
    assert told["construct"]["cut"] == ""


def test_a_query_of_ones_own_is_answered(told: Told) -> None:
    assert [set(row) for row in told["select"]["rows"]] == [{"need", "label"}] * 2
    assert told["ask"]["holds"] is True


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_answered_is_told_in_words(told: Told, name: str) -> None:
    said = problem(told.results[name])
    assert ERRORS[name][2] in said
    assert "Traceback" not in said
    assert "pydantic" not in said


def test_the_model_tells_the_graph_in_brief(told: Told) -> None:
    model = resource(told.server, "cxscape://model")
    for words in ("| cx:CXNeed | 80 |", "| cx:hasRequirement |", "How do people complain", "PREFIX need: <"):
        assert words in model
    assert len(model) < 40_000
    queries = [part.partition("```")[0] for part in model.split("```sparql\n")[1:-1]]

    async def ask(client: Client) -> list[CallToolResult]:
        return [await client.call_tool("query", {"sparql": sparql}) for sparql in queries]

    assert queries
    assert not [result for result in talk(told.server, ask) if result.is_error]
    declared = resource(told.server, "cxscape://prefixes")
    assert declared.splitlines() == [f"PREFIX {prefix}: <{iri}>" for prefix, iri in prefixes().items()]


def test_an_unknown_resource_is_an_error(told: Told) -> None:
    with pytest.raises(MCPError, match="cxscape://nothing"):
        resource(told.server, "cxscape://nothing")


def test_a_refresh_shows_at_the_next_call(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "tools.csv"
    with over_http(home) as address:
        assert "run `cxscape refresh`" in problem(call(address, "find_needs", symptom="shoppers leave"))
        assert "run `cxscape refresh`" in problem(call(address, "query", sparql="ASK {}"))
        with pytest.raises(MCPError, match="run `cxscape refresh`"):
            resource(address, "cxscape://model")
        rows = "tool,category\n"
        for count, row in enumerate(("OpenShop,ecommerce-platforms-carts\n", "CartSaver,ecommerce-marketing\n"), 1):
            rows += row
            file.write_text(rows)
            release, _ = refresh(home, [file])
            counted = answer(call(address, "query", sparql="SELECT (COUNT(*) AS ?n) { ?tool a cx:Tool }"))
            assert counted["rows"] == [{"n": count}]
            ranked = answer(call(address, "tools_for_need", need=NEED, fit=["primary", "supporting", "adjacent"]))
            assert ranked["release"] == counted["release"] == release.id
            assert release.id in resource(address, "cxscape://model")


def test_the_limits_hold_and_the_server_goes_on(small_home: Path) -> None:
    with over_http(small_home, "--timeout", "1", "--max-rows", "3", "--max-bytes", "65536") as address:
        started = time.monotonic()
        assert "took longer than 1 seconds" in problem(call(address, "query", sparql=CROSS_PRODUCT))
        assert time.monotonic() - started < 20
        assert answer(call(address, "query", sparql="ASK {}"))["holds"] is True
        found = answer(call(address, "query", sparql="SELECT * { ?s ?p ?o }", limit=1000))
        assert (len(found["rows"]), found["cut"][:13]) == (3, "cut at 3 rows")
        long = (
            'SELECT (CONCAT(?l, ?l) AS ?long) { ?x skos:definition ?d BIND(REPLACE("'
            + "x" * 30_000
            + '", "y", "") AS ?l) }'
        )
        cut = answer(call(address, "query", sparql=long, limit=3))
        assert cut["cut"].startswith("cut at 65,536 bytes")
        assert len(cut["rows"]) < 3


def test_a_server_behind_it_gives_the_same_answers(small_home: Path, small_remote: Oxigraph) -> None:
    here, there = on_stdio(small_home), on_stdio(Path("/nowhere"), "--endpoint", small_remote.query)
    asked = [CALLS[name] for name in ("unclear", "ranked", "by iri", "graph question", "select", "ask", "construct")]

    async def ask(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(tool, arguments) for tool, arguments in asked]

    for one, other in zip(talk(here, ask), talk(there, ask), strict=True):
        assert _comparable(answer(one)) == _comparable(answer(other))
    assert "read-only" in problem(call(there, "query", sparql="DROP ALL"))


def test_nobody_from_elsewhere_is_let_in(small_home: Path) -> None:
    with over_http(small_home) as address:
        for header, value in (("Host", "example.com"), ("Origin", "https://example.com")):
            request = Request(address, b"{}", {"Content-Type": "application/json", header: value})  # noqa: S310 - loopback
            with pytest.raises(HTTPError) as refused:
                urlopen(request, timeout=20)  # noqa: S310
            assert refused.value.code in (403, 421)


def test_a_taken_port_is_told(small_home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [COMMAND, "mcp", "--http", "--port", port],
            env=environment(small_home),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port} cannot be listened on" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_package_is_named(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = CliRunner().invoke(cli, ["--home", str(small_home), "mcp"])
    assert done.exit_code == 1
    assert 'pip install "cxscape[assistants]"' in done.stderr


def test_it_ends_quietly_with_its_input(small_home: Path) -> None:
    done = subprocess.run(
        [COMMAND, "mcp"], env=environment(small_home), input="", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_ends_without_a_trace_when_it_is_interrupted(small_home: Path) -> None:
    command = [COMMAND, "mcp"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment(small_home), stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write('{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        process.stdin.flush()
        assert '"id":1' in process.stdout.readline().replace(" ", "")
        process.send_signal(signal.SIGINT)
        _, complained = process.communicate(timeout=60)
    assert "Traceback" not in complained


def _comparable(found: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with the number of rows and triples in their place where they have no order of their own."""
    if "graph" not in found:
        return found
    store = Store()
    store.load((found["graph"] or "").encode(), format=RdfFormat.TURTLE)
    return {**found, "rows": len(found["rows"]), "graph": len(store)}
