"""The shortlist: what was collected on the way, weighed against needs, to be shared and taken along."""

import streamlit as st

from ui import exports
from ui import landscape as landscapes
from ui.components import query
from ui.components.footer import footer
from ui.shortlist import answer, files, listing, words
from ui.shortlist.asked import asked as asked_for
from ui.shortlist.served import questions, served, together

landscape = landscapes.current()
asked = asked_for(landscape)
st.title(words.TITLE, anchor=False)
if not asked.tools:
    listing.missing(landscape, asked)
    listing.empty(landscape)
else:
    whole = together(landscape, asked)
    needs = served(landscape, asked)
    st.markdown(words.LEAD)
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.buttons(
            lambda: files.document(landscape, asked, whole, needs, questions(asked), listing.page_link(asked))
        )
        listing.share(asked)
    listing.missing(landscape, asked)
    side, main = st.columns([4, 7], gap="large")
    with side:
        listing.tools(asked)
        listing.adding(landscape, asked.ids)
    with main:
        answer.choosing(landscape, asked, whole)
        for need in needs:
            answer.need(need)
        answer.overview(whole)
    query.panel(questions(asked))
footer(landscape)
