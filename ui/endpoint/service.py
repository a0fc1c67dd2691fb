"""The endpoint at work: one query from the network, through the workers, to its answer."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import IO, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from queries.formats import GRAPHS, TABLES
from queries.jobs import Request as Work
from queries.limits import CancelledError, FormatError, Limits
from queries.workers import Answer, Edition, Workers
from ui.endpoint.accept import best
from ui.endpoint.clients import Clients
from ui.endpoint.kept import Kept
from ui.endpoint.protocol import Asked
from ui.endpoint.watching import Visit, Watch

_PATIENCE = 0.3
"""Seconds of work after which it is worth looking whether the client is still there."""
_IN_MEMORY = 1 << 20
_PART = 1 << 16


@dataclass(frozen=True)
class Settings:
    """What the operator chose.

    Attributes:
        limits: of one query.
        workers: queries that run at once.
        per_client: queries that one client may have on the way.
    """

    limits: Limits
    workers: int = 4
    per_client: int = 16


class Service:
    """Workers, fair shares and numbers of one running endpoint."""

    def __init__(self, current: Callable[[], Edition], settings: Settings) -> None:
        """Start the first worker with the first query."""
        self.settings = settings
        self.current = current
        self.workers = Workers(current, settings.workers, settings.limits.memory)
        self.watch = Watch()
        self.clients = Clients(settings.workers, settings.per_client)
        self._kept = Kept()

    def close(self) -> None:
        """End all workers."""
        self.workers.close()

    async def query(self, asked: Asked, request: Request, visit: Visit) -> Response:
        """Return the answer to a query of the protocol.

        Raises:
            QueryError: there is none.
        """
        accept = request.headers.get("accept")
        work = Work(
            asked.sparql,
            best(accept, TABLES),
            best(accept, GRAPHS),
            asked.default_graphs,
            asked.named_graphs,
            self.settings.limits,
        )
        if work.table is None and work.graph is None:
            raise FormatError(f"no format that is asked for is written here: accept {', '.join([*TABLES, *GRAPHS])}")
        tag = tag_of(self.current(), work)
        if request.method != "POST" and _matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=_fresh(tag))
        answer = await self.ask(work, visit.client, request)
        visit.release, visit.rows, visit.cut = answer.release, answer.facts.rows, answer.facts.cut
        headers = {
            "Vary": "Accept",
            "Cache-Control": "no-store",
            "Cxscape-Release": answer.release,
            "Cxscape-Rows": str(answer.facts.rows),
            "Cxscape-Seconds": f"{answer.facts.seconds:.3f}",
        }
        if answer.facts.cut:
            headers["Cxscape-Cut"] = answer.facts.cut
            headers["Cxscape-Limits"] = f"rows={work.limits.rows}, bytes={work.limits.size}"
        if request.method != "POST" and not answer.facts.changing:
            headers |= _fresh(tag)
        return body_of(answer.content, answer.facts.media_type, headers)

    async def ask(self, work: Work, client: str, request: Request) -> Answer:
        """Return the answer to `work` when it is the turn of `client`; the work ends when the client leaves.

        Raises:
            QueryError: there is none.
        """
        edition = self.current()
        tag = tag_of(edition, work)
        kept = self._kept.get(tag)
        if kept is not None:
            return kept
        async with self.clients.turn(client, self.settings.limits.wait):
            answer = await _while_there(self.workers.answer(work), request)
        if answer.release == edition.release:
            self._kept.put(tag, answer)
        return answer


def body_of(content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """Return a response with `content`, sent in parts so that a slow reader takes up little memory."""
    headers = {**headers, "Content-Length": str(len(content)), "Content-Type": _content_type(media_type)}
    if len(content) <= _PART:
        return Response(content, headers=headers)
    return _Parts(content, headers)


def tag_of(edition: Edition, work: Work) -> str:
    """Return the entity tag of the answer to `work`: a release never changes, so neither does the answer."""
    said = repr((edition.release, str(edition.store), work))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


class _Parts(Response):
    """A long body, moved to a file that nobody else sees until the client has read it."""

    def __init__(self, content: bytes, headers: dict[str, str]) -> None:
        super().__init__(None, headers=headers)
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is sent
        self._file.write(content)
        self._file.seek(0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        with self._file:
            await send(start)
            async for part in self._read():
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _read(self) -> AsyncIterator[bytes]:
        while part := self._file.read(_PART):
            yield part


def _fresh(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}


def _matches(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in header.split(",")]


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


async def _while_there(work: Coroutine[Any, Any, Answer], request: Request) -> Answer:
    """Return what `work` gives, or end it when the client has gone before.

    Raises:
        CancelledError: the client has gone.
        QueryError: there is no answer.
    """
    asking: asyncio.Task[Any] | None = asyncio.current_task()
    watching: asyncio.Task[None] | None = None
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone = True
        if asking:
            asking.cancel()

    def look() -> None:
        nonlocal watching
        watching = asyncio.ensure_future(watch())

    # Most answers are there before it is worth a task of its own to look whether the client is.
    soon = asyncio.get_running_loop().call_later(_PATIENCE, look)
    try:
        return await work
    except asyncio.CancelledError:
        if not gone or asking is None:
            raise
        asking.uncancel()
        raise CancelledError("the query was ended because nobody waits for its answer") from None
    finally:
        soon.cancel()
        if watching:
            watching.cancel()
