"""What happened to a tool, as the releases tell that are kept here."""

from dataclasses import dataclass

import streamlit as st

from loaders.releases import releases
from queries.engines import Embedded
from queries.home import default_home
from queries.results import Row, rows
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import words

_MOST = 12
"""Releases that are looked through, the newest ones: each is a graph of its own to open."""


@dataclass(frozen=True)
class History:
    """What the releases tell of a tool.

    Attributes:
        events: the day and what happened then, as Markdown, the newest first.
        releases: how many were looked through.
        since: the day of the oldest of them.
    """

    events: tuple[tuple[str, str], ...]
    releases: int
    since: str


@st.cache_data(max_entries=64, show_spinner=False)
def _kept(edition: str, tool: str) -> History:
    """Return what the releases on this machine tell, each of what differs from the one before it."""
    del edition  # it is the key
    found = releases(default_home())[:_MOST]
    events: list[tuple[str, str]] = []
    day = ""
    for release in found:
        day = str(release.report["ended"])[:10]
        changes = rows(Embedded(release.store), "changes-of-tool", tool=tool)
        events += [(day, _said(row)) for row in changes]
        tool = next((str(row["before"]) for row in changes if row["change"] == "renamed"), tool)
    return History(tuple(events), len(found), day)


def _said(row: Row) -> str:
    field, before, after = (markdown(row[each] or words.NOTHING) for each in ("field", "before", "after"))
    return words.CHANGES[str(row["change"])].format(field=field, before=before, after=after)


def show(landscape: Landscape, tool: str) -> None:
    """Show what happened to a tool; what is not known of it is said."""
    st.header(words.HISTORY, anchor=False)
    if landscape.folder is None:
        changes = landscape.rows("changes-of-tool", tool=tool)
        _events(tuple((landscape.date, _said(row)) for row in changes))
        quiet(words.HISTORY_SERVER)
        return
    history = _kept(landscape.edition, tool)
    if history.releases == 1:
        st.markdown(words.HISTORY_ONE)
    elif not history.events:
        st.markdown(words.HISTORY_NONE.format(count=history.releases, day=history.since))
    else:
        _events(history.events)
        quiet(words.HISTORY_SINCE.format(day=history.since))


def _events(events: tuple[tuple[str, str], ...]) -> None:
    if events:
        st.markdown("\n".join(f"- **{day}**: {said}" for day, said in events))
