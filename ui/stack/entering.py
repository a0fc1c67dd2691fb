"""How tools get into the visitor's stack: by search, by a pasted list, or from a file."""

from collections.abc import Sequence

import streamlit as st

from plans.errors import PlanError
from plans.stack_import import import_list
from plans.stack_reading import Given, from_lines
from ui import words as app_words
from ui.company import kept, opening
from ui.company import words as company_words
from ui.company.files import LARGEST, is_turtle
from ui.company.kept import Said
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.stack import files, words

_SEARCH, _PASTE, _FILE = "stack-search", "stack-paste", "stack-file"
_ENTER = "stack-enter"
_TOLD = 5


def show(landscape: Landscape) -> None:
    """Show the ways in; open as long as there is nothing."""
    owned = bool(kept.stack().owned)
    # Another key before the first tool, so that the ways in close once there is one, wherever it came from.
    key = _ENTER if owned else f"{_ENTER}-first"
    st.session_state.setdefault(key, not owned)
    opened = st.expander(words.ENTER, key=key, on_change="rerun")
    if not opened.open:
        return
    labels = kept.names(landscape).labels
    with opened:
        search, paste, file = st.tabs([words.SEARCH, words.PASTE, words.FILE])
        with search, st.form("stack-search-form", border=False):
            st.multiselect(
                words.SEARCH_LABEL,
                sorted(labels, key=lambda tool: labels[tool].casefold()),
                key=_SEARCH,
                format_func=lambda tool: labels[tool],
                placeholder=words.SEARCH_PLACEHOLDER,
                filter_mode="contains",
                select_all=False,
            )
            st.form_submit_button(words.ADD, key="stack-add", on_click=_searched, args=(landscape,))
        with paste, st.form("stack-paste-form", border=False):
            st.text_area(words.PASTE_LABEL, key=_PASTE, placeholder=words.PASTE_PLACEHOLDER, height=160)
            st.form_submit_button(words.ADD, key="stack-add-pasted", on_click=_pasted, args=(landscape,))
        with file, st.form("stack-file-form", border=False):
            st.file_uploader(
                words.FILE_LABEL,
                type=files.ENDINGS,
                key=_FILE,
                help=words.FILE_HELP,
                max_upload_size=LARGEST,
            )
            st.form_submit_button(company_words.OPEN, key="stack-open", on_click=_sent, args=(landscape,))


def _searched(landscape: Landscape) -> None:
    chosen = st.session_state[_SEARCH]
    if not chosen:
        kept.say(Said("warning", words.NO_TOOL_CHOSEN))
        return
    st.session_state[_SEARCH] = []
    _add(landscape, [Given(at, tool) for at, tool in enumerate(chosen, start=1)])


def _pasted(landscape: Landscape) -> None:
    given = from_lines(st.session_state[_PASTE])
    if not given:
        kept.say(Said("warning", words.NO_LINES))
    elif _add(landscape, given):
        st.session_state[_PASTE] = ""


def _sent(landscape: Landscape) -> None:
    file = opening.sent(_FILE)
    if file is None:
        return
    name, content = file
    if is_turtle(name):
        opening.opened(name, content)
        return
    try:
        _add(landscape, files.read_table(content))
    except PlanError as error:
        kept.say(opening.refused(error))


def _add(landscape: Landscape, given: Sequence[Given]) -> bool:
    """Add lines to the stack and say what became of them; return whether they were added."""
    try:
        result = import_list(kept.stack(), given, kept.names(landscape))
    except PlanError as error:
        kept.say(opening.refused(error))
        return False
    kept.keep(result.stack)
    st.session_state[_ENTER] = False
    owned = result.stack.owned
    told = words.ADDED.format(
        lines=app_words.count(result.lines, "line", "lines"),
        added=result.added,
        known=sum(each.tool is not None for each in owned),
        all=app_words.count(len(owned), "tool", "tools"),
    )
    messages = [Said("success", told)]
    if result.repeated:
        more = len(result.repeated) - _TOLD
        lines = "; ".join(markdown(line) for line in result.repeated[:_TOLD])
        lines += f"; {words.MORE.format(count=more)}" if more > 0 else ""
        messages.append(Said("info", words.REPEATED.format(lines=lines)))
    kept.say(*messages)
    return True
