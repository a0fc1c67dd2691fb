"""Some rows of a file read again, by the same code that reads them all."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from loaders.errors import LoadError, Rejection
from loaders.inputs import Input
from loaders.reading import CsvFile, Row
from loaders.records import Record, RecordReader, Vocabulary

Read = Record | Rejection


def read_lines(
    one: Input, head: list[bytes], lines: Mapping[int, bytes], vocabulary: Vocabulary, scratch: Path
) -> dict[int, Read]:
    """Return what single lines of a text file say, by the numbers they have in `lines`; blank ones are left out.

    Args:
        one: the file, whose rows are lines.
        head: its lines up to the header.
        lines: lines of it or of another edition of it.
        vocabulary: the names of our categories and capabilities.
        scratch: a file to write the lines to; it is removed.

    Raises:
        LoadError: the lines cannot be read as rows.
    """
    numbers = [0] * len(head) + sorted(lines)
    scratch.write_bytes(b"\n".join([*head, *(lines[number] for number in sorted(lines)), b""]))
    try:
        file = CsvFile(scratch, one.file.form)
        if file.header != one.file.header:
            raise LoadError(f"{one.file.path}: its header is read differently with other rows")
        return _read(file, one, None, vocabulary, numbers)
    finally:
        scratch.unlink()


def read_rows(one: Input, lines: Collection[int] | None, vocabulary: Vocabulary) -> dict[int, Read]:
    """Return what the rows of a file say that begin on `lines`, or all of them, by their lines.

    Raises:
        LoadError: the file cannot be read to its end.
    """
    return _read(one.file, one, lines, vocabulary)


def _read(
    file: CsvFile,
    one: Input,
    wanted: Collection[int] | None,
    vocabulary: Vocabulary,
    numbers: list[int] | None = None,
) -> dict[int, Read]:
    reader = RecordReader(one.profile, one.file.path, vocabulary)
    found: dict[int, Read] = {}
    for row in file.rows():
        if wanted is not None and row.line not in wanted:
            continue
        line = numbers[row.line - 1] if numbers else row.line
        if isinstance(row, Row):
            found[line] = reader.read(replace(row, line=line))
        else:
            found[line] = replace(row, file=one.file.path, line=line)
    return found
