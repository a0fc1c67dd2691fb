"""What happened to a tool, as the releases tell that are kept here."""

from dataclasses import dataclass

import streamlit as st

from loaders.releases import releases
from queries.engines import Embedded
from queries.errors import NoReleaseError
from queries.home import default_home
from queries.results import Row, Value, rows
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import words
from ui.things.programs import for_programs

_MOST = 12
"""Releases that are looked through, the newest ones: each is a graph of its own to open."""
_CHOICES = {"pricing": "pricing", "price-level": "price_level"}
"""Whose values a change tells by their id: the type of the id, and the filter that knows the names."""


@dataclass(frozen=True)
class History:
    """What the releases tell of a tool.

    Attributes:
        changes: the day and what changed then, the newest first.
        releases: how many were looked through.
        since: the day of the oldest of them.
    """

    changes: tuple[tuple[str, Row], ...]
    releases: int
    since: str


@st.cache_data(max_entries=64, show_spinner=False)
def _kept(edition: str, tool: str) -> History:
    """Return what the releases on this machine tell, each of what differs from the one before it."""
    del edition  # it is the key
    changes: list[tuple[str, Row]] = []
    read, since = 0, ""
    for release in releases(default_home())[:_MOST]:
        day = str(release.report["ended"])[:10]
        try:
            told = rows(Embedded(release.store), "changes-of-tool", tool=tool)
        except NoReleaseError:  # It was removed to make room for a newer one.
            continue
        changes += [(day, row) for row in told]
        tool = next((str(row["before"]) for row in told if row["change"] == "renamed"), tool)
        read, since = read + 1, day
    return History(tuple(changes), read, since)


def show(landscape: Landscape, tool: str) -> None:
    """Show what happened to a tool; what is not known of it is said."""
    st.header(words.HISTORY, anchor=False)
    if landscape.folder is None:
        told = landscape.rows("changes-of-tool", tool=tool)
        _list(landscape, tuple((landscape.date, row) for row in told))
        quiet(words.HISTORY_SERVER)
        return
    history = _kept(landscape.edition, tool)
    if history.releases <= 1:
        st.markdown(words.HISTORY_ONE)
    elif not history.changes:
        st.markdown(words.HISTORY_NONE.format(count=history.releases, day=history.since))
    else:
        _list(landscape, history.changes)
        quiet(words.HISTORY_SINCE.format(day=history.since))
    feed = for_programs(f"/feed/changes.atom?tool={tool}")
    if feed:
        st.link_button(words.FOLLOW, feed, icon=":material/rss_feed:", type="tertiary", help=words.FOLLOW_HELP)


def _list(landscape: Landscape, changes: tuple[tuple[str, Row], ...]) -> None:
    lines = dict.fromkeys(f"- **{day}**: {_said(landscape, row)}" for day, row in changes)
    if lines:
        st.markdown("\n".join(lines))


def _said(landscape: Landscape, row: Row) -> str:
    field = str(row["field"] or "").removeprefix("cx:")
    if field in words.FIELDS_OF_LABELS:
        return words.CHANGES["moved"]
    values = {each: markdown(_value(landscape, row[each])) for each in ("before", "after")}
    label = words.FACT_LABELS.get(field) or words.FIELD_LABELS.get(field, field)
    return words.CHANGES[str(row["change"])].format(field=markdown(label), **values)


def _value(landscape: Landscape, value: Value) -> str:
    """Return a value of the difference between releases as a person would say it."""
    said = []
    for text in str(value or "").split("; "):
        kind, _, name = text.partition(":")
        known = {choice.id: choice.label for choice in landscape.choices(_CHOICES[kind])} if kind in _CHOICES else {}
        said.append(known.get(name) or {"true": words.YES_NO[True], "false": words.YES_NO[False]}.get(text, text))
    return ", ".join(said) or words.NOTHING
