"""Where the page's data comes from and how old it is."""

import streamlit as st

from ui import words
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.landscape import Landscape, Source


def footer(landscape: Landscape) -> None:
    """Show the release, its date, its sources and their licenses."""
    st.space("medium")
    count = words.count(landscape.tools, "tool", "tools")
    quiet(f"Release {markdown(landscape.release)} · data loaded {landscape.date} · {count}")
    quiet("Data: " + "; ".join(_source(source) for source in landscape.sources()))
    quiet(words.LICENSE)


def _source(source: Source) -> str:
    details = [markdown(source.file), f"{source.rows:,} rows", markdown(source.license), link(source.url)]
    return f"{markdown(source.name)} ({', '.join(detail for detail in details if detail)})"
