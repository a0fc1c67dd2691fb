"""The app without an engine: the same click, answered by a table that was there before; see `benchmarks.browsing`."""

import json
import os
from pathlib import Path

import streamlit as st

from ui.words import START_OVER

answers = json.loads(Path(os.environ["ANSWERS"]).read_text(encoding="utf-8"))
chosen = st.query_params.get("need", "")
st.set_page_config(layout="wide")
st.title(answers[chosen]["label"] if chosen in answers else "Needs")
for need, answer in answers.items():
    if not chosen:
        st.button(answer["label"], key=need, on_click=st.query_params.from_dict, args=({"need": need},))
if chosen in answers:
    st.button(START_OVER, on_click=st.query_params.clear)
    st.header(f"{answers[chosen]['total']} tools serve this need")
    st.table(answers[chosen]["tools"])
