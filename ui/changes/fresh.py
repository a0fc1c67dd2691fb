"""How fresh the sources of a release are."""

from datetime import UTC, date, datetime

import streamlit as st

from ontology.namespaces import slug_of
from ui import address
from ui.changes import words
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape


def show(landscape: Landscape) -> None:
    """Show when each source was read last, and how much it holds."""
    st.header(words.FRESH_TITLE, anchor=False)
    today = datetime.now(UTC).date()
    table(
        [words.SOURCE, words.READ, words.FILES, words.ROWS, words.TOOLS],
        [
            [
                f"[{markdown(slug_of(str(row['source'])))}]({address.path('data')})",
                _day(str(row["read"]), today),
                *(f"{row[name]:,}" for name in ("files", "rows", "tools")),
            ]
            for row in landscape.rows("freshness")
        ],
        alt=words.FRESH_ALT,
    )
    quiet(words.FRESH_NOTE)


def _day(moment: str, today: date) -> str:
    day = moment[:10]
    days = (today - date.fromisoformat(day)).days
    age = {0: words.TODAY, 1: words.YESTERDAY}.get(days, words.DAYS_AGO.format(days=f"{days:,}"))
    return words.AGE.format(day=day, age=age)
