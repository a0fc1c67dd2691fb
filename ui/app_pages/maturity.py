"""Maturity."""

import streamlit as st

st.title("Maturity", anchor=False)
