"""Landscape."""

import streamlit as st

from ui import landscape as landscapes
from ui.components.footer import footer

st.title("Landscape", anchor=False)
footer(landscapes.current())
