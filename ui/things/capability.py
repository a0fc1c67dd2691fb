"""The parts of a capability's page that are of no other page."""

from collections.abc import Sequence

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.text import quiet
from ui.escaping import markdown
from ui.things import lists, words
from ui.things.facts import origins
from ui.words import IMPORTANCE, IMPORTANCE_MEANING


def needs(rows: Sequence[Row]) -> None:
    """Show the needs that ask for the capability, with how much they do and why."""
    st.header(words.REQUIRED_BY, anchor=False)
    if not rows:
        st.markdown(words.NO_NEED_REQUIRES)
    for importance, title in IMPORTANCE.items():
        group = [row for row in rows if slug_of(str(row["importance"])) == importance]
        if group:
            st.subheader(f"{title}: {IMPORTANCE_MEANING[importance]}", anchor=False)
            for row in group:
                with st.container(gap=None):
                    address.link(
                        "gaps", markdown(row["label"]), {"need": slug_of(str(row["need"]))}, icon=address.ONWARD
                    )
                    quiet(markdown(row["rationale"]))


def categories(rows: Sequence[Row]) -> None:
    """Show the categories whose tools have the capability, the surest first."""
    st.header(words.BRINGS, anchor=False)
    if not rows:
        st.markdown(words.NOBODY_BRINGS)
    for row in rows:
        with st.container(gap=None):
            address.link("category", markdown(row["label"]), {"id": slug_of(str(row["category"]))}, icon=address.ONWARD)
            quiet(_how(row))


def _how(row: Row) -> str:
    said = words.STRENGTHS[slug_of(str(row["strength"]))][0]
    return f"{said}. {markdown(row['rationale'])}" if row["rationale"] else said


def tools(rows: Sequence[Row]) -> None:
    """Show the tools of which a source says that they have the capability."""
    st.header(words.KNOWN_TOOLS, anchor=False)
    if not rows:
        st.markdown(words.NO_KNOWN_TOOLS)
        return
    quiet(words.KNOWN_TOOLS_NOTE)
    first = {row["tool"]: row for row in reversed(rows)}
    lists.things("tool", [row for row in rows if first[row["tool"]] is row], "tool", "known", _known)


def _known(row: Row) -> str:
    return f"{lists.seen(row)} · {origins([row])[0]}"
