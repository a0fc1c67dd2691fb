"""What every page about the visitor's organization begins with: whose it is, the ways in, and taking it along."""

import streamlit as st

from plans.errors import PlanError
from plans.example import example
from queries.errors import QueryError, RemoteError
from ui import words as app_words
from ui.company import files, kept, words
from ui.company.kept import Said
from ui.components.text import quiet
from ui.escaping import markdown

_FILE = "company-file"


def head(title: str, lead: str) -> None:
    """Show the title of a page with what it is for, what happens to what one enters, and what was done last."""
    st.title(title, anchor=False)
    st.markdown(lead)
    quiet(words.PRIVATE)
    for message in kept.said(title):
        getattr(st, message.kind)(message.text)


def nothing(text: str) -> None:
    """Say that nothing is there yet, and offer the example and the visitor's file.

    Args:
        text: what there is not, and what to do, as Markdown.
    """
    st.info(text, icon=":material/inventory_2:")
    with st.container(horizontal=True, vertical_alignment="center"):
        if not kept.entered():  # the example would take the place of what is there
            example_button()
        with st.popover(words.FILE, icon=":material/folder_open:"):
            uploader()


def example_button() -> None:
    """Show the button that brings the example company."""
    st.button(words.EXAMPLE, key="company-example", icon=":material/storefront:", on_click=_show_example)


def uploader() -> None:
    """Show where the visitor's Turtle file is opened."""
    with st.form("company-file-form", border=False):
        st.file_uploader(
            words.FILE_LABEL, type=files.TURTLE, key=_FILE, help=words.FILE_HELP, max_upload_size=files.LARGEST
        )
        st.form_submit_button(words.OPEN, key="company-open", on_click=_sent)


def take_along() -> None:
    """Show the button that gives the visitor's Turtle file."""
    own = kept.organisation()
    st.download_button(
        words.AS_TURTLE,
        lambda: files.turtle(own),
        file_name=f"{own.slug}.ttl",
        mime="text/turtle",
        on_click="ignore",
        icon=":material/download:",
        key="company-ttl",
    )


def start_over() -> None:
    """Show the button that forgets all that the visitor entered."""
    st.button(
        words.START_OVER,
        key="company-start-over",
        icon=":material/restart_alt:",
        type="tertiary",
        help=words.START_OVER_HELP,
        on_click=kept.forget,
    )


def whose() -> None:
    """Show whose organization it is, with the ways to take it along, to open another file, and to start over."""
    with st.container(horizontal=True, vertical_alignment="center"):
        name = kept.organisation().name
        whose = words.WHOSE_EXAMPLE if name == words.EXAMPLE_NAME else words.WHOSE
        st.markdown(whose.format(name=markdown(name)), width="content")
        take_along()
        with st.popover(words.FILE, icon=":material/folder_open:"):
            uploader()
        start_over()


def sent(key: str) -> tuple[str, bytes] | None:
    """Return the name and the content of the file that was sent; where there is none that can be read, say so.

    Args:
        key: of the field for files.
    """
    file = st.session_state[key]
    if file is None:
        kept.say(Said("warning", words.NO_FILE))
        return None
    content: bytes = file.getvalue()
    if len(content) > files.LARGEST * 1_000_000:
        kept.say(Said("error", words.TOO_LARGE.format(name=markdown(file.name), most=files.LARGEST)))
        return None
    return file.name, content


def opened(name: str, content: bytes) -> None:
    """Put the organization in a file that was sent in place of the one that is there, and say so, or why not."""
    try:
        kept.keep_organisation(files.read_turtle(content, name))
    except PlanError as error:
        kept.say(refused(error))
        return
    number = app_words.count(len(kept.stack().owned), "tool", "tools")
    kept.say(Said("success", words.OPENED.format(name=markdown(kept.organisation().name), all=number)))


def refused(error: QueryError) -> Said:
    """Return the message that nothing was changed, and why: what a button calls is outside the net of the app."""
    if isinstance(error, RemoteError):
        return Said("error", app_words.NO_SERVER)
    return Said("error", words.NOT_DONE.format(why=why(error)))


def why(error: QueryError) -> str:
    """Return the lines of a message as Markdown."""
    return "  \n".join(map(markdown, files.lines(error)))


def _sent() -> None:
    file = sent(_FILE)
    if file:
        opened(*file)


def _show_example() -> None:
    kept.keep_organisation(example())
    kept.say(Said("info", words.EXAMPLE_SAID))
