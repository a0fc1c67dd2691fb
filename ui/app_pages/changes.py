"""What changed."""

import streamlit as st

from ui import landscape as landscapes
from ui.components.footer import footer

st.title("What changed", anchor=False)
footer(landscapes.current())
