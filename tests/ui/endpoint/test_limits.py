"""What a hostile or a clumsy client can do to a running server, and that the next question is answered all the same."""

import json
import re
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from loaders.refresh import refresh
from loaders.releases import current_release
from tests.landscapes import FIXTURES, copy_of
from tests.ui.endpoint.serving import Server, serving

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
EVERYTHING = "SELECT * { ?s ?p ?o . ?x ?y ?z }"
_HEAD = b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n"
_CHUNKED = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture
def answers_after(small_server: Server) -> object:
    """Prove after the test that the next question is answered."""
    yield
    assert small_server.ask("ASK {}").text == '{"head":{},"boolean":true}'


@pytest.mark.usefixtures("answers_after")
class TestSmallServer:
    def test_504_within_the_limit_and_a_second_with_the_work_ended(self, small_server: Server) -> None:
        small_server.ask("ASK {}")
        start = time.monotonic()
        reply = small_server.ask(ENDLESS)
        assert time.monotonic() - start < 3
        assert reply.status == 504
        assert "2 seconds" in json.loads(reply.body)["detail"]
        time.sleep(1)
        before = small_server.processor()
        time.sleep(1)
        assert small_server.processor() - before < 0.3

    def test_a_query_that_eats_memory_is_ended(self, small_server: Server) -> None:
        reply = small_server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f")
        assert reply.status in (422, 504)

    def test_a_million_rows_are_cut_and_it_is_said(self, small_server: Server) -> None:
        reply = small_server.ask(EVERYTHING)
        assert reply.status == 200
        assert reply.headers["Cxscape-Cut"] == "rows"
        assert "rows=1000" in reply.headers["Cxscape-Limits"]
        assert len(json.loads(reply.body)["results"]["bindings"]) == 1000

    def test_who_leaves_stops_the_work(self, small_server: Server) -> None:
        small_server.ask("ASK {}")
        with socket.create_connection(("127.0.0.1", small_server.port)) as client:
            client.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.6)
        time.sleep(0.7)
        before = small_server.processor()
        time.sleep(0.5)
        assert small_server.processor() - before < 0.2

    def test_429_for_a_client_with_too_many_on_the_way(self, small_server: Server) -> None:
        with ThreadPoolExecutor(24) as threads:
            replies = list(threads.map(small_server.ask, [f"{ENDLESS} #{number}" for number in range(24)]))
        statuses = Counter(reply.status for reply in replies)
        assert statuses[429] >= 1
        assert set(statuses) <= {429, 503, 504}
        refused = next(reply for reply in replies if reply.status == 429)
        assert int(refused.headers["Retry-After"]) >= 1
        assert small_server.ask("ASK {}").status == 200

    def test_one_client_does_not_keep_the_others_waiting(self, small_server: Server) -> None:
        greedy = [threading.Thread(target=small_server.ask, args=(f"{ENDLESS} # {n}",)) for n in range(6)]
        for thread in greedy:
            thread.start()
        time.sleep(0.3)
        start = time.monotonic()
        reply = small_server.call("GET", "/sparql?query=ASK%7B%7D%23other", source="127.0.0.77")
        assert reply.status == 200
        assert time.monotonic() - start < 1.5
        for thread in greedy:
            thread.join()

    def test_two_hundred_clients_at_once_are_all_answered(self, small_server: Server) -> None:
        def client(number: int) -> int:
            query = quote(f"SELECT ?s {{ ?s a cx:CXNeed }} LIMIT {number + 1}")
            return small_server.call("GET", f"/sparql?query={query}", source=f"127.0.1.{number + 1}").status

        with ThreadPoolExecutor(200) as threads:
            statuses = Counter(threads.map(client, range(200)))
        assert statuses == {200: 200}

    @pytest.mark.parametrize(
        "endless",
        [
            b"GET /sparql?query=" + b"a" * 10_000_000,
            _HEAD + b"X: " + b"a" * 10_000_000,
            _HEAD + b"".join(b"X-%d: %s\r\n" % (number, b"a" * 10_000) for number in range(1000)),
            _CHUNKED + b"0\r\n" + b"".join(b"X-%d: %s\r\n" % (number, b"a" * 10_000) for number in range(1000)),
            _CHUNKED + b"3;" + b"a" * 10_000_000,
        ],
        ids=["address", "header", "headers", "trailers", "extension-of-a-chunk"],
    )
    def test_a_request_without_end_is_not_kept(self, small_server: Server, endless: bytes) -> None:
        with (
            socket.create_connection(("127.0.0.1", small_server.port), timeout=30) as client,
            pytest.raises(OSError, match=r"reset|Broken pipe"),
        ):
            client.sendall(endless)

    @pytest.mark.parametrize(
        "long",
        [
            _HEAD + b"X: " + b"a" * (1 << 16),
            b"GET /sparql?query=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ],
        ids=["header", "whole address"],
    )
    def test_a_head_that_is_too_long_is_told_so(self, small_server: Server, long: bytes) -> None:
        with socket.create_connection(("127.0.0.1", small_server.port), timeout=30) as client:
            client.sendall(long)
            assert b"longer than 65,536 bytes: send a long query with POST" in client.recv(1000)

    def test_a_client_that_stalls_in_its_body_is_told_and_left(self, small_server: Server) -> None:
        with socket.create_connection(("127.0.0.1", small_server.port), timeout=30) as client:
            head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            client.sendall(f"{head}Content-Length: 99\r\n\r\nASK".encode())
            assert small_server.ask("ASK {}").status == 200
            assert client.recv(1000).startswith(b"HTTP/1.1 408 ")

    def test_the_log_has_one_line_of_json_for_each_request(self, small_server: Server) -> None:
        small_server.ask("ASK {} # " + "x" * 2000)
        time.sleep(0.2)
        lines = [line for line in small_server.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
        last = json.loads(lines[-1])
        assert (last["method"], last["path"], last["status"], last["rows"]) == ("GET", "/sparql", 200, 1)
        assert len(last["query"]) == 500

    def test_metrics_are_numbers_for_prometheus(self, small_server: Server) -> None:
        small_server.ask("ASK {}")
        lines = small_server.call("GET", "/metrics").text.splitlines()
        sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')
        assert all(line.startswith("# TYPE ") or sample.fullmatch(line) for line in lines)
        assert any(line.startswith('cxscape_requests_total{path="/sparql",status="200"} ') for line in lines)
        assert any(line.startswith("cxscape_worker_processes ") for line in lines)


def test_memory_is_back_after_large_answers_and_a_client_that_stops_reading(shipped_server: Server) -> None:
    shipped_server.ask("ASK {}")
    before = shipped_server.memory()
    query = quote("SELECT * { ?s ?p ?o . ?s ?q ?r }")
    stuck = []
    for _ in range(4):
        client = socket.create_connection(("127.0.0.1", shipped_server.port))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        stuck.append(client)
    reply = shipped_server.ask("SELECT * { ?s ?p ?o . ?s ?q ?r }")
    assert reply.status == 200, reply.text
    assert reply.headers["Cxscape-Cut"] in ("rows", "bytes")
    assert json.loads(reply.body)["results"]["bindings"]
    assert shipped_server.ask("ASK {} # next").status == 200
    assert shipped_server.memory() - before < 100 << 20, "answers that nobody reads are not held in memory"
    for client in stuck:
        client.close()
    time.sleep(1)
    assert shipped_server.memory() - before < 60 << 20


def test_a_refresh_is_seen_at_once(small_home: Path, tmp_path: Path) -> None:
    copy_of(small_home, tmp_path)
    tools = "SELECT (COUNT(*) AS ?n) { ?s a cx:Tool }"
    with serving(tmp_path, tmp_path) as server:
        first = server.ask(tools)
        refresh(tmp_path, [FIXTURES / "valid-hostile-names.csv"], max_loss=1.0)
        second = server.ask(tools, If_None_Match=first.headers["ETag"])
        assert second.status == 200
        assert second.headers["Cxscape-Release"] == current_release(tmp_path).id != first.headers["Cxscape-Release"]
        assert second.body != first.body
        assert server.call("GET", "/healthz").text == f"ok, release {current_release(tmp_path).id}\n"
        (tmp_path / "current").unlink()
        gone = server.ask(tools)
        assert gone.status == 503
        assert "cxscape refresh" in json.loads(gone.body)["detail"]
        assert server.call("GET", "/healthz").status == 503


def test_the_app_can_be_served_alone(small_home: Path, tmp_path: Path) -> None:
    with serving(small_home, tmp_path, "--no-endpoint") as server:
        page = server.ask("ASK {}", "text/html")
        assert "boolean" not in page.text
        assert server.call("GET", "/_stcore/health").text == "ok"


def test_a_port_that_is_taken_is_told_without_a_trace(small_server: Server, small_home: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match=f"127.0.0.1:{small_server.port} cannot be listened on") as told,
        serving(small_home, tmp_path, "--port", str(small_server.port)),
    ):
        pass
    assert "Traceback" not in str(told.value)
