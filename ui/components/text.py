"""Text in the sizes and tones of the app."""

import streamlit as st


def quiet(text: str, width: str = "stretch") -> None:
    """Show Markdown small and gray: what one may read, but need not; unlike a caption it has enough contrast."""
    st.markdown(f":small[:gray[{text}]]", width="content" if width == "content" else "stretch")
