"""The landscape that the tools ask: at every call the release that is current then, here or on a server."""

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import anyio
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    parse_query_results,
)

from loaders.releases import current_release
from ontology.namespaces import prefixes, shorten
from queries.bounded import write_graph
from queries.endpoint import Endpoint
from queries.engines import Answer, Embedded, Engine
from queries.formats import GRAPHS
from queries.jobs import Request
from queries.limits import Limits
from queries.results import plain
from queries.search import NeedSearch
from queries.workers import Edition, Workers
from ui.mcp.shapes import Cell, Found

if TYPE_CHECKING:
    from queries.remote import Remote


@dataclass(frozen=True)
class Opened:
    """A release, ready to be asked by our own questions.

    Attributes:
        release: its id.
        engine: where to ask.
        needs: its needs, findable by words.
    """

    release: str
    engine: Engine
    needs: NeedSearch


class Landscape(Protocol):
    """What the tools ask."""

    def open(self) -> Opened:
        """Return the release that is current now.

        Raises:
            QueryError: there is none, or the server does not answer.
        """
        ...

    async def run(self, sparql: str, rows: int) -> Found:
        """Return the answer of the current release to a free query, with at most `rows` rows or triples.

        Raises:
            QueryError: there is no answer; see `queries.errors` and `queries.limits`.
        """
        ...

    def close(self) -> None:
        """Free what answering took."""
        ...


class Local:
    """The graph on this machine; free queries are asked in processes that are ended at their limits."""

    def __init__(self, home: Path, limits: Limits) -> None:
        """Take the landscape in the folder `home`; nothing needs to be loaded there yet."""
        self._home = home
        self._limits = limits
        self._workers = Workers(self._edition, memory=limits.memory)
        self._opened: tuple[tuple[Path, int], Opened] | None = None

    def open(self) -> Opened:
        """Return the release that is current now; see `Landscape.open`."""
        release = current_release(self._home)
        # A release never changes, but its folder may be replaced by another one of the same name.
        edition = release.folder, (release.folder / "release.json").stat().st_mtime_ns
        if self._opened is None or self._opened[0] != edition:
            engine = Embedded(release.store)
            self._opened = edition, Opened(release.id, engine, NeedSearch(engine))
        return self._opened[1]

    async def run(self, sparql: str, rows: int) -> Found:
        """Return the answer of the current release to a free query; see `Landscape.run`."""
        limits = _narrowed(self._limits, rows)
        answer = await self._workers.answer(Request(sparql, limits=limits))
        facts = answer.facts
        if facts.media_type in GRAPHS:
            return Found(answer.release, {}, (), answer.content.decode(), None, told(facts.cut, limits))
        table = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
        return found(table, answer.release, limits, facts.cut)

    def close(self) -> None:
        """End the processes."""
        self._workers.close()

    def _edition(self) -> Edition:
        release = current_release(self._home)
        return Edition(release.id, release.store)


class Server:
    """The landscape on a SPARQL 1.1 server, which has limits of its own."""

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        """Take the landscape at `endpoint`."""
        self._endpoint = endpoint
        self._limits = limits
        self._needs: tuple[str, NeedSearch] | None = None

    def open(self) -> Opened:
        """Return the release that is current now; see `Landscape.open`."""
        remote = self._remote()
        if self._needs is None or self._needs[0] != remote.release:
            self._needs = remote.release, NeedSearch(remote)
        return Opened(remote.release, remote, self._needs[1])

    async def run(self, sparql: str, rows: int) -> Found:
        """Return the answer of the current release to a free query; see `Landscape.run`."""
        return await anyio.to_thread.run_sync(self._run, sparql, rows, abandon_on_cancel=True)

    def close(self) -> None:
        """Free nothing: connections end with their answers."""

    def _remote(self) -> "Remote":
        from queries.remote import Remote  # noqa: PLC0415 - what a server takes to ask is nothing for a local answer

        return Remote(self._endpoint)

    def _run(self, sparql: str, rows: int) -> Found:
        remote = self._remote()
        return found(remote.query(sparql), remote.release, _narrowed(self._limits, rows))


def found(answer: Answer, release: str, limits: Limits, cut: str = "") -> Found:
    """Return an answer, at most as long as `limits` allow.

    Args:
        answer: the answer.
        release: id of the release that gave it.
        limits: the most rows or triples, and the most bytes of a graph.
        cut: the limit at which it was cut already, ``rows`` or ``bytes``, or empty.
    """
    if isinstance(answer, QueryBoolean):
        return Found(release, {}, (), None, bool(answer), "")
    if isinstance(answer, QueryTriples):
        written = write_graph(answer, RdfFormat.TURTLE, limits.rows, limits.size, prefixes())
        return Found(release, {}, (), written.content.decode(), None, told(written.cut, limits))
    names = [variable.value for variable in answer.variables]
    read = [{name: _cell(row[name]) for name in names} for row in islice(answer, limits.rows + 1)]
    cut = "rows" if len(read) > limits.rows else cut
    return Found(release, dict.fromkeys(names, ""), tuple(read[: limits.rows]), None, None, told(cut, limits))


def told(cut: str, limits: Limits) -> str:
    """Return in words at which limit an answer was cut, or the empty string where it is whole."""
    if cut == "rows":
        return f"cut at {limits.rows:,} rows, and there are more: narrow the question, or ask again with a higher limit"
    return f"cut at {limits.size:,} bytes: ask for fewer rows or columns" if cut else ""


def _narrowed(limits: Limits, rows: int) -> Limits:
    return replace(limits, rows=min(rows, limits.rows))


def _cell(term: object) -> Cell:
    return shorten(term.value) if isinstance(term, NamedNode) else plain(term)
