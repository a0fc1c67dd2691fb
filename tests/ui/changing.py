"""A home whose landscape changes: tools come, go, change their name, their price and what they are listed as."""

import csv
from pathlib import Path

from loaders.refresh import refresh
from loaders.releases import releases
from tests.landscapes import FIXTURES, csv_of

HOSTILE = '<script>alert(1)</script> & "quoted" ]]> \N{RIGHT-TO-LEFT OVERRIDE}abc\N{PILE OF POO} **bold** [x](https://evil.example)'
"""The name of a tool that comes."""


def ids_of(home: Path) -> list[str]:
    """Return the ids of the releases in `home`, the oldest first."""
    return [release.id for release in releases(home)][::-1]


def changed_landscape(home: Path) -> None:
    """Build three releases in `home`: a first one, one in which nearly everything changes, and one more tool."""
    home.mkdir()
    file = home / "tools.csv"
    rows = csv_of(FIXTURES / "valid-dozen-tools.csv")
    _load(home, file, rows)
    first, second, third, fourth, *others = rows
    rows = [
        {**first, "pricing": "freemium;low", "homepage": "https://new.cartsaver.example.com"},
        {**second, "tool": "Mailwell Reborn"},
        {**third, "category": "SEO", "capabilities": ""},
        *others,
        {**dict.fromkeys(fourth, ""), "tool": HOSTILE, "category": "Email Marketing"},
    ]
    _load(home, file, rows)
    rows.append({**dict.fromkeys(fourth, ""), "tool": "Latecomer", "category": "Email Marketing"})
    _load(home, file, rows)


def _load(home: Path, file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    refresh(home, [file])
