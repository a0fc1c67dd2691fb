"""Sheets of cells as one XLSX file in which no text is a formula."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from ui.exports.text import fit

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Characters of a cell (https://support.microsoft.com/office, "Excel specifications and limits")."""
_WIDEST = 60

Value = str | int | float | bool | None


def workbook(
    sheets: Mapping[str, Iterable[Sequence[Value]]],
    *,
    title: str = "",
    widths: Mapping[str, Sequence[int]] | None = None,
    shares: Mapping[str, Iterable[int]] | None = None,
) -> bytes:
    """Return sheets as an XLSX file.

    Args:
        sheets: the rows of each sheet, by its name; the first row is its head.
        title: of the file.
        widths: characters that the columns of a sheet have room for.
        shares: the columns of a sheet, from 0, whose numbers are shown in percent.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - takes a while, and most answers stay on the page
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.title = fit(title)
    book.properties.language = "en"
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for place, width in enumerate((widths or {}).get(name, ())):
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(width, _WIDEST)
        percent = frozenset((shares or {}).get(name, ()))
        for row in rows:
            sheet.append([_cell(sheet, value, percent=place in percent) for place, value in enumerate(row)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Value, *, percent: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    text = fit(value)[:LONGEST_CELL] if isinstance(value, str) else value
    made = WriteOnlyCell(sheet, text)
    if isinstance(text, str):
        # Else a text that begins with = is taken for a formula.
        made.data_type = "s"
        made.quotePrefix = True
    elif percent:
        made.number_format = "0%"
    return made
