"""The files of a run beside those of the release before: what changed, and what any row of the older ones says."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from loaders.changes import LineChange, NotLocalError, between
from loaders.inputs import Inputs
from loaders.memory import FILES, Memory, Place
from loaders.records import Record
from loaders.rereading import Read, read_lines, read_rows

MOST = 0.1
"""Share of the rows of a file that may come or go; beyond, the release is built as a whole."""

LARGEST = 500_000_000
"""Bytes of the largest file that is compared: both editions are held in memory."""


class Editions:
    """The older and the newer edition of each file.

    Attributes:
        changes: how files differ, by their numbers.
        went: what the lines said that went, by file and line.
        came: what the lines say that came, by file and line.
        nodes: the node of the file of each record that was read, by the record's ``id()``.
    """

    def __init__(self, inputs: Inputs, memory: Memory, before: Path, folder: Path) -> None:
        """Compare the files.

        Args:
            inputs: what goes in; everything but the contents of files is as it was.
            memory: what the release before remembers.
            before: its folder.
            folder: where to build; copies of the files that changed are left there.

        Raises:
            NotLocalError: a file changed in another way than by rows that came and went, or much.
            LoadError: rows cannot be read.
        """
        self._inputs, self._memory, self._scratch = inputs, memory, folder / "lines.txt"
        self.nodes: dict[int, NamedNode] = {}
        self.changes: dict[int, LineChange] = {}
        self._old: dict[int, list[bytes]] = {}
        self._records: dict[tuple[int, int], Record] = {}
        for number, (one, kept) in enumerate(zip(inputs.files, memory.files, strict=True)):
            if one.profile.key:
                raise NotLocalError("rows of one key are read together")
            if one.file.sha256 == kept.sha256:
                continue
            if one.profile.rows != "tools" or one.file.packing != "none":
                raise NotLocalError("a file changed that is no text with a tool a row")
            if one.file.size > LARGEST:
                raise NotLocalError("a file is too large to be compared")
            if (one.file.form, one.file.header_line) != (kept.form, kept.header_line):
                raise NotLocalError("a file is written in another way")
            old, new = ((place / FILES / str(number)).read_bytes() for place in (before, folder))
            change = between(old, new, one.file.form, one.file.header_line)
            if len(change.went) + len(change.came) > MOST * change.before:
                raise NotLocalError("many rows came or went")
            self.changes[number], self._old[number] = change, old.splitlines()
        self.went = {number: self._lines(number, change.went) for number, change in self.changes.items()}
        self.came = {number: self._lines(number, change.came) for number, change in self.changes.items()}

    def load(self, places: Iterable[Place]) -> None:
        """Read rows of the older editions, each once.

        Raises:
            LoadError: rows cannot be read.
        """
        wanted: dict[int, dict[int, str]] = {}
        for place in places:
            known = self.went.get(place.file, {}).get(place.line)
            if isinstance(known, Record):
                known.row = place.row
                self._records[place.file, place.line] = known
            elif (place.file, place.line) not in self._records:
                wanted.setdefault(place.file, {})[place.line] = place.row
        for number, rows in wanted.items():
            if number in self.changes:
                lines = self._old[number]
                read = self._lines(number, {line: lines[line - 1] for line in rows})
            else:
                read = self._noted(number, read_rows(self._inputs.files[number], rows, self._inputs.vocabulary))
            for line, row in rows.items():
                record = read.get(line)
                if not isinstance(record, Record):
                    raise NotLocalError("a row is read differently than it was")
                record.row = row
                self._records[number, line] = record

    def then(self, place: Place) -> Record:
        """Return what a row of an older edition says, once it was loaded."""
        return self._records[place.file, place.line]

    def now(self, place: Place) -> Record | None:
        """Return the same row where it stands in the newer edition, or None where it went."""
        record, change = self.then(place), self.changes.get(place.file)
        if change is None:
            return record
        if place.line in change.went:
            return None
        moved = replace(record, line=change.now_at(place.line))
        self.nodes[id(moved)] = self.nodes[id(record)]
        return moved

    def facts(self) -> list[Record]:
        """Return every record of facts about tools, which no edition changed, in the order of files and lines.

        Raises:
            LoadError: rows cannot be read.
        """
        numbers = [number for number, one in enumerate(self._inputs.files) if one.profile.rows == "facts"]
        places = [Place(number, line, row) for number in numbers for line, row, _ in self._memory.rows(number)]
        self.load(places)
        return [self.then(place) for place in places]

    def _lines(self, number: int, lines: dict[int, bytes]) -> dict[int, Read]:
        one = self._inputs.files[number]
        head = self._old[number][: one.file.header_line]
        return self._noted(number, read_lines(one, head, lines, self._inputs.vocabulary, self._scratch))

    def _noted(self, number: int, read: dict[int, Read]) -> dict[int, Read]:
        self.nodes |= {id(record): self._inputs.files[number].node for record in read.values()}
        return read
