"""Communities."""

import streamlit as st

st.title("Communities", anchor=False)
