"""Text as the numbers that the language model reads: WordPiece, as BERT's uncased models were trained with.

The way of Google's reference (https://github.com/google-research/bert, tokenization.py): clean, lower-case, strip
accents, split at spaces and punctuation, then cut each word into the longest pieces that the vocabulary has.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "bert-uncased" / "vocab.txt"
CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100
"""A longer word is unknown."""

_CONTROLS = frozenset(["Cc", "Cf", "Co", "Cs"])
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def token_ids(text: str, limit: int) -> list[int]:
    """Return the numbers of the pieces of `text`, at most `limit` with the two that mark its start and end."""
    numbers = _numbers()
    ids = [numbers[CLS]]
    for word in _words(text):
        ids.extend(_pieces(word, numbers))
        if len(ids) >= limit:
            break
    return [*ids[: limit - 1], numbers[SEP]]


@cache
def _numbers() -> dict[str, int]:
    return {piece: number for number, piece in enumerate(VOCABULARY.read_text(encoding="utf-8").splitlines())}


def _words(text: str) -> Iterator[str]:
    spaced = "".join(map(_clean, text))
    bare = "".join(c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    # Letter by letter: the whole text at once would write a final sigma in its other form.
    for run in "".join(c.lower() for c in bare).split():
        word = ""
        for character in run:
            if _is_punctuation(character):
                if word:
                    yield word
                yield character
                word = ""
            else:
                word += character
        if word:
            yield word


def _clean(character: str) -> str:
    if character not in "\t\n\r" and (character == "\ufffd" or unicodedata.category(character) in _CONTROLS):
        return ""
    if character.isspace():
        return " "
    code = ord(character)
    return f" {character} " if any(first <= code <= last for first, last in _CJK) else character


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character).startswith("P")


def _pieces(word: str, numbers: dict[str, int]) -> list[int]:
    if len(word) > LONGEST_WORD:
        return [numbers[UNKNOWN]]
    found = []
    start = 0
    while start < len(word):
        prefix = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if prefix + word[start:end] in numbers), None)
        if end is None:
            return [numbers[UNKNOWN]]
        found.append(numbers[prefix + word[start:end]])
        start = end
    return found
