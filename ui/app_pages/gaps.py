"""The home page: a need or a symptom in, the tools that serve it out, with reasons."""

import time
from contextlib import nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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


def _known(landscape: landscapes.Landscape, need: str, state: State) -> bool:
    """Ask what the number of tools takes before anything is shown: the browser then draws it at once with the title.

    Returns:
        Whether it is known now; what takes longer is asked for when a skeleton stands in for it.
    """
    if landscape.folder is None or state.narrowed_by():
        return False
    landscape.need(need)
    landscape.answer(need, state.filters(), state.limit)
    tools.primary(landscape, need, state.filters())
    return True


def _answer(landscape: landscapes.Landscape, need_id: str, state: State, bar: DeltaGenerator, *, known: bool) -> None:
    """Show the title and the number first, and when they are drawn the rest in the order in which a reader wants it."""
    about = landscape.need(need_id)
    need.heading(landscape, about)
    state = filters.accept(landscape, state)
    chosen = state.filters()
    with nullcontext() if known else st.skeleton(height=_SKELETON):
        answer = landscape.answer(about.id, chosen, state.limit)
    everything = answer.total if not state.narrowed_by() else landscape.count(about.id, Filters(fit=chosen.fit))
    together = not combinations.is_enough(landscape, about)
    ahead = st.container() if together else None
    main, side = st.columns([7, 4], gap="large")
    with main:
        if answer.total:
            tools.counts(landscape, answer, about, state)
        elif everything:
            states.no_match(landscape, about, state, filters.labels(landscape, state))
        else:
            states.gap(landscape, about, chosen)
    if known:
        time.sleep(_TO_BE_DRAWN)
        with bar:
            picker.question_bar(landscape, state)
    with main, st.container(horizontal=True, vertical_alignment="center"):
        exports.buttons(lambda: files.document(landscape, about, state))
        share("gaps", state.parameters())
        if address.shortlist():
            address.link(
                "shortlist", words.SHORTLIST.format(count=len(address.shortlist())), icon=":material/bookmarks:"
            )
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
known = _known(landscape, asked.need, state) if asked.need else False
# What keeps its place on the page is not made anew by the browser: the start is empty where it is not shown.
start, bar = st.empty(), st.container()
if not known:
    with bar:
        picker.question_bar(landscape, state)
if asked.note:
    quiet(words.WORDS_ALONE.format(reason=markdown(asked.note)))
if asked.need:
    if asked.phrase:
        quiet(words.CLEAR.format(text=markdown(state.q), phrase=markdown(asked.phrase)))
    if asked.others:
        picker.others(asked.others)
    _answer(landscape, asked.need, state, bar, known=known)
else:
    if not state.need and not state.q:
        with start.container():
            st.title(words.TITLE, anchor=False)
            st.markdown(words.LEAD)
    if state.q and asked.candidates:
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
