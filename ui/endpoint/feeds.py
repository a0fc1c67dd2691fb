"""Feeds of what changed from release to release, for people who follow the landscape, or one thing of it.

Atom: https://www.rfc-editor.org/rfc/rfc4287. JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import Response

from ontology.namespaces import ID
from queries.errors import ParameterError
from ui.changes import words
from ui.changes.told import KINDS, MOST, About, Told, about, name_of, told
from ui.endpoint.documents import pages
from ui.endpoint.problems import ProblemError
from ui.endpoint.service import Service, body_of
from ui.endpoint.watching import Visit

ATOM = "application/atom+xml"
JSON = "application/feed+json"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_JSON_VERSION = "https://jsonfeed.org/version/1.1"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""


@dataclass(frozen=True)
class Entry:
    """A release that tells something; `id` stays the same for ever."""

    id: str
    url: str
    title: str
    html: str
    published: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """A feed, before it is written: `url` is its own address, `home` that of the page that tells the same."""

    title: str
    url: str
    home: str
    updated: str
    entries: tuple[Entry, ...]


async def changes(service: Service, request: Request, visit: Visit) -> Response:
    """Return the feed of what changed, as Atom or as JSON, by the ending of its address.

    Raises:
        ProblemError: it is asked to be about several things, or about one that nothing is known of.
    """
    write, media_type = _WRITERS[visit.path.rpartition(".")[2]]
    edition = service.current()
    visit.release = edition.release
    home = edition.store.parents[2]
    feed = await asyncio.to_thread(_feed, home, _asked(request), str(request.base_url).rstrip("/"), str(request.url))
    content = write(feed)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return body_of(content, media_type, headers)


def _asked(request: Request) -> About:
    given = [(kind, value) for kind, value in request.query_params.multi_items() if kind in KINDS]
    if len(given) > 1:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "a feed is about one thing: give one tool, category or need")
    try:
        return about(*given[0]) if given else About()
    except ParameterError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, str(error)) from error


def _feed(home: Path, what: About, base: str, url: str) -> Feed:
    name = name_of(home, what) if what.kind else ""
    found = told(home, what)
    if what.kind and not name and not found:
        detail = f"nothing is known of the {what.kind} {what.id!r}: look for it at {base}/landscape"
        raise ProblemError(HTTPStatus.NOT_FOUND, detail)
    title = words.FEED_TITLE_OF.format(name=name or what.id) if what.kind else words.FEED_TITLE
    newest = found or told(home, About())
    entries = tuple(_entry(each, base) for each in found)
    return Feed(title, url, f"{base}/changes", newest[0].issued, entries)


def _entry(each: Told, base: str) -> Entry:
    address = f"{base}/changes?{urlencode({'release': each.release})}"
    first = words.ENTRY_FIRST.format(tools=f"{each.tools:,} tools")
    parts = [words.ENTRY_PARTS[kind][count != 1].format(count=f"{count:,}") for kind, count in each.counts.items()]
    html = (
        pages()
        .get_template("changes.html")
        .render(
            told=each,
            base=base,
            address=address,
            first=first,
            kinds=words.FEED_KINDS,
            by_need=words.BY_NEED,
            all_of_them=words.ALL_OF_THEM,
            most=MOST,
        )
    )
    title = ", ".join(parts) if each.before else first
    return Entry(f"{ID}release/{each.release}", address, title, html, each.issued, tuple(each.lines))


def write_atom(feed: Feed) -> bytes:
    """Return a feed in the Atom format; what no XML document may hold is left out."""
    root = ET.Element("feed", xmlns=_NAMESPACE)
    _text(root, "id", feed.url)
    _text(root, "title", feed.title)
    _text(root, "subtitle", words.FEED_SUBTITLE)
    _text(root, "updated", feed.updated)
    _text(ET.SubElement(root, "author"), "name", words.PRODUCT)
    ET.SubElement(root, "link", rel="self", type=ATOM, href=feed.url)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        node = ET.SubElement(root, "entry")
        _text(node, "id", entry.id)
        _text(node, "title", entry.title)
        _text(node, "updated", entry.published)
        _text(node, "published", entry.published)
        ET.SubElement(node, "link", rel="alternate", type="text/html", href=entry.url)
        for tag in entry.tags:
            ET.SubElement(node, "category", term=tag)
        _text(node, "content", entry.html).set("type", "html")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, name)
    node.text = _NOT_IN_XML.sub("", text)
    return node


def write_json(feed: Feed) -> bytes:
    """Return a feed in the JSON Feed format."""
    items = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "date_published": entry.published,
            "tags": list(entry.tags),
        }
        for entry in feed.entries
    ]
    return json.dumps(
        {
            "version": _JSON_VERSION,
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.url,
            "description": words.FEED_SUBTITLE,
            "authors": [{"name": words.PRODUCT}],
            "language": "en",
            "items": items,
        },
        ensure_ascii=False,
    ).encode()


_WRITERS: dict[str, tuple[Callable[[Feed], bytes], str]] = {"atom": (write_atom, ATOM), "json": (write_json, JSON)}
