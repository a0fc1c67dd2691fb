"""The addresses of the endpoint, in front of the app: what is none of ours goes on to it."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.errors import NoReleaseError, QueryError
from ui.endpoint import documents
from ui.endpoint.problems import ProblemError, problem_of
from ui.endpoint.protocol import METHODS, read
from ui.endpoint.service import Service
from ui.endpoint.watching import Visit

_STALL_SECONDS = 30.0
"""A client that takes nothing for so long is hung up on."""
_CORS = [
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Retry-After, Cxscape-Cut, Cxscape-Limits, Cxscape-Release, Cxscape-Rows, Cxscape-Seconds",
    ),
]
_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}

Handler = Callable[[Request, Visit], Awaitable[Response]]


class Endpoint:
    """ASGI middleware that answers the addresses of the endpoint."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        """Stand in front of `app`."""
        self._app = app
        self._service = service
        self._handlers: dict[str, Handler] = {
            "/sparql": self._sparql,
            "/.well-known/void": self._void,
            "/ontology": self._ontology,
            "/feed/changes.atom": self._feed,
            "/feed/changes.json": self._feed,
            "/healthz": self._health,
            "/metrics": self._metrics,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on to the app."""
        handler = self._handler(scope["path"]) if scope["type"] == "http" else None
        if handler is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        client = scope.get("client")
        visit = Visit(client[0] if client else "", request.method, request.url.path)
        status, size = HTTPStatus.INTERNAL_SERVER_ERROR, 0

        async def careful(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), *_CORS]
            else:
                body = message.get("body", b"")
                size += len(body)
                if request.method == "HEAD":
                    message["body"] = b""
            async with asyncio.timeout(_STALL_SECONDS):
                await send(message)

        try:
            with self._service.clients.present(visit.client):
                response = await self._answer(handler, request, visit)
                await response(scope, receive, careful)
        except ProblemError as problem:
            await problem.response(request.headers.get("accept"))(scope, receive, careful)
        finally:
            self._service.watch.note(visit, int(status), size)

    def _handler(self, path: str) -> Handler | None:
        if path.startswith("/id/"):
            return self._individual
        if path.startswith("/ontology."):
            return self._ontology
        return self._handlers.get(path)

    async def _answer(self, handler: Handler, request: Request, visit: Visit) -> Response:
        try:
            if request.method == "OPTIONS":
                return Response(status_code=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)
            if handler == self._sparql or request.method in ("GET", "HEAD"):
                return await handler(request, visit)
            allowed = {"Allow": "GET, HEAD, OPTIONS"}
            detail = f"{request.method} is not answered here: use GET"
            return ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, detail, allowed).response(request.headers.get("accept"))
        except ProblemError as problem:
            return problem.response(request.headers.get("accept"))
        except QueryError as error:
            return problem_of(error).response(request.headers.get("accept"))

    async def _sparql(self, request: Request, visit: Visit) -> Response:
        asked = await read(request)
        if asked is None:
            return await documents.description(self._service, request, visit)
        visit.query = asked.sparql
        return await self._service.query(asked, request, visit)

    async def _void(self, request: Request, visit: Visit) -> Response:
        return await documents.void(self._service, request, visit)

    async def _individual(self, request: Request, visit: Visit) -> Response:
        return await documents.individual(self._service, request, visit)

    async def _ontology(self, request: Request, visit: Visit) -> Response:
        return await documents.ontology(self._service, request, visit)

    async def _feed(self, request: Request, visit: Visit) -> Response:
        from ui.endpoint import feeds  # noqa: PLC0415 - brings the catalogue with it, and few ask for a feed

        return await feeds.changes(self._service, request, visit)

    async def _health(self, request: Request, visit: Visit) -> Response:
        del request, visit
        try:
            release = self._service.current().release
        except NoReleaseError as error:
            return PlainTextResponse(f"no release: {error}\n", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse(f"ok, release {release}\n", headers={"Cache-Control": "no-store"})

    async def _metrics(self, request: Request, visit: Visit) -> Response:
        del request, visit
        workers = self._service.workers
        gauges = {"queries_running": workers.running(), "worker_processes": workers.processes()}
        return PlainTextResponse(self._service.watch.text(gauges), media_type="text/plain; version=0.0.4")
