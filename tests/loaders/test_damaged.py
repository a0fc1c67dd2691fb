"""Every damaged file ends in one clear message or in rows of which each that is left out is named."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders.choosing import open_landscape_file
from loaders.errors import LoadError, Rejection
from loaders.reading import CsvFile, Row
from loaders.records import Record, RecordReader, Vocabulary
from loaders.suggest import Suggestion, suggest
from ontology.tables import read_tables
from tests.loaders.damage import HOSTILE, damaged, write_one_cell

CORPUS = dict(damaged())
VOCABULARY = Vocabulary(read_tables())
MESSAGE = 2000
"""Characters up to which a message is still read."""


def load(file: Path) -> Iterator[Record | Rejection]:
    table, profile = open_landscape_file(file)
    reader = RecordReader(profile, file, VOCABULARY)
    for row in table.rows():
        yield row if isinstance(row, Rejection) else reader.read(row)


def clear(message: str, file: Path) -> bool:
    return str(file) in message and len(message) < MESSAGE and all(c.isprintable() or c == "\n" for c in message)


def test_the_corpus_is_large_and_always_the_same() -> None:
    assert len(CORPUS) >= 150
    assert [name for name, _ in damaged()] == list(CORPUS)


def refusal(work: Callable[[], object]) -> str:
    """Return the message that `work` ends in, empty where it ends well; any other error is a failure."""
    try:
        work()
    except LoadError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", CORPUS)
def test_a_damaged_file_ends_in_a_message_or_in_named_rows(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(CORPUS[name])
    came: list[Record | Rejection] = []
    message = refusal(lambda: came.extend(load(file)))
    assert clear(message, file) or not message, message[:300]
    for rejection in came:
        if isinstance(rejection, Rejection):
            assert rejection.line >= 2
            assert rejection.reason
            assert len(str(rejection)) < MESSAGE
            assert str(rejection).isprintable()


@pytest.mark.parametrize("name", CORPUS)
def test_a_proposal_for_a_damaged_file_is_a_message_or_a_profile(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(CORPUS[name])
    came: list[Suggestion] = []
    message = refusal(lambda: came.append(suggest(file)))
    assert clear(message, file) or not message, message[:300]
    assert all(line.isprintable() for said in came for line in (*said.preview, *said.unsure))


REFUSED = {
    "gzip with wrong checksum.gz": "damaged gzip file: CRC check failed",
    "half a gzip.gz": "damaged gzip file",
    "half a zip.zip": "damaged zip file",
    "zip bomb.zip": "unpacks to more than 200 times its size",
    "gzip bomb.gz": "unpacks to more than 200 times its size",
    "gzip bomb in one line.gz": "unpacks to more than 200 times its size",
    "workbook bomb.xlsx": "which no table does",
    "zip in zip.zip": "holds another archive",
    "gzip in gzip.gz": "holds another archive",
    "workbook in zip.zip": "holds another archive",
    "two tables.zip": "holds 2 files (a.csv, b.csv) where one table is needed",
    "zip with password.zip": "needs a password",
    "workbook that is a zip.xlsx": "holds 2 files",
    "sheet that is cut.xlsx": "damaged workbook file",
    "strings that are cut.xlsx": "damaged workbook file",
    "strings that are missing.xlsx": "damaged workbook file",
    "entities that grow.xlsx": "damaged workbook file",
    "entity from outside.xlsx": "damaged workbook file",
    "UTF-16 of odd length.csv": ":41: not utf-16",
    "utf-8 followed by cp1252.csv": ":5: not UTF-8: byte 0xe9, while line 2 is UTF-8",
    "quote that never ends.csv": ":42: not readable as CSV from here",
    "a cell of two million characters.csv": ":42: a cell is longer than 1,000,000 characters",
    "a row of endless quoted line ends.csv": ":2: the row is longer than 8,000,000 characters",
    "separators that change.csv": "no profile knows this header",
    "column twice.csv": ":1: the header names a column twice: tool",
    "web page.csv": "not a table but a web page",
}
NAMED = {
    "NUL bytes late.csv": (342, "tool", "the cell holds a NUL character"),
    "100,000 columns in one row.csv": (2, "", "100002 cells where the header names 2"),
    "header twice.csv": (2, "homepage", "not a web address"),
    "address 4.csv": (2, "homepage", "not a web address"),
    "number 4.csv": (2, "occurrences", "more than 18 digits"),
    "SPARQL as category.csv": (2, "category", "no category has this id or label"),
    "only signs as name.csv": (2, "tool", "no letter or digit"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_message_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(CORPUS[name])
    assert REFUSED[name] in refusal(lambda: list(load(file)))


@pytest.mark.parametrize("name", NAMED)
def test_the_row_that_is_left_out_is_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(CORPUS[name])
    first = next(came for came in load(file) if isinstance(came, Rejection))
    line, column, reason = NAMED[name]
    assert (first.line, first.column) == (line, column)
    assert reason in first.reason


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_value_is_read_as_the_text_it_is(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(CORPUS[f"{name} as name.csv"])
    first = next(CsvFile(file).rows())
    assert isinstance(first, Row)
    assert first.cells["tool"] == HOSTILE[name]


def test_a_cell_of_100_megabytes_is_refused_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "landscape.csv"
    write_one_cell(file, 100_000_000)
    script = (
        "import resource, sys\nfrom pathlib import Path\nfrom loaders.errors import LoadError\n"
        "from loaders.reading import CsvFile\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    list(CsvFile(Path(sys.argv[1])).rows())\nexcept LoadError as error:\n    print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    message, kilobytes = done.stdout.splitlines()
    assert message.startswith(f"{file}:2: the row is longer than 8,000,000 characters")
    assert int(kilobytes) < 60_000
