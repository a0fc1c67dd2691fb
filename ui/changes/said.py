"""A change in words; used by the page and by the feeds."""

from queries.results import Row
from ui.changes import words


def field(row: Row) -> str:
    """Return what a change is about, as people call it."""
    name = str(row["field"] or "").rpartition(":")[2]
    return words.FIELDS.get(name, name)


def value(text: object) -> str:
    """Return a value before or after a change as people say it; ids of things without their type."""
    parts = [part for part in str(text or "").split("; ") if part]
    return ", ".join(words.YES_NO.get(part, _bare(part)) for part in parts) or words.NOTHING


def _bare(part: str) -> str:
    kind, colon, name = part.partition(":")
    is_id = colon and kind in ("pricing", "price-level", "status", "tool", "vendor")
    return name.replace("-", " ") if is_id else part
