"""Needs that a thing serves, by the stage of the customer journey at which they matter most."""

from collections.abc import Iterable

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.query import Values
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import words
from ui.words import FIT, FIT_ICONS, QUERY_SERVED

QUERIES: dict[str, tuple[str, Values]] = {QUERY_SERVED: ("coverage-of-needs", {})}
"""What is asked here beside the needs."""


def by_stage(landscape: Landscape, needs: Iterable[Row], title: str) -> None:
    """Show needs with fit and coverage, each a link to the tools that serve it.

    Args:
        landscape: the current release.
        needs: rows with ``need``, ``label``, ``fit`` and ``coverage``.
        title: of the section.
    """
    st.header(title, anchor=False)
    served = list(needs)
    if not served:
        st.markdown(words.NO_NEEDS)
        return
    quiet(words.NEEDS_NOTE)
    known = landscape.needs()
    best = {str(row["need"]): float(str(row["best_coverage"])) for row in landscape.rows("coverage-of-needs")}
    stages = {stage.id: stage.label for stage in landscape.journey()} | {"": words.EVERY_STAGE}
    with st.grid("auto", min_column_width=320, border=True):
        for stage, label in stages.items():
            here = [row for row in served if known[slug_of(str(row["need"]))].stage == stage]
            if here:
                with st.container(gap="xsmall"):
                    st.subheader(markdown(label), anchor=False)
                    for row in here:
                        _need(row, best[str(row["need"])])


def _need(row: Row, best: float) -> None:
    fit = slug_of(str(row["fit"]))
    with st.container(gap=None):
        label = markdown(row["label"])
        address.link("gaps", label, {"need": slug_of(str(row["need"]))}, icon=FIT_ICONS[fit], hint=label)
        quiet(words.NEED_COVERS.format(fit=FIT[fit], coverage=float(str(row["coverage"])), best=best))
