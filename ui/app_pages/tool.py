"""A tool: what is known of it, from where, what it serves and what could take its place."""

import streamlit as st

from ontology.namespaces import slug_of
from ui import landscape as landscapes
from ui.components import query
from ui.components.footer import footer
from ui.things import abilities, facts, history, known, served, tool, words

landscape = landscapes.current()
asked = known.asked_for(landscape, "tool")
if asked:
    about = landscape.rows("tool", tool=asked)
    name = known.tool_name(landscape, asked)
    stated = facts.facts(landscape, asked)
    tool.heading(landscape, asked, name, stated)
    actions = st.container()
    main, side = st.columns([1, 1], gap="large")
    with main:
        st.header(words.FACTS, anchor=False)
        facts.table(stated, name)
    with side:
        tool.categories(landscape, about, landscape.rows("classifications-of-tools", tool=(asked,)), stated)
        tool.siblings(landscape, asked, stated)
        tool.technologies(landscape.rows("technologies-of-tool", tool=asked))
    alike = landscape.rows("alternatives-by-evidence", tool=asked)
    same_needs = landscape.rows("alternatives-to-tool", tool=asked)
    with actions:
        instead = [slug_of(str(fact.value)) for fact in stated.get("replacedBy", [])]
        gone = any(slug_of(str(status.value)) != "active" for status in stated.get("hasStatus", []))
        others = [*instead, *(slug_of(str(row["alternative"])) for row in alike or same_needs)]
        tool.actions(asked, others, gone=gone)
    served.by_stage(landscape, landscape.rows("needs-of-tool", tool=asked), words.NEEDS)
    main, side = st.columns([1, 1], gap="large")
    with main:
        abilities.show(landscape, abilities.abilities(landscape, asked))
    with side:
        tool.alternatives(alike, same_needs)
    history.show(landscape, asked)
    query.panel(
        {
            words.QUERIES["facts"]: ("facts-of-tool", {"tool": asked}),
            words.QUERIES["needs"]: ("needs-of-tool", {"tool": asked}),
            words.QUERIES["abilities"]: ("evidence-of-tool", {"tool": asked}),
            words.QUERIES["alternatives"]: ("alternatives-by-evidence", {"tool": asked}),
            words.QUERIES["same-needs"]: ("alternatives-to-tool", {"tool": asked}),
            words.QUERIES["labels"]: ("classifications-of-tools", {"tool": asked}),
            words.QUERIES["technologies"]: ("technologies-of-tool", {"tool": asked}),
            words.QUERIES["changes"]: ("changes-of-tool", {"tool": asked}),
        }
        | served.QUERIES
    )
footer(landscape)
