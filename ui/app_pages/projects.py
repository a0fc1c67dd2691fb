"""Projects."""

import streamlit as st

st.title("Projects", anchor=False)
