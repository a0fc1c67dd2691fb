"""Something software can do: which needs ask for it, which categories bring it, which tools are known to do it."""

import streamlit as st

from ontology.namespaces import slug_of
from ui import landscape as landscapes
from ui.components import query
from ui.components.footer import footer
from ui.escaping import markdown
from ui.gaps.share import share
from ui.things import capability, category, known, words

landscape = landscapes.current()
asked = known.asked_for(landscape, "capability")
if asked:
    about = next(row for row in landscape.rows("capabilities") if slug_of(str(row["capability"])) == asked)
    st.title(markdown(about["label"]), anchor=False)
    st.markdown(markdown(about["definition"]))
    category.also_called(landscape, f"cap:{asked}")
    share("capability", {"id": asked})
    main, side = st.columns([1, 1], gap="large")
    with main:
        capability.needs(landscape.rows("needs-requiring", capability=asked))
    with side:
        capability.tools(landscape.rows("evidence-of-capability", capability=asked))
        capability.categories(landscape.rows("categories-with-capability", capability=asked))
    query.panel(
        {
            words.QUERIES[title]: (question, {"capability": asked})
            for title, question in (
                ("needs", "needs-requiring"),
                ("categories", "categories-with-capability"),
                ("tools", "evidence-of-capability"),
            )
        }
    )
footer(landscape)
