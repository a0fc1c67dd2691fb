"""Vendor."""

import streamlit as st

from ui import landscape as landscapes
from ui.components.footer import footer

st.title("Vendor", anchor=False)
footer(landscapes.current())
