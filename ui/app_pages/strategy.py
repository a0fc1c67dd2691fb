"""The visitor's strategy: the ladder from themes to tools, what is not connected, and how to change it."""

import streamlit as st

from plans.errors import PlanError
from ui import landscape as landscapes
from ui.company import opening
from ui.company.sections import section
from ui.components.footer import footer
from ui.strategy import entering, ladder, own, tools, views, words

landscape = landscapes.current()
opening.head(words.TITLE, words.LEAD)
if own.cells(landscape):
    opening.whose()
    entering.show(landscape)
    try:
        found = own.judged(landscape)
    except PlanError as error:
        why = opening.why(error)
        st.error(words.UNUSABLE.format(why=why), icon=":material/error:")
    else:
        st.markdown(own.summary(found))
        section("strategy-orphans", words.ORPHANS, lambda: ladder.orphans(landscape), opened=True)
        section("strategy-ladder", words.LADDER, lambda: ladder.draw(landscape), opened=True)
        section("strategy-balance", words.BALANCE, lambda: views.balance(landscape))
        section("strategy-scale", words.SCALE, lambda: views.scale(landscape))
        section("strategy-tools", words.TOOLS, lambda: tools.draw(landscape))
else:
    opening.nothing(words.NOTHING)
    entering.begin()
    entering.show(landscape)
footer(landscape)
