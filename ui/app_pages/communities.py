"""Communities and channels: why a community may fail here, what leads into it, and online beside offline."""

import streamlit as st

from plans.errors import PlanError
from ui import landscape as landscapes
from ui.communities import knowing, media, own, risks, words
from ui.company import kept, opening
from ui.company.sections import section
from ui.components.footer import footer
from ui.escaping import markdown

landscape = landscapes.current()
opening.head(words.TITLE, words.LEAD)
if own.tools() or kept.organisation().members("cx:Assessment"):
    opening.whose()
else:
    opening.nothing(words.NOTHING)
knowing.show()
try:
    found = own.found(landscape)
except PlanError as error:
    why = opening.why(error)
    st.error(words.UNUSABLE.format(why=why), icon=":material/error:")
else:
    if found.partial:
        st.warning(words.PARTIAL.format(notes=markdown(" ".join(found.notes))), icon=":material/help:")
    section("communities-risks", words.RISKS, lambda: risks.draw(landscape), opened=True)
    section("communities-bridges", words.BRIDGES, lambda: risks.bridges(landscape))
    section("communities-benefits", words.BENEFITS, lambda: risks.benefits(landscape))
    section("communities-channels", words.CHANNELS, lambda: media.draw(landscape))
footer(landscape)
