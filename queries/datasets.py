"""The dataset of a query: which graphs it is asked of.

Without a word about it, a query is asked of the default graph, which is the merged whole, and ``GRAPH`` reaches every
named graph. ``FROM`` and ``FROM NAMED``, or the parameters of the protocol in their place, narrow that to graphs of
the release (https://www.w3.org/TR/sparql11-query/#specifyingDataset). Nothing is ever fetched from elsewhere.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from pyoxigraph import NamedNode

from queries.errors import SparqlError

_SHOWN = 3


def held_graphs(graphs: Sequence[str], held: Callable[[], list[str]]) -> list[NamedNode]:
    """Return `graphs` as terms.

    Args:
        graphs: IRIs of the graphs asked for.
        held: gives the IRIs of the graphs that there are.

    Raises:
        SparqlError: one of them is no graph of the release; the nearest names are offered.
    """
    if not graphs:
        return []
    there = held()
    for graph in graphs:
        if graph not in there:
            near = " or ".join(f"<{name}>" for name in get_close_matches(graph, there, _SHOWN, 0.0))
            raise SparqlError(
                f"<{graph}> is no graph of this release, and no graph is fetched from elsewhere: "
                f"leave it out to ask the whole, or name one that there is, such as {near or 'none'}"
            )
    return [NamedNode(graph) for graph in graphs]
