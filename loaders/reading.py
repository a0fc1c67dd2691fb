"""CSV files, read row by row; what is not CSV is refused with one clear message."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoadError, Rejection

MAX_CELL = 1_000_000
"""Characters of the longest cell that is read; real cells stay far below, runaway quotes do not."""


@dataclass(frozen=True)
class Row:
    """One row: the line it starts on and its cells by header."""

    line: int
    cells: dict[str, str]


class CsvFile:
    """A CSV file: UTF-8 (a byte order mark is allowed), comma separated, one header row."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path` and read its header into `header`.

        Raises:
            LoadError: the file is missing, empty, no text, not UTF-8, or its header is unusable.
        """
        self.path = path
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LoadError(f"{path}: cannot be read: {error.strerror}") from error
        self.size = len(data)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._text = _decode(path, data)
        self.header = self._read_header()

    def rows(self) -> Iterator[Row | Rejection]:
        """Yield the rows in order; a row whose cells do not match the header is a `Rejection`.

        Raises:
            LoadError: the quoting is broken, so that nothing after it can be trusted.
        """
        reader = csv.reader(io.StringIO(self._text, newline=""), strict=True)
        start = 1
        try:
            for number, values in enumerate(reader):
                line, start = start, reader.line_num + 1
                if number == 0 or not any(values):
                    continue
                if len(values) != len(self.header):
                    reason = (
                        f"{len(values)} cells where the header names {len(self.header)}: check the quotes and commas"
                    )
                    yield Rejection(self.path, line, "", "", reason)
                else:
                    yield Row(line, dict(zip(self.header, values, strict=True)))
        except csv.Error as error:
            raise LoadError(f"{self.path}:{start}: not readable as CSV from here: {error}") from error

    def _read_header(self) -> list[str]:
        csv.field_size_limit(MAX_CELL)
        try:
            header = next(csv.reader(io.StringIO(self._text, newline=""), strict=True))
        except csv.Error as error:
            raise LoadError(f"{self.path}:1: not readable as CSV: {error}") from error
        names = [name.strip() for name in header]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise LoadError(f"{self.path}:1: the header names a column twice: {', '.join(twice)}: rename one")
        return names


def _decode(path: Path, data: bytes) -> str:
    if not data.strip():
        raise LoadError(f"{path}: the file is empty")
    if b"\0" in data[:4096]:
        raise LoadError(f"{path}: not a CSV file: it holds binary data; export the table as CSV in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LoadError(
            f"{path}:{line}: not UTF-8: byte 0x{data[error.start]:02x} at position {error.start}; "
            "save the file as UTF-8"
        ) from error
    if not text.strip():
        raise LoadError(f"{path}: the file is empty")
    return text
