"""What stands between an answer and the files that hold it: one model that every kind of file is written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from queries.catalogue import question as catalogue_question
from ui.sources import Source

if TYPE_CHECKING:
    from ui.landscape import Landscape

Cell = str | int | float | bool | None
"""A value of a table; None is unknown."""
Values = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        title: its heading.
        kind: ``text``; ``count``; ``share``, a number from 0 to 1; ``link``, a web address.
        wide: whether its cells hold sentences rather than words.
    """

    title: str
    kind: Literal["text", "count", "share", "link"] = "text"
    wide: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells, as plain text and numbers: nothing in them is markup.

    Attributes:
        columns: what the cells of each row are; the first names the row.
        rows: as long as `columns`.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Section:
    """One thing to decide, with what speaks for it.

    Attributes:
        title: what it is about.
        says: what is found, in sentences, the most important first.
        table: the details, where there are any.
    """

    title: str
    says: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Query:
    """A query behind an answer: what it found, and its SPARQL."""

    title: str
    sparql: str


@dataclass(frozen=True)
class Document:
    """An answer with all that it takes to check it and to ask again.

    Attributes:
        title: what it is, in a few words.
        question: what was asked, as a sentence.
        filters: how the answer was narrowed, by the name of each filter.
        sections: the answer.
        release: id of the release that answered.
        date: the day its data was loaded, ISO 8601.
        sources: the files that the release is made of.
        queries: what was asked of the release.
        link: the address that gives the answer again, empty where it is not known.
        stem: the beginning of the names of its files.
    """

    title: str
    question: str
    filters: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    release: str
    date: str
    sources: tuple[Source, ...]
    queries: tuple[Query, ...]
    link: str
    stem: str


def document(
    landscape: "Landscape",
    title: str,
    question: str,
    sections: Sequence[Section],
    *,
    asked: Mapping[str, tuple[str, Values]],
    link: str,
    stem: str,
    filters: Mapping[str, str] | None = None,
) -> Document:
    """Return an answer of `landscape` as a document.

    Args:
        landscape: the release that answered.
        title: what it is, in a few words.
        question: what was asked, as a sentence.
        sections: the answer.
        asked: what each query found, with the question of the catalogue and its values: as `ui.components.query.panel`
            has it.
        link: the address that gives the answer again.
        stem: the beginning of the names of its files, as an id: say ``shortlist``.
        filters: how the answer was narrowed, by the name of each filter.
    """
    return Document(
        title=title,
        question=question,
        filters=tuple((filters or {}).items()),
        sections=tuple(sections),
        release=landscape.release,
        date=landscape.date,
        sources=tuple(landscape.sources()),
        queries=tuple(Query(found, catalogue_question(name).bind(values)) for found, (name, values) in asked.items()),
        link=link,
        stem=stem,
    )
