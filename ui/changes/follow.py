"""Where the feeds are."""

import os
from urllib.parse import urlsplit

import streamlit as st

from ui.changes import words
from ui.landscape import Landscape

FEEDS = {words.ATOM: "/feed/changes.atom", words.JSON: "/feed/changes.json"}


def show(landscape: Landscape) -> None:
    """Show the addresses of the feeds, where this server gives any."""
    st.header(words.FOLLOW_TITLE, anchor=False)
    parts = urlsplit(st.context.url or "")
    if landscape.folder is None or os.environ.get("CXSCAPE_NO_ENDPOINT"):
        st.markdown(words.NO_FEED)
        return
    st.markdown(words.FOLLOW)
    for name, path in FEEDS.items():
        st.markdown(f"**{name}**")
        st.code(f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path, language=None)
