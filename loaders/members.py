"""The tools of each group, a segment or a profile, in the order in which answers show them.

A release names the first of them, so that an answer need not look at all; see ``cx:ledBy``. The file of all of them,
``members.sqlite``, is what the next release is made of.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from pyoxigraph import Literal, RdfFormat, parse

from loaders.databases import written
from ontology.namespaces import ID, expand, slug_of
from queries.ranking import LEADERS

FILE = "members.sqlite"
TABLE = """
CREATE TABLE member (
  grouping TEXT, adoption INTEGER, label TEXT, tool TEXT, PRIMARY KEY (grouping, adoption DESC, label, tool)
) WITHOUT ROWID
"""
_LED_BY, _COUNT, _MEASURED = map(str, map(expand, ("cx:ledBy", "cx:toolCount", "cx:measuredToolCount")))
_INTEGER = str(expand("xsd:integer"))
_LABEL, _ADOPTION = f"{expand('skos:prefLabel')} ", f"{expand('cx:occurrences')} "
_UNKNOWN = -1
"""Tools of unknown adoption come after those that were never seen."""

Member = tuple[str, int, str, str]
"""The node of the group, the adoption of the tool, its label, and its id."""


class Members:
    """The members of all groups, to be read and written."""

    def __init__(self, data: Connection) -> None:
        """Read and write `data`."""
        self._data = data

    def come(self, members: Iterable[Member]) -> None:
        """Let tools join groups."""
        self._data.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", members)

    def go(self, members: Iterable[Member]) -> None:
        """Let tools leave groups."""
        self._data.executemany(
            "DELETE FROM member WHERE grouping = ? AND adoption = ? AND label = ? AND tool = ?", members
        )

    def told(self, group: str) -> list[str]:
        """Return how many tools a group has, of how many the adoption is known, and which lead it.

        It comes as lines of N-Triples without the full stop.

        Args:
            group: its node. Nothing is told of one without tools.
        """
        size, measured = self._data.execute(
            "SELECT count(*), count(*) FILTER (WHERE adoption > ?) FROM member WHERE grouping = ?", (_UNKNOWN, group)
        ).fetchone()
        found = self._data.execute(
            "SELECT tool FROM member WHERE grouping = ? ORDER BY adoption DESC, label, tool LIMIT ?", (group, LEADERS)
        )
        leaders = [f"{group} {_LED_BY} <{ID}tool/{tool}>" for (tool,) in found]
        counts = [f'{group} {of} "{number}"^^{_INTEGER}' for of, number in ((_COUNT, size), (_MEASURED, measured))]
        return [*counts, *leaders] if size else []


def memberships(tool: str, statements: Collection[str], groups: Iterable[str]) -> Iterator[Member]:
    """Yield a tool as a member of each of its groups.

    Args:
        tool: its node.
        statements: what is stated of it, ``<predicate> object``.
        groups: their nodes.
    """
    label, adoption = "", _UNKNOWN
    for statement in statements:
        if statement.startswith(_LABEL):
            label = _text(statement.removeprefix(_LABEL))
        elif statement.startswith(_ADOPTION):
            adoption = int(_text(statement.removeprefix(_ADOPTION)))
    id_ = slug_of(tool[1:-1])
    for group in groups:
        yield group, adoption, label, id_


@contextmanager
def members_in(folder: Path) -> Iterator[Members]:
    """Give the members of the groups of a release that is being built in `folder`.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    new = not (folder / FILE).exists()
    with written(folder / FILE) as data:
        if new:
            data.execute(TABLE)
        yield Members(data)


def _text(literal: str) -> str:
    """Return the text of a literal as N-Triples have it."""
    if "\\" not in literal:
        return literal[1 : literal.rindex('"')]
    (quad,) = parse(f"<a:a> <a:a> {literal} .", RdfFormat.N_TRIPLES)
    if not isinstance(quad.object, Literal):
        raise TypeError(f"{literal} is no text")
    return quad.object.value
