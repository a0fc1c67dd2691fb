"""The visitor's projects: which touch the customer experience, by which path, and what to challenge."""

import streamlit as st

from plans.errors import PlanError
from ui import landscape as landscapes
from ui.company import kept, opening
from ui.company.sections import section
from ui.components.footer import footer
from ui.projects import balance, entering, judging, listing, words
from ui.projects.drafts import CLASS

landscape = landscapes.current()
opening.head(words.TITLE, words.LEAD)
if not kept.organisation().members(CLASS):
    opening.nothing(words.NOTHING)
    entering.show(landscape)
else:
    opening.whose()
    entering.show(landscape)
    try:
        found = judging.of_list(landscape)
    except PlanError as error:
        st.error(words.UNUSABLE.format(why=opening.why(error)), icon=":material/error:")
        listing.without_verdicts(landscape)
    else:
        listing.draw(landscape, found)
        section("projects-balance", words.BALANCE, lambda: balance.draw(landscape, found), opened=True)
footer(landscape)
