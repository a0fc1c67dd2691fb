"""Publishing a release: graphs first, then one switch, then the old ones go."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pyoxigraph as ox

from loaders.errors import LoadError
from loaders.publishing.contents import Contents, contents
from loaders.publishing.server import Record, Server
from loaders.releases import Release
from ontology.namespaces import expand, individual
from queries.endpoint import Endpoint
from queries.errors import NoReleaseError
from queries.remote_names import LANDSCAPES, POINTER, GraphNames

KEPT = 2
"""Releases that stay on the server: the current one, and the one before, on which readers may still be."""
_VOID_TRIPLES = ox.NamedNode("http://rdfs.org/ns/void#triples")
_TAKEN_OVER = (
    "somebody else published to this server at the same time, and took over: publish again if this release is to be "
    "the current one"
)

Progress = Callable[[str, float], None]
"""Called with the name of the stage at work and the share of the whole that is done."""


@dataclass(frozen=True)
class Published:
    """What a publication did.

    Attributes:
        status: ``published``, ``switched`` (the release was there, and became current again) or ``nothing changed``.
        release: id of the release, which is current now.
        previous: id of the release that was current before, or None.
        graphs: how many graphs the release has on the server.
        triples: how many triples they hold together.
        sent: how many of these had to be sent.
        removed: ids of the releases that were removed, or of which left-overs were.
        seconds: how long it took.
    """

    status: str
    release: str
    previous: str | None
    graphs: int
    triples: int
    sent: int
    removed: tuple[str, ...]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return it in the form documented in ``docs/remote.md``."""
        return {**asdict(self), "removed": list(self.removed), "seconds": round(self.seconds, 3)}


def publish(release: Release, endpoint: Endpoint, keep: int = KEPT, progress: Progress | None = None) -> Published:
    """Make `release` the current one on the server at `endpoint`.

    Until the last step readers of the server are given the release that was current before. What an interrupted
    publication left is used if it belongs to this release, and removed if not.

    Args:
        release: the release.
        endpoint: the server.
        keep: how many releases stay there, the current one included.
        progress: told of each stage.

    Raises:
        LoadError: the server does not hold what was sent, another release of this id is there, or somebody else
            published meanwhile. The release that was current stays so.
        RemoteError: the server does not do its part; the same holds.
    """
    tell = progress or (lambda _stage, _share: None)
    started = time.monotonic()
    tell("reading", 0.0)
    try:
        wanted = contents(ox.Store.read_only(str(release.store)), release.id)
    except OSError as error:
        raise NoReleaseError(f"{release.store} holds no graph ({error}): load one with `cxscape refresh`") from error
    server = Server(endpoint)
    before = server.record()
    removed = _clear(server, before, {*before.offered, release.id})
    there = {graph: number for graph, number in server.graphs().items() if graph.startswith(wanted.names.prefix)}
    if release.id in before.offered:
        _check(wanted.triples, there, release.id)
    sent = 0
    if release.id != before.current:
        publication = _begin(server, wanted, before.next_number)
        sent = _send(server, wanted, there, publication, tell)
        tell("counting", 0.95)
        _check_alone(server, publication)
        _check(wanted.triples, server.graphs(), release.id)
        server.switch(publication, _now())
        if server.record().current != release.id:
            raise LoadError(_TAKEN_OVER)
    tell("cleaning", 0.97)
    after = server.record()
    removed += [old for old in _clear(server, after, set(after.offered[:keep])) if old not in removed]
    tell("done", 1.0)
    return Published(
        status=_status(release.id, before),
        release=release.id,
        previous=before.current,
        graphs=len(wanted.triples),
        triples=sum(wanted.triples.values()),
        sent=sent,
        removed=tuple(removed),
        seconds=time.monotonic() - started,
    )


def _begin(server: Server, wanted: Contents, number: int) -> str:
    """Put the publication on record before anything else, and return its IRI."""
    publication, release = individual("publication", uuid4().hex), individual("release", wanted.names.release)
    triples = [
        ox.Triple(publication, expand("rdf:type"), expand("prov:Activity")),
        ox.Triple(publication, expand("prov:used"), release),
        ox.Triple(publication, expand("dct:identifier"), ox.Literal(number)),
        ox.Triple(publication, expand("prov:startedAtTime"), ox.Literal(_now(), datatype=expand("xsd:dateTime"))),
        ox.Triple(release, expand("rdf:type"), expand("cx:Release")),
    ]
    for graph, count in wanted.triples.items():
        triples.append(ox.Triple(release, expand("dct:hasPart"), ox.NamedNode(graph)))
        triples.append(ox.Triple(ox.NamedNode(graph), _VOID_TRIPLES, ox.Literal(count)))
    server.insert(POINTER, "\n".join(f"{triple} ." for triple in triples))
    return publication.value


def _send(server: Server, wanted: Contents, there: Mapping[str, int], publication: str, tell: Progress) -> int:
    """Send the graphs that are not there as they should be, and return how many triples that were."""
    missing = {graph: number for graph, number in wanted.triples.items() if there.get(graph) != number}
    server.drop(there.keys() - (wanted.triples.keys() - missing.keys()))
    total, sent = sum(missing.values()), 0
    for graph in missing:
        _check_alone(server, publication)
        for piece in wanted.pieces(graph):
            server.insert(graph, piece)
            sent += piece.count("\n") + 1
            tell(f"sending {graph.removeprefix(wanted.names.prefix)}", 0.05 + 0.9 * sent / total)
    return sent


def _check_alone(server: Server, publication: str) -> None:
    """Make sure that our publication is on record: another one that begins takes it off, and is the one to go on."""
    if publication not in (one.iri for one in server.record().publications):
        raise LoadError(_TAKEN_OVER)


def _check(wanted: Mapping[str, int], there: Mapping[str, int], release: str) -> None:
    """Compare the graphs of a release with those on the server."""
    for graph, number in wanted.items():
        if there.get(graph, 0) != number:
            raise LoadError(
                f"the server holds {there.get(graph, 0):,} triples in {graph}, and release {release} has {number:,}: "
                "if nobody else writes there, refresh to get a release with an id of its own, and publish that"
            )


def _clear(server: Server, record: Record, kept: set[str]) -> list[str]:
    """Take everything but the releases `kept` off the record and off the server; return the ids of what went."""
    graphs = list(server.graphs())
    gone = [graph for graph in graphs if not any(graph.startswith(GraphNames(one).prefix) for one in kept)]
    publications = [p for p in record.publications if p.release not in kept or not p.ended]
    releases = {p.release for p in publications} - kept
    server.forget([*(p.iri for p in publications), *(individual("release", one).value for one in releases), *gone])
    server.drop(gone)
    names = {graph.removeprefix(LANDSCAPES).partition("/")[0] for graph in gone}
    return sorted(releases | names)


def _status(release: str, before: Record) -> str:
    if release == before.current:
        return "nothing changed"
    return "switched" if release in before.offered else "published"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
