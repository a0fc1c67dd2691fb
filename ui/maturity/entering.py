"""How answers get in: by the questionnaire on the page, or as a table."""

import streamlit as st

from plans.errors import PlanError
from plans.maturity_answers import Given, blank, with_answers
from plans.terms import names_of
from ui.company import kept, opening
from ui.company.files import LARGEST
from ui.company.kept import Said
from ui.components.text import quiet
from ui.escaping import markdown
from ui.maturity import answers, files, questionnaire, words
from ui.words import listed

_FILE, _EMPTY = "maturity-file", "maturity-empty-channels"


def show() -> None:
    """Show the ways in, behind a title once there are answers."""
    given = answers.given()
    if not given:
        st.header(words.ENTER, anchor=False)
        _ways(given)
        return
    # One title for any number of answers: with another one it would be another part, and closed.
    opened = st.expander(words.ENTERED, key=questionnaire.OPEN, on_change="rerun")
    if opened.open:
        with opened:
            _ways(given)


def _ways(given: list[Given]) -> None:
    here, table = st.tabs([words.HERE, words.TABLE])
    with here:
        if given:
            with st.container(horizontal=True, vertical_alignment="center"):
                answered, asked = answers.counted(given)
                st.markdown(words.COUNTED.format(answered=answered, asked=asked), width="content")
                questionnaire.change(given)
            questionnaire.form(given)
        else:
            questionnaire.start()
    with table:
        _table(given)


def _table(given: list[Given]) -> None:
    quiet(words.TABLE_LEAD)
    if given:
        _download(words.DOWNLOAD_ANSWERS, files.table(given), f"{kept.organisation().slug}-answers", "maturity-csv")
    else:
        labels = names_of("channel")
        channels = st.multiselect(
            words.TEMPLATE_CHANNELS,
            sorted(labels, key=lambda channel: labels[channel].casefold()),
            key=_EMPTY,
            format_func=labels.__getitem__,
            placeholder=words.CHANNELS_PLACEHOLDER,
            filter_mode="contains",
            select_all=False,
        )
        if channels:
            _download(words.DOWNLOAD_EMPTY, files.table(blank(channels)), "answers", "maturity-template")
    with st.form("maturity-file-form", border=False):
        st.file_uploader(words.FILE_LABEL, type=files.ENDINGS, key=_FILE, help=words.FILE_HELP, max_upload_size=LARGEST)
        st.form_submit_button(words.SEND, key="maturity-send", on_click=_sent)


def _download(label: str, content: bytes, stem: str, key: str) -> None:
    st.download_button(
        label,
        content,
        file_name=f"{stem}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=key,
    )


def _sent() -> None:
    file = opening.sent(_FILE)
    if file is None:
        return
    name, content = file
    try:
        kept.keep_organisation(with_answers(kept.organisation(), files.read_table(content)))
    except PlanError as error:
        kept.say(opening.refused(error))
        return
    st.session_state[questionnaire.OPEN] = False
    given = answers.given()
    answered, asked = answers.counted(given)
    labels = names_of("channel")
    channels = listed([labels[unit] for unit in answers.units(given) if unit])
    told = words.READ.format(name=markdown(name), answered=answered, asked=asked, channels=markdown(channels))
    kept.say(Said("success", told))
