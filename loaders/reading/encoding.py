"""The encoding of a text file: told by its bytes, and never guessed where UTF-8 fits."""

import codecs
from typing import BinaryIO

from charset_normalizer import from_bytes

from loaders.errors import LoadError

CHUNK = 1 << 20
SAMPLE = 1 << 16
_NUL = b"\0"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""As text of a legacy encoding they would be letters that never stand together."""
_LEGACY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "euc_kr"]
"""Encodings that spreadsheets save in; a longer list makes short texts ambiguous."""
_FEW = 8
"""Bytes beyond ASCII up to which a text says nothing of its encoding."""
_WESTERN = "cp1252"
_SINGLE_BYTE = "cp125"


def encoding_of(where: str, stream: BinaryIO) -> str:
    """Return the name of the codec for the bytes of `stream`, which is read to its end.

    A byte order mark decides. Without one, what is UTF-8 from beginning to end is UTF-8. Anything else is a
    legacy encoding, which charset-normalizer tells by the text around the first foreign byte; Windows-1252,
    which takes in Latin-1 as written by people, is believed where the text does not speak against it.

    Raises:
        LoadError: the bytes are no text, or mix UTF-8 with another encoding.
    """
    head = stream.read(SAMPLE)
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    if _NUL in head[:4096]:
        return _without_mark(where, head)
    return _utf8_or_legacy(where, stream, head)


def decoding_error_line(stream: BinaryIO, encoding: str) -> tuple[int, str]:
    """Return the line of the first byte of `stream` that is not of `encoding`, and that byte in words."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        chunk = stream.read(CHUNK)
        try:
            line += decoder.decode(chunk, final=not chunk).count("\n")
        except UnicodeDecodeError as error:
            line += error.object[: error.start].decode(error.encoding, "ignore").count("\n")
            return line, f"byte 0x{error.object[error.start]:02x}"
        if not chunk:
            return line, "the end"


def _without_mark(where: str, head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > len(head) // 6 and others * 20 < zeros:
            return name
    raise LoadError(f"{where}: not a table: it holds binary data; export the table as CSV in UTF-8")


def _utf8_or_legacy(where: str, stream: BinaryIO, head: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk, lines, first_multibyte = head, 0, 0
    while True:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            data, at = error.object, error.start
            valid = data[:at]
            if not valid.isascii() and not first_multibyte:
                first_multibyte = lines + _lines_to_multibyte(valid)
            bad_line = lines + valid.count(b"\n") + 1
            if first_multibyte:
                raise _mixed(where, bad_line, first_multibyte, data[at]) from error
            after = (data[at:] + stream.read(SAMPLE))[:SAMPLE]
            return _legacy(where, data[max(0, at - 1024) : at] + after, bad_line, data[at])
        if not first_multibyte and not text.isascii():
            first_multibyte = lines + _lines_to_multibyte(chunk)
        if not chunk:
            return "utf-8"
        lines += chunk.count(b"\n")
        chunk = stream.read(CHUNK)


def _legacy(where: str, sample: bytes, line: int, byte: int) -> str:
    if any(mark in sample for mark in _UTF16_MARKS):
        raise LoadError(f"{where}:{line}: a part of the file is UTF-16 and a part is not: save it anew as UTF-8")
    foreign = sum(value > 127 for value in sample)  # noqa: PLR2004 - the last byte of ASCII
    matches = list(from_bytes(sample, cp_isolation=_LEGACY)) if foreign > _FEW else []
    possible = {encoding for match in matches for encoding in match.could_be_from_charset}
    name = matches[0].encoding if matches and _WESTERN not in possible else _WESTERN
    if name.startswith(_SINGLE_BYTE):
        start = line - sample[: _first_foreign(sample)].count(b"\n")
        for number, text in enumerate(sample.split(b"\n")[:-1], start):
            if not text.isascii() and _is_utf8(text):
                raise _mixed(where, line, number, byte)
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return "latin-1" if name == _WESTERN else name
    return name


def _first_foreign(sample: bytes) -> int:
    return next(position for position, value in enumerate(sample) if value > 127)  # noqa: PLR2004


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines_to_multibyte(data: bytes) -> int:
    return data[: _first_foreign(data)].count(b"\n") + 1 if not data.isascii() else 1


def _mixed(where: str, line: int, utf8_line: int, byte: int) -> LoadError:
    return LoadError(
        f"{where}:{line}: not UTF-8: byte 0x{byte:02x}, while line {utf8_line} is UTF-8: the file mixes encodings; "
        "save it as UTF-8, or name its encoding in a profile ([file] encoding)"
    )
