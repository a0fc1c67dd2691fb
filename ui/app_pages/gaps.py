"""The home page: a need or a symptom in, the tools that serve it out, with reasons."""

import streamlit as st

from queries.answers import Filters
from ui import landscape as landscapes
from ui import words
from ui.asked import nearest_needs, resolve
from ui.components import filters, need, picker, query, states, tools
from ui.components.footer import footer
from ui.components.text import quiet
from ui.escaping import markdown
from ui.state import current as asked_for

landscape = landscapes.current()
state = asked_for()
asked = resolve(landscape, state)

if not asked.need and not state.need and not state.q:
    st.title(words.TITLE, anchor=False)
    st.markdown(words.LEAD)
picker.question_bar(landscape, state)

if asked.need:
    about = landscape.need(asked.need)
    if asked.phrase:
        quiet(words.CLEAR.format(text=markdown(state.q), phrase=markdown(asked.phrase)))
    need.heading(landscape, about)
    state = filters.accept(landscape, state)
    main, side = st.columns([7, 4], gap="large")
    with side:
        need.aside(about)
    with main:
        chosen = state.filters()
        answer = landscape.answer(about.id, chosen, state.limit)
        everything = answer.total if not state.narrowed_by() else landscape.count(about.id, Filters(fit=chosen.fit))
        if answer.total:
            tools.counts(landscape, answer, about, state)
        elif everything:
            states.no_match(landscape, about, state, filters.labels(landscape, state))
        else:
            states.gap(landscape, about, chosen)
        if everything:
            filters.narrow(landscape, state)
        tools.cards(answer, about, state)
    query.panel(query.of_answer(answer, state))
elif state.need:
    states.unknown_need(landscape, state.need, nearest_needs(landscape, state.need))
    picker.board(landscape)
elif state.q and asked.candidates:
    picker.candidates(landscape, state.q, asked.candidates)
elif state.q:
    states.nothing_found(state.q)
    picker.examples()
    picker.board(landscape)
else:
    picker.examples()
    picker.board(landscape)
footer(landscape)
