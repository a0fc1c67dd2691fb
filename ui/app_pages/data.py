"""Data and quality."""

import streamlit as st

from ui import landscape as landscapes
from ui.components.footer import footer

st.title("Data and quality", anchor=False)
footer(landscapes.current())
