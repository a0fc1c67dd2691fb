"""The button of a page that offers its answer as files."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from queries.errors import QueryError, RemoteError
from ui import words as app_words
from ui.components.text import quiet
from ui.escaping import markdown
from ui.exports import words
from ui.exports.document import Document
from ui.exports.spreadsheet import MEDIA_TYPE
from ui.exports.writing import written

Write = Callable[[Document, str], bytes]


@dataclass(frozen=True)
class _Format:
    """A kind of file: its ending, its media type, and the icon beside it."""

    ending: str
    media_type: str
    icon: str


_FORMATS = (
    _Format("pdf", "application/pdf", ":material/picture_as_pdf:"),
    _Format(
        "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ":material/slideshow:"
    ),
    _Format("xlsx", MEDIA_TYPE, ":material/table_view:"),
    _Format("csv", "text/csv", ":material/csv:"),
)


@st.fragment
def buttons(make: Callable[[], Document], *, key: str = "export", write: Write | None = None) -> None:
    """Show a button that opens into one for each kind of file; the rest of the page stays as it is meanwhile.

    Args:
        make: gives the document; called when somebody opens the button, and not before.
        key: tells this button from others of the page.
        write: turns the document into a file, by default `shared`; what is one visitor's alone is not to be shared.
    """
    with st.popover(words.EXPORT, icon=":material/download:", on_change="rerun", key=key) as popover:
        if not popover.open:
            return
        try:
            made = make()
        except QueryError as error:
            # A part of a page that reruns alone is outside the net of the app.
            st.error(
                app_words.NO_SERVER if isinstance(error, RemoteError) else markdown(error), icon=":material/error:"
            )
            return
        for each in _FORMATS:
            name, use = words.FORMATS[each.ending]
            content = _written(write or shared, made, each.ending)
            if content is None:
                st.warning(f"{name}: {words.BROKEN}", icon=":material/error:")
                continue
            st.download_button(
                f"{name}, {use}",
                content,
                file_name=f"{made.stem}-{made.release}.{each.ending}",
                mime=each.media_type,
                on_click="ignore",
                icon=each.icon,
                key=f"{key}-{each.ending}",
                width="stretch",
            )
        quiet(words.NOTE)


def _written(write: Write, made: Document, ending: str) -> bytes | None:
    try:
        return write(made, ending)
    except Exception:
        logging.getLogger("cxscape").exception("the %s file could not be made", ending)
        return None


@st.cache_data(max_entries=32, show_spinner=False)
def shared(made: Document, ending: str) -> bytes:
    """Return a document as a file, made once for all visitors; see `written`."""
    return written(made, ending)
