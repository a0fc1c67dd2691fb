"""The visitor's own tools: what they cover, where they are thin or double, what can go and what closes the gaps."""

import streamlit as st

from ui import landscape as landscapes
from ui.components.footer import footer
from ui.components.text import quiet
from ui.stack import board, closing, double, entering, kept, reviewing, standing, words
from ui.stack.sections import section

landscape = landscapes.current()
st.title(words.TITLE, anchor=False)
st.markdown(words.LEAD)
quiet(words.PRIVATE)
for message in kept.said():
    getattr(st, message.kind)(message.text)
if not kept.stack().owned:
    st.info(words.NOTHING, icon=":material/inventory_2:")
    entering.example(landscape)
entering.show(landscape)
if kept.stack().owned:
    reviewing.decisions(landscape)
    reviewing.take_along()
    reviewing.listing(landscape)
    st.header(words.COVER, anchor=False)
    standing.notes(landscape)
    section("board", words.BOARD, lambda: board.draw(landscape), opened=True)
    section("ends", words.ENDS, lambda: board.ends(landscape))
    section("overlaps", words.OVERLAPS, lambda: double.overlaps(landscape))
    section("alone", words.ALONE, lambda: double.alone(landscape))
    section("retire", words.RETIRE, lambda: double.retire(landscape))
    st.header(words.CLOSE, anchor=False)
    section("close", words.CLOSE_SECTION, lambda: closing.draw(landscape))
footer(landscape)
