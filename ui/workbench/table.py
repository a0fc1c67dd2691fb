"""A table as people read it: names with links instead of IRIs, numbers as their column says."""

from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import streamlit as st

from ontology.namespaces import ID, ONTOLOGY, shorten
from queries.header import Column
from queries.results import plain
from ui.workbench import words
from ui.workbench.answers import Table, Term

_ROW = 35
_TALLEST = 15
_DECIMALS = 4
_NUMBERS = ("count", "number", "share")


def show(table: Table, columns: list[Column], labels: dict[str, str], base: str) -> None:
    """Show a table.

    Args:
        table: the answer.
        columns: what each column holds.
        labels: names of things, by IRI.
        base: address of the server that has a page for each thing, or empty where none does.
    """
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 - takes a second; stubs are another package

    shown = {column.name: _values(table, place, column, labels, base) for place, column in enumerate(columns)}
    said = words.TABLE_ALT.format(rows=words.rows(len(table.rows)), columns=", ".join(table.columns))
    st.dataframe(
        pd.DataFrame(shown),
        hide_index=True,
        column_config={column.name: _config(column, shown[column.name]) for column in columns},
        height=_ROW * (min(len(table.rows), _TALLEST) + 1) + 3,
        placeholder="\N{EN DASH}",
        alt=said,
        key="wb-table",
    )


def _values(table: Table, place: int, column: Column, labels: dict[str, str], base: str) -> list[Any]:
    terms = [row[place] for row in table.rows]
    if column.kind in _NUMBERS:
        return [_number(term) for term in terms]
    if column.kind == "iri":
        return [_link(term, labels, base) for term in terms]
    if column.kind == "flag":
        return [_flag(term) for term in terms]
    return [name(term, labels) or None for term in terms]


def _config(column: Column, values: list[Any]) -> Any:
    label = f"{column.name} ({column.unit})" if column.unit else column.name
    meaning = column.meaning or None
    if column.kind == "iri":
        return st.column_config.LinkColumn(label, help=meaning, display_text=r"#([^#]*)$")
    if column.kind == "link":
        return st.column_config.LinkColumn(label, help=meaning, display_text=r"^https?://(?:www\.)?([^/?#]+)")
    if column.kind in _NUMBERS:
        return st.column_config.NumberColumn(label, help=meaning, format=_format(column, values))
    return st.column_config.TextColumn(label, help=meaning)


def _format(column: Column, values: list[float | None]) -> str:
    """Return the format of numbers; without one, binary fractions are written with all their digits."""
    if column.kind != "number":
        return "localized" if column.kind == "count" else "percent"
    decimals = max((len(repr(value).partition(".")[2].rstrip("0")) for value in values if value is not None), default=0)
    return f"%.{min(decimals, _DECIMALS)}f"


def name(term: Term | None, labels: dict[str, str]) -> str:
    """Return what people call a term: its name in the graph, else as SPARQL writes it; empty for nothing."""
    if isinstance(term, ox.NamedNode):
        return labels.get(term.value) or shorten(term.value)
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)


def address(iri: str, base: str) -> str:
    """Return where an IRI leads: for things of ours to their page on the server at `base`."""
    if base and iri.startswith(ID):
        return f"{base}/id/{iri.removeprefix(ID)}"
    if base and iri.startswith(ONTOLOGY):
        return f"{base}/ontology"
    return iri


def _link(term: Term | None, labels: dict[str, str], base: str) -> str | None:
    """Return the address with the name as its fragment: from there the column takes what it shows."""
    if not isinstance(term, ox.NamedNode):
        return name(term, labels) or None
    return f"{address(term.value, base).partition('#')[0]}#{quote(name(term, labels), safe='')}"


def _number(term: Term | None) -> float | None:
    value = plain(term)
    return round(float(value), _DECIMALS) if isinstance(value, int | float) else None


def _flag(term: Term | None) -> str | None:
    value = plain(term)
    return {True: words.TRUE, False: words.FALSE}.get(value) if isinstance(value, bool) else None
