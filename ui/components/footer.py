"""Where the page's data comes from and how old it is."""

import streamlit as st

from ui.escaping import link, markdown
from ui.landscape import Landscape


def footer(landscape: Landscape) -> None:
    """Show the release, its date, its sources and their licenses."""
    st.space("medium")
    sources = [
        f"{markdown(source.title)} ({markdown(source.file)}, {source.rows:,} rows"
        f"{', ' + markdown(source.license) if source.license else ''}{', ' + link(source.url) if source.url else ''})"
        for source in landscape.sources()
    ]
    st.caption(
        f"Release {markdown(landscape.release)} · data loaded {landscape.date} · {landscape.tools:,} tools  \n"
        f"Sources: {'; '.join(sources)}  \n"
        "Needs, capabilities and how they relate: cxscape ontology, CC BY 4.0. "
        "A blank in the data means unknown, not no."
    )
