"""Where the page's data comes from and how old it is."""

import streamlit as st

from ui import words
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.landscape import Landscape

_FILES = 5
"""Files of a source that are named."""


def footer(landscape: Landscape) -> None:
    """Show the release, its date, its sources and their licenses."""
    st.space("medium")
    count = words.count(landscape.tools, "tool", "tools")
    sources: dict[tuple[str, str, str | None], list[str]] = {}
    for source in landscape.sources():
        sources.setdefault((source.name, source.license, source.url), []).append(source.file)
    lines = [
        f"Release {markdown(landscape.release)} · data loaded {landscape.date} · {count}",
        "Data: " + "; ".join(_source(*source, files) for source, files in sources.items()),
        words.LICENSE,
    ]
    quiet("  \n".join(lines))


def _source(name: str, license_name: str, url: str | None, files: list[str]) -> str:
    details = [words.first([markdown(file) for file in files], _FILES), markdown(license_name), link(url)]
    named = words.OWN_SOURCE if name == words.PRODUCT else markdown(name)
    return f"{named} ({', '.join(detail for detail in details if detail)})"
