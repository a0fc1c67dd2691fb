"""A request of the SPARQL 1.1 Protocol as a query (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from ui.endpoint.problems import ProblemError

LONGEST = 1 << 20
"""Bytes of a request body."""
METHODS = "GET, HEAD, POST, OPTIONS"
_STALL_SECONDS = 10.0
_PATIENCE = 8
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


@dataclass(frozen=True)
class Asked:
    """A query as it was sent.

    Attributes:
        sparql: the text.
        default_graphs: what stands in for ``FROM``.
        named_graphs: what stands in for ``FROM NAMED``.
    """

    sparql: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def read(request: Request) -> Asked | None:
    """Return the query of `request`, or None where a GET or HEAD has none.

    Raises:
        ProblemError: the request is none of the protocol's, too large, or too slow.
    """
    address = str(request.scope["query_string"], "latin-1")
    if request.method in ("GET", "HEAD"):
        return _asked(address, required=False)
    if request.method != "POST":
        raise ProblemError(
            HTTPStatus.METHOD_NOT_ALLOWED, f"{request.method} is not answered here: use GET or POST", {"Allow": METHODS}
        )
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise ProblemError(
            HTTPStatus.FORBIDDEN, "the graph is read-only here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    if media_type not in (_FORM, _QUERY):
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"{media_type or 'a body without a content type'} is no query: send {_QUERY}, or query=... as {_FORM}",
            {"Accept-Post": f"{_FORM}, {_QUERY}"},
        )
    text = _decoded(await _body(request))
    if media_type == _FORM:
        return _asked(f"{address}&{text}", required=True)
    if not text.strip():
        raise ProblemError(HTTPStatus.BAD_REQUEST, "the body is empty: it must hold the query")
    graphs = _asked(f"{address}&query=", required=True)
    return graphs and Asked(text, graphs.default_graphs, graphs.named_graphs)


def _asked(encoded: str, *, required: bool) -> Asked | None:
    try:
        pairs = parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError) as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"the parameters cannot be read: {error}") from error
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "the graph is read-only here: ask with query=..., and SELECT, ASK, CONSTRUCT, DESCRIBE",
        )
    if len(queries) > 1:
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"there are {len(queries)} parameters `query`: send one")
    if not queries:
        if required or pairs:
            raise ProblemError(HTTPStatus.BAD_REQUEST, "the parameter `query` is missing: it holds the SPARQL text")
        return None
    if len(queries[0]) > LONGEST:
        raise _too_large()
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    return Asked(queries[0], default, tuple(value for name, value in pairs if name == "named-graph-uri"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    size = 0
    stream = request.stream()
    try:
        while True:
            async with asyncio.timeout(_STALL_SECONDS):
                part = await anext(stream, None)
            size += len(part or b"")
            if part is None and size <= LONGEST:
                return bytes(body)
            # A client reads what is wrong only when it has sent all, so most of what is too much is still taken.
            if part is None or size > _PATIENCE * LONGEST:
                raise _too_large()
            if size <= LONGEST:
                body += part
    except TimeoutError as error:
        raise ProblemError(
            HTTPStatus.REQUEST_TIMEOUT,
            f"the rest of the query did not come within {_STALL_SECONDS:g} seconds: send it again",
            {"Connection": "close"},
        ) from error
    except ClientDisconnect as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "the client left before its query was complete") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST, f"the body is no UTF-8 text: byte {error.start + 1} is wrong"
        ) from error


def _too_large() -> ProblemError:
    return ProblemError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"the query is larger than {LONGEST:,} bytes: split it, or let a pattern find what its VALUES lists",
        {"Connection": "close"},
    )
