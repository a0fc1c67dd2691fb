"""The letters of a text as numbers: what a search compares where it does not know what words mean.

A word counts by itself and by its groups of three to five letters, so that inflections and typing errors change a
part of it only. Spellings that differ between British and American English are made one first. Groups are counted by a
hash in a fixed number of places, weighted by how rare they are (tf-idf).
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLACES = 8192
_SHORTEST, _LONGEST = 3, 5
_LETTERS = 2000
"""So much of a text is read, and so much of a word."""
_WORD_LETTERS = 40
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_AMERICAN = (
    (re.compile(r"(?<=\w{3})is(e|ed|es|ing|ation|ations|er|ers)\Z"), r"iz\1"),
    (re.compile(r"(?<=\w{2})our(s|ed|ing|ite|ites|able)?\Z"), r"or\1"),
    (re.compile(r"(?<=\w{2})([tb])re(s|d)?\Z"), r"\1er\2"),
    (re.compile(r"(?<=\w{3})ll(ed|ing|er|ers)\Z"), r"l\1"),
    (re.compile(r"(?<=\w{2})ogue(s)?\Z"), r"og\1"),
)


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case and in one spelling, without apostrophes.

    >>> words("Customers' favourite colours, organised")
    ['customers', 'favorite', 'colors', 'organized']
    """
    found = _WORD.findall(text[:_LETTERS].lower())
    return [_spelled(word[:_WORD_LETTERS].replace("\u2019", "'").removesuffix("'s").replace("'", "")) for word in found]


def places(text: str) -> Counter[int]:
    """Return in which places `text` counts, and how often in each."""
    found: Counter[int] = Counter()
    for word in words(text):
        found[crc32(f"={word}".encode()) % PLACES] += 1
        padded = f" {word} "
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(len(padded) - length + 1):
                found[crc32(padded[start : start + length].encode()) % PLACES] += 1
    return found


def rarity(texts: Iterable[Counter[int]]) -> "NDArray[np.float32]":
    """Return how much each place counts, given those of many texts: the more, the fewer of them have it."""
    import numpy as np  # noqa: PLC0415 - only a search pays for it

    having, total = np.zeros(PLACES), 0
    for text in texts:
        having[list(text)] += 1
        total += 1
    return (np.log((1 + total) / (1 + having)) + 1).astype(np.float32)


def weights(text: Counter[int], rare: "NDArray[np.float32]") -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
    """Return the places of a text and what each weighs, of length 1 together."""
    import numpy as np  # noqa: PLC0415 - see above

    where = np.fromiter(text.keys(), dtype=np.int64, count=len(text))
    weighed = (1 + np.log(np.fromiter(text.values(), dtype=np.float32, count=len(text)))) * rare[where]
    return where, (weighed / (np.linalg.norm(weighed) or 1)).astype(np.float32)


def _spelled(word: str) -> str:
    for pattern, american in _AMERICAN:
        word = pattern.sub(american, word)
    return word
