"""What a need is: its meaning, its place in the journey, what software must be able to do for it."""

import streamlit as st

from ontology.namespaces import slug_of
from ui import address, words
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, Need
from ui.state import ask


def heading(landscape: Landscape, need: Need) -> None:
    """Show the need's name, meaning and place in the journey."""
    with st.container(gap=None):
        st.button(words.START_OVER, key="start-over", icon=":material/arrow_back:", type="tertiary", on_click=ask)
        st.title(markdown(need.label), anchor=False)
    steps = [
        f":blue-badge[:material/location_on: {markdown(stage.label)}]"
        if stage.id in need.stages
        else f":gray[{markdown(stage.label)}]"
        for stage in landscape.journey()
    ]
    # In one piece: each that the browser has to read takes time before anything is seen.
    st.markdown(f"{markdown(need.definition)}\n\n:small[**{words.JOURNEY_TITLE}**: {' → '.join(steps)}]")


def aside(landscape: Landscape, need: Need) -> None:
    """Show what software must be able to do for the need, and how people speak of it."""
    instead = _alternatives(landscape, need)
    st.header(words.REQUIRED_TITLE, anchor=False)
    for importance, title in words.IMPORTANCE.items():
        required = [r for r in need.requirements if r.importance == importance]
        if required:
            st.markdown(f"**{title}**: {words.IMPORTANCE_MEANING[importance]}")
            for requirement in required:
                with st.container(gap=None):
                    address.link(
                        "capability",
                        markdown(requirement.label),
                        {"id": requirement.capability},
                        icon=address.ONWARD,
                        hint=markdown(requirement.rationale),
                    )
                    quiet(markdown(requirement.definition))
                    if instead[requirement.capability]:
                        others = words.listed([markdown(label) for label in instead[requirement.capability]], "or")
                        quiet(words.INSTEAD.format(others=others))
    if need.symptoms:
        st.header(words.SYMPTOMS_TITLE, anchor=False)
        st.markdown("\n".join(f"- “{markdown(symptom)}”" for symptom in need.symptoms))


def _alternatives(landscape: Landscape, need: Need) -> dict[str, list[str]]:
    """Return, by required capability, the names of those of which any will do in its place."""
    rows = landscape.rows("requirements-of-need", need=need.id)
    return {
        slug_of(str(row["capability"])): [
            str(other["label"]) for other in rows if other["slot"] == row["slot"] and other is not row
        ]
        for row in rows
    }
