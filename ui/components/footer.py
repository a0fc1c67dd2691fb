"""Where the page's data comes from and how old it is."""

import streamlit as st

from ui import words
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.landscape import Landscape


def footer(landscape: Landscape) -> None:
    """Show the release, its date, its sources and their licenses."""
    st.space("medium")
    count = words.count(landscape.tools, "tool", "tools")
    sources = dict.fromkeys((source.name, source.license, source.url) for source in landscape.sources())
    lines = [
        f"Release {markdown(landscape.release)} · data loaded {landscape.date} · {count}",
        "Data: " + ", ".join(_source(*source) for source in sources),
        words.LICENSE,
    ]
    quiet("  \n".join(lines))


def _source(name: str, license_name: str, url: str | None) -> str:
    details = [markdown(license_name), link(url)]
    return f"{markdown(name)} ({', '.join(detail for detail in details if detail)})"
