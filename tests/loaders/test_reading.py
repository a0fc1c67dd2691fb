"""Tables are read as they were written, or refused with one clear message."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import LoadError, Rejection
from loaders.reading import CsvFile, Format, Row

REFUSED = {
    "empty": (b"", "empty"),
    "only blank lines": (b"\n\n  \n", "empty"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx"),
    "half an archive": (b"PK\x03\x04\x14\0\x06\0", "damaged zip file"),
    "a web page": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "not a table but a web page"),
    "JSON": (b'[{"tool": "A"}]', "not a table but JSON"),
    "two encodings": ("tool,category\nÉlan,seo\n".encode() + "Café,seo\n".encode("cp1252"), ":3: not UTF-8: byte 0xe9"),
    "two encodings, the other way round": (
        "tool,category\nCafé,seo\n".encode("cp1252") + "Élan,seo\n".encode(),
        ":2: not UTF-8: byte 0xe9, while line 3 is UTF-8",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_table_is_refused_with_the_reason(kind: str, tmp_path: Path) -> None:
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


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="it is no file"):
        CsvFile(tmp_path)


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


def test_a_short_row_is_filled_where_the_format_says_so(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text("tool,category\nA\nB,seo,,\n")
    assert list(CsvFile(file, Format(short_rows=True)).rows()) == [
        Row(2, {"tool": "A", "category": ""}),
        Row(3, {"tool": "B", "category": "seo"}),
    ]


def test_blank_and_repeated_headers_get_names_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text("tool,,tool, tag ,tag\nA,1,B,2,3\n")
    table = CsvFile(file)
    assert table.header == ["tool", "column 2", "tool (2)", "tag", "tag (2)"]
    assert table.repeated == ("tool", "tag")


def test_a_nul_character_rejects_its_row(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text("tool,category\n" + "A,seo\n" * 1000 + "B\0,seo\nC,seo\n")
    *_, rejection, last = CsvFile(file).rows()
    assert isinstance(rejection, Rejection)
    assert (rejection.line, rejection.column, rejection.value) == (1002, "tool", "B\\x00")
    assert last == Row(1003, {"tool": "C", "category": "seo"})


def test_a_late_fault_of_the_encoding_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_bytes(b"tool,category\n" + "Élan,seo\n".encode() * 200_000 + b"Caf\xe9,seo\n")
    with pytest.raises(LoadError, match=r"landscape\.csv:200002: not UTF-8: byte 0xe9, while line 2 is UTF-8"):
        CsvFile(file)


def test_a_table_that_is_ascii_for_long_is_still_told_to_be_windows_1252(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_bytes(b"tool,category\n" + b"Plain,seo\n" * 200_000 + "Café “Zoë”,seo\n".encode("cp1252"))
    *_, last = CsvFile(file).rows()
    assert last == Row(200_002, {"tool": "Café “Zoë”", "category": "seo"})


TEXTS = {
    "western": "tool,vendor\nCafé,Müller & Söhne\nPlain,Société Générale\nNaïve,“Señor”\n",
    "polish": "narzędzie,opis\nŁódź,źródło danych śledzących\nGęś,ćwiczenia i pomiar\n" * 4,
    "russian": "инструмент,категория\nЯндекс Метрика,аналитика\nБитрикс,торговля\n" * 4,  # noqa: RUF001
    "japanese": "ツール,カテゴリ\nメール配信,マーケティング\n分析,解析\n" * 4,
    "chinese": "工具,类别\n百度统计,网站分析\n腾讯分析,营销\n" * 4,
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[(text, encoding) for text in TEXTS for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")],
        ("western", "utf-16-le"),
        ("western", "utf-16-be"),
        ("western", "cp1252"),
        ("polish", "cp1250"),
        ("russian", "cp1251"),
        ("russian", "koi8-r"),
        ("japanese", "cp932"),
        ("chinese", "gb18030"),
    ],
)
def test_the_encoding_of_a_text_is_told_from_its_bytes(text: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_bytes(TEXTS[text].encode(encoding))
    table = CsvFile(file)
    assert [table.header, *(list(r.cells.values()) for r in table.rows() if isinstance(r, Row))] == [
        line.split(",") for line in TEXTS[text].splitlines()
    ]


@pytest.mark.parametrize("first", ["sep=;\r\n", ""])
def test_a_line_that_names_the_separator_is_no_row(first: str, tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text(f"{first}tool;note\r\nA;x, y, z\r\n", newline="")
    table = CsvFile(file)
    line = 3 if first else 2
    assert list(table.rows()) == [Row(line, {"tool": "A", "note": "x, y, z"})]


def test_quotes_escaped_by_a_backslash_are_told(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_text('tool,note\n"A","the \\"best\\", they say"\n"B","x"\n')
    assert next(CsvFile(file).rows()) == Row(2, {"tool": "A", "note": 'the "best", they say'})


def packed(kind: str, data: bytes) -> bytes:
    if kind == "gzip":
        return gzip.compress(data)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._tools.csv", b"\0\5\x16\7")
        archive.writestr("export/tools.csv", data)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_a_packed_table_is_read_with_the_lines_of_the_table(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    file.write_bytes(packed(kind, b"tool,category\nA,seo\n\nB,seo\n"))
    assert list(CsvFile(file).rows()) == [
        Row(2, {"tool": "A", "category": "seo"}),
        Row(4, {"tool": "B", "category": "seo"}),
    ]


@pytest.mark.parametrize("name", ["landscape.xlsx", "a table that was sent"])
def test_a_workbook_is_read_with_its_row_numbers(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    book = openpyxl.Workbook()
    book.create_sheet("Hidden", 0).sheet_state = "hidden"
    book["Hidden"]["A1"] = "secret"
    sheet = book["Sheet"]
    for row in ([], ["tool", "count", "saas"], [], ["A", 12, True], ["B", 1.5]):
        sheet.append(row)
    book.save(file)
    table = CsvFile(file)
    assert (table.header, table.header_line, table.sheets) == (["tool", "count", "saas"], 2, ("Sheet",))
    assert list(table.rows()) == [
        Row(4, {"tool": "A", "count": "12", "saas": "true"}),
        Row(5, {"tool": "B", "count": "1.5", "saas": ""}),
    ]


def test_a_workbook_with_cells_far_apart_is_read_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "landscape.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "tool"
    book["Sheet"]["XFD50000"] = "x"
    book.save(file)
    (row,) = CsvFile(file).rows()
    assert isinstance(row, Rejection)
    assert row.line == 50_000


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\u2028\x85"), max_size=12)


@given(
    pairs=st.lists(st.tuples(cells, cells), max_size=8),
    form=st.builds(
        Format,
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"]),
        delimiter=st.sampled_from(",;\t|"),
    ),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    packing=st.sampled_from(["none", "gzip", "zip"]),
)
def test_what_was_written_is_what_is_read(
    tmp_path: Path,
    pairs: list[tuple[str, str]],
    form: Format,
    line_end: str,
    quoting: int,
    packing: str,
) -> None:
    pairs = [(a, b) for a, b in pairs if (a + b).strip() and encodable(a + b, form.encoding)]
    # Ended by \r, csv.writer leaves a cell with \n unquoted, which no reader can tell from two rows.
    quoting = csv.QUOTE_ALL if line_end == "\r" else quoting
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=line_end, quoting=quoting, delimiter=form.delimiter).writerows(  # type: ignore[arg-type]
        [("first", "second"), *pairs]
    )
    data = buffer.getvalue().encode(form.encoding)
    file = tmp_path / "round-trip.csv"
    file.write_bytes(data if packing == "none" else packed(packing, data))
    table = CsvFile(file, form)
    assert table.header == ["first", "second"]
    assert [tuple(row.cells.values()) for row in table.rows() if isinstance(row, Row)] == pairs


@given(
    pairs=st.lists(st.tuples(cells, cells), max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_quoted_is_read_without_being_told_how(
    tmp_path: Path, pairs: list[tuple[str, str]], delimiter: str, encoding: str
) -> None:
    pairs = [pair for pair in pairs if "".join(pair).strip()]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL, delimiter=delimiter).writerows([("first", "second"), *pairs])
    file = tmp_path / "round-trip.csv"
    file.write_bytes(buffer.getvalue().encode(encoding))
    assert [tuple(r.cells.values()) for r in CsvFile(file).rows() if isinstance(r, Row)] == pairs


def encodable(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False
