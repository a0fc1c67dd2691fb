"""What a file is packed in: nothing, gzip, zip, or a workbook; and its bytes, unpacked as they are read."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from loaders.errors import LoadError
from loaders.reading.shown import shown, shown_names

MAX_RATIO = 200
"""Times its own size that a file may unpack to; tables stay below 50, zip bombs reach thousands."""
SMALL = 50_000_000
"""Bytes that any file may unpack to, whatever the ratio."""

_READ_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
_ENCRYPTED = 0x1
_SIGNATURES = {
    b"\xd0\xcf\x11\xe0": "an old or password-protected Excel workbook: save it as .xlsx without a password, or as CSV",
    b"%PDF": "a PDF: export the table as CSV",
    b"PAR1": "a Parquet file: export it as CSV",
    b"SQLite format 3": "a database: export the table as CSV",
    b"BZh": "packed with bzip2: unpack it first, or use gzip or zip",
    b"\xfd7zXZ\0": "packed with xz: unpack it first, or use gzip or zip",
    b"\x28\xb5\x2f\xfd": "packed with zstd: unpack it first, or use gzip or zip",
    b"7z\xbc\xaf": "packed with 7-Zip: unpack it first, or use gzip or zip",
    b"Rar!": "packed with RAR: unpack it first, or use gzip or zip",
}
_TEXT_SIGNATURES = {
    b"<!doctype": "a web page: save the table itself as CSV",
    b"<html": "a web page: save the table itself as CSV",
    b"<?xml": "XML: export the table as CSV",
    b"{": "JSON: export it as CSV",
    b"[{": "JSON: export it as CSV",
}
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")


class Container:
    """A file and how its bytes are packed.

    Attributes:
        path: where it is.
        size: its bytes as they are on disk.
        sha256: digest of these bytes.
        packing: ``none``, ``gzip``, ``zip`` or ``workbook``.
        member: name of the table in a zip archive.
    """

    def __init__(self, path: Path) -> None:
        """Look at the file at `path`.

        Raises:
            LoadError: it is missing, no file, empty, or of a kind that holds no table.
        """
        self.path = path
        self.member = ""
        try:
            if path.exists() and not path.is_file():
                raise LoadError(f"{path}: cannot be read: it is no file")
            with path.open("rb") as handle:
                self.sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
                self.size = handle.tell()
                handle.seek(0)
                head = handle.read(1024)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise LoadError(f"{path}: cannot be read: {reason}") from error
        if not head:
            raise LoadError(f"{path}: the file is empty")
        self.packing = self._packing(head)
        if self.packing in ("gzip", "zip"):
            with self.open() as stream:
                head = stream.read(1024)
            if head.startswith(_PACKED):
                raise LoadError(f"{self.where}: holds another archive: unpack it and name the table in it")
        _refuse_other_kinds(self.where, head)

    @property
    def where(self) -> str:
        """The path as messages name it, with the member of an archive."""
        return f"{self.path}({shown(self.member)})" if self.member else str(self.path)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give the unpacked bytes as a stream.

        Raises:
            LoadError: the packing is damaged, or unpacks to far more than a table would.
        """
        most = max(SMALL, self.size * MAX_RATIO)
        with ExitStack() as opened:
            with self._guarded():
                raw = opened.enter_context(self.path.open("rb"))
                stream = opened.enter_context(self._unpacked(raw))
            yield cast("BinaryIO", io.BufferedReader(_Guarded(stream, self, most), 1 << 18))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except _READ_ERRORS as error:
            raise self.damaged(error) from error

    def damaged(self, error: BaseException) -> LoadError:
        """Return what to tell of a file whose bytes cannot be had because of `error`."""
        kind = "" if self.packing == "none" else f"damaged {self.packing} file: "
        reason = shown(str(error)) or type(error).__name__
        return LoadError(f"{self.where}: cannot be read: {kind}{reason}; get or save the file anew")

    def _unpacked(self, raw: BinaryIO) -> IO[bytes]:
        if self.packing == "gzip":
            return cast("IO[bytes]", gzip.open(raw))
        if self.packing == "zip":
            return zipfile.ZipFile(raw).open(self.member)
        return raw

    def _packing(self, head: bytes) -> str:
        if head.startswith(b"\x1f\x8b"):
            return "gzip"
        if not head.startswith(_PACKED):
            return "none"
        self.packing = "zip"
        with self._guarded(), zipfile.ZipFile(self.path) as archive:
            members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
            if "xl/workbook.xml" in members:
                return "workbook"
            self._refuse_documents(members.keys() | set())
            tables = [name for name in members if not _is_litter(name)]
            if len(tables) != 1:
                found = f"{len(tables):,} files ({shown_names(tables)})" if tables else "no file"
                raise LoadError(f"{self.path}: the archive holds {found} where one table is needed: unpack it")
            if members[tables[0]].flag_bits & _ENCRYPTED:
                raise LoadError(f"{self.path}: the archive needs a password: unpack it first")
            self.member = tables[0]
        return "zip"

    def _refuse_documents(self, members: set[str]) -> None:
        if members & {"[Content_Types].xml", "mimetype", "xl/workbook.bin"}:
            raise LoadError(f"{self.path}: a document that is no .xlsx workbook: save the table as .xlsx or CSV")


class _Guarded(io.RawIOBase):
    """A stream that ends in a `LoadError` where it is damaged or unpacks to too much."""

    def __init__(self, stream: IO[bytes], container: Container, most: int) -> None:
        self._stream, self._container, self._left = stream, container, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except _READ_ERRORS as error:
            raise self._container.damaged(error) from error
        self._left -= len(data)
        if self._left < 0 and self._container.packing != "none":
            raise LoadError(
                f"{self._container.where}: unpacks to more than {MAX_RATIO} times its size, which no table does: "
                "if it is one, unpack it first"
            )
        buffer[: len(data)] = data
        return len(data)


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _refuse_other_kinds(where: str, head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signatures, begin in ((_SIGNATURES, head), (_TEXT_SIGNATURES, start)):
        for signature, kind in signatures.items():
            if begin.startswith(signature):
                raise LoadError(f"{where}: not a table but {kind}")
