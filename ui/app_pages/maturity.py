"""How far the visitor's organization has come, channel by channel, and what to do next."""

from functools import partial

import streamlit as st

from ui import landscape as landscapes
from ui.company import opening
from ui.company.sections import section
from ui.components.footer import footer
from ui.maturity import answers, channels, entering, road, standing, words

landscape = landscapes.current()
opening.head(words.TITLE, words.LEAD)
if answers.assessed():
    opening.whose()
    result = standing.found(landscape)
    entering.show()
    if result:
        st.header(words.STANDING, anchor=False)
        standing.headline(result)
        section("maturity-ladder", words.LADDER, partial(standing.ladder, result), opened=True)
        section("maturity-missing", words.MISSING_SECTION, partial(standing.missing, result), opened=True)
        section("maturity-each", words.CHANNELS, partial(channels.each, result))
        section("maturity-apart", words.DISCONNECTED, partial(channels.disconnected, result), opened=True)
        section("maturity-evidence", words.EVIDENCE, partial(standing.evidence, result))
        section("maturity-figures", words.FIGURES, partial(road.figures, result))
        st.header(words.ROAD, anchor=False)
        section("maturity-road", words.ROAD_SECTION, partial(road.draw, landscape, result))
else:
    opening.nothing(words.NOTHING)
    entering.show()
footer(landscape)
