"""What somebody writes into a table, as things of the vocabularies: by id, by name or by IRI."""

from functools import cache

from pyoxigraph import NamedNode

from ontology.namespaces import ID, individual, prefix_of
from ontology.tables import shipped_tables
from queries.nearest import nearest


class UnknownTermError(ValueError):
    """Raised when a vocabulary has no such thing; the message offers the nearest."""


@cache
def rows_of(kind: str) -> tuple[dict[str, str], ...]:
    """Return the cells of everything of a type such as ``channel``, in the order of its curated table."""
    return _tables().get(kind, ())


@cache
def names_of(kind: str) -> dict[str, str]:
    """Return the name of everything of a type, by its id."""
    return {row["id"]: row.get("label") or row.get("question", "") for row in rows_of(kind)}


def term(kind: str, value: str) -> NamedNode:
    """Return the thing of a type that `value` means: its id, its name, its IRI or its prefixed name.

    Raises:
        UnknownTermError: there is none.
    """
    known = names_of(kind)
    text = value.strip().removeprefix(f"{ID}{kind}/").removeprefix(f"{prefix_of(kind)}:")
    if text in known:
        return individual(kind, text)
    named = [id_ for id_, name in known.items() if name.casefold() == text.casefold()]
    if len(named) == 1:
        return individual(kind, named[0])
    listed = f"; there are: {', '.join(known)}" if len(known) <= 12 else ""  # noqa: PLR2004 - what one can read
    raise UnknownTermError(f"no {kind.replace('-', ' ')} is called this{nearest(text, known)}{listed}")


def is_term(kind: str, node: object) -> bool:
    """Return whether `node` is a thing of a type in the vocabularies."""
    space = f"{ID}{kind}/"
    return isinstance(node, NamedNode) and node.value.startswith(space) and node.value[len(space) :] in names_of(kind)


@cache
def _tables() -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for table in shipped_tables():
        if table.cls:
            rows = tuple({"id": row.id, **row.cells} for row in table.rows)
            found[table.type] = (*found.get(table.type, ()), *rows)
    return found
