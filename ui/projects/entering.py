"""How projects get into the list: described one by one, or from a table."""

import streamlit as st

from queries.errors import QueryError
from ui import words as app_words
from ui.company import kept, opening
from ui.company import words as company_words
from ui.company.files import LARGEST
from ui.company.kept import Said
from ui.landscape import Landscape
from ui.projects import describing, files, words
from ui.projects.drafts import CLASS

_FILE = "projects-file"


def show(landscape: Landscape) -> None:
    """Show the ways in; open as long as there is no project, and closed when the first ones are there."""
    first = not kept.organisation().members(CLASS)
    key = f"{describing.ENTER}-first" if first else describing.ENTER
    st.session_state.setdefault(key, first)
    opened = st.expander(words.ENTER, key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        one, several = st.tabs([words.DESCRIBE, words.TABLE])
        with one:
            describing.form(landscape, describing.NEW)
        with several:
            _table(landscape)


def _table(landscape: Landscape) -> None:
    with st.form("projects-file-form", border=False):
        st.file_uploader(
            words.TABLE_LABEL, type=files.ENDINGS, key=_FILE, help=words.TABLE_HELP, max_upload_size=LARGEST
        )
        st.form_submit_button(company_words.OPEN, key="projects-open", on_click=_sent, args=(landscape,))
    st.download_button(
        words.TEMPLATE,
        files.blank(),
        file_name="projects.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="projects-template",
    )


def _sent(landscape: Landscape) -> None:
    file = opening.sent(_FILE)
    if file is None:
        return
    try:
        own = files.read_table(file[1], kept.organisation(), landscape.engine)
        kept.keep_organisation(own)
    except QueryError as error:
        kept.say(opening.refused(error))
        return
    st.session_state[describing.ENTER] = False
    projects = app_words.count(len(own.members(CLASS)), "project", "projects")
    kept.say(Said("success", words.READ.format(projects=projects)))
