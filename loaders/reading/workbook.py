"""Excel workbooks (.xlsx), read row by row.

Format: ECMA-376, SpreadsheetML; https://openpyxl.readthedocs.io/en/stable/optimized.html (read-only mode)
"""

import warnings
import weakref
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from loaders.errors import LoadError
from loaders.reading.container import MAX_RATIO, SMALL, Container
from loaders.reading.shown import shown, shown_names

MAX_STRINGS = 100_000_000
"""Bytes of the table of strings of a workbook, the one part that is held in memory."""


class Workbook:
    """One sheet of a workbook.

    Attributes:
        sheet: the title of the sheet that is read.
        sheets: the titles of all visible sheets that hold cells.
    """

    def __init__(self, container: Container, sheet: str = "") -> None:
        """Choose the sheet called `sheet`, by default the first visible one that holds cells.

        Raises:
            LoadError: the file is no intact workbook, is too large, or has no such sheet.
        """
        self._container = container
        self._refuse_bombs()
        self._book = self._load()
        self.sheets = [str(page.title) for page in self._visible() if next(self._rows(page), None)]
        if not self.sheets:
            raise LoadError(f"{container.where}: the file is empty: no sheet of the workbook holds cells")
        if sheet and sheet not in self.sheets:
            raise LoadError(f"{container.where}: no sheet {shown(sheet)!r}; there are: {shown_names(self.sheets)}")
        self.sheet = sheet or self.sheets[0]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that holds something: its number and its cells as text, without blank ones at the end.

        Raises:
            LoadError: the sheet is damaged.
        """
        return self._rows(next(page for page in self._visible() if str(page.title) == self.sheet))

    def _load(self) -> Any:
        import openpyxl  # noqa: PLC0415 - only workbooks need it

        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        # Of a path, openpyxl wants a certain ending; what a file is, its bytes say.
        handle = self._container.path.open("rb")
        weakref.finalize(self, handle.close)
        try:
            return openpyxl.load_workbook(handle, read_only=True, data_only=True)
        except Exception as error:  # a damaged workbook fails in openpyxl wherever the damage is met
            raise self._container.damaged(error) from error

    def _visible(self) -> list[Any]:
        return [page for page in self._book.worksheets if page.sheet_state == "visible"]

    def _rows(self, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows of an openpyxl sheet that hold something."""
        try:
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                values = [_text(value) for value in row]
                while values and not values[-1]:
                    values.pop()
                if any(value.strip() for value in values):
                    yield number, values
        except Exception as error:
            raise self._container.damaged(error) from error

    def _refuse_bombs(self) -> None:
        try:
            with zipfile.ZipFile(self._container.path) as archive:
                sizes = {info.filename: info.file_size for info in archive.infolist()}
        except (OSError, zipfile.BadZipFile) as error:
            raise self._container.damaged(error) from error
        most = max(SMALL, self._container.size * MAX_RATIO)
        if sum(sizes.values()) > most or sizes.get("xl/sharedStrings.xml", 0) > MAX_STRINGS:
            raise LoadError(
                f"{self._container.where}: unpacks to {sum(sizes.values()):,} bytes, which no table does: "
                "save the sheet as CSV"
            )


def _text(value: object) -> str:
    """Return the value of a cell as a person would type it: numbers without ``.0``, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
