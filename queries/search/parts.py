"""A long text in the parts that a search reads one by one."""

import re

LONGEST = 45
"""Words of a part: so many fit into what the language model reads at a time."""
MOST = 6
"""Parts that are read, from the beginning, so that no text keeps a search busy."""
_ENDS = re.compile(r"(?<=[.!?;\n])\s+")


def parts(text: str) -> list[str]:
    """Return `text` in parts of whole sentences where they are short enough; a short text is one part."""
    if len(text.split()) <= LONGEST:
        return [text]
    found: list[list[str]] = [[]]
    for sentence in _ENDS.split(text):
        words = sentence.split()
        if found[-1] and len(found[-1]) + len(words) > LONGEST:
            found.append([])
        for start in range(0, len(words), LONGEST):
            if len(found[-1]) + len(words[start : start + LONGEST]) > LONGEST:
                found.append([])
            found[-1] += words[start : start + LONGEST]
        if len(found) > MOST:
            break
    return [" ".join(part) for part in found if part][:MOST]
