"""Whatever a server does, the asker gets the whole answer or one clear error."""

import re
import socket
import threading
from base64 import b64encode
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest

from queries.endpoint import Endpoint, endpoint
from queries.errors import (
    AccessError,
    IncompleteAnswerError,
    NotSparqlError,
    QueryError,
    RemoteError,
    RemoteTimeoutError,
    SparqlError,
    UnreachableError,
)
from queries.protocol import LONGEST_GET, Dataset, Protocol
from queries.remote import table
from queries.remote_answers import read_answer
from tests.servers.canned import JSON, ROWS, Asked, Canned, Reply, canned
from tests.virtuoso import Virtuoso, free_port

SELECT = "SELECT ?n WHERE { ?s ?p ?n }"


def ask(server: Canned | str, seconds: int = 20, **credentials: str) -> list[dict[str, str]]:
    address = server if isinstance(server, str) else server.address
    return table(Protocol(Endpoint(address, address, seconds=seconds, **credentials)), SELECT)


def failing(reply: Reply, seconds: int = 20) -> str:
    """Return the message of the error that `reply` leads to, having checked that the server was asked once."""
    with canned(lambda _asked: reply) as server:
        with pytest.raises(QueryError) as error:
            ask(server, seconds)
        assert len(server.asked) == 1, "an answer was not taken for an answer"
        assert server.address in str(error.value)
    return f"{type(error.value).__name__}: {error.value}"


def test_an_answer_is_read() -> None:
    with canned(lambda _asked: Reply()) as server:
        assert ask(server) == [{"n": "1"}]


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(b"<html>Welcome</html>", headers={"Content-Type": "text/html"}), "NotSparqlError: .* text/html"),
        (Reply(b"", status=404), "NotSparqlError: .*HTTP 404"),
        (Reply(b"", status=405), "NotSparqlError: .*HTTP 405"),
        (Reply(b"", status=401), "AccessError: .*wants to know who asks.*CXSCAPE_ENDPOINT_USER"),
        (Reply(b"", status=403), "AccessError: .*HTTP 403"),
        (Reply(b"no such\nword at line 1", status=400), "SparqlError: .*no such word at line 1"),
        (Reply(b"Virtuoso S1T00 Error SR171: Transaction timed out", status=500), "RemoteTimeoutError: .*ask for less"),
        (Reply(b"", status=504), "RemoteTimeoutError"),
        (Reply(b"", status=503), "RemoteError: .*try again later"),
        (Reply(b"out of disk", status=500), "RemoteError: .*out of disk"),
        (Reply(ROWS[:60]), "IncompleteAnswerError: .*broke off"),
        (Reply(ROWS[:-2]), "IncompleteAnswerError"),
        (Reply(ROWS, promised=1000), "IncompleteAnswerError"),
        (Reply(headers={"Content-Type": JSON, "X-SQL-State": "S1TAT"}), "IncompleteAnswerError"),
        (Reply(headers={"Content-Type": JSON, "X-SPARQL-MaxRows": "1"}), "IncompleteAnswerError: .*at 1 rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_answer_is_told_as_what_it_is(reply: Reply, message: str) -> None:
    text = failing(reply)
    assert re.match(message, text), text


def test_a_limit_on_rows_that_was_not_reached_cut_nothing() -> None:
    with canned(lambda _asked: Reply(headers={"Content-Type": JSON, "X-SPARQL-MaxRows": "2"})) as server:
        assert ask(server) == [{"n": "1"}]


def test_an_answer_that_is_too_long_to_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.protocol.LONGEST_ANSWER", len(ROWS) - 1)
    assert re.match("RemoteError: the answer .* is larger than .*LIMIT", failing(Reply()))


@pytest.mark.parametrize("reply", [Reply(wait=30), Reply(chunk_wait=0.3)], ids=["silent", "dribbling"])
def test_a_server_that_takes_too_long_is_not_waited_for(reply: Reply) -> None:
    assert failing(reply, seconds=1).startswith("RemoteTimeoutError")


def test_a_connection_that_breaks_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.protocol.PAUSES", (0.01, 0.01))
    replies = iter([Reply(hangs_up=True), Reply(hangs_up=True), Reply()])
    with canned(lambda _asked: next(replies)) as server:
        assert ask(server) == [{"n": "1"}]
        assert len(server.asked) == 3


def test_a_connection_that_breaks_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.protocol.PAUSES", (0.01, 0.01))
    with canned(lambda _asked: Reply(hangs_up=True)) as server:
        with pytest.raises(UnreachableError):
            ask(server)
        assert len(server.asked) == 3


def test_nobody_there_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.protocol.PAUSES", (0.01,))
    with pytest.raises(UnreachableError, match=r"cannot be reached \(.*refused.*\): check the address"):
        ask(f"http://127.0.0.1:{free_port()}/sparql")


def test_what_does_not_speak_http_is_no_endpoint() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            for _ in range(2):  # the look whether somebody is there, and the question
                connection, _ = listener.accept()
                with connection, suppress(ConnectionError):  # who only looked has gone
                    connection.sendall(b"220 mail.example.com ESMTP\r\n")
                    connection.recv(100_000)

        thread = threading.Thread(target=greet)
        thread.start()
        with pytest.raises(NotSparqlError, match="does not speak HTTP"):
            ask(f"http://127.0.0.1:{listener.getsockname()[1]}/sparql")
        thread.join()


def test_a_short_query_goes_by_get_and_a_long_one_by_post() -> None:
    with canned(lambda _asked: Reply()) as server:
        protocol = Protocol(endpoint(server.address))
        protocol.ask(SELECT, "SELECT", Dataset(["a:default"], ["a:one", "a:two"]))
        protocol.ask(f"{SELECT} # {'x' * LONGEST_GET}", "SELECT", Dataset(["a:default"]))
        short, long = server.asked
    assert (short.method, long.method) == ("GET", "POST")
    assert parse_qs(urlsplit(short.path).query) == {
        "query": [SELECT],
        "default-graph-uri": ["a:default"],
        "named-graph-uri": ["a:one", "a:two"],
    }
    assert parse_qs(long.body.decode())["default-graph-uri"] == ["a:default"]


def test_a_token_is_sent_with_every_request() -> None:
    with canned(lambda _asked: Reply()) as server:
        ask(server, token="abc")  # noqa: S106 - of a test
        assert server.asked[0].headers["authorization"] == "Bearer abc"


def test_a_password_is_sent_only_to_a_server_that_asks_for_it() -> None:
    expected = f"Basic {b64encode('ann:pässword'.encode()).decode()}"

    def guarded(asked: Asked) -> Reply:
        known = asked.headers.get("authorization") == expected
        return Reply() if known else Reply(b"", 401, {"WWW-Authenticate": 'Basic realm="here"'})

    with canned(lambda _asked: Reply()) as open_server, canned(guarded) as guarded_server:
        for server in (open_server, guarded_server):
            assert ask(server, user="ann", password="pässword") == [{"n": "1"}]  # noqa: S106 - of a test
        assert "authorization" not in open_server.asked[0].headers
        with pytest.raises(AccessError, match="does not accept the credentials"):
            ask(guarded_server, user="ann", password="wrong")  # noqa: S106 - of a test


def test_a_digest_is_preferred_to_a_password_in_clear() -> None:
    challenges = {"WWW-Authenticate": 'Digest realm="here", nonce="1", qop="auth", algorithm="MD5"'}

    def guarded(asked: Asked) -> Reply:
        said = asked.headers.get("authorization", "")
        return Reply() if said.startswith("Digest ") and 'username="ann"' in said else Reply(b"", 401, challenges)

    with canned(guarded) as server:
        assert ask(server, user="ann", password="secret") == [{"n": "1"}]  # noqa: S106 - of a test
        assert all("secret" not in str(asked) for asked in server.asked)


def test_virtuoso_is_entered_by_digest_and_refuses_a_wrong_password(virtuoso_server: Virtuoso) -> None:
    server = virtuoso_server
    insert = "INSERT DATA { GRAPH <urn:cxscape:digest> { <a:s> <a:p> 1 } }"
    protocol = Protocol(Endpoint(server.query, server.update, server.user, server.password))
    for _ in range(3):
        protocol.update(insert)
    asked = protocol.ask("ASK { GRAPH <urn:cxscape:digest> { <a:s> <a:p> 1 } }", "ASK")
    assert bool(read_answer(asked, "ASK", server.query)) is True
    for user, password in ((server.user, "wrong"), ("", "")):
        with pytest.raises(AccessError):
            Protocol(Endpoint(server.query, server.update, user, password)).update(insert)
    with pytest.raises(SparqlError):
        protocol.update("INSERT NONSENSE")


@pytest.mark.parametrize(
    ("query", "update"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/update"),
        ("https://example.org/ds/query/", "https://example.org/ds/update"),
        ("http://localhost:7200/repositories/cx", "http://localhost:7200/repositories/cx/statements"),
        ("http://localhost:9999/sparql", "http://localhost:9999/sparql"),
    ],
)
def test_the_place_of_updates_follows_from_that_of_queries(query: str, update: str) -> None:
    assert endpoint(query, environment={}).update == update
    assert endpoint(query, "http://localhost/other", {}).update == "http://localhost/other"


@pytest.mark.parametrize(
    "address",
    [
        "localhost:7878",
        "ftp://example.org/sparql",
        "http://",
        "http://a:b@example.org/",
        "http://example.org/s?x=1",
        "http://example.org/a b",
        "http://example.org:99999/",
        "http://exämple.org/",
        "--release",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(QueryError, match="endpoint"):
        endpoint(address, environment={})


@pytest.mark.parametrize("seconds", ["0", "-1", "1.5", "soon"])
def test_a_timeout_is_a_number_of_seconds(seconds: str) -> None:
    with pytest.raises(QueryError, match="CXSCAPE_ENDPOINT_TIMEOUT"):
        endpoint("http://localhost/sparql", environment={"CXSCAPE_ENDPOINT_TIMEOUT": seconds})


def test_credentials_are_not_shown() -> None:
    environment = {f"CXSCAPE_ENDPOINT_{name}": f"secret-{name}" for name in ("PASSWORD", "TOKEN")}
    shown = repr(endpoint("http://localhost/sparql", environment=environment))
    assert "secret" not in shown
    assert issubclass(IncompleteAnswerError, RemoteError)
    assert issubclass(RemoteTimeoutError, RemoteError)
