"""A landscape of any size: rows like those of the shipped file, with names and addresses of their own."""

import csv
import random
from pathlib import Path

from loaders.refresh import shipped_landscape

SEED = 20261121
_SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvwz" for vowel in "aeiou"]
_ENDINGS = ("Ads", "Analytics", "Chat", "Cloud", "Commerce", "CRM", "Desk", "Hub", "IO", "Labs", "Mail", "Pay")


def generate(file: Path, tools: int) -> None:
    """Write a landscape of `tools` rows to `file`, always the same for the same number.

    Categories, prices and links to other technologies are those of rows of the shipped landscape, drawn at random, so
    that they are as frequent as there.
    """
    draw = random.Random(SEED)  # noqa: S311 - no secret
    with shipped_landscape()[0].open(encoding="utf-8", newline="") as lines:
        shipped = list(csv.DictReader(lines))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(shipped[0]), lineterminator="\n")
        writer.writeheader()
        for number in range(tools):
            writer.writerow(_row(draw, draw.choice(shipped), number))


def change(file: Path, share: float, *, moving: bool) -> None:
    """Change `share` of the rows of a generated landscape in place.

    Args:
        file: the landscape.
        share: how many of its rows change, 0 to 1.
        moving: whether a fifth of the changes are rows that go and rows that come, so that the others move; else all
            changes are another price.
    """
    draw = random.Random(SEED + 1)  # noqa: S311 - no secret
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    numbers = draw.sample(range(len(rows)), int(share * len(rows)))
    fresh = len(numbers) // 10 if moving else 0
    for number in numbers[2 * fresh :]:
        rows[number]["pricing"] = draw.choice(
            [p for p in ("freemium", "low;recurring", "") if p != rows[number]["pricing"]]
        )
    come = {number: _row(draw, rows[number], len(rows) + at) for at, number in enumerate(numbers[:fresh])}
    gone = set(numbers[fresh : 2 * fresh])
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for number, row in enumerate(rows):
            writer.writerows([come[number]] if number in come else [])
            writer.writerows([] if number in gone else [row])


def _row(draw: random.Random, like: dict[str, str], number: int) -> dict[str, str]:
    word = _word(number * 7919 + 13)
    name = f"{word.capitalize()} {draw.choice(_ENDINGS)}" if draw.random() < 0.4 else word.capitalize()  # noqa: PLR2004
    return {**like, "technology": name, "website": f"https://www.{word}.com"}


def _word(number: int) -> str:
    """Return a word that no other number has."""
    word = ""
    while number or len(word) < 6:  # noqa: PLR2004 - shorter ones look like letters
        number, digit = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[digit]
    return word
