"""How a strategy gets onto the page, and off it: the template, one element after the other, a table."""

import streamlit as st

from plans.errors import PlanError
from plans.strategy_table import template, template_rows
from ui import words as app_words
from ui.company import kept, opening
from ui.company.files import LARGEST
from ui.company.kept import Said
from ui.landscape import Landscape
from ui.strategy import changing, files, own, words

_FILE, _BEGIN = "strategy-file", "strategy-begin"


def begin() -> None:
    """Show the way in that needs nothing: the template."""
    st.button(
        words.TEMPLATE,
        key="strategy-template",
        type="primary",
        icon=":material/stairs:",
        help=words.TEMPLATE_HELP,
        on_click=_from_template,
    )


def show(landscape: Landscape) -> None:
    """Show how to change the strategy: open as long as there is nothing."""
    # One of its own for the beginning: what was open then does not stand before the answers later.
    key = changing.OPENED if own.cells(landscape) else _BEGIN
    st.session_state.setdefault(key, key == _BEGIN)
    opened = st.expander(words.CHANGE, key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        one, file = st.tabs([words.ONE, words.FILE])
        with one:
            changing.draw(landscape)
        with file:
            _table(landscape)


def _table(landscape: Landscape) -> None:
    with st.form("strategy-file-form", border=False):
        st.file_uploader(words.FILE_LABEL, type=files.ENDINGS, key=_FILE, help=words.FILE_HELP, max_upload_size=LARGEST)
        st.form_submit_button(words.CHECK_TABLE, key="strategy-open", on_click=_sent)
    with st.container(horizontal=True):
        rows = own.cells(landscape)
        if rows:
            _download(words.TABLE_FILE, files.table(rows.values()), f"{kept.organisation().slug}-strategy.csv", "own")
        _download(words.TEMPLATE_FILE, template().encode(), "strategy-template.csv", "template")


def _download(label: str, content: bytes, name: str, key: str) -> None:
    st.download_button(
        label,
        content,
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"strategy-csv-{key}",
    )


def _from_template() -> None:
    rows = template_rows()
    own.keep(rows)
    st.session_state[changing.OPENED] = False
    kept.say(Said("success", words.TEMPLATE_SAID.format(count=app_words.count(len(rows), "element", "elements"))))


def _sent() -> None:
    file = opening.sent(_FILE)
    if file is None:
        return
    try:
        lines = files.read_table(file[1])
        own.keep_lines(lines)
    except PlanError as error:
        kept.say(opening.refused(error))
        return
    st.session_state[changing.OPENED] = False
    kept.say(Said("success", words.TABLE_SAID.format(count=app_words.count(len(lines), "element", "elements"))))
