"""Changes of a graph as text, gathered by graph and applied at once."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import RdfFormat, Store, parse


class Edits:
    """Triples that leave graphs and triples that enter them; what does both stays.

    A triple is a line of N-Triples without the full stop, a graph ``<https://...>``, or empty for the default graph.
    """

    def __init__(self) -> None:
        """Begin with no change."""
        self._gone: defaultdict[str, set[str]] = defaultdict(set)
        self._come: defaultdict[str, set[str]] = defaultdict(set)

    def remove(self, graph: str, triples: Iterable[str]) -> None:
        """Let triples leave a graph; they are in it."""
        self._gone[graph].update(triples)

    def add(self, graph: str, triples: Iterable[str]) -> None:
        """Let triples enter a graph; they are not in it, unless they leave it too."""
        self._come[graph].update(triples)

    def growth(self, graph: str) -> int:
        """Return by how many triples a graph grows."""
        return len(self._come[graph]) - len(self._gone[graph])

    def apply(self, store: Store) -> int:
        """Change a store that nobody reads, and return by how many quads it grew."""
        graphs = [*self._gone.keys(), *(self._come.keys() - self._gone.keys())]
        for quad in parse(self._text((graph, self._gone[graph] - self._come[graph]) for graph in graphs), _FORM):
            store.remove(quad)
        store.bulk_load(self._text((graph, self._come[graph] - self._gone[graph]) for graph in graphs), _FORM)
        store.flush()
        return sum(map(self.growth, graphs))

    @staticmethod
    def _text(parts: Iterable[tuple[str, set[str]]]) -> bytes:
        return "".join(f" {graph} .\n".join([*triples, ""]) for graph, triples in parts).encode()


_FORM = RdfFormat.N_QUADS
