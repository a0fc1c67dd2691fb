"""The curation table ``HOME/curation/matches.csv``: pairs that may be one tool, and what people decided."""

import csv
import io
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from loaders.errors import LoadError, Rejection
from loaders.identity import normal_name, registrable_domain
from loaders.reading import CsvFile
from loaders.records import Record

DECISIONS = ("", "same", "different")


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the table; each field is a column.

    Attributes:
        source_a: id of the source of the first row; ``name_a`` and ``homepage_a`` are what that source writes.
        source_b: likewise of the second, which is the one that measures or came later.
        score: points for the two being one tool.
        evidence: what speaks for it and against it.
        decision: ``same``, ``different``, or blank where nobody decided.
        decided_by: who decided.
        note: why.
    """

    source_a: str
    name_a: str
    homepage_a: str
    source_b: str
    name_b: str
    homepage_b: str
    score: str
    evidence: str
    decision: str = ""
    decided_by: str = ""
    note: str = ""

    @property
    def same(self) -> bool:
        """Whether somebody decided that both are one tool."""
        return self.decision == "same"

    @property
    def sentence(self) -> str:
        """Who decided what, and why."""
        by = f" by {self.decided_by}" if self.decided_by else ""
        why = f" ({self.note})" if self.note else ""
        return f"decided{by} to be {'the same' if self.same else 'different tools'}{why}"

    @property
    def _ends(self) -> tuple[str, str]:
        one = _key(self.source_a, self.name_a, self.homepage_a)
        two = _key(self.source_b, self.name_b, self.homepage_b)
        return min(one, two), max(one, two)


COLUMNS = tuple(field.name for field in fields(Pair))


class Curation:
    """The table in memory."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        """Index the pairs by both rows."""
        self.pairs = tuple(pairs)
        self._by_ends = {pair._ends: pair for pair in self.pairs if pair.decision}  # noqa: SLF001 - same module
        self._partners: dict[str, list[str]] = defaultdict(list)
        for one, two in self._by_ends:
            self._partners[one].append(two)
            self._partners[two].append(one)

    @property
    def digest(self) -> str:
        """A digest of what people decided: a run with another one may come to other tools."""
        decided = sorted((*ends, pair.decision) for ends, pair in self._by_ends.items())
        return sha256(repr(decided).encode()).hexdigest()

    def decided(self, one: Record, two: Record) -> Pair | None:
        """Return the decision about two records, or None."""
        if not self._by_ends:
            return None
        keys = _record_key(one), _record_key(two)
        return self._by_ends.get((min(keys), max(keys)))

    def keys(self, record: Record) -> list[str]:
        """Return the key by which a record that somebody decided about is found, if anybody did."""
        if not self._partners:
            return []
        key = _record_key(record)
        return [f"decided {key}"] if key in self._partners else []

    def partners(self, record: Record) -> list[str]:
        """Return the keys of the records that somebody compared a record with."""
        return [f"decided {key}" for key in self._partners.get(_record_key(record), ())] if self._partners else []

    def open(self) -> list[Pair]:
        """Return the pairs nobody decided about, the likeliest first."""
        return sorted((pair for pair in self.pairs if not pair.decision), key=lambda pair: -float(pair.score or 0))

    def updated(self, unsure: Iterable[Pair]) -> "Curation":
        """Return the table with every decided pair, and of the undecided ones those that are unsure now.

        Where a row holds a note and no decision, the note is kept as long as the pair is unsure.
        """
        before = {pair._ends: pair for pair in self.pairs}  # noqa: SLF001 - same module
        after = {ends: pair for ends, pair in before.items() if pair.decision}
        for pair in unsure:
            old = before.get(pair._ends)  # noqa: SLF001 - same module
            if old is None:
                after[pair._ends] = pair  # noqa: SLF001 - same module
            elif not old.decision:
                after[pair._ends] = replace(pair, decided_by=old.decided_by, note=old.note)  # noqa: SLF001 - same module
        return Curation(sorted(after.values(), key=_order))


def pair_of(one: Record, two: Record, score: float, evidence: str) -> Pair:
    """Return two records as an undecided row of the table."""
    return Pair(
        one.profile.source, one.name, one.homepage, two.profile.source, two.name, two.homepage, f"{score:.2f}", evidence
    )


def curation_file(home: Path) -> Path:
    """Return where the table of a home is."""
    return home / "curation" / "matches.csv"


def read_curation(home: Path) -> Curation:
    """Return the table of a home; an empty one where there is none yet.

    Raises:
        LoadError: the table is malformed; the message names file and line.
    """
    file = curation_file(home)
    if not file.exists():
        return Curation()
    table = CsvFile(file)
    missing = [column for column in COLUMNS if column not in table.header]
    if missing:
        raise LoadError(f"{file}:1: the columns {', '.join(missing)} are missing; there must be {', '.join(COLUMNS)}")
    pairs: dict[tuple[str, str], tuple[int, Pair]] = {}
    for row in table.rows():
        if isinstance(row, Rejection):
            raise LoadError(f"{file}:{row.line}: {row.reason}")
        pair = _read_pair(file, row.line, row.cells)
        line, other = pairs.get(pair._ends, (0, pair))  # noqa: SLF001 - same module
        if other.decision != pair.decision:
            raise LoadError(f"{file}:{row.line}: line {line} decides otherwise about the same pair: keep one of them")
        pairs[pair._ends] = (row.line, pair)  # noqa: SLF001 - same module
    return Curation(pair for _, pair in pairs.values())


def write_curation(home: Path, curation: Curation) -> None:
    """Write the table of a home in one step; an unchanged one is left alone, and an empty one is not begun.

    Raises:
        LoadError: it cannot be written.
    """
    file = curation_file(home)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(pair, column) for column in COLUMNS] for pair in sorted(curation.pairs, key=_order))
    text = out.getvalue()
    try:
        if file.exists():
            if file.read_bytes() == text.encode():
                return
        elif not curation.pairs:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=file.parent, prefix=".matches-", encoding="utf-8", newline="", delete=False
        ) as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        Path(handle.name).chmod(0o644)
        Path(handle.name).replace(file)
    except OSError as error:
        raise LoadError(f"{file}: cannot be written ({error.strerror})") from error


def _read_pair(file: Path, line: int, cells: dict[str, str]) -> Pair:
    pair = Pair(**{column: cells[column].strip() for column in COLUMNS})
    decision = pair.decision.casefold()
    if decision not in DECISIONS:
        raise LoadError(f"{file}:{line}: decision {pair.decision!r}: it must be same, different or blank")
    for column in ("source_a", "name_a", "source_b", "name_b"):
        if not getattr(pair, column):
            raise LoadError(f"{file}:{line}: {column} is blank: the row names no pair")
    try:
        float(pair.score or 0)
    except ValueError as error:
        raise LoadError(f"{file}:{line}: score {pair.score!r} is no number") from error
    return replace(pair, decision=decision)


def _order(pair: Pair) -> tuple[str, ...]:
    return (pair.name_a.casefold(), pair.name_b.casefold(), *(getattr(pair, column) for column in COLUMNS[:6]))


def _key(source: str, name: str, homepage: str) -> str:
    return f"{source} {normal_name(name)} {registrable_domain(homepage)}"


def _record_key(record: Record) -> str:
    return _key(record.profile.source, record.name, record.homepage)
