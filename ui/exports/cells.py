"""A value of a table as people read it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from ui.exports import words
from ui.exports.document import Cell, Column, Document
from ui.exports.text import line


def shown(value: Cell, column: Column) -> str:
    """Return a value as text: shares in percent, numbers with thousands apart, and what is unknown by that name."""
    if value is None:
        return words.NOTHING
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, str):
        return line(value)
    return f"{value:.0%}" if column.kind == "share" else f"{value:,}"


def web(address: Cell) -> str:
    """Return a web address if it is one that may be opened, else nothing."""
    text = line(address) if isinstance(address, str) else ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def host(address: str) -> str:
    """Return the name of the server of a web address, as people say it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class Told:
    """Something said of an answer: under which name, in which words, and where that leads on the web, if anywhere."""

    name: str
    text: str
    link: str = ""


def about(document: Document) -> list[Told]:
    """Return what an answer is the answer to: all but its sections and queries."""
    filters = [words.FILTERED.format(name=name, value=value) for name, value in document.filters]
    told = [Told(words.QUESTION, line(document.question))]
    told += [Told(words.FILTERS, line(text)) for text in filters or [words.NO_FILTERS]]
    told += [Told(words.RELEASE, document.release), Told(words.DATE, document.date)]
    for source in document.sources:
        text = words.SOURCE.format(name=source.name, file=source.file, rows=source.rows)
        license_name = words.LICENSE.format(license=source.license) if source.license else words.NO_LICENSE
        address = web(source.url)
        told.append(
            Told(words.SOURCES, line("; ".join(part for part in (text, license_name, address) if part)), address)
        )
    return [*told, Told(words.LINK, document.link, web(document.link))] if document.link else told
