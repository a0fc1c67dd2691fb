"""The landscape as a whole: categories at a glance, tools found by name and traits, and how well needs are served."""

import streamlit as st

from ui import landscape as landscapes
from ui.components import query
from ui.components.footer import footer
from ui.overview import asked as addresses
from ui.overview import facets, found, served, treemap, words
from ui.words import count

landscape = landscapes.current()

st.title(words.TITLE, anchor=False)
asked = addresses.current(landscape)
everything = facets.counts(landscape, addresses.Asked("", {}, 1, "", ""))
categories = treemap.categories(landscape)
st.markdown(
    words.LEAD.format(
        tools=count(everything.total, "tool", "tools"),
        categories=count(
            sum(1 for category in categories if category.parent and category.tools), "category", "categories"
        ),
        retired=f"{everything.values['retired']['true']:,}",
        measured=f"{everything.values['measured']['true']:,}",
    )
)
treemap.show(categories, asked.area)

total = facets.counts(landscape, asked).total
st.header(words.FIND_TITLE, anchor=False)
facets.fields(landscape, asked)
if total:
    st.subheader(words.FOUND.format(found=count(total, "tool", "tools")), anchor=False)
    found.show(landscape, asked, total)
else:
    facets.relax(landscape, asked)
served.show(landscape)
query.panel(
    {
        words.QUERY_TOOLS: ("tools-by-facets", found.values(asked, total)),
        words.QUERY_COUNTS: ("facets-of-tools", asked.values()),
        words.QUERY_MAP: ("market-by-category", {}),
        words.QUERY_NEEDS: ("coverage-of-needs", {}),
        words.QUERY_GAPS: ("underserved-needs", {}),
    }
)
footer(landscape)
