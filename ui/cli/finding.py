"""What commands say of needs that were found."""

from typing import Any

from queries.search import Found

NOT_A_NEED = (
    "{words!r} does not sound like a customer-experience need. Say what customers do or complain about, for example "
    '"shoppers leave without paying"; `cxscape run needs` lists all needs.'
)
_LONGEST = 80


def cut(text: str) -> str:
    """Return `text` as a message quotes it: on one line, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def found_as_json(text: str, found: Found) -> dict[str, Any]:
    """Return what a search found for `text`, as docs/json.md describes it."""
    return {
        "query": text,
        "verdict": found.verdict,
        "method": found.method,
        "candidates": [{"id": c.id, "label": c.label, "phrase": c.phrase, "score": c.score} for c in found],
    } | ({"note": found.note} if found.note else {})
