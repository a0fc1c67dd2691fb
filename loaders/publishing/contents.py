"""A release as it goes to a server: its graphs under the names they have there, in pieces that a server can take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedWriter, RawIOBase
from typing import Any

import pyoxigraph as ox

from ontology.namespaces import GRAPH
from queries.remote_names import GENID, GraphNames

MOST_TRIPLES = 1000
"""Triples in one update. Virtuoso 7 refuses about 5,000 of ours ("memory exhausted"), and from 1,000 on neither it nor
Oxigraph gets faster."""
MOST_BYTES = 200_000
"""Bytes of triples in one update, reached where texts are long."""


_BLOCK = 1 << 20


@dataclass(frozen=True)
class Contents:
    """A release, to be published.

    Attributes:
        store: its graph.
        names: the names of its graphs on the server.
        triples: how many triples each graph holds, by its name on the server; graphs without any are left out.
    """

    store: ox.Store
    names: GraphNames
    triples: dict[str, int]

    def pieces(self, graph: str) -> Iterator[str]:
        """Yield the triples of a graph, named as on the server, as N-Triples in pieces for one update each."""
        lines: list[str] = []
        size = 0
        for quad in self.store.quads_for_pattern(None, None, None, _local(self.names, graph)):
            line = f"{quad.triple} ."
            if GRAPH in line or "_:" in line:
                line = f"{self._term(quad.subject)} {quad.predicate} {self._term(quad.object)} ."
            length = len(line.encode())
            if lines and (len(lines) == MOST_TRIPLES or size + length > MOST_BYTES):
                yield "\n".join(lines)
                lines, size = [], 0
            lines.append(line)
            size += length
        if lines:
            yield "\n".join(lines)

    def _term(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        if isinstance(term, ox.BlankNode):
            return f"<{GENID}{self.names.release}/{term.value}>"
        # What the data says of its graphs, it says of those on the server.
        return self.names.outward(str(term)) if isinstance(term, ox.NamedNode) else str(term)


class _Lines(RawIOBase):
    """Counts the lines written to it; N-Triples have one for each triple."""

    number = 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.number += bytes(content).count(b"\n")
        return len(content)


def contents(store: ox.Store, release: str) -> Contents:
    """Return what is to be published of the release with this id, whose graph is `store`."""
    names = GraphNames(release)
    graphs: Iterable[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph(), *store.named_graphs()]
    triples = {}
    for graph in graphs:
        lines = _Lines()
        with BufferedWriter(lines, _BLOCK) as out:
            store.dump(out, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        if lines.number:
            triples[names.merged if isinstance(graph, ox.DefaultGraph) else names.outward(graph.value)] = lines.number
    return Contents(store, names, triples)


def _local(names: GraphNames, graph: str) -> ox.NamedNode | ox.DefaultGraph:
    if graph == names.merged:
        return ox.DefaultGraph()
    return ox.NamedNode(GRAPH + graph.removeprefix(names.prefix))
