"""A small table as HTML, with a heading over each column and before each row."""

from collections.abc import Sequence

import streamlit as st

_COLUMN_PIXELS = 170
"""A column that is narrower breaks words; where there is no room for all, the table scrolls in its own box."""
_NARROW = 2
"""Columns for which there is always room."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, alt: str) -> None:
    """Show a table.

    Args:
        head: the headings of the columns, of which there are no two the same, as Markdown.
        rows: the cells of each row, its heading first, as Markdown.
        alt: what the table tells, as plain text.
    """
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 - takes a second; stubs are another package

    frame = pd.DataFrame(
        [row[1:] for row in rows], columns=list(head[1:]), index=pd.Index([row[0] for row in rows], name=head[0])
    )
    width = _COLUMN_PIXELS * len(head) if len(head) > _NARROW else "auto"
    with st.grid(1, min_column_width=width, wrap=False):
        st.table(frame, border="horizontal", alt=alt)
