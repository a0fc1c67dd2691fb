"""The app: page settings, navigation, and the net that no error falls through."""

import logging
from pathlib import Path

import streamlit as st

from queries.errors import NoReleaseError, QueryError, RemoteError
from ui import address, words
from ui.components.states import failed, no_data
from ui.signin import gate

ASSETS = Path(__file__).parent / "assets"
HERE = Path(__file__).parent

st.set_page_config(page_title=f"{words.PRODUCT}: {words.TITLE}", page_icon=str(ASSETS / "icon.png"), layout="wide")
st.logo(ASSETS / "logo.svg", size="large")
st.html(ASSETS / "look.css")
page = st.navigation(
    # Not in sections: on a narrow screen they make a list that assistive technology cannot read.
    [
        st.Page(
            HERE / script,
            title=title,
            url_path=name,
            default=place == 0,
            visibility="hidden" if name in address.HIDDEN else "visible",
        )
        for place, (name, (title, script)) in enumerate(address.PAGES.items())
    ],
    position="top",
)
address.carry()
try:
    if gate.open_to_visitor():
        page.run()
        gate.sign_out()
except NoReleaseError as error:
    no_data(str(error))
except QueryError as error:
    logging.getLogger("cxscape").warning("the page could not be shown: %s", error)
    failed(words.NO_SERVER if isinstance(error, RemoteError) else words.ERROR)
except Exception:
    logging.getLogger("cxscape").exception("the page could not be shown")
    failed()
