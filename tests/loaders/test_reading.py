"""CSV files are read whole, or refused with one clear message."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import LoadError, Rejection
from loaders.reading import CsvFile, Row

REFUSED = {
    "empty": (b"", "empty"),
    "only blank lines": (b"\n\n  \n", "empty"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
    "a workbook": (b"PK\x03\x04\x14\0\x06\0", "binary data"),
    "UTF-16": ("tool,category\nA,seo\n".encode("utf-16"), "binary data"),
    "Latin-1": ("tool,category\nCaf\u00e9,seo\n".encode("latin-1"), ":2: not UTF-8: byte 0xe9"),
    "a header named twice": (b"tool,tool\nA,B\n", ":1: the header names a column twice: tool"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_csv_is_refused_with_the_reason(kind: str, tmp_path: Path) -> None:
    content, reason = REFUSED[kind]
    file = tmp_path / "landscape.csv"
    file.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        CsvFile(file)
    assert str(file) in str(caught.value)
    assert reason in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"nowhere\.csv: cannot be read: No such file"):
        CsvFile(tmp_path / "nowhere.csv")


def test_broken_quotes_name_the_line_they_start_on(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text('tool,category\nA,seo\n"B,seo\nC,seo\n')
    with pytest.raises(LoadError, match=r"landscape\.csv:3: not readable as CSV from here"):
        list(CsvFile(file).rows())


def test_a_ragged_row_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text('tool,category\n"A\nB",seo\nC\nD,seo\n')
    first, ragged, last = CsvFile(file).rows()
    assert first == Row(2, {"tool": "A\nB", "category": "seo"})
    assert isinstance(ragged, Rejection)
    assert (ragged.line, "1 cells where the header names 2" in ragged.reason) == (4, True)
    assert last == Row(5, {"tool": "D", "category": "seo"})


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_bytes("\ufefftool,category\nA,seo\n".encode())
    assert CsvFile(file).header == ["tool", "category"]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\u2028\x85"), max_size=12)


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_what_was_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second"), *pairs])
    file = tmp_path_factory.mktemp("csv") / "round-trip.csv"
    file.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    read = [tuple(row.cells.values()) for row in CsvFile(file).rows() if isinstance(row, Row)]
    assert read == [pair for pair in pairs if any(pair)]
