"""Writes the index of a release in which `queries.labels` finds tools by a part of their names."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders.databases import written
from loaders.landscape import Tool
from queries.labels import FILE

_TABLES = """
CREATE TABLE label (id INTEGER PRIMARY KEY, tool TEXT NOT NULL, label TEXT NOT NULL, folded TEXT NOT NULL);
CREATE VIRTUAL TABLE trigram USING fts5 (folded, content='label', content_rowid='id', tokenize='trigram');
"""
_INDEXES = """
CREATE INDEX label_folded ON label (folded);
CREATE INDEX label_tool ON label (tool);
INSERT INTO trigram (trigram) VALUES ('rebuild');
INSERT INTO trigram (trigram) VALUES ('optimize');
"""
"""The last one makes one part of the several that an index is built in, each of which is looked at (see
https://www.sqlite.org/fts5.html#the_optimize_command): that halves the time of a search."""


def write_labels(tools: Iterable[Tool], folder: Path) -> None:
    """Write the index of the names of `tools` into the folder of a release.

    Names stand in it in the order in which they are found: those of the most used tools first.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    ordered = sorted(tools, key=lambda tool: (-_used(tool), tool.id))
    with written(folder / FILE) as index:
        index.executescript(_TABLES)
        index.executemany("INSERT INTO label (tool, label, folded) VALUES (?, ?, ?)", _rows(ordered))
        index.executescript(_INDEXES)


def patch_labels(folder: Path, gone: Iterable[Tool], come: Iterable[Tool]) -> None:
    """Take the names of the tools `gone` out of the index in the folder of a release, and put those that `come` in.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    went, came = ({tool.id: list(_rows([tool])) for tool in tools} for tools in (gone, come))
    with written(folder / FILE) as index:
        for tool in went:
            if went[tool] == came.get(tool):
                continue
            rows = index.execute("SELECT id, folded FROM label WHERE tool = ?", (tool,)).fetchall()
            index.executemany("INSERT INTO trigram (trigram, rowid, folded) VALUES ('delete', ?, ?)", rows)
            index.execute("DELETE FROM label WHERE tool = ?", (tool,))
        for row in (row for tool in came if came[tool] != went.get(tool) for row in came[tool]):
            added = index.execute("INSERT INTO label (tool, label, folded) VALUES (?, ?, ?)", row)
            index.execute("INSERT INTO trigram (rowid, folded) VALUES (?, ?)", (added.lastrowid, row[2]))


def _rows(tools: Iterable[Tool]) -> Iterator[tuple[str, str, str]]:
    for tool in tools:
        for name in {tool.name: None} | dict.fromkeys(sorted({record.name for record in tool.records})):
            yield tool.id, name, name.casefold()


def _used(tool: Tool) -> int:
    return max((record.occurrences for record in (*tool.records, *tool.additions)), default=0)
