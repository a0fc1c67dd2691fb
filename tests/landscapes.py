"""Fixture landscapes; a file's name states what loading it must come to."""

import csv
import shutil
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures" / "landscapes"


def copy_of(home: Path, to: Path) -> Path:
    """Copy a home that tests share to `to`, where one of them may change it, and return that."""
    return Path(shutil.copytree(home, to, symlinks=True, dirs_exist_ok=True))


def csv_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
