"""What is stated of nodes, and how it is written."""

from collections.abc import Collection, Iterator, Mapping

Statements = Mapping[str, Collection[str]]
"""What is stated of nodes, ``<predicate> object``, by the node, all as N-Triples write it."""


def lines_of(statements: Statements) -> Iterator[str]:
    """Yield statements as lines of N-Triples without the full stop."""
    return (f"{node} {statement}" for node, said in statements.items() for statement in said)


def text_of(statements: Statements, graph: str = "") -> str:
    """Return statements as lines of N-Quads, or of N-Triples for the default graph.

    Args:
        statements: what is stated.
        graph: the named graph as ``<https://...>``, or empty for the default graph.
    """
    end = f" {graph} .\n"
    # A node is written once for all that is stated of it: that takes a quarter of the time of one line after the other.
    return "".join([f"{node} {f'{end}{node} '.join(said)}{end}" for node, said in statements.items() if said])


def number_of(statements: Statements) -> int:
    """Return how many statements there are."""
    return sum(map(len, statements.values()))
