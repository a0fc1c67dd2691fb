"""The link to what is shown, to copy into a mail or a slide."""

from collections.abc import Mapping

import streamlit as st

from ui import address, words


def share(page: str, parameters: Mapping[str, str]) -> None:
    """Show a button that opens the link to a page; the shortlist of the one who shares is not in it."""
    with st.popover(words.SHARE, icon=":material/link:", type="tertiary"):
        st.markdown(words.SHARE_MEANING)
        st.code(address.whole(page, **parameters), language=None, wrap_lines=True)
