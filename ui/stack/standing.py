"""What makes the results for the visitor's tools partial."""

from collections.abc import Iterable

import streamlit as st

from plans.stack import ACTIVE
from ui.company import kept
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.stack import words
from ui.words import first

_NAMED = 5


def notes(landscape: Landscape) -> None:
    """Say of which software nothing is known, which is gone, and which is not in use."""
    now = kept.standing(landscape)
    told = {
        words.PARTIAL_OPEN: [each.name for each in now.stack.owned if each.open],
        words.PARTIAL_ABSENT: [each.name for each in now.unknown if not each.open],
        words.GONE: [now.members[each.tool].label for each in now.retired if each.tool],
        words.IDLE: [each.name for each in now.stack.owned if each.use != ACTIVE],
    }
    said = [text.format(names=_some(names)) for text, names in told.items() if names]
    if said:
        st.warning("  \n".join(said), icon=":material/help:")


def _some(names: Iterable[str]) -> str:
    return first([markdown(name) for name in sorted(names, key=str.casefold)], _NAMED)
