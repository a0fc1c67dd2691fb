"""Two to five tools or categories side by side, what differs first."""

import streamlit as st

from ui import exports
from ui import landscape as landscapes
from ui.compare import choosing, files, tables, words
from ui.compare.columns import column
from ui.components import query
from ui.components.footer import footer
from ui.gaps.share import share

landscape = landscapes.current()
st.title(words.TITLE, anchor=False)
chosen = choosing.choice(landscape)
columns = [column(landscape, chosen.kind, name) for name in chosen.ids]
if not columns:
    st.markdown(words.LEAD)
choosing.chosen(chosen, {each.id: each.name for each in columns})
choosing.adding(landscape, chosen)
if len(columns) > 1:
    choosing.narrowing(landscape, chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        if chosen.kind == "tool":
            exports.buttons(lambda: files.document(landscape, chosen))
        share("compare", choosing.parameters(chosen))
    needs = [landscape.need(need) for need in chosen.needs]
    for need in needs:
        tables.need(columns, need, only=chosen.only)
    tables.facts(columns, only=chosen.only)
    tables.only_one(landscape, columns)
    tables.needs(landscape, columns, only=chosen.only)
    asked = {
        words.QUERIES["required"].format(name=need.id): ("requirements-of-need", {"need": need.id}) for need in needs
    }
    query.panel({**asked, **{title: each for one in columns for title, each in one.asked.items()}})
elif columns:
    st.info(words.ONE, icon=":material/add_circle:")
    choosing.similar(landscape, chosen)
else:
    st.info(words.NONE, icon=":material/compare_arrows:")
footer(landscape)
