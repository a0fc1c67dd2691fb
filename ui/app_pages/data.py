"""Data and quality: what the last runs did, what became of every row, what waits for a decision, the checks."""

import streamlit as st

from ui import landscape as landscapes
from ui.changes import asked
from ui.components import query
from ui.components.footer import footer
from ui.quality import checks, known, queue, rows, runs, words

current = landscapes.current()

st.title(words.TITLE, anchor=False)
st.markdown(words.LEAD)
landscape = asked.release(current)
reports = runs.reports(current)
report = reports.get(landscape.release)

runs.show(landscape, current, reports)
rows.sources(landscape)
rows.files(landscape, report)
rows.rejected(landscape)
queue.show(landscape, report)
known.show(landscape)
checks.show(landscape)
checks.ontology(landscape)
query.panel(
    {
        words.QUERY_RELEASE: ("release", {}),
        words.QUERY_SOURCES: ("freshness", {}),
        words.QUERY_FILES: ("files", {}),
        words.QUERY_REJECTED: ("rejected-rows", {}),
        words.QUERY_COLUMNS: ("rejections-by-column", {}),
        words.QUERY_LABELS: ("unmapped-labels", {}),
        words.QUERY_KNOWN: ("completeness-of-tools", {}),
        words.QUERY_CHECKS: ("check-notes", {}),
        words.QUERY_ONTOLOGY: ("ontology-version", {}),
    }
)
footer(landscape)
