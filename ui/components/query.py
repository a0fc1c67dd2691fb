"""The SPARQL behind a page: the very text that was asked, to copy and to run."""

import streamlit as st

from queries.answers import Answer
from queries.catalogue import question
from ui import words
from ui.state import State


def panel(answer: Answer, state: State) -> None:
    """Show the queries that gave `answer`."""
    need = answer.need["id"]
    asked = {words.QUERY_RANKING: question("tools-for-need").bind({"need": need, **state.filters().values()})}
    if answer.tools:
        tools = [tool.id for tool in answer.tools]
        asked[words.QUERY_REASONS] = question("reasons-for-tools").bind({"need": need, "tool": tools})
    with st.expander(words.QUERY_TITLE, icon=":material/code:", key="query"):
        st.markdown(words.QUERY_EXPLANATION)
        for tab, (title, sparql) in zip(st.tabs(list(asked)), asked.items(), strict=True):
            with tab:
                st.code(sparql, language=None, wrap_lines=True)  # the colors of code cannot be themed and lack contrast
                st.markdown(words.QUERY_RUN)
                st.code(f"cxscape query {title.lower()}.rq", language="bash")
