"""Lists of tools and other things, each a link to its page with a few words below it."""

from collections.abc import Callable, Sequence

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.text import quiet
from ui.escaping import markdown
from ui.things import words

FEW = 8
"""Things of a list that are shown at first."""
_WHOLE = "whole"
"""The parameter of an address that names the list which is shown to its end."""

Say = Callable[[Row], str]


def seen(row: Row) -> str:
    """Return in words how widely a tool with ``adoption`` is seen."""
    number = row.get("adoption")
    said = words.NOT_MEASURED if number is None else words.SEEN.format(count=number)
    return f"{said} · {words.RETIRED}" if row.get("retired") else said


def things(page: str, rows: Sequence[Row], column: str, key: str, say: Say) -> None:
    """Show links to things, the first few of many, and a button for the others.

    Args:
        page: the page of a thing of this kind.
        rows: the things, with their ``label``.
        column: which of a row's values is the thing.
        key: tells this list from others of the page, in its address, too.
        say: what stands below a link, as Markdown.
    """
    whole = address.one(_WHOLE) == key
    for row in rows if whole else rows[:FEW]:
        with st.container(gap=None):
            address.link(page, markdown(row["label"]), {"id": slug_of(str(row[column]))}, icon=address.ONWARD)
            quiet(say(row))
    if len(rows) > FEW:
        label = words.LESS if whole else words.MORE.format(count=len(rows))
        change = {_WHOLE: "" if whole else key}
        st.button(label, key=f"{_WHOLE}-{key}", type="tertiary", on_click=address.change, kwargs=change)
