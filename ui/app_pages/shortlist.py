"""Shortlist."""

import streamlit as st

from ui import landscape as landscapes
from ui.components.footer import footer

st.title("Shortlist", anchor=False)
footer(landscapes.current())
