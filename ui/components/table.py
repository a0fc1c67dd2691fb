"""A small table as HTML, with a heading over each column and before each row."""

from collections.abc import Sequence

import streamlit as st


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, alt: str, column_pixels: int = 100) -> None:
    """Show a table.

    Args:
        head: the headings of the columns, of which there are no two the same, as Markdown.
        rows: the cells of each row, its heading first, as Markdown.
        alt: what the table tells, as plain text.
        column_pixels: the width that a column has at least; where there is no room for all, the table scrolls in a box
            of its own, and then a heading should be a link, so that the keyboard gets there.
    """
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 - takes a second; stubs are another package

    frame = pd.DataFrame(
        [row[1:] for row in rows], columns=list(head[1:]), index=pd.Index([row[0] for row in rows], name=head[0])
    )
    with st.grid(1, min_column_width=column_pixels * len(head), wrap=False):
        st.table(frame, border="horizontal", alt=alt)
