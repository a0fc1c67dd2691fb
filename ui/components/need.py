"""What a need is: its meaning, its place in the journey, what software must be able to do for it."""

import streamlit as st

from ui import words
from ui.escaping import markdown
from ui.landscape import Landscape, Need
from ui.state import ask


def heading(landscape: Landscape, need: Need) -> None:
    """Show the need's name, meaning and place in the journey."""
    with st.container(gap=None):
        st.button(words.START_OVER, key="start-over", icon=":material/arrow_back:", type="tertiary", on_click=ask)
        st.title(markdown(need.label), anchor=False)
    st.markdown(markdown(need.definition))
    steps = [
        f":blue-badge[:material/location_on: {markdown(stage.label)}]"
        if stage.id in need.stages
        else f":gray[{markdown(stage.label)}]"
        for stage in landscape.journey()
    ]
    st.markdown(f":small[**{words.JOURNEY_TITLE}**: {' → '.join(steps)}]")


def aside(need: Need) -> None:
    """Show what software must be able to do for the need, and how people speak of it."""
    st.header(words.REQUIRED_TITLE, anchor=False)
    for importance, title in words.IMPORTANCE.items():
        required = [r for r in need.requirements if r.importance == importance]
        if required:
            lines = [f"- {markdown(r.label)}  \n  :small[:gray[{markdown(r.definition)}]]" for r in required]
            st.markdown(f"**{title}**: {words.IMPORTANCE_MEANING[importance]}\n\n" + "\n".join(lines))
    if need.symptoms:
        st.header(words.SYMPTOMS_TITLE, anchor=False)
        st.markdown("\n".join(f"- “{markdown(symptom)}”" for symptom in need.symptoms))
