"""A document as PPTX: a slide for each decision, with the sentences and the top of its table, the rest in its notes."""

from io import BytesIO
from textwrap import wrap
from typing import Any

from ui.exports import words
from ui.exports.cells import about, shown, web
from ui.exports.document import Cell, Column, Document, Section, Table
from ui.exports.text import fit, line, short

_TITLE = 90
_SENTENCE = 260
_CELL = 70
_HEADING = 40
_SAYS = 4
"""Sentences that a slide has room for beside a table."""
_SAYS_ALONE = 8
_ROWS = 7
_COLUMNS = 6
_WIDE_AS_HIGH = 0.5
"""How wide a letter is on average, as a share of the height of its font."""
_LEADING = 1.2
"""How far lines are apart, as a share of the height of their font."""
_CELL_SIZE = 12
_TABLE_TOP, _TABLE_HEIGHT, _ROW_HEIGHT = 3.0, 3.6, 0.4
_INSET = 0.2
"""Left and right inside a box or cell together, in inches; twice as much as above and below."""
_NOTES = 60_000
_INK, _SOFT, _BLUE, _HEAD = 0x0E1621, 0x4A5567, 0x0A3FAE, 0xE6EEFC
_WIDTH, _HEIGHT, _MARGIN = 13.333, 7.5, 0.6
"""Of a slide, in inches."""
_TITLE_ONLY = 5
"""The place of the layout "Title Only" in the template that python-pptx starts from."""
_FULL_WIDTH = _WIDTH - 2 * _MARGIN


def write(document: Document) -> bytes:
    """Return `document` as a PPTX file."""
    from pptx import Presentation  # noqa: PLC0415 - takes a while, and most answers stay on the page

    deck = Presentation()
    deck.slide_width, deck.slide_height = _inches(_WIDTH), _inches(_HEIGHT)
    deck.core_properties.title = short(document.title, 250)
    deck.core_properties.author = words.PRODUCT
    deck.core_properties.language = "en"
    notes = _notes(document)
    _opening(deck, document, notes)
    for section in document.sections:
        _decision(deck, document, section, notes)
    _closing(deck, document, notes)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _opening(deck: Any, document: Document, notes: str) -> None:
    slide = _slide(deck, document, document.title, notes)
    filters = [words.FILTERED.format(name=name, value=value) for name, value in document.filters]
    told = [(document.question, 24, _INK)]
    told += [(f"{words.FILTERS}: {'; '.join(filters)}", 18, _SOFT)] if filters else []
    told.append((words.RELEASED.format(release=document.release, date=document.date), 18, _SOFT))
    told += [(section.title, 18, _INK) for section in document.sections[:_SAYS_ALONE]]
    box = _box(slide, 1.6, 4.9)
    for text, size, color in told:
        _say(box, short(text, _SENTENCE), size, color)
    _link(box, document)


def _decision(deck: Any, document: Document, section: Section, notes: str) -> None:
    whole = "\n".join(line(said) for said in section.says)
    slide = _slide(deck, document, section.title, f"{line(section.title)}\n{whole}\n\n{_listed(section.table)}{notes}")
    table = section.table if section.table is not None and section.table.rows else None
    size, height = (16, 1.7) if table else (20, 5.2)
    says = _fitting(section.says[: _SAYS if table else _SAYS_ALONE], size, height)
    box = _box(slide, 1.3, height)
    for said in says:
        _say(box, short(said, _SENTENCE), size, _INK)
    if not table and len(section.says) > len(says):
        _say(_box(slide, 6.6, 0.35), words.MORE.format(count=len(section.says) - len(says)), 12, _SOFT)
    if table:
        _table(slide, table, short(section.title, _TITLE))


def _closing(deck: Any, document: Document, notes: str) -> None:
    slide = _slide(deck, document, words.ABOUT, notes)
    box = _box(slide, 1.3, 5.3)
    for told in about(document):
        run = _say(box, short(f"{told.name}: {told.text}", _SENTENCE), 14, _INK)
        if told.link:
            run.hyperlink.address = told.link
    _say(box, words.HONEST, 14, _SOFT)


def _slide(deck: Any, document: Document, title: str, notes: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    heading = slide.shapes.title
    heading.left, heading.top = _inches(_MARGIN), _inches(0.35)
    heading.width, heading.height = _inches(_FULL_WIDTH), _inches(0.95)
    heading.text_frame.word_wrap = True
    shortened = short(title, _TITLE)
    size = 28 if _lines(shortened, 28, _FULL_WIDTH) == 1 else 24
    run = _run(heading.text_frame.paragraphs[0], shortened, size, _INK)
    run.font.bold = True
    foot = _box(slide, 6.95, 0.4)
    released = words.RELEASED.format(release=document.release, date=document.date)
    _say(foot, f"{words.PRODUCT} · {released} · {words.HONEST}", 11, _SOFT)
    slide.notes_slide.notes_text_frame.text = fit(notes)[:_NOTES]
    return slide


def _table(slide: Any, table: Table, name: str) -> None:
    places = _kept(table.columns)
    parts = [2 if table.columns[place].wide else 1 for place in places]
    widths = [_FULL_WIDTH * part / sum(parts) for part in parts]
    rows = _fitting_rows(table, places, widths)
    shape = slide.shapes.add_table(
        len(rows) + 1,
        len(places),
        _inches(_MARGIN),
        _inches(_TABLE_TOP),
        _inches(_FULL_WIDTH),
        _inches(_ROW_HEIGHT * (len(rows) + 1)),
    )
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", name)  # noqa: SLF001 - python-pptx has no other way to alt text
    grid = shape.table
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = _inches(width)
    for at, place in enumerate(places):
        column = table.columns[place]
        _fill(grid.cell(0, at), short(column.title, _HEADING), column, head=True)
        for down, row in enumerate(rows, 1):
            _fill(grid.cell(down, at), short(shown(row[place], column), _CELL), column)
    if len(table.rows) > len(rows):
        more = words.MORE.format(count=len(table.rows) - len(rows))
        _say(_box(slide, 6.6, 0.35), more, 12, _SOFT)


def _fitting(says: tuple[str, ...], size: int, height: float) -> list[str]:
    """Return the first sentences that a box has room for, as far as that can be known without its font."""
    room = int((height - _INSET / 2) / (size * _LEADING / 72))
    kept: list[str] = []
    for said in says:
        room -= _lines(short(said, _SENTENCE), size, _FULL_WIDTH)
        if kept and room < 0:
            break
        kept.append(said)
    return kept


def _fitting_rows(table: Table, places: list[int], widths: list[float]) -> list[tuple[Cell, ...]]:
    """Return the first rows of a table that a slide has room for above the line that counts the others."""
    room = _TABLE_HEIGHT - _row_height([short(table.columns[place].title, _HEADING) for place in places], widths)
    kept: list[tuple[Cell, ...]] = []
    for row in table.rows[:_ROWS]:
        room -= _row_height([short(shown(row[place], table.columns[place]), _CELL) for place in places], widths)
        if kept and room < 0:
            break
        kept.append(row)
    return kept


def _row_height(texts: list[str], widths: list[float]) -> float:
    most = max(_lines(text, _CELL_SIZE, width) for text, width in zip(texts, widths, strict=True))
    return max(_ROW_HEIGHT, most * _CELL_SIZE * _LEADING / 72 + _INSET / 2)


def _lines(text: str, size: int, width: float) -> int:
    """Return how many lines a text takes at most, for letters of usual width."""
    letters = max(1, int((width - _INSET) * 72 / (size * _WIDE_AS_HIGH)))
    return len(wrap(text, letters)) or 1


def _kept(columns: tuple[Column, ...]) -> list[int]:
    """Return the places of the columns that a slide has room for; those with web addresses go first."""
    told = [place for place, column in enumerate(columns) if column.kind != "link"]
    return (told or list(range(len(columns))))[:_COLUMNS]


def _fill(cell: Any, text: str, column: Column, *, head: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

    cell.fill.solid()
    cell.fill.fore_color.rgb = _color(_HEAD if head else 0xFFFFFF)
    paragraph = cell.text_frame.paragraphs[0]
    if column.kind in ("count", "share"):
        paragraph.alignment = PP_ALIGN.RIGHT
    _run(paragraph, text, _CELL_SIZE, _INK).font.bold = head


def _link(box: Any, document: Document) -> None:
    address = web(document.link)
    if address:
        _say(box, words.LINK, 18, _BLUE).hyperlink.address = address


def _box(slide: Any, top: float, height: float) -> Any:
    box = slide.shapes.add_textbox(_inches(_MARGIN), _inches(top), _inches(_FULL_WIDTH), _inches(height))
    box.text_frame.word_wrap = True
    return box.text_frame


def _say(frame: Any, text: str, size: int, color: int) -> Any:
    first = frame.paragraphs[0]
    paragraph = frame.add_paragraph() if first.runs else first
    return _run(paragraph, text, size, color)


def _run(paragraph: Any, text: str, size: int, color: int) -> Any:
    from pptx.enum.lang import MSO_LANGUAGE_ID  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.color.rgb = _color(color)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_US
    return run


def _color(value: int) -> Any:
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    untyped: Any = RGBColor
    return untyped(*value.to_bytes(3))


def _inches(value: float) -> Any:
    from pptx.util import Inches  # noqa: PLC0415

    return Inches(value)


def _listed(table: Table | None) -> str:
    """Return a table as text, for the notes."""
    if table is None:
        return ""
    rows = [" | ".join(line(column.title) for column in table.columns)]
    rows += [
        " | ".join(shown(value, column) for value, column in zip(row, table.columns, strict=True)) for row in table.rows
    ]
    return "\n".join(rows) + "\n\n"


def _notes(document: Document) -> str:
    """Return what stands in the notes of every slide: what it is the answer to, and the queries."""
    told = [f"{each.name}: {each.text}" for each in about(document)]
    queries = [f"{words.QUERY}: {line(query.title)}\n{fit(query.sparql)}" for query in document.queries]
    return "\n\n".join(["\n".join(told), *queries])
