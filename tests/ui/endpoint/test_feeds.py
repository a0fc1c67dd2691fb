"""The feeds of what changed: well-formed, complete by their specifications, and harmless whatever tools are called."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.refresh import refresh
from loaders.releases import find_release, switch
from tests.landscapes import copy_of
from tests.ui.changing import HOSTILE, ids_of
from tests.ui.endpoint.serving import Reply, Server, serving
from ui.endpoint.feeds import Entry, Feed, write_atom

ATOM = "{http://www.w3.org/2005/Atom}"
CARTS = "need=recover-abandoned-carts"


@pytest.fixture(scope="module")
def changed(changed_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path, list[str]]]:
    """A server of a landscape that changed twice, its home, and the ids of its releases, the oldest first."""
    home = copy_of(changed_home, tmp_path_factory.mktemp("changed"))
    with serving(home, tmp_path_factory.mktemp("server")) as server:
        yield server, home, ids_of(home)


@pytest.fixture
def server(changed: tuple[Server, Path, list[str]]) -> Server:
    return changed[0]


def atom(server: Server, query: str = "") -> ET.Element:
    """Return the Atom feed after holding it against RFC 4287, sections 4.1.1, 4.1.2 and 4.2.6."""
    reply = server.call("GET", f"/feed/changes.atom{query}")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/atom+xml"
    root = ET.fromstring(reply.body)  # noqa: S314 - written by our own server
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    relations = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert str(relations["self"]).endswith(f"/feed/changes.atom{query}")
    entries = root.findall(f"{ATOM}entry")
    for part in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
            assert part.findtext(f"{ATOM}{name}")
        assert urlsplit(part.findtext(f"{ATOM}id") or "").scheme in ("http", "https")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        assert entry.find(f"{ATOM}content[@type='html']") is not None
    return root


def feed(server: Server, query: str = "") -> dict[str, Any]:
    """Return the JSON feed after holding it against version 1.1 of https://www.jsonfeed.org."""
    reply = server.call("GET", f"/feed/changes.json{query}")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/feed+json"
    found: dict[str, Any] = json.loads(reply.body)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"]
    assert found["feed_url"].endswith(f"/feed/changes.json{query}")
    for item in found["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"] or item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo
    return found


def test_both_feeds_tell_of_the_same_releases_the_newest_first(changed: tuple[Server, Path, list[str]]) -> None:
    server, _, ids = changed
    entries = atom(server).findall(f"{ATOM}entry")
    items = feed(server)["items"]
    assert [item["id"].rpartition("/")[2] for item in items] == ids[::-1]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [item["id"] for item in items]
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [item["title"] for item in items]
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == [item["content_html"] for item in items]
    assert items[0]["title"] == "1 tool came"
    assert "1 tool gone" in items[1]["title"]
    assert items[2]["title"] == "The landscape was loaded for the first time: 14 tools"


def test_an_entry_leads_to_the_page_that_tells_the_same(changed: tuple[Server, Path, list[str]]) -> None:
    server, _, ids = changed
    first = feed(server)["items"][0]
    assert first["url"] == f"http://127.0.0.1:{server.port}/changes?release={ids[2]}"
    assert f'href="http://127.0.0.1:{server.port}/tool?id=latecomer"' in first["content_html"]


def test_hostile_names_are_text_in_both_feeds(server: Server) -> None:
    [content] = [item["content_html"] for item in feed(server)["items"] if "alert(1)" in item["content_html"]]
    parsed = ET.fromstring(f"<div>{content}</div>")  # noqa: S314 - written by our own server
    assert HOSTILE in ["".join(line.itertext()) for line in parsed.iter("li")]
    assert not list(parsed.iter("script"))
    assert {urlsplit(str(link.get("href"))).port for link in parsed.iter("a")} == {server.port}
    assert any(content == each.findtext(f"{ATOM}content") for each in atom(server).findall(f"{ATOM}entry"))


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_whatever_a_thing_is_called_the_feed_is_well_formed(text: str) -> None:
    entry = Entry("https://w3id.org/cxscape/id/release/r", "http://h/changes", text, text, "2026-01-01T00:00:00Z", ())
    written = write_atom(Feed(text, "http://h/feed", "http://h/changes", "2026-01-01T00:00:00Z", (entry,)))
    root = ET.fromstring(written)  # noqa: S314 - written just now
    allowed = [char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")]
    told = root.findtext(f"{ATOM}entry/{ATOM}title") or ""
    assert told.replace("\n", "").replace("\r", "") == "".join(allowed).replace("\n", "").replace("\r", "")


@pytest.mark.parametrize(
    ("query", "title", "entries"),
    [
        ("?tool=latecomer", "Latecomer", ["1 tool came"]),
        ("?tool=campaigner-mobile", "Campaigner Mobile", ["1 tool gone"]),
        ("?tool=mailwell", "Mailwell", ["1 under another name"]),
        ("?category=seo", "SEO", ["1 relabeled"]),
        (
            f"?{CARTS}",
            "Recover abandoned carts",
            ["1 more tool serves it", "1 more tool serves it, 2 tools fewer serve it"],
        ),
        ("?category=crm", "CRM", []),
    ],
)
def test_a_feed_can_be_about_one_thing(server: Server, query: str, title: str, entries: list[str]) -> None:
    found = feed(server, query)
    assert found["title"] == f"cxscape: what changed about {title}"
    assert [item["title"] for item in found["items"]] == entries
    assert atom(server, query).findtext(f"{ATOM}title") == found["title"]


def problem(server: Server, query: str, status: int) -> str:
    reply: Reply = server.call("GET", f"/feed/changes.json?{query}", Accept="application/json")
    assert reply.status == status
    return str(json.loads(reply.body)["detail"])


@pytest.mark.parametrize("query", ["tool=a%20b", "tool=%3Cscript%3E", "need=", "category=" + "a/" * 300, "tool=a%00b"])
def test_an_id_that_cannot_be_one_is_refused(server: Server, query: str) -> None:
    assert "is no id of a" in problem(server, query, 400)


def test_a_feed_is_about_one_thing_that_is_known(server: Server) -> None:
    assert "give one tool, category or need" in problem(server, f"tool=a&{CARTS}", 400)
    assert "nothing is known of the tool 'latercomer'" in problem(server, "tool=latercomer", 404)


def test_a_reader_that_has_it_all_is_told_so_until_another_release_is_current(
    changed: tuple[Server, Path, list[str]],
) -> None:
    server, home, ids = changed
    for path in ("/feed/changes.atom", "/feed/changes.json", f"/feed/changes.atom?{CARTS}"):
        tag = server.call("GET", path).headers["ETag"]
        same = server.call("GET", path, If_None_Match=tag)
        assert (same.status, same.body) == (304, b"")
    head = server.call("HEAD", "/feed/changes.atom")
    assert (head.status, head.body) == (200, b"")
    assert server.call("POST", "/feed/changes.atom").status == 405
    tag = server.call("GET", "/feed/changes.atom").headers["ETag"]
    assert refresh(home, [home / "tools.csv"])[1].status == "nothing changed"
    assert server.call("GET", "/feed/changes.atom", If_None_Match=tag).status == 304
    switch(home, find_release(home, ids[1]))
    try:
        assert [item["id"].rpartition("/")[2] for item in feed(server)["items"]] == [ids[1], ids[0]]
    finally:
        switch(home, find_release(home, ids[2]))
