"""What the changes mean for the needs: which have more tools to choose from, and which fewer."""

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.changes import words
from ui.changes.asked import Asked
from ui.changes.tools import names_of
from ui.components.table import table
from ui.escaping import markdown
from ui.landscape import Landscape

_LISTED = 15
"""Needs that are listed; the others can be chosen."""
_MOST = 100
"""Tools of a need that are named."""


def show(landscape: Landscape, before: Landscape | None, asked: Asked) -> None:
    """Show how many tools each need gained and lost, and of one need which; `before` knows the names of those gone."""
    st.header(words.BY_NEED, anchor=False)
    rows = landscape.rows("changes-by-need")
    if not rows:
        st.markdown(words.NO_NEED)
        return
    names = {slug_of(str(row["need"])): str(row["label"]) for row in rows}
    table(
        [words.NEED, words.GAINED, words.LOST],
        [
            [
                f"[{markdown(row['label'])}]({address.path('gaps', need=slug_of(str(row['need'])))})",
                f"{row['gained']:,}",
                f"{row['lost']:,}",
            ]
            for row in rows[:_LISTED]
        ],
        alt=words.BY_NEED_ALT,
    )
    if len(rows) > _LISTED:
        st.markdown(words.MORE_NEEDS.format(count=len(rows) - _LISTED))
    st.session_state["need"] = asked.need if asked.need in names else None
    st.selectbox(
        words.SHOW_NEED,
        list(names),
        key="need",
        index=None,
        placeholder=words.CHOOSE,
        format_func=lambda id_: names[id_],
        filter_mode="contains",
        width=480,
        on_change=_chosen,
    )
    if asked.need in names:
        _who(landscape, before, asked.need, names[asked.need])


def _who(landscape: Landscape, before: Landscape | None, need: str, name: str) -> None:
    rows = landscape.rows("changes-of-needs", need=need)
    st.subheader(words.WHO_TITLE.format(need=markdown(name)), anchor=False)
    gone = [row for row in rows if not row["tool_label"]][:_MOST]
    former = names_of(before, gone)
    for change, title in (("gained", words.GAINED_ALL), ("lost", words.LOST_ALL)):
        told = [row for row in rows if row["change"] == change]
        if told:
            lines = [f"- {_tool(row, former)}" for row in told[:_MOST]]
            lines += [f"- {words.MORE.format(count=f'{len(told) - _MOST:,}')}"] if len(told) > _MOST else []
            st.markdown(f"**{title}**\n\n" + "\n".join(lines))


def _tool(row: Row, former: dict[object, str]) -> str:
    id_ = slug_of(str(row["tool"]))
    if row["tool_label"]:
        return f"[{markdown(row['tool_label'])}]({address.path('tool', id=id_)})"
    return markdown(former.get(row["tool"], id_))


def _chosen() -> None:
    address.change(need=st.session_state["need"] or "")
