"""What differs between two editions of a text file, line by line, without reading its rows.

Rows are compared as bytes, because that costs a hundredth of reading them. It is exact only where a line is a row, and
where each row stands once; elsewhere there is no answer, and the file has to be read.
"""

import csv
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from loaders.reading import Format
from loaders.reading.dialect import Dialect

_ONE_BYTE = frozenset(["utf-8", "utf-8-sig", "latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "koi8_r"])
"""Encodings in which the bytes of quotes and line ends stand for nothing else."""


class NotLocalError(Exception):
    """Raised when a change may reach further than the rows that changed: the text says why."""


@dataclass(frozen=True)
class Shift:
    """Lines `first` to `last` of the older edition, which stand `by` lines further down in the newer one."""

    first: int
    last: int
    by: int


@dataclass(frozen=True)
class LineChange:
    """What differs between two editions of a file.

    Attributes:
        went: lines that only the older edition has, by their number there, counted from 1.
        came: lines that only the newer one has, by their number there.
        shifts: where the lines that both have stand in the newer one, in order; together they are all such lines.
        before: how many lines the older one has.
        in_place: whether as many lines came as went wherever lines went or came.
    """

    went: dict[int, bytes]
    came: dict[int, bytes]
    shifts: list[Shift]
    before: int
    in_place: bool

    def now_at(self, line: int) -> int:
        """Return where a line of the older edition that both have stands in the newer one."""
        at = bisect_left(self.shifts, line, key=lambda shift: shift.last)
        return line + self.shifts[at].by

    def moved(self) -> list[int]:
        """Return where each line of the older edition stands in the newer one, 0 where it went; there is no line 0."""
        moved = [0] * (self.before + 1)
        for shift in self.shifts:
            moved[shift.first : shift.last + 1] = range(shift.first + shift.by, shift.last + shift.by + 1)
        return moved


def between(old: bytes, new: bytes, form: Format, header_line: int) -> LineChange:
    """Return what differs between two editions of a file.

    Args:
        old: the bytes of the older edition.
        new: the bytes of the newer one.
        form: how both are written.
        header_line: the line of the header in both.

    Raises:
        NotLocalError: a line may not be a row, a row stands twice, rows changed places, or the header changed.
    """
    if form.encoding not in _ONE_BYTE or form.escape:
        raise NotLocalError("the file is written so that its lines cannot be told from its bytes")
    had, has = old.splitlines(), new.splitlines()
    if had[:header_line] != has[:header_line]:
        raise NotLocalError("the header changed")
    one, other = set(had), set(has)
    if len(one) < len(had) or len(other) < len(has):
        raise NotLocalError("a line stands twice")
    went, came = _numbered(had, one - other), _numbered(has, other - one)
    if _without(had, went) != _without(has, came):
        raise NotLocalError("rows changed places")
    _refuse_long_rows([*has, *went.values()], form)
    return _change(went, came, len(had))


def _numbered(lines: list[bytes], wanted: set[bytes]) -> dict[int, bytes]:
    return {number: line for number, line in enumerate(lines, 1) if line in wanted}


def _without(lines: list[bytes], gone: dict[int, bytes]) -> list[bytes]:
    kept: list[bytes] = []
    for before, after in pairwise([0, *gone, len(lines) + 1]):
        kept += lines[before : after - 1]
    return kept


def _change(went: dict[int, bytes], came: dict[int, bytes], lines: int) -> LineChange:
    """Return a change by how many kept lines stand before each line that went or came."""
    gone_before, come_before = ([number - at for at, number in enumerate(one, 1)] for one in (went, came))
    kept, starts = lines - len(went), sorted({0, *gone_before, *come_before})
    shifts = []
    for start, end in pairwise([*starts, kept]):
        gone, come = bisect_right(gone_before, start), bisect_right(come_before, start)
        if start < end:
            shifts.append(Shift(start + gone + 1, end + gone, come - gone))
    return LineChange(went, came, shifts, lines, gone_before == come_before)


def _refuse_long_rows(lines: list[bytes], form: Format) -> None:
    """Check that no quote stays open at the end of a line, so that each line is a row."""
    quote = form.quote.encode()
    text = b"\n".join(line for line in lines if quote in line).decode(form.encoding.removesuffix("-sig"), "replace")
    quoted = text.split("\n") if text else []
    dialect = Dialect(form.delimiter, form.quote)
    try:
        rows = len(list(csv.reader(quoted, **dialect.options())))  # type: ignore[arg-type]
    except csv.Error as error:
        raise NotLocalError("a row is not readable") from error
    if rows != len(quoted):
        raise NotLocalError("a row goes over several lines")
