"""What a server holds of our releases, and the few changes that publishing makes to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from ontology.namespaces import expand, slug_of
from queries.endpoint import Endpoint
from queries.protocol import Protocol
from queries.remote import table
from queries.remote_names import POINTER
from queries.text import replace_values

_HERE = Path(__file__).parent


@dataclass(frozen=True, order=True)
class Publication:
    """One publishing of a release; of two, the later is the greater.

    Attributes:
        number: its place among the publications.
        iri: its IRI.
        release: id of the release.
        ended: whether it came to its end, so that its release counts.
    """

    number: int
    iri: str
    release: str
    ended: bool


@dataclass(frozen=True)
class Record:
    """The publications that a server has on record."""

    publications: tuple[Publication, ...]

    @property
    def offered(self) -> list[str]:
        """The ids of the releases that readers may be on, the current one first."""
        ended = sorted((p for p in self.publications if p.ended), reverse=True)
        return list(dict.fromkeys(publication.release for publication in ended))

    @property
    def current(self) -> str | None:
        """The id of the current release, or None where there is none."""
        return next(iter(self.offered), None)

    @property
    def next_number(self) -> int:
        """The number of a new publication."""
        return 1 + max((publication.number for publication in self.publications), default=0)


class Server:
    """A server to publish to."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Work at `endpoint`; every method raises `queries.errors.RemoteError` where it does not do its part."""
        self._protocol = Protocol(endpoint)

    def record(self) -> Record:
        """Return the publications on record."""
        rows = table(self._protocol, _text("record.rq"))
        return Record(
            tuple(Publication(int(r["number"]), r["publication"], slug_of(r["release"]), "ended" in r) for r in rows)
        )

    def graphs(self) -> dict[str, int]:
        """Return how many triples each graph of a release holds, by name, those of releases gone by included."""
        return {row["graph"]: int(row["triples"]) for row in table(self._protocol, _text("graphs.rq"))}

    def insert(self, graph: str, triples: str) -> None:
        """Put `triples`, N-Triples without blank nodes, into `graph`."""
        text = _text("insert.ru").replace(str(NamedNode(POINTER)), str(NamedNode(graph)))
        self._protocol.update(text.replace("# triples", triples))

    def drop(self, graphs: Iterable[str]) -> None:
        """Remove graphs."""
        for graph in graphs:
            self._protocol.update(_text("drop.ru").replace(str(NamedNode(POINTER)), str(NamedNode(graph))))

    def forget(self, things: Iterable[str]) -> None:
        """Take publications, releases and graphs, given by their IRIs, off the record."""
        terms = " ".join(str(NamedNode(thing)) for thing in things)
        if terms:
            self._protocol.update(replace_values(_text("forget.ru"), "thing", terms))

    def switch(self, publication: str, now: str) -> None:
        """End a publication at the time `now`, ISO 8601, and so make its release the current one."""
        text = replace_values(_text("switch.ru"), "publication", str(NamedNode(publication)))
        time = Literal(now, datatype=expand("xsd:dateTime"))
        self._protocol.update(replace_values(text, "now", str(time)))


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
