"""``cxscape publish``, and every command and the app with ``--endpoint``, as a user runs them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.releases import current_release
from tests.landscapes import copy_of
from tests.servers.canned import Reply, canned
from tests.servers.fixtures import PRINTED, need
from tests.servers.oxigraph import MISSING, Oxigraph, find, oxigraph
from tests.ui.apptest import open_app, text, tools
from tests.ui.pages import links, open_page
from tests.virtuoso import Virtuoso, free_port

COMMAND = [str(Path(sys.executable).with_name("cxscape"))]
NEED = "recover-abandoned-carts"


def cxscape(*arguments: str, home: Path, stdin: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "CXSCAPE_HOME": str(home), **variables}
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, input=stdin, env=environment, check=False
    )


@pytest.fixture(scope="module")
def server(small_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    """A server to which a small landscape was published."""
    with oxigraph(copy_of(small_published, tmp_path_factory.mktemp("published"))) as running:
        yield running


def test_publishing_tells_what_it_did(small_published: Path, small_home: Path) -> None:
    printed, told = json.loads((small_published / PRINTED).read_text(encoding="utf-8"))
    report = json.loads(printed)
    assert report["status"] == "published"
    assert report["release"] == current_release(small_home).id
    assert report["sent"] == report["triples"] > 0
    assert told.splitlines()[0] == "reading"


def test_publishing_again_changes_nothing_and_says_so(server: Oxigraph, small_home: Path) -> None:
    done = cxscape("publish", "--quiet", home=small_home, CXSCAPE_ENDPOINT=server.query)
    assert (done.returncode, done.stdout, done.stderr) == (10, "", "")
    done = cxscape("--endpoint", server.query, "publish", home=small_home)
    assert done.returncode == 10
    assert "nothing changed" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", NEED, "--json"),
        ("ask", NEED, "--channel", "email"),
        ("run", "requirements-of-need", "--set", f"need={NEED}"),
        ("run", "tools", "--format", "csv"),
    ],
)
def test_a_command_says_the_same_of_the_server(
    server: Oxigraph, small_home: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    here = cxscape(*arguments, home=small_home)
    there = cxscape("--endpoint", server.query, *arguments, home=tmp_path / "nothing")
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert here.returncode == 0
    assert here.stdout != ""


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json"])
def test_a_query_gives_every_form_of_a_table(server: Oxigraph, small_home: Path, form: str) -> None:
    sparql = "SELECT ?need ?label { ?need a cx:CXNeed ; skos:prefLabel ?label } ORDER BY ?need"
    here = cxscape("query", "-", "--format", form, home=small_home, stdin=sparql)
    there = cxscape("query", "-", "--format", form, home=small_home, stdin=sparql, CXSCAPE_ENDPOINT=server.query)
    assert there.returncode == 0, there.stderr
    assert sorted(there.stdout) == sorted(here.stdout)


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("ASK { need:recover-abandoned-carts a cx:CXNeed }", "true"),
        (
            "CONSTRUCT { ?n a cx:CXNeed } WHERE { VALUES ?n { need:recover-abandoned-carts } }",
            f"need:{NEED} a cx:CXNeed",
        ),
    ],
)
def test_a_query_gives_what_is_no_table(server: Oxigraph, small_home: Path, sparql: str, expected: str) -> None:
    done = cxscape("--endpoint", server.query, "query", "-", home=small_home, stdin=sparql)
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout


def test_the_app_shows_what_is_on_the_server(
    server: Oxigraph, small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = open_app(monkeypatch, small_home, need=NEED)
    monkeypatch.setenv("CXSCAPE_ENDPOINT", server.query)
    there = open_app(monkeypatch, tmp_path / "nothing", need=NEED)
    assert tools(there) == tools(here) != []


def test_the_pages_about_one_thing_tell_what_is_on_the_server(
    server: Oxigraph, small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = {"tool": "cartsaver", "vendor": "saver-ltd", "category": "seo", "capability": "cart-recovery"}
    here = {kind: open_page(monkeypatch, small_home, kind, id=name) for kind, name in things.items()}
    monkeypatch.setenv("CXSCAPE_ENDPOINT", server.query)
    for kind, name in things.items():
        there = open_page(monkeypatch, tmp_path / "nothing", kind, id=name)
        assert there.title[0].value == here[kind].title[0].value
        assert links(there, "tool") == links(here[kind], "tool")
        assert links(there, "") == links(here[kind], "")


def test_the_app_says_that_a_server_holds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need(find(), MISSING)
    with oxigraph(tmp_path / "empty") as empty:
        monkeypatch.setenv("CXSCAPE_ENDPOINT", empty.query)
        assert "holds no landscape" in text(open_app(monkeypatch, tmp_path / "nothing"))


def failed(done: "subprocess.CompletedProcess[str]", code: int) -> str:
    """Return what a failing call said, once it is sure that it was one message and no trace."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_publish_wants_a_server(small_home: Path) -> None:
    assert "--endpoint URL or CXSCAPE_ENDPOINT" in failed(cxscape("publish", home=small_home), 2)


def test_publish_tells_of_an_unknown_release(server: Oxigraph, small_home: Path) -> None:
    said = failed(cxscape("publish", "--endpoint", server.query, "--release", "1999-01-01-ffff", home=small_home), 1)
    assert "holds no release '1999-01-01-ffff'" in said


def test_publish_without_a_landscape_says_what_to_do(server: Oxigraph, tmp_path: Path) -> None:
    assert "cxscape refresh" in failed(cxscape("publish", "--endpoint", server.query, home=tmp_path), 1)


def test_a_command_tells_of_a_server_that_is_not_there(small_home: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    said = failed(cxscape("--endpoint", address, "ask", NEED, home=small_home), 1)
    assert said.startswith(f"cxscape: {address} cannot be reached")


def test_a_command_tells_of_an_address_that_is_none(small_home: Path) -> None:
    assert "no address of an endpoint" in failed(cxscape("--endpoint", "nowhere", "ask", NEED, home=small_home), 1)


def test_a_command_tells_of_a_page_that_is_no_endpoint(small_home: Path) -> None:
    with canned(lambda _asked: Reply(b"<html>", headers={"Content-Type": "text/html"})) as page:
        said = failed(cxscape("--endpoint", page.address, "ask", NEED, home=small_home), 1)
    assert "no answer to a query" in said


def test_publishing_to_virtuoso_needs_its_own_address_and_credentials(
    virtuoso_server: Virtuoso, small_home: Path
) -> None:
    server = virtuoso_server
    addresses = ("--endpoint", server.query, "--update-endpoint", server.update)
    said = failed(cxscape("publish", "--quiet", *addresses, home=small_home), 1)
    assert "CXSCAPE_ENDPOINT_USER" in said
    wrong = {"CXSCAPE_ENDPOINT_USER": server.user, "CXSCAPE_ENDPOINT_PASSWORD": "wrong"}
    said = failed(cxscape("publish", "--quiet", *addresses, home=small_home, **wrong), 1)
    assert "does not accept the credentials" in said
    assert "wrong" not in said.replace("what is wrong", "")
    right = {"CXSCAPE_ENDPOINT_USER": server.user, "CXSCAPE_ENDPOINT_PASSWORD": server.password}
    done = cxscape("publish", "--quiet", *addresses, home=small_home, **right)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    asked = cxscape("--endpoint", server.query, "ask", NEED, "--json", home=small_home)
    assert json.loads(asked.stdout) == json.loads(cxscape("ask", NEED, "--json", home=small_home).stdout)
