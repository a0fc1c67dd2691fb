"""Text from the data so that no file is damaged, disguised or set in motion by it."""

import re

STARTERS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
_UNFIT = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, and the control characters that it has but nobody means
(https://www.w3.org/TR/xml/#charsets)."""
_STEERING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows (https://www.unicode.org/reports/tr9/): a name in Hebrew needs none,
and what stands after such a mark reads as something else than it is."""


def fit(text: str) -> str:
    """Return `text` with a replacement character for each that a file has no place for."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def line(text: str) -> str:
    """Return `text` on one line, without what would disguise it."""
    return " ".join(fit(_STEERING.sub("", text)).split())


def short(text: str, most: int) -> str:
    """Return `text` on one line, with an ellipsis where it is longer than `most` characters."""
    whole = line(text)
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"
