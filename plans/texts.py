"""Texts that people give, made fit to be shown."""

from unicodedata import category


def one_line(text: str) -> str:
    """Return `text` in one line, without characters that would steer a terminal."""
    return " ".join("".join(" " if category(each) == "Cc" else each for each in text).split())
