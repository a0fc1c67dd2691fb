"""How two names relate, from what they hold alone."""

from difflib import SequenceMatcher
from enum import IntEnum

from loaders.matching.names import Name

LIKE = 0.88
"""Share of equal letters (`difflib.SequenceMatcher.ratio`) from which names of at least `LONG` letters are alike."""

LONG = 6


class Likeness(IntEnum):
    """How two names relate; the higher, the closer.

    ``PART``: one begins with the other. ``CLOSE``: a letter apart. ``NARROWER``: the tool's name says more than
    the other one. ``MAKER``: one says the maker too. ``CORE``: the other one says more than the tool's name.
    ``ALIAS``: known to mean the same. ``SAME``: apart from spelling, legal form or ending. ``EQUAL``: letter by letter.
    """

    NONE = 0
    PART = 1
    CLOSE = 2
    NARROWER = 3
    MAKER = 4
    CORE = 5
    ALIAS = 6
    SAME = 7
    EQUAL = 8


def spelled(one: Name, two: Name) -> Likeness:
    """Return how equal two names are, or `Likeness.NONE`; two different addresses as names merely begin alike."""
    if one.compact == two.compact:
        return Likeness.EQUAL
    if one.plain == two.plain and one.ending and two.ending and one.ending != two.ending:
        return Likeness.PART
    if one.plain == two.plain or one.plain in two.parts or two.plain in one.parts:
        return Likeness.SAME
    return Likeness.NONE


def begins(one: Name, two: Name) -> tuple[Likeness, str]:
    """Return whether one name begins with the other or is a letter apart from it, and what they share."""
    shorter, longer = sorted((one.core_words, two.core_words), key=len)
    if one.core == two.core or longer[: len(shorter)] == shorter:
        return Likeness.PART, "".join(shorter)
    if min(len(one.plain), len(two.plain)) >= LONG and (_like(one.plain, two.plain) or _like(one.core, two.core)):
        return Likeness.CLOSE, two.plain
    return Likeness.NONE, ""


def _like(one: str, two: str) -> bool:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE
