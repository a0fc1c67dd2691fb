"""Fixture landscapes; a file's name states what loading it must come to."""

import csv
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures" / "landscapes"


def csv_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
