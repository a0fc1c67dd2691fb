"""A category of tools: what its tools usually do, which needs they serve, which are most seen."""

import streamlit as st

from ontology.namespaces import slug_of
from ui import landscape as landscapes
from ui.components import query
from ui.components.footer import footer
from ui.things import category, known, served, words

landscape = landscapes.current()
asked = known.asked_for(landscape, "category")
if asked:
    about = next(row for row in landscape.rows("categories") if slug_of(str(row["category"])) == asked)
    overlap = landscape.rows("overlap-of-category", category=asked)
    category.heading(landscape, about, asked, overlap)
    capabilities = landscape.rows("capabilities-of-category", category=asked)
    if capabilities:
        served.by_stage(landscape, landscape.rows("scores-of-category", category=asked), words.NEEDS_USUAL)
    main, side = st.columns([1, 1], gap="large")
    with main:
        category.tools(landscape.rows("tools-of-category", category=asked), asked, int(str(about["tools"])))
        category.labels(landscape.rows("labels-of-category", category=asked), str(about["label"]))
    with side:
        category.usually(capabilities)
        category.similar(overlap)
    query.panel(
        {
            words.QUERIES[title]: (question, {"category": asked})
            for title, question in (
                ("needs", "scores-of-category"),
                ("abilities", "capabilities-of-category"),
                ("tools", "tools-of-category"),
                ("labels", "labels-of-category"),
                ("overlap", "overlap-of-category"),
            )
        }
        | served.QUERIES
    )
footer(landscape)
