"""The home page: a need or a symptom in, the tools that serve it out, with reasons."""

import time

import streamlit as st

from queries.answers import Filters
from ui import address, exports, words
from ui import landscape as landscapes
from ui.asked import nearest_needs, resolve
from ui.components import filters, need, picker, query, states, tools
from ui.components.footer import footer
from ui.components.text import quiet
from ui.escaping import markdown
from ui.gaps import board, combinations, files, why_not
from ui.gaps.share import share
from ui.state import State
from ui.state import current as asked_for

_SKELETON = 480
_TO_BE_DRAWN = 0.05
"""Seconds that the browser is given to show how many tools there are, before it gets them to draw, too."""


def _ask_ahead(landscape: landscapes.Landscape, need: str, state: State) -> None:
    """Ask what the number of tools takes before anything is shown: the browser then draws it at once with the title."""
    if landscape.folder is not None and not state.narrowed_by():
        landscape.need(need)
        landscape.answer(need, state.filters(), state.limit)
        tools.primary(landscape, need, state.filters())


def _answer(landscape: landscapes.Landscape, about: landscapes.Need, state: State) -> None:
    chosen = state.filters()
    with st.skeleton(height=_SKELETON):
        answer = landscape.answer(about.id, chosen, state.limit)
    everything = answer.total if not state.narrowed_by() else landscape.count(about.id, Filters(fit=chosen.fit))
    together = not combinations.is_enough(landscape, about)
    # Drawn in the order in which a reader wants it, which is not the order on the page.
    ahead = st.container() if together else None
    main, side = st.columns([7, 4], gap="large")
    with main:
        if answer.total:
            tools.counts(landscape, answer, about, state)
        elif everything:
            states.no_match(landscape, about, state, filters.labels(landscape, state))
        else:
            states.gap(landscape, about, chosen)
    time.sleep(_TO_BE_DRAWN)
    if ahead:
        with ahead, st.skeleton(height=_SKELETON):
            combinations.first(landscape, about)
    with main:
        if everything:
            filters.narrow(landscape, state, about)
        why_not.ask(landscape, about, state)
        tools.cards(landscape, answer, about, state)
        if not together:
            combinations.also(landscape, about)
    with side:
        need.aside(landscape, about)
    query.panel(
        query.of_answer(answer, state)
        | {words.QUERY_COUNTS: filters.query(state, about)}
        | combinations.queries(landscape, about, shown=together)
        | why_not.queries(landscape, about, state)
    )


landscape = landscapes.current()
state = asked_for()
asked = resolve(landscape, state)
if asked.need:
    _ask_ahead(landscape, asked.need, state)

if not asked.need and not state.need and not state.q:
    st.title(words.TITLE, anchor=False)
    st.markdown(words.LEAD)
picker.question_bar(landscape, state)
if asked.note:
    quiet(words.WORDS_ALONE.format(reason=markdown(asked.note)))

if asked.need:
    about = landscape.need(asked.need)
    if asked.phrase:
        quiet(words.CLEAR.format(text=markdown(state.q), phrase=markdown(asked.phrase)))
    if asked.others:
        picker.others(asked.others)
    need.heading(landscape, about)
    state = filters.accept(landscape, state)
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.buttons(lambda: files.document(landscape, about, state))
        share("gaps", state.parameters())
        if address.shortlist():
            address.link(
                "shortlist", words.SHORTLIST.format(count=len(address.shortlist())), icon=":material/bookmarks:"
            )
    _answer(landscape, about, state)
elif state.q and asked.candidates:
    picker.candidates(landscape, state.q, asked.candidates)
else:
    if state.need:
        states.unknown_need(landscape, state.need, nearest_needs(landscape, state.need))
    elif state.q:
        states.nothing_found(state.q)
    if not state.need:
        picker.examples()
    board.board(landscape)
    query.panel(board.QUERIES)
footer(landscape)
