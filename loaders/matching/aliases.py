"""Former and other names of tools: a curated statement with a source each (``data/curation/aliases.csv``)."""

from pathlib import Path

from loaders.errors import LoadError, Rejection
from loaders.matching.names import Name, read_name
from loaders.reading import CsvFile

COLUMNS = ("former_name", "current_name", "since", "source", "note")


class Aliases:
    """Which names are known to mean the same."""

    def __init__(self, statements: dict[tuple[str, str], str]) -> None:
        """Keep statements by the former and the current name, each compact (`loaders.matching.names.Name`)."""
        self._statements = statements
        self._others: dict[str, list[str]] = {}
        for former, current in statements:
            self._others.setdefault(former, []).append(current)
            self._others.setdefault(current, []).append(former)

    def between(self, one: Name, two: Name) -> tuple[str, str]:
        """Return the former of two names, compact, and the statement that joins them, or empty strings."""
        for mine in _forms(one):
            for other in _forms(two):
                for former, current in ((mine, other), (other, mine)):
                    if statement := self._statements.get((former, current)):
                        return former, statement
        return "", ""

    def others(self, name: Name) -> list[str]:
        """Return the compact forms of the names that mean the same as `name`."""
        return [other for form in _forms(name) for other in self._others.get(form, ())]


def _forms(name: Name) -> tuple[str, ...]:
    return (name.compact, *((name.plain,) if name.plain != name.compact else ()), *name.parts)


def read_aliases(file: Path) -> Aliases:
    """Read a table of former names.

    Raises:
        LoadError: the file is no such table.
    """
    table = CsvFile(file)
    if tuple(table.header) != COLUMNS:
        raise LoadError(f"{file}:1: the columns must be {', '.join(COLUMNS)}")
    statements = {}
    for row in table.rows():
        if isinstance(row, Rejection):
            raise LoadError(str(row))
        former, current = row.cells["former_name"], row.cells["current_name"]
        key = tuple(read_name(name, frozenset()).compact for name in (former, current))
        since, source = row.cells["since"], row.cells["source"]
        statements[key[0], key[1]] = f"{former!r} is a former name of {current!r} (since {since}, {source})"
    return Aliases(statements)


def shipped_aliases() -> Aliases:
    """Return the former names that come with cxscape."""
    return read_aliases(aliases_file())


def aliases_file() -> Path:
    """Return the table of former names that comes with cxscape."""
    package = Path(__file__).parents[1]
    data = next(path for path in (package / "landscape", package.parent / "data") if path.is_dir())
    return data / "curation" / "aliases.csv"
