"""One row of a file as a record: its values typed by the profile, or the reason why it cannot be used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from hashlib import blake2b
from pathlib import Path
from sys import intern
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from loaders.errors import Rejection
from loaders.identity import registrable_domain, slug
from loaders.profiles import Column, Profile
from loaders.reading import Row
from ontology.mappings import label_slug
from ontology.namespaces import expand, individual
from ontology.tables import Table

OCCURRENCES = expand("cx:occurrences")

_QUOTED = 200
_DIGITS = 18
"""Digits of the longest whole number that every SPARQL engine can compare."""
BOOLEANS = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}


@dataclass(slots=True)
class Record:
    """What one row says.

    Attributes:
        profile: the profile it was read by.
        line: the line of the file it starts on.
        row: digest of its name and address, by which the row is known wherever it stands and whatever else it says;
            rows of one source that have both in common are numbered.
        name: the name of what it is about.
        homepage: its web address, or the empty string.
        vendor: name of its maker, or the empty string.
        hosts: host patterns it is known by.
        labels: the source's own category labels.
        categories: ids of our vendor categories.
        capabilities: ids of our capabilities, stated of this very tool.
        disputes: source and label of categories that the record says are wrong.
        tools: property and name of other tools it refers to.
        statements: property and value, as they go into the graph.
    """

    profile: Profile
    line: int
    row: str
    name: str = ""
    homepage: str = ""
    vendor: str = ""
    hosts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    disputes: tuple[tuple[str, str], ...] = ()
    tools: tuple[tuple[NamedNode, str], ...] = ()
    statements: tuple[tuple[NamedNode, NamedNode | Literal], ...] = ()

    @property
    def occurrences(self) -> int:
        """The measured occurrences that the row states, 0 where it states none."""
        return sum(int(value.value) for predicate, value in self.statements if predicate == OCCURRENCES)


class Vocabulary:
    """Our categories and capabilities by id and by label, as a file may name them."""

    def __init__(self, tables: Iterable[Table]) -> None:
        """Index the tables of the ontology."""
        self._ids: dict[str, dict[str, str]] = {"category": {}, "capability": {}}
        for table in tables:
            for row in table.rows if table.type in self._ids and table.cls else ():
                self._ids[table.type][row.id] = row.id
                self._ids[table.type][row.cells["label"].casefold()] = row.id

    def find(self, kind: str, value: str) -> str | None:
        """Return the id of the ``category`` or ``capability`` that `value` names by id or label."""
        return self._ids[kind].get(value.casefold())

    def known(self, kind: str) -> list[str]:
        """Return the ids and labels, in lower case, of every ``category`` or ``capability``."""
        return list(self._ids[kind])


class Refused(ValueError):  # noqa: N818 - says what happened to the value
    """Raised when a value does not fit its column; the text says why and what to do."""


class RecordReader:
    """Reads the rows of one file; what they say is combined where the profile says by which columns."""

    def __init__(self, profile: Profile, file: Path, vocabulary: Vocabulary) -> None:
        """Read rows of `file` by `profile`, with `vocabulary` for the names of our categories and capabilities."""
        self._profile, self._file, self._vocabulary = profile, file, vocabulary
        self._first: dict[tuple[str, ...], Record] = {}

    def read(self, row: Row) -> Record | Rejection:
        """Return the record of a row, or the rejection that names its first unusable value.

        Of rows with an equal key, the later ones take over the address and the vendor of the first, so that they
        are known to be about the same thing.
        """
        record = read_record(self._profile, self._file, row, self._vocabulary)
        if not self._profile.key or isinstance(record, Rejection):
            return record
        key = tuple(row.cells.get(column, "").strip() for column in self._profile.key)
        first = self._first.setdefault(key, record)
        if registrable_domain(record.homepage) not in ("", registrable_domain(first.homepage)) and first.homepage:
            reason = f"line {first.line} gives {first.homepage} for the same {', '.join(self._profile.key)}"
            column = next(c.name for c in self._profile.columns.values() if c.kind == "url")
            return Rejection(self._file, row.line, column, cut(record.homepage), reason)
        record.homepage = record.homepage or first.homepage
        record.vendor = record.vendor or first.vendor
        return record


def read_record(profile: Profile, file: Path, row: Row, vocabulary: Vocabulary) -> Record | Rejection:
    """Return the record of a row, or the rejection that names its first unusable value."""
    record = Record(profile, row.line, "")
    for column in profile.columns.values():
        value = cell = row.cells.get(column.name, "")
        if not cell:
            continue
        try:
            for value in _values(column, cell):
                _READERS[column.kind](record, column, value, vocabulary)
        except Refused as refusal:
            return Rejection(file, row.line, column.name, cut(value), str(refusal))
    if not record.name:
        return Rejection(file, row.line, profile.name_column, "", "the name is blank")
    if profile.rows == "tools" and not (record.labels or record.categories or record.capabilities):
        wanted = ", ".join(c.name for c in profile.columns.values() if c.kind in _CLASSIFIERS)
        return Rejection(file, row.line, wanted, "", "no category: without one the tool would serve no need")
    record.row = blake2b(f"{record.name}\0{record.homepage}".encode(), digest_size=8).hexdigest()
    return record


def cut(value: str) -> str:
    """Return `value` as a report quotes it: what goes beyond 200 characters is left out."""
    return value if len(value) <= _QUOTED else f"{value[:_QUOTED]}…"


def _values(column: Column, cell: str) -> list[str]:
    """Return the values of a cell: its parts, or the label of the column where the cell only marks it."""
    if not column.marks:
        return column.parts(cell)
    mark = cell.strip()
    if mark in column.marks:
        return [column.label]
    if mark and mark not in column.unknown:
        raise Refused(f"neither blank nor a mark: the profile knows {', '.join(column.marks)}")
    return []


_CLASSIFIERS = ("labels", "categories", "capabilities")


_term = cache(expand)
_ANY_URI, _BOOLEAN, _INTEGER = map(expand, ("xsd:anyURI", "xsd:boolean", "xsd:integer"))


@cache
def _truth(predicate: str, value: str) -> tuple[NamedNode, Literal]:
    return expand(predicate), Literal(value, datatype=_BOOLEAN)


@cache
def _statement(predicate: str, term: str) -> tuple[NamedNode, NamedNode]:
    kind, _, name = term.partition(":")
    return expand(predicate), individual(kind, name)


def _name(record: Record, _column: Column, value: str, _vocabulary: Vocabulary) -> None:
    if not slug(value):
        raise Refused("the name holds no letter or digit")
    record.name = value


def _url(record: Record, column: Column, value: str, _vocabulary: Vocabulary) -> None:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError as error:
        raise Refused(f"not a web address: {error}") from error
    if parts.scheme not in ("http", "https") or "." not in host or not _is_iri(value):
        raise Refused("not a web address: it must look like https://example.com/page")
    record.homepage = value
    if column.property:
        record.statements = (*record.statements, (_term(column.property), Literal(value, datatype=_ANY_URI)))


def _is_iri(value: str) -> bool:
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True


def _boolean(record: Record, column: Column, value: str, _vocabulary: Vocabulary) -> None:
    if value.lower() not in BOOLEANS:
        raise Refused("neither true nor false; leave the cell blank where it is unknown")
    record.statements = (*record.statements, _truth(column.property, BOOLEANS[value.lower()]))


def _integer(record: Record, column: Column, value: str, _vocabulary: Vocabulary) -> None:
    if not (value.isascii() and value.isdigit()):
        raise Refused("not a whole number of 0 or more; leave the cell blank where it is unknown")
    if len(value) > _DIGITS:
        raise Refused(f"a number of more than {_DIGITS} digits")
    record.statements = (*record.statements, (_term(column.property), Literal(str(int(value)), datatype=_INTEGER)))


def _terms(record: Record, column: Column, value: str, _vocabulary: Vocabulary) -> None:
    if value not in column.terms:
        raise Refused(f"the profile knows: {', '.join(column.terms)}")
    record.statements = (*record.statements, _statement(*column.terms[value]))


def _ours(record: Record, column: Column, value: str, vocabulary: Vocabulary) -> None:
    kind = {"categories": "category", "capabilities": "capability"}[column.kind]
    found = vocabulary.find(kind, value)
    if found is None:
        near = get_close_matches(cut(value).casefold(), vocabulary.known(kind), n=3)
        hint = f": did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise Refused(f"no {kind} has this id or label{hint}")
    setattr(record, column.kind, (*getattr(record, column.kind), found))


def _text(record: Record, column: Column, value: str, _vocabulary: Vocabulary) -> None:
    record.statements = (*record.statements, (_term(column.property), Literal(value)))


def _citation(record: Record, _column: Column, value: str, _vocabulary: Vocabulary) -> None:
    if "://" in value:
        if not value.startswith(("http://", "https://")) or not _is_iri(value):
            raise Refused("not a web address: it must look like https://example.com/page")
        record.statements = (*record.statements, (expand("dct:source"), NamedNode(value)))
    else:
        record.statements = (*record.statements, (expand("dct:bibliographicCitation"), Literal(value)))


def _tools(record: Record, column: Column, value: str, _vocabulary: Vocabulary) -> None:
    record.tools = (*record.tools, (_term(column.property), value))


def _disputes(record: Record, _column: Column, value: str, _vocabulary: Vocabulary) -> None:
    source, separator, label = value.partition(": ")
    if not separator:
        raise Refused("must be the id of the source, a colon, a space and the source's label")
    record.disputes = (*record.disputes, (source, label))


def _labels(record: Record, _column: Column, value: str, _vocabulary: Vocabulary) -> None:
    if not label_slug(value):
        raise Refused("the label holds no letter or digit that its id could be made of")
    record.labels = (*record.labels, intern(value))


def _hosts(record: Record, _column: Column, value: str, _vocabulary: Vocabulary) -> None:
    record.hosts = (*record.hosts, value)


def _vendor(record: Record, _column: Column, value: str, _vocabulary: Vocabulary) -> None:
    record.vendor = value


_READERS: dict[str, Callable[[Record, Column, str, Vocabulary], None]] = {
    "boolean": _boolean,
    "capabilities": _ours,
    "categories": _ours,
    "citation": _citation,
    "disputes": _disputes,
    "hosts": _hosts,
    "integer": _integer,
    "labels": _labels,
    "name": _name,
    "terms": _terms,
    "text": _text,
    "tools": _tools,
    "url": _url,
    "vendor": _vendor,
}
