"""What somebody may have meant."""

import difflib
from collections.abc import Iterable


def nearest(value: str, known: Iterable[str]) -> str:
    """Return ``(did you mean ...?)`` with the known values most like `value`, or the empty string."""
    near = difflib.get_close_matches(value.casefold().replace(" ", "-"), list(known), n=3)
    return f" (did you mean {' or '.join(near)}?)" if near else ""
