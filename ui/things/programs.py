"""Where this server gives programs what a page gives people."""

import os
from urllib.parse import urlsplit

import streamlit as st


def for_programs(path: str) -> str:
    """Return the whole address of `path` on this server, empty where the app is served alone."""
    parts = urlsplit(st.context.url or "")
    if os.environ.get("CXSCAPE_NO_ENDPOINT") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{path}"
