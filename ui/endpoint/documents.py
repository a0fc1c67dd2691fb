"""What the endpoint says of itself, of the release, and of each individual; each is a question in ``questions/``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from ontology.namespaces import ID, ONTOLOGY, shorten, slug_of
from queries.formats import GRAPHS
from queries.jobs import Request as Work
from queries.limits import Limits
from queries.text import replace_values
from ui.endpoint.accept import HTML, best
from ui.endpoint.problems import ProblemError
from ui.endpoint.service import Service, body_of, tag_of
from ui.endpoint.watching import Visit

HERE = Path(__file__).parent
ENDINGS = {"html": HTML, "ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
ENDINGS["rdf"] = "application/rdf+xml"
_PAGE_OR_GRAPH = {**GRAPHS, HTML: None}
"""A client without a wish gets a graph; a browser says that it wants a page."""
_LONGEST = 1000
"""Statements of an individual that are told; a category may have thousands of tools."""


@dataclass(frozen=True)
class Statement:
    """One thing that is said of an individual, in words and as a link."""

    property: str
    property_link: str
    value: str
    link: str
    outgoing: bool


@cache
def pages() -> Environment:
    """Return the templates of what the endpoint writes as HTML."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _text(name: str) -> str:
    return (HERE / "questions" / f"{name}.rq").read_text(encoding="utf-8")


async def description(service: Service, request: Request, visit: Visit) -> Response:
    """Return what this endpoint can do, as a graph or as a page.

    The terms are those of https://www.w3.org/TR/sparql11-service-description/.
    """
    media_type = _wanted(request, _PAGE_OR_GRAPH)
    address = NamedNode(str(request.url.replace(query="", fragment="")))
    if media_type == HTML:
        release, limits = service.current().release, service.settings.limits
        page = pages().get_template("endpoint.html").render(address=address.value, release=release, limits=limits)
        return _page(page)
    return await _graph(service, request, visit, "service-description", media_type, endpoint=str(address))


async def void(service: Service, request: Request, visit: Visit) -> Response:
    """Return the description of the release as a dataset (https://www.w3.org/TR/void/)."""
    base = str(request.base_url).rstrip("/")
    endpoint = NamedNode(f"{base}/sparql")
    return await _graph(service, request, visit, "void", _wanted(request, GRAPHS), endpoint=str(endpoint))


async def ontology(service: Service, request: Request, visit: Visit) -> Response:
    """Return the terms: as a page, each at its anchor, or as a graph."""
    _, _, ending = visit.path.partition(".")
    media_type = _by_ending(ending) if ending else _wanted(request, _PAGE_OR_GRAPH)
    if media_type != HTML:
        return await _graph(service, request, visit, "ontology", media_type)
    terms = await _rows(service, request, visit, "terms")
    shown = [{**term, "id": term["term"].removeprefix(ONTOLOGY), "short": shorten(term["term"])} for term in terms]
    return _page(pages().get_template("ontology.html").render(terms=shown, release=visit.release))


async def individual(service: Service, request: Request, visit: Visit) -> Response:
    """Return what is said of an individual, and what leads to it: as a page, or as a graph."""
    name = visit.path.removeprefix("/id/")
    stem, dot, ending = name.rpartition(".")
    by_ending = dot and ending in ENDINGS
    name = stem if by_ending else name
    media_type = _by_ending(ending) if by_ending else _wanted(request, _PAGE_OR_GRAPH)
    iri = f"{ID}{quote(name, safe='/-._~')}"
    if media_type != HTML:
        answer = await service.ask(
            _bound(service, "individual", media_type, subject=str(NamedNode(iri))), visit.client, request
        )
        if not answer.facts.rows:
            raise await _unknown(service, request, visit, iri)
        return await _graph(service, request, visit, "individual", media_type, subject=str(NamedNode(iri)))
    rows = await _rows(service, request, visit, "statements", subject=str(NamedNode(iri)))
    if not rows:
        raise await _unknown(service, request, visit, iri)
    statements = [_statement(row) for row in rows[:_LONGEST]]
    label = next((row["value"] for row in rows if row["property"].endswith("#prefLabel")), name)
    page = (
        pages()
        .get_template("individual.html")
        .render(
            iri=iri,
            short=shorten(iri),
            label=label,
            path=f"/id/{name}",
            release=visit.release,
            statements=sorted(set(statements), key=lambda s: (not s.outgoing, s.property.lower(), s.value.lower())),
            cut=len(rows) > _LONGEST,
            endings=[ending for ending in ENDINGS if ending != "html"],
        )
    )
    return _page(page)


def _statement(row: Mapping[str, str]) -> Statement:
    value = row["value"]
    is_link = value.startswith(("https://", "http://"))
    return Statement(
        property=row.get("property_label") or shorten(row["property"]).strip("<>"),
        property_link=_local(row["property"]),
        value=row.get("value_label") or (shorten(value).strip("<>") if is_link else value),
        link=_local(value) if is_link else "",
        outgoing=row["direction"] == "of",
    )


def _local(iri: str) -> str:
    """Return where `iri` is served: here if it is one of ours."""
    if iri.startswith(ID):
        return f"/id/{iri.removeprefix(ID)}"
    return f"/ontology#{iri.removeprefix(ONTOLOGY)}" if iri.startswith(ONTOLOGY) else iri


async def _unknown(service: Service, request: Request, visit: Visit, iri: str) -> ProblemError:
    kind, _, slug = iri.removeprefix(ID).partition("/")
    rows = await _rows(service, request, visit, "ids-of-type", start=f'"{ID}{kind}/"')
    ids = [slug_of(row["id"]) for row in rows]
    near = [f"{ID}{kind}/{name}" for name in get_close_matches(slug, ids, 5, 0.5)]
    hint = f"the nearest are {', '.join(near)}" if near else "ask the endpoint at /sparql for what there is"
    return ProblemError(HTTPStatus.NOT_FOUND, f"nothing is known of {iri}: {hint}", more={"nearest": near})


async def _graph(
    service: Service, request: Request, visit: Visit, name: str, media_type: str, **values: str
) -> Response:
    work = _bound(service, name, media_type, **values)
    tag = tag_of(service.current(), work)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer = await service.ask(work, visit.client, request)
    visit.release, visit.rows, visit.cut = answer.release, answer.facts.rows, answer.facts.cut
    headers |= {"Cxscape-Release": answer.release, "Cxscape-Rows": str(answer.facts.rows)}
    if answer.facts.cut:
        headers |= {"Cxscape-Cut": answer.facts.cut}
    return body_of(answer.content, answer.facts.media_type, headers)


async def _rows(service: Service, request: Request, visit: Visit, name: str, **values: str) -> list[dict[str, str]]:
    answer = await service.ask(_bound(service, name, None, **values), visit.client, request)
    visit.release = answer.release
    found = json.loads(answer.content)["results"]["bindings"]
    return [{column: term["value"] for column, term in row.items()} for row in found]


def _bound(service: Service, name: str, graph: str | None, **values: str) -> Work:
    text = _text(name)
    for variable, value in values.items():
        text = replace_values(text, variable, value)
    # What the operator allows others is no measure of what we say of ourselves.
    limits = replace(service.settings.limits, rows=Limits.rows, size=Limits.size)
    return Work(text, graph=graph, limits=limits)


def _wanted(request: Request, offered: Mapping[str, object]) -> str:
    media_type = best(request.headers.get("accept"), offered)
    if media_type is None:
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, f"no such format is written here: accept {', '.join(offered)}")
    return media_type


def _by_ending(ending: str) -> str:
    if ending not in ENDINGS:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"there is no format .{ending}: take .{', .'.join(ENDINGS)}")
    return ENDINGS[ending]


def _page(content: str) -> Response:
    safe = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Content-Security-Policy": safe}
    return body_of(content.encode(), HTML, headers)
