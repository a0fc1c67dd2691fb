"""A document as PDF, set by Typst: text that can be selected, tagged for those who listen to it (PDF/UA-1).

Its fonts are Typst's own; letters that those lack come from the fonts of this machine, and what no font here can show
is spelled in Latin letters.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from anyascii import anyascii

from ui.exports import words
from ui.exports.cells import about, host, shown, web
from ui.exports.document import Cell, Column, Document, Table
from ui.exports.text import fit, line, short

if TYPE_CHECKING:
    from typst import Fonts

_LAYOUT = Path(__file__).with_name("document.typ")
_STANDARD: Literal["ua-1"] = "ua-1"
_FOOT = 110
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def write(document: Document) -> bytes:
    """Return `document` as a PDF file."""
    from typst import TypstError  # noqa: PLC0415 - large, and most answers stay on the page

    told = _told(document)
    try:
        return _set(told)
    except TypstError as error:
        lacking = _lacking(error.diagnostic)
        if not lacking:
            raise
    told["notes"].append(words.LATIN)
    return _set(_spelled(told, re.compile(f"[{re.escape(''.join(sorted(lacking)))}]+")))


def _set(told: dict[str, Any]) -> bytes:
    from typst import compile as typeset  # noqa: PLC0415

    made = typeset(
        _LAYOUT,
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
        pdf_standards=[_STANDARD],
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst made no single file")
    return made


@cache
def _fonts() -> "Fonts":
    from typst import Fonts  # noqa: PLC0415

    return Fonts()


def _lacking(diagnostic: str) -> set[str]:
    """Return the characters that no font can show, as Typst tells of them when it is to keep to PDF/UA."""
    texts = _NOT_SHOWN.findall(diagnostic)
    return set("".join(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in texts))


def _spelled(told: Any, lacking: re.Pattern[str]) -> Any:
    """Return `told` with the characters that are lacking in Latin letters."""
    if isinstance(told, str):
        return lacking.sub(lambda run: f"[{anyascii(run[0]).strip() or '?'}]", told)
    if isinstance(told, dict):
        return {name: _spelled(value, lacking) for name, value in told.items()}
    return [_spelled(value, lacking) for value in told] if isinstance(told, list) else told


def _told(document: Document) -> dict[str, Any]:
    """Return what the layout is given: texts, ready to be set."""
    released = words.RELEASED.format(release=document.release, date=document.date)
    narrowed = "; ".join(words.FILTERED.format(name=name, value=value) for name, value in document.filters)
    return {
        "product": words.PRODUCT,
        "title": line(document.title),
        "question": line(document.question),
        "narrowed": line(f"{words.FILTERS}: {narrowed}" if narrowed else ""),
        "foot": short(f"{words.PRODUCT} · {released} · {document.title}", _FOOT),
        "sections": [
            {
                "title": line(section.title),
                "says": [line(said) for said in section.says],
                "table": _sheet(section.table) if section.table is not None and section.table.rows else None,
            }
            for section in document.sections
        ],
        "about": [[told.name, {"text": told.text, "link": told.link, "known": True}] for told in about(document)],
        "notes": [],
        "queries": [{"title": line(query.title), "sparql": fit(query.sparql)} for query in document.queries],
        "words": {
            "about": words.ABOUT,
            "honest": words.HONEST,
            "queries": words.QUERIES,
            "query_note": words.QUERY_NOTE,
        },
    }


def _sheet(table: Table) -> dict[str, Any]:
    return {
        "columns": [
            {"title": line(column.title), "wide": column.wide, "number": column.kind in ("count", "share")}
            for column in table.columns
        ],
        "rows": [
            [_cell(value, column) for value, column in zip(row, table.columns, strict=True)] for row in table.rows
        ],
    }


def _cell(value: Cell, column: Column) -> dict[str, Any]:
    link = web(value) if column.kind == "link" else ""
    return {"text": host(link) if link else shown(value, column), "link": link, "known": value is not None}
