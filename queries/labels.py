"""Tools by what people type: the names of a release, searched in an index of their own.

In the graph, looking for a part of a name reads every name there is. The index is an SQLite file beside the graph, with
the names cut into trigrams (https://www.sqlite.org/fts5.html#the_trigram_tokenizer).
"""

from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection, connect

FILE = "index.sqlite"

_SHORTEST = 3
"""Letters that a trigram has: of fewer, only what a name begins with can be found."""
_LOOKED_AT = 50
"""Names that hold the text and are put in order: more would take longer than typing a letter."""
_LAST = "\U0010ffff"
_MAPPED = 1 << 30
"""Bytes of the index that are read without being copied (https://www.sqlite.org/mmap.html)."""


def search(folder: Path, text: str, limit: int = 20) -> list[tuple[str, str]]:
    """Return the tools whose names hold `text`, the best first: named so, beginning so, with a word beginning so.

    Upper and lower case are the same. Among names that fit equally well, those of widely used tools come first. Of one
    or two letters, only names that begin with them are found. No character of `text` has a meaning of its own.

    Args:
        folder: the folder of a release.
        text: what a name holds.
        limit: how many tools to return at most.

    Returns:
        Id and name of each tool; the name is the one that fits, which may be another name of the tool.

    Raises:
        sqlite3.OperationalError: the release has no index; the very first releases have none.
    """
    wanted = " ".join(text.replace("\0", " ").split()).casefold()
    if not wanted or limit < 1:
        return []
    index = _opened(folder / FILE)
    fitting = index.execute(
        "SELECT folded, tool, label, id FROM label WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
        (wanted, wanted + _LAST, max(limit, _LOOKED_AT)),
    ).fetchall()
    if len(wanted) >= _SHORTEST:
        fitting += index.execute(
            "SELECT label.folded, tool, label, id FROM trigram JOIN label ON label.id = trigram.rowid"
            " WHERE trigram MATCH ? AND instr(label.folded, ?) LIMIT ?",
            (_parts(wanted), wanted, max(limit, _LOOKED_AT)),
        ).fetchall()
    best: dict[str, str] = {}
    for _, tool, label, _ in sorted(fitting, key=lambda row: (_fit(row[0], wanted), row[3])):
        best.setdefault(tool, label)
        if len(best) == limit:
            break
    return list(best.items())


def _parts(wanted: str) -> str:
    """Return a query for three trigrams of a text: together they are rare, and more would take longer to look up."""
    last = len(wanted) - _SHORTEST
    pieces = {wanted[at : at + _SHORTEST] for at in (0, last // 2, last)}
    return " AND ".join('"' + piece.replace('"', '""') + '"' for piece in sorted(pieces))


def _fit(name: str, wanted: str) -> int:
    if name.startswith(wanted):
        return 0 if name == wanted else 1
    return 2 if f" {wanted}" in name else 3


@lru_cache(maxsize=4)
def _opened(file: Path) -> Connection:
    # A release never changes, so that no lock is needed and threads may share what is open.
    index = connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    index.execute(f"PRAGMA mmap_size = {_MAPPED}")
    return index
