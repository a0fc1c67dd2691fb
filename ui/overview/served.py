"""How well the landscape serves the needs, and which ones no kind of tool serves well."""

from collections import defaultdict

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.overview import words
from ui.words import count, listed


def show(landscape: Landscape) -> None:
    """Show the needs that no single kind of tool covers by half, and all needs as a table."""
    st.header(words.NEEDS_TITLE, anchor=False)
    st.markdown(words.NEEDS_LEAD)
    _worst(landscape.rows("underserved-needs"))
    needs = landscape.rows("coverage-of-needs")
    everything = st.expander(words.ALL_NEEDS.format(count=len(needs)), key="all-needs", on_change="rerun")
    if not everything.open:
        return
    with everything:
        table(
            [words.NEED, words.COVERED, words.KINDS, words.SERVING],
            [[_link(row), _share(row), f"{row['categories']:,}", f"{row['tools']:,}"] for row in needs],
            alt=words.NEEDS_ALT,
        )


def _worst(rows: list[Row]) -> None:
    best: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        best[_id(row)].append(row)
    if not best:
        st.markdown(words.NONE_UNDERSERVED)
        return
    st.subheader(words.UNDERSERVED.format(count=count(len(best), "need", "needs")), anchor=False)
    for need, kinds in best.items():
        names = [
            f"[{markdown(row['category_label'])}]({address.path('category', id=slug_of(str(row['category'])))})"
            for row in kinds
        ]
        with st.container(gap=None):
            address.link("gaps", markdown(kinds[0]["label"]), {"need": need}, icon=address.ONWARD)
            quiet(words.BEST.format(share=_share(kinds[0]), names=listed(names)))


def _link(row: Row) -> str:
    return f"[{markdown(row['label'])}]({address.path('gaps', need=_id(row))})"


def _id(row: Row) -> str:
    return slug_of(str(row["need"]))


def _share(row: Row) -> str:
    return f"{float(str(row['best_coverage'])):.0%}"
