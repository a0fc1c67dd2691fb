"""The SPARQL editor: CodeMirror 6 as a Streamlit component, bundled by ``build.js`` into ``bundle/editor.js``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

_BUNDLE = Path(__file__).parent / "bundle"
_mount = st.components.v2.component(
    "cxscape_editor",
    html='<div class="editor"></div>\n',
    js=(_BUNDLE / "editor.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Problem:
    """Something wrong in the text, shown at its place; lines and columns count from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Draft:
    """The text that the editor is given; an `edition` of its own replaces what was typed since."""

    text: str
    edition: int


def editor(
    draft: Draft,
    problems: Sequence[Problem],
    completions: Mapping[str, Any],
    words: tuple[str, str],
    key: str,
    on_run: Callable[[], None],
) -> None:
    """Show the editor.

    Args:
        draft: the text to begin with.
        problems: what is wrong in it.
        completions: see ``src/complete.js``.
        words: the name of the field, and how it is used, for people.
        key: under it the session holds ``typed``, the edition and the text that stood there when the editor was left,
            and ``run``, the text while `on_run` is called.
        on_run: called when Ctrl-Enter or Cmd-Enter was pressed.
    """
    label, hint = words
    data = {
        "text": draft.text,
        "edition": draft.edition,
        "problems": [asdict(problem) for problem in problems],
        "completions": completions,
        "label": label,
        "hint": hint,
    }
    _mount(key=key, data=data, on_typed_change=lambda: None, on_run_change=on_run)
