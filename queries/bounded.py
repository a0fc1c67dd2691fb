"""Answers written within limits: what is longer is cut after a whole row, and stays well-formed.

The store writes tables by itself, which is several times faster than row by row in Python. What it writes is counted on
the way: it is stopped soon after the limit, and what went over is cut off.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

_END_OF_ROW = {
    QueryResultsFormat.XML: re.compile(rb"</result>"),
    QueryResultsFormat.CSV: re.compile(rb'"[^"]*(?:"|\Z)|\n'),
    QueryResultsFormat.TSV: re.compile(rb"\n"),
}
"""Found after a row or the header. Quoted cells of CSV match too, and do not count."""
_COUNTED = {
    # Between rows, and nowhere else: a quote inside a string is escaped.
    QueryResultsFormat.JSON: b'"}},{"',
    QueryResultsFormat.XML: b"</result>",
    QueryResultsFormat.TSV: b"\n",
}


@dataclass(frozen=True)
class Written:
    """An answer as bytes.

    Attributes:
        content: the bytes.
        rows: rows of the table, or triples of the graph.
        cut: the limit that the answer was longer than, ``rows`` or ``bytes``; empty where it is whole.
    """

    content: bytes
    rows: int
    cut: str


class _FullError(Exception):
    """Stops the writer."""


class _Sink(BytesIO):
    """Takes what is written until it is too much."""

    def __init__(self, form: QueryResultsFormat, rows: int, size: int) -> None:
        super().__init__()
        self.cut = ""
        self._form = form
        self._quoted = False
        self._last = b""
        self._left = rows + 1
        self._size = size

    def write(self, part: Any) -> int:
        written = super().write(part)
        self._left -= self._rows_in(part)
        if self._left < 0:
            self.cut = "rows"
        elif self.tell() > self._size:
            self.cut = "bytes"
        if self.cut:
            raise _FullError
        return written

    def _rows_in(self, part: bytes) -> int:
        """Return how many rows end in `part`; rows of JSON without any value are found when all is written."""
        if self._form == QueryResultsFormat.CSV:
            pieces = part.split(b'"')
            lines = sum(piece.count(b"\n") for piece in pieces[self._quoted :: 2])
            self._quoted ^= len(pieces) % 2 == 0
            return lines
        mark = _COUNTED[self._form]
        joined = self._last + part
        # One byte less than a mark, so that one between two parts is found once.
        self._last = joined[len(joined) - len(mark) + 1 :]
        return joined.count(mark)


def write_table(answer: QuerySolutions, form: QueryResultsFormat, rows: int, size: int) -> Written:
    """Write a table with at most `rows` rows and about `size` bytes."""
    sink = _Sink(form, rows, size)
    try:
        answer.serialize(sink, format=form)
    except _FullError:
        content = sink.getvalue()[:size]
    else:
        content = sink.getvalue()
        found = _count(content, form)
        if found <= rows:
            return Written(content, found, "")
    content = _cut_json(content, rows) if form == QueryResultsFormat.JSON else _cut(content, form, rows)
    return Written(content, _count(content, form), sink.cut or "rows")


def write_graph(answer: QueryTriples, form: RdfFormat, rows: int, size: int, prefixes: Mapping[str, str]) -> Written:
    """Write a graph with at most `rows` triples and about `size` bytes, with those of `prefixes` that it uses."""
    triples = list(islice(answer, rows + 1))
    cut = "rows" if len(triples) > rows else ""
    del triples[rows:]
    out = BytesIO()
    count = 0

    def fitting() -> Iterator[Triple]:
        nonlocal cut, count
        for triple in triples:
            if out.tell() > size:
                cut = "bytes"
                return
            count += 1
            yield triple

    # N-Triples has no prefixes.
    used = {} if form == RdfFormat.N_TRIPLES else _used(triples, prefixes)
    serialize(fitting(), out, format=form, prefixes=used)
    return Written(out.getvalue(), count, cut)


def _used(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    terms = chain.from_iterable(triples)
    iris = {term.value if isinstance(term, NamedNode) else _datatype(term) for term in terms}
    namespaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {prefix: namespace for prefix, namespace in prefixes.items() if namespace in namespaces}


def _datatype(term: object) -> str:
    return term.datatype.value if isinstance(term, Literal) else ""


def _cut_json(content: bytes, rows: int) -> bytes:
    text = content.decode(errors="ignore")
    opening = '"bindings":['
    end = position = text.index(opening) + len(opening)
    read = json.JSONDecoder().raw_decode
    for _ in range(rows):
        try:
            _, end = read(text, position)
        except ValueError:
            break
        position = end + 1
    return f"{text[:end]}]}}}}".encode()


def _cut(content: bytes, form: QueryResultsFormat, rows: int) -> bytes:
    end_of_row, closing = _END_OF_ROW[form], b"</results></sparql>" if form == QueryResultsFormat.XML else b""
    ends = (match.end() for match in end_of_row.finditer(content) if match[0][:1] != b'"')
    keep = rows if form == QueryResultsFormat.XML else rows + 1
    last = max(islice(ends, keep), default=0)
    if not last:
        last = content.index(b"<results>") + len(b"<results>")
    return content[:last] + closing


def _count(content: bytes, form: QueryResultsFormat) -> int:
    if form == QueryResultsFormat.JSON:
        if b"{}" in content or b'"triple"' in content:
            return len(json.loads(content)["results"]["bindings"])
        return 0 if content.endswith(b'"bindings":[]}}') else content.count(_COUNTED[form]) + 1
    if form == QueryResultsFormat.CSV:
        return sum(match[0][:1] != b'"' for match in _END_OF_ROW[form].finditer(content)) - 1
    return content.count(_COUNTED[form]) - (form == QueryResultsFormat.TSV)
