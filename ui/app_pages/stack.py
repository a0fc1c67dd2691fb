"""The visitor's own tools: what they cover, where they are thin or double, what can go and what closes the gaps."""

import streamlit as st

from ui import landscape as landscapes
from ui.company import kept, opening
from ui.company.sections import section
from ui.components.footer import footer
from ui.stack import board, closing, double, entering, reviewing, standing, words

landscape = landscapes.current()
opening.head(words.TITLE, words.LEAD)
if not kept.stack().owned:
    st.info(words.NOTHING, icon=":material/inventory_2:")
    if not kept.entered():  # the example would take the place of what other pages hold
        opening.example_button()
entering.show(landscape)
if kept.stack().owned:
    reviewing.decisions(landscape)
    reviewing.take_along()
    reviewing.listing(landscape)
    st.header(words.COVER, anchor=False)
    standing.notes(landscape)
    section("stack-board", words.BOARD, lambda: board.draw(landscape), opened=True)
    section("stack-ends", words.ENDS, lambda: board.ends(landscape))
    section("stack-overlaps", words.OVERLAPS, lambda: double.overlaps(landscape))
    section("stack-alone", words.ALONE, lambda: double.alone(landscape))
    section("stack-retire", words.RETIRE, lambda: double.retire(landscape))
    st.header(words.CLOSE, anchor=False)
    section("stack-close", words.CLOSE_SECTION, lambda: closing.draw(landscape))
footer(landscape)
