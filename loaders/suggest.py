"""A profile for a file that none knows: proposed from its headers and its values, for a person to look at."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from loaders.choosing import UnknownHeaderError, open_landscape_file, refuse_repeated
from loaders.errors import LoadError, Rejection
from loaders.identity import slug
from loaders.profile_files import parse_profile, shipped_profiles
from loaders.profiles import MARKED_KINDS, Column, LabelMapping, Profile
from loaders.reading import CsvFile, Format, Row
from loaders.reading.shown import shown, shown_names
from loaders.records import Record, RecordReader, Vocabulary
from loaders.suggest_classes import class_columns
from loaders.suggest_columns import Values, marked_columns, name_column, simple_column, url_column
from loaders.suggest_writing import written
from ontology.namespaces import shorten
from ontology.tables import shipped_tables

LOOKED_AT = 500
"""Rows that a proposal rests on."""
PREVIEWED = 5
_RECOGNISED_MARKS = 5
_TITLE_ROWS = 50


@dataclass(frozen=True)
class Suggestion:
    """A proposed profile.

    Attributes:
        profile: the profile, complete enough to load the file.
        text: the same as a TOML document.
        unsure: what a person should look at, a sentence each.
        preview: the first rows as they would load, a line each.
    """

    profile: Profile
    text: str
    unsure: tuple[str, ...]
    preview: tuple[str, ...]


def suggest(path: Path) -> Suggestion:
    """Return a profile for the file at `path`, made from its header and its first rows.

    Raises:
        LoadError: the file cannot be read, has no rows, or none of its columns can be the name of a tool.
    """
    file, unsure = _opened(path)
    rows = [row for row in islice(file.rows(), LOOKED_AT) if isinstance(row, Row)]
    if not rows:
        raise LoadError(f"{path}:{file.header_line}: no row after the header fits it: {shown_names(file.header)}")
    vocabulary = Vocabulary(shipped_tables())
    guess = _Guess(file, rows, vocabulary)
    columns = guess.found
    unsure += guess.unsure
    plain = [column.name for column in columns if not column.marks]
    marked = [column.name for column in columns if column.marks]
    source = slug(path.name.partition(".")[0]) or "landscape-file"
    if source in {profile.source for profile in shipped_profiles().values()}:
        source += "-file"
    key, said = _key(columns, rows)
    unsure += said
    text = written(
        Profile(
            name=source,
            title=f"Tools of {path.name}",
            source=source,
            homepage="",
            licence="",
            rows="tools",
            recognised_by=tuple(plain + marked[:_RECOGNISED_MARKS]),
            columns={column.name: column for column in columns},
            key=key,
            form=Format(header_line=_header_line(file), short_rows=file.form.short_rows and not file.sheets),
            mappings=tuple(guess.mappings.values()),
        )
    )
    profile = parse_profile(text, source, f"{path}: the proposed profile")
    refuse_repeated(file, profile)
    preview, said = _preview(profile, path, rows, vocabulary)
    unsure += [*said, 'the licence of the source is not known: fill in `licence = ""` before sharing what is loaded']
    return Suggestion(profile, text, tuple(unsure), preview)


def open_or_suggest(path: Path, home: Path | None = None) -> tuple[CsvFile, Profile, Suggestion | None]:
    """Return the file at `path` with its profile, and where none knows its header, with a proposed one.

    Args:
        path: the file.
        home: its folder ``profiles`` is searched too.

    Returns:
        The file, its profile, and the proposal where that is what the profile comes from.

    Raises:
        LoadError: the file cannot be read, or no profile can be proposed for it.
    """
    try:
        return *open_landscape_file(path, home=home), None
    except UnknownHeaderError:
        suggestion = suggest(path)
        return CsvFile(path, suggestion.profile.form), suggestion.profile, suggestion


def _opened(path: Path) -> tuple[CsvFile, list[str]]:
    """Return the file, opened in the way that makes most of its rows fit, and what is unsure about it."""
    file, unsure = CsvFile(path), []
    line = _likely_header(file)
    if line != file.header_line:
        file = CsvFile(path, Format(header_line=line))
        unsure.append(f"what stands before line {line} is taken for a title, and line {line} for the header")
    misfits = sum(isinstance(row, Rejection) for row in islice(file.rows(), LOOKED_AT))
    if misfits:
        filled = CsvFile(path, Format(header_line=line, short_rows=True))
        left = sum(isinstance(row, Rejection) for row in islice(filled.rows(), LOOKED_AT))
        if left < misfits:
            unsure.append(f"{misfits - left:,} rows lack cells at their end: these are taken for blank")
            file = filled
    if file.form.encoding and not file.form.encoding.startswith("utf"):
        unsure.append(f"the file is not UTF-8; it is read as {file.form.encoding}: look whether all letters are right")
    if len(file.sheets) > 1:
        unsure.append(f"the workbook has the sheets {shown_names(list(file.sheets))}; the first is read")
    return file, unsure


def _likely_header(file: CsvFile) -> int:
    """Return the line of the first row that is as wide as most rows are, and not mostly blank."""
    head = list(islice(file.records(), _TITLE_ROWS))
    usual = Counter(len(values) for _, values in head).most_common(1)[0][0]
    if usual <= 1 or len(head[0][1]) >= usual:
        return file.header_line
    full = (line for line, values in head if len(values) == usual and 2 * sum(map(bool, values)) >= usual)
    return next(full, file.header_line)


def _header_line(file: CsvFile) -> int:
    first = next(line for line, _ in file.records())
    return 0 if first == file.header_line else file.header_line


class _Guess:
    """What the columns of a file mean, found step by step.

    Attributes:
        found: what is known so far.
        mappings: what labels mean, by label.
        unsure: what a person should look at.
    """

    def __init__(self, file: CsvFile, rows: list[Row], vocabulary: Vocabulary) -> None:
        self._left = {name: _values(name, rows) for name in file.header}
        self.found: list[Column] = []
        self.mappings: dict[str, LabelMapping] = {}
        self.unsure: list[str] = []
        marked = marked_columns(self._rest(), vocabulary)
        for column in marked:
            del self._left[column.name]
        self._find_address()
        self._find_name(file)
        self._find_simple()
        self._find_classes(vocabulary)
        self.found += marked
        if not any(column.kind in MARKED_KINDS for column in self.found):
            self.unsure.append("no column tells the category of the tools, so every row will be rejected: name one")
        self.unsure += [
            f"not loaded: {shown(values.header)!r}, such as {shown(values.cells[0], 40)!r}"
            for values in self._rest()
            if values.cells
        ]

    def _rest(self) -> list[Values]:
        return list(self._left.values())

    def _take(self, column: Column) -> None:
        self.found.append(column)
        del self._left[column.name]

    def _find_address(self) -> None:
        url = url_column(self._rest())
        if url:
            self._take(url)
            if url.prefix:
                self.unsure.append(f"{shown(url.name)!r} holds addresses without https://, which is put before them")

    def _find_name(self, file: CsvFile) -> None:
        name, sure = name_column(self._rest())
        if name is None:
            raise LoadError(f"{file.path}:{file.header_line}: no column names the tools: {shown_names(file.header)}")
        self._take(name)
        if not sure:
            self.unsure.append(f"{shown(name.name)!r} is taken for the name of the tool")

    def _find_simple(self) -> None:
        for values in self._rest():
            column = simple_column(values)
            if column and not (column.kind == "vendor" and any(known.kind == "vendor" for known in self.found)):
                self._take(column)

    def _find_classes(self, vocabulary: Vocabulary) -> None:
        for classes in class_columns(self._rest(), vocabulary):
            self._take(classes.column)
            self.mappings |= {mapping.label: mapping for mapping in classes.mappings}
            name = shown(classes.column.name)
            if not classes.sure:
                self.unsure.append(f"{name!r} is taken for the category of the tool")
            if classes.foreign:
                self.unsure.append(
                    f"{name!r} holds values that we have no {classes.column.kind} for, and whose rows are rejected: "
                    f"{shown_names(list(classes.foreign), 5)}"
                )


def _values(name: str, rows: list[Row]) -> Values:
    return Values(name, [cell for row in rows if (cell := row.cells[name].strip())], len(rows))


def _key(columns: list[Column], rows: list[Row]) -> tuple[tuple[str, ...], list[str]]:
    """Return the columns by which rows are about the same tool, and what is unsure about it."""
    name = next(column.name for column in columns if column.kind == "name")
    addresses: dict[str, set[str]] = {}
    url = next((column.name for column in columns if column.kind == "url"), "")
    for row in rows:
        addresses.setdefault(row.cells[name].strip(), set()).add(row.cells.get(url, "").strip())
    again = len(rows) - len(addresses)
    if not again or any(len(given - {""}) > 1 for given in addresses.values()):
        return (), []
    return (name,), [f"{again:,} rows repeat a name of {shown(name)!r}: rows of equal name are taken for one tool"]


def _preview(
    profile: Profile, path: Path, rows: list[Row], vocabulary: Vocabulary
) -> tuple[tuple[str, ...], list[str]]:
    """Return the first rows as they would load, and what is said of the rows that would be rejected."""
    reader = RecordReader(profile, path, vocabulary)
    records = [reader.read(row) for row in rows]
    rejected = [record for record in records if isinstance(record, Rejection)]
    said = (
        [f"{len(rejected):,} of the first {len(rows):,} rows would be rejected, as {rejected[0]}"] if rejected else []
    )
    return tuple(_line(record) for record in records[:PREVIEWED]), said


def _line(record: Record | Rejection) -> str:
    if isinstance(record, Rejection):
        return f"rejected {record}"
    named = [("vendor", [record.vendor]), ("homepage", [record.homepage]), ("labels", record.labels)]
    named += [("categories", record.categories), ("capabilities", record.capabilities)]
    named += [
        (shorten(predicate.value), [shorten(value.value) if "://" in value.value else value.value])
        for predicate, value in record.statements
        if value.value != record.homepage
    ]
    parts = [f"{name} {shown_names([value for value in values if value], 5)}" for name, values in named if any(values)]
    return f"line {record.line}: {shown(record.name)}; {'; '.join(parts)}"
