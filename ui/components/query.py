"""The SPARQL behind a page: the very text that was asked, to copy, to run, and to change in the workbench."""

from collections.abc import Mapping, Sequence

import streamlit as st

from queries.answers import Answer
from queries.catalogue import question
from ui import address, words
from ui.state import State

Values = Mapping[str, str | Sequence[str]]
_COMMANDS = {"initiatives": "filter", "maturity": "maturity show", "strategy": "strategy show", "stack": "filter"}
"""The command that asks the questions about an organization that have this tag."""


@st.fragment
def panel(asked: Mapping[str, tuple[str, Values]], *, key: str = "query", title: str = words.QUERY_TITLE) -> None:
    """Show queries, closed at first: their texts reach the browser when they are opened, and only they do then.

    Args:
        asked: what each query found, say ``Ranking``, with the question of the catalogue and its values.
        key: tells this panel from others of the page.
        title: what it is called where it is not that of the whole page.
    """
    opened = st.expander(title, key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(words.QUERY_EXPLANATION)
        for tab, (name, values) in zip(st.tabs(list(asked)), asked.values(), strict=True):
            with tab:
                st.markdown(f"**{question(name).summary}**")
                # The colors of code cannot be themed and lack contrast.
                st.code(question(name).bind(values), language=None, wrap_lines=True)
                if "organisation" in question(name).tags:
                    st.markdown(words.QUERY_OWN)
                    st.code(_own_command(question(name).tags), language=None, wrap_lines=True)
                    continue
                given = {key: value for key, value in values.items() if value}
                address.link("workbench", words.QUERY_OPEN, {"question": name, **given}, icon=":material/edit_note:")
                st.markdown(words.QUERY_RUN)
                st.code(_command(name, values), language="bash", wrap_lines=True)


def of_answer(answer: Answer, state: State) -> dict[str, tuple[str, Values]]:
    """Return the queries that gave the tools of a need."""
    need = answer.need["id"]
    asked: dict[str, tuple[str, Values]] = {
        words.QUERY_RANKING: ("tools-for-need", {"need": need, **_given(state.filters().values())})
    }
    if answer.tools:
        asked[words.QUERY_REASONS] = ("reasons-for-tools", {"need": need, "tool": [tool.id for tool in answer.tools]})
    return asked


def _given(values: Mapping[str, str | Sequence[str]]) -> dict[str, str | Sequence[str]]:
    return {name: value for name, value in values.items() if value}


def _own_command(tags: Sequence[str]) -> str:
    """Return the command that asks a question of the data of an organization, which no landscape holds."""
    return f"cxscape {next(_COMMANDS[tag] for tag in tags if tag in _COMMANDS)} --file my-company.ttl"


def _command(name: str, values: Values) -> str:
    pairs = [(key, value) for key, given in values.items() for value in ([given] if isinstance(given, str) else given)]
    return " ".join([f"cxscape run {name}", *(f"--set {key}={value}" for key, value in pairs)])
