"""A part of the page that opens: nothing in it is worked out, or sent to the browser, before somebody opens it."""

from collections.abc import Callable

import streamlit as st

from ui.components import query
from ui.components.query import Values
from ui.words import QUERY_PART

Asked = dict[str, tuple[str, Values]]
"""Questions of the catalogue with their values, by what they found."""


def section(key: str, title: str, draw: Callable[[], Asked], *, opened: bool = False) -> None:
    """Show a part of the page.

    Args:
        key: tells it from all others; it begins with the name of the page.
        title: its words.
        draw: shows what is in it, and returns the questions behind it.
        opened: whether it is open at first.
    """
    st.session_state.setdefault(key, opened)
    part = st.expander(title, key=key, on_change="rerun")
    if not part.open:
        return
    with part:
        asked = draw()
        if asked:
            query.panel(asked, key=f"query-{key}", title=QUERY_PART)
