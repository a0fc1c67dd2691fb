"""A table in a file: its header, and its rows one by one."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoadError, Rejection
from loaders.reading.container import Container
from loaders.reading.dialect import SAMPLE, Dialect, detect
from loaders.reading.encoding import decoding_error_line, encoding_of
from loaders.reading.shown import shown
from loaders.reading.workbook import Workbook

MAX_CELL = 1_000_000
"""Characters of the longest cell that is read; real cells stay far below, runaway quotes do not."""
MAX_ROW = 8 * MAX_CELL
"""Characters of the longest row that is read, so that no file can fill the memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on and its cells by header."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Format:
    """How a file is written, where that is not left to detection.

    Attributes:
        encoding: name of the codec, or empty.
        delimiter: what stands between cells, or empty.
        quote: what encloses cells.
        escape: what stands before a quote inside a cell, empty where quotes are doubled.
        sheet: title of the sheet of a workbook, empty for the first that holds cells.
        header_line: line (of a workbook: row) of the header, 0 for the first that is not blank.
        short_rows: whether cells missing at the end of a row are blank, rather than a fault of the row.
    """

    encoding: str = ""
    delimiter: str = ""
    quote: str = '"'
    escape: str = ""
    sheet: str = ""
    header_line: int = 0
    short_rows: bool = False


DETECTED = Format()


class CsvFile:
    """A table in a text file (CSV and its relatives, plain, gzip or zip) or in an Excel workbook.

    Attributes:
        path: where it is.
        size: its bytes on disk.
        sha256: digest of these bytes.
        form: how it is written, as told or detected.
        header: the names of its columns: a blank one is called ``column 3``, a repeated one ``name (2)``.
        header_line: the line the header starts on.
        repeated: the names that the header writes more than once.
        sheets: the sheets of a workbook that hold cells; none for text.
        packing: what it is packed in: ``none``, ``gzip``, ``zip`` or ``workbook``.
    """

    def __init__(self, path: Path, form: Format = DETECTED) -> None:
        """Open the file at `path`, which is written as `form` says, and read its header.

        Raises:
            LoadError: the file is missing, empty, no table, too large unpacked, or in no known encoding.
        """
        self.path = path
        self._container = Container(path)
        self.size, self.sha256, self.packing = self._container.size, self._container.sha256, self._container.packing
        self._book: Workbook | None = None
        self._dialect = Dialect()
        if self._container.packing == "workbook":
            self._book = Workbook(self._container, form.sheet)
            self.form = Format(sheet=self._book.sheet, header_line=form.header_line, short_rows=True)
        else:
            self.form = self._detected(form)
        self.sheets = tuple(self._book.sheets) if self._book else ()
        self.header, self.header_line, self.repeated = self._read_header()

    def rows(self) -> Iterator[Row | Rejection]:
        """Yield the rows in order; one that does not fit the header, or holds a NUL, is a `Rejection`.

        Raises:
            LoadError: the quoting or the encoding is broken, so that nothing after it can be trusted.
        """
        header, width, header_line = self.header, len(self.header), self.header_line
        for line, values in self.records():
            if line <= header_line:
                continue
            if len(values) != width and not self._fitted(values, width):
                reason = f"{len(values)} cells where the header names {width}: check the quotes and separators"
                yield Rejection(self.path, line, "", shown(values[0]), reason)
            elif "\0" in "".join(values):
                at = next(position for position, value in enumerate(values) if "\0" in value)
                reason = "the cell holds a NUL character: the file is damaged there"
                yield Rejection(self.path, line, header[at], shown(values[at]), reason)
            else:
                yield Row(line, dict(zip(header, values, strict=True)))

    def _fitted(self, values: list[str], width: int) -> bool:
        """Cut blank cells that go beyond the header, add those that may be missing, and tell whether it fits."""
        if len(values) > width and not any(value.strip() for value in values[width:]):
            del values[width:]
        if len(values) < width and self.form.short_rows:
            values.extend([""] * (width - len(values)))
        return len(values) == width

    def _read_header(self) -> tuple[list[str], int, tuple[str, ...]]:
        for line, values in self.records():
            if line >= self.form.header_line:
                names = [name.strip().removeprefix("\ufeff") for name in values]
                repeated = tuple(name for name, number in Counter(filter(None, names)).items() if number > 1)
                return _unique(names), line, repeated
        where = f"no line {self.form.header_line} for the header" if self.form.header_line else "the file is empty"
        raise LoadError(f"{self._container.where}: {where}")

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the cells of each row that is not blank, the header and what stands before it too, with its line.

        Raises:
            LoadError: the quoting or the encoding is broken.
        """
        if self._book:
            yield from self._book.rows()
            return
        csv.field_size_limit(MAX_CELL)
        with self._text() as text:
            lines = _Lines(text, self._container.where)
            if self._dialect.named:
                next(lines, None)
            reader = csv.reader(lines, **self._dialect.options())  # type: ignore[arg-type]
            try:
                for values in reader:
                    start = lines.start
                    lines.next_row()
                    if values and (values[0].strip() or any(value.strip() for value in values)):
                        yield start, values
            except csv.Error as error:
                reason = f"not readable as CSV from here: {error}"
                if "field limit" in str(error):
                    reason = f"a cell is longer than {MAX_CELL:,} characters"
                raise LoadError(
                    f"{self._container.where}:{lines.start}: {reason}; "
                    "check the quotes of this row: a quote inside a quoted cell is written twice"
                ) from error

    @contextmanager
    def _text(self) -> Iterator[io.TextIOWrapper]:
        encoding = self.form.encoding
        try:
            with self._container.open() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
                yield text
        except UnicodeError as error:
            with self._container.open() as stream:
                line, byte = decoding_error_line(stream, encoding)
            raise LoadError(
                f"{self._container.where}:{line}: not {encoding}: {byte}; save the file as UTF-8, "
                "or name its encoding in a profile ([file] encoding)"
            ) from error

    def _detected(self, form: Format) -> Format:
        encoding = form.encoding
        if not encoding:
            with self._container.open() as stream:
                encoding = encoding_of(self._container.where, stream)
        self.form = Format(encoding)
        with self._text() as text:
            sample = text.read(SAMPLE)
        if not sample.strip("\ufeff \t\r\n"):
            raise LoadError(f"{self._container.where}: the file is empty")
        self._dialect = detect(sample)
        if (form.delimiter, form.quote, form.escape) != (DETECTED.delimiter, DETECTED.quote, DETECTED.escape):
            delimiter = form.delimiter or self._dialect.delimiter
            self._dialect = Dialect(delimiter, form.quote, form.escape, self._dialect.named)
        return Format(
            encoding=encoding,
            delimiter=self._dialect.delimiter,
            quote=self._dialect.quote,
            escape=self._dialect.escape,
            header_line=form.header_line,
            short_rows=form.short_rows,
        )


class _Lines:
    """The lines of a text, none longer than a row may be, with the line that the row under way starts on."""

    def __init__(self, text: io.TextIOWrapper, where: str) -> None:
        self._text, self._where = text, where
        self._number, self._left = 0, MAX_ROW
        self.start = 1

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._left + 1)
        if not line:
            raise StopIteration
        self._left -= len(line)
        if self._left < 0:
            raise LoadError(
                f"{self._where}:{self.start}: the row is longer than {MAX_ROW:,} characters: "
                "a quote that is not closed, or no table"
            )
        self._number += 1
        return line

    def next_row(self) -> None:
        """Say that the row under way is complete."""
        self.start, self._left = self._number + 1, MAX_ROW


def _unique(names: list[str]) -> list[str]:
    """Return `names` with a name for each blank one and a number after each repeated one."""
    taken: set[str] = set()
    unique = []
    for position, name in enumerate(names, 1):
        base = name or f"column {position}"
        candidate, number = base, 1
        while candidate in taken:
            number += 1
            candidate = f"{base} ({number})"
        taken.add(candidate)
        unique.append(candidate)
    return unique
