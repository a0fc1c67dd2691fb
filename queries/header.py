"""What the header of a question may say, read strictly: a slip is one clear error, never a silent default.

===========  =========================================================================================
summary      the question in plain words, with a question mark
description  what the answer holds and how it comes about
tags         who asks it, and what it is about
parameters   by variable: type, description, many, optional, options; see `Parameter`
columns      by variable: kind, meaning, unit; see `Column`. A question without columns gives a graph
chart        type, x and y; see `Chart`
rows         the least and the most rows on the shipped landscape, with the values that stand in the file
answers      the competency questions it helps to answer, as ``cq-01``
===========  =========================================================================================

Summary, tags and rows must be there.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ontology.headers import read_header
from queries.errors import HeaderError
from queries.terms import LITERAL_TYPES

KINDS = ("count", "date", "flag", "iri", "label", "link", "number", "share", "text")
"""What a column holds.

*iri*: a thing of the graph; *label*: the name of one; *text*: words; *link*: a web address; *flag*: true, false or
nothing; *count*: a whole number from 0; *share*: a number from 0 to 1; *number*: any other; *date*: a day or a moment.
"""

CHARTS = ("bar", "heatmap", "line")

_KEYS: dict[str, type] = {
    "summary": str,
    "description": str,
    "tags": list,
    "parameters": dict,
    "columns": dict,
    "chart": dict,
    "rows": list,
    "answers": list,
}
_REQUIRED = ("summary", "tags", "rows")
_NAME = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*\Z")
_COMPETENCY = re.compile(r"cq-\d\d\Z")
_YAML_NAMES = {str: "text", list: "a list", dict: "a mapping", bool: "true or false"}


@dataclass(frozen=True)
class Parameter:
    """A value the asker may choose.

    Attributes:
        name: the SPARQL variable, without ``?``.
        type: a literal type or a type of individual; see `queries.terms.parse_term`.
        description: what choosing it does, in plain words.
        many: whether several values may be given; an answer matches any of them.
        optional: whether it may be left out. What then stands in the question's ``VALUES`` block holds; the block of a
            parameter that must be given holds an example.
        options: name of the question whose first column lists the values there are, or the empty string.
    """

    name: str
    type: str
    description: str
    many: bool = False
    optional: bool = False
    options: str = ""


@dataclass(frozen=True)
class Column:
    """A column of an answer.

    Attributes:
        name: the SPARQL variable, without ``?``.
        kind: one of `KINDS`.
        meaning: what it holds, in plain words.
        unit: what its numbers count, or the empty string.
    """

    name: str
    kind: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True)
class Chart:
    """How an answer may be drawn.

    Attributes:
        type: one of `CHARTS`.
        x: the column along the first axis.
        y: the column along the second.
    """

    type: str
    x: str
    y: str


@dataclass(frozen=True)
class Header:
    """What the header of a question says; see `queries.catalogue.Question` for the parts."""

    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: dict[str, Parameter]
    columns: dict[str, Column]
    chart: Chart | None
    rows: tuple[int, int]
    answers: tuple[str, ...]


def parse_header(name: str, sparql: str) -> Header:
    """Return the header of the question `name` with the text `sparql`.

    Raises:
        HeaderError: a part is missing, unknown or of the wrong type.
    """
    try:
        header = read_header(sparql)
    except yaml.YAMLError as error:
        raise HeaderError(f"{name}.rq: the #+ lines are no YAML: {' '.join(str(error).split())}") from error
    return _Reader(name).header(header)


class _Reader:
    """Reads one header; knows the name of the question for its messages."""

    def __init__(self, name: str) -> None:
        self._name = name

    def header(self, header: Mapping[str, Any]) -> Header:
        self._mapping(header, "the header", _KEYS, _REQUIRED)
        columns = {
            key: Column(**{"name": key, **self._part(value, f"column {key!r}", Column)})
            for key, value in header.get("columns", {}).items()
        }
        for column in columns.values():
            self._one_of(column.kind, KINDS, f"the kind of column {column.name!r}")
        return Header(
            summary=self._question(header["summary"]),
            description=header.get("description", ""),
            tags=self._texts(header["tags"], "tags", _NAME),
            parameters={key: self._parameter(key, value) for key, value in header.get("parameters", {}).items()},
            columns=columns,
            chart=self._chart(header.get("chart"), columns),
            rows=self._bounds(header["rows"]),
            answers=self._texts(header.get("answers", []), "answers", _COMPETENCY),
        )

    def _parameter(self, name: str, value: Any) -> Parameter:
        parameter = Parameter(**{"name": name, **self._part(value, f"parameter {name!r}", Parameter)})
        if parameter.type not in LITERAL_TYPES and not _NAME.match(parameter.type):
            self._fail(
                f"parameter {name!r}: {parameter.type!r} is no type; literal types are {', '.join(LITERAL_TYPES)}"
            )
        return parameter

    def _chart(self, value: Any, columns: Mapping[str, Column]) -> Chart | None:
        if value is None:
            return None
        chart = Chart(**self._part(value, "chart", Chart))
        self._one_of(chart.type, CHARTS, "the type of the chart")
        for axis in (chart.x, chart.y):
            self._one_of(axis, columns, "an axis of the chart")
        return chart

    def _part(self, value: Any, where: str, kind: type) -> dict[str, Any]:
        """Return the mapping `value` after a check against the fields of the dataclass `kind`, less its name."""
        fields = {field: type_ for field, type_ in kind.__annotations__.items() if field != "name"}
        required = [field for field in fields if not hasattr(kind, field)]
        if not isinstance(value, dict):
            self._fail(f"{where} must be a mapping with {', '.join(required)}")
        self._mapping(value, where, fields, required)
        return dict(value)

    def _mapping(self, value: Mapping[str, Any], where: str, types: Mapping[str, type], required: Any) -> None:
        for key, part in value.items():
            self._one_of(key, types, f"a key of {where}")
            if not isinstance(part, types[key]):
                self._fail(f"{where}: {key} must be {_YAML_NAMES[types[key]]}, not {part!r}")
        for key in required:
            if not value.get(key):
                self._fail(f"{where} lacks {key}")

    def _question(self, summary: str) -> str:
        if not summary.endswith("?"):
            self._fail(f"the summary must be a question, which ends with a question mark: {summary!r}")
        return summary

    def _bounds(self, value: list[Any]) -> tuple[int, int]:
        numbers = [number for number in value if type(number) is int]
        if len(value) != len(numbers) or len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1]:  # noqa: PLR2004 - a pair
            self._fail(f"rows must be the least and the most number of rows, such as [1, 20], not {value!r}")
        return numbers[0], numbers[1]

    def _texts(self, value: list[Any], where: str, form: re.Pattern[str]) -> tuple[str, ...]:
        for text in value:
            if not (isinstance(text, str) and form.match(text)):
                self._fail(f"{where}: {text!r} does not have the right form")
        return tuple(value)

    def _one_of(self, value: Any, known: Any, where: str) -> None:
        if value not in known:
            near = difflib.get_close_matches(str(value), list(known), n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            self._fail(f"{where} cannot be {value!r}{hint}; known are {', '.join(known)}")

    def _fail(self, what: str) -> None:
        raise HeaderError(f"{self._name}.rq: {what}")
