"""Triples put into graphs."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple


def in_graph(triples: Iterable[Triple], graph: NamedNode | None = None) -> Iterator[Quad]:
    """Yield `triples` as quads of the default graph, and of the named graph `graph` too if one is given.

    Named graphs keep apart who says what; the default graph is the whole that questions are asked of.
    """
    for triple in triples:
        subject, predicate, object_ = triple
        if graph is not None:
            yield Quad(subject, predicate, object_, graph)
        yield Quad(subject, predicate, object_)
