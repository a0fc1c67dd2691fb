"""An answer as a chart: by the hint in the header of its question, or as the asker chooses."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

import streamlit as st

from queries.header import CHARTS, Chart, Column
from queries.results import plain
from ui.workbench import words
from ui.workbench.address import Look
from ui.workbench.answers import Table
from ui.workbench.table import name

MOST = {"bar": 40, "line": 1000, "heatmap": 600}
"""Rows that are drawn: of more, nobody can read the names."""
_NUMBERS = ("count", "number", "share")
_BAR = 22
_INK = {"light": "#0e1621", "dark": "#e6ebf2"}
"""The colour of text: Streamlit's charts have a paler one of their own."""


def possible(columns: list[Column]) -> bool:
    """Return whether an answer with these columns can be drawn."""
    numbers = [column for column in columns if column.kind in _NUMBERS]
    return len(columns) > 1 and (bool(numbers) or len(columns) - len(numbers) > 1)


def chosen(columns: list[Column], hint: Chart | None, look: Look) -> Chart:
    """Return the chart to draw: as the address says, else the hint, else what fits the columns."""
    by_name = {column.name: column for column in columns}
    names = [column.name for column in columns if column.kind not in _NUMBERS]
    numbers = [column.name for column in columns if column.kind in _NUMBERS]
    labels = [column.name for column in columns if column.kind == "label"]
    x = (labels or names or numbers)[0]
    fitting = hint or Chart("bar", x, numbers[0]) if numbers else Chart("heatmap", x, next(n for n in names if n != x))
    kind = look.chart if look.chart in CHARTS else fitting.type
    if kind != "heatmap" and not numbers:
        kind = "heatmap"
    fit_y = fitting.y if fitting.type == kind or kind != "heatmap" else next((n for n in names if n != x), x)
    return Chart(kind, look.x if look.x in by_name else fitting.x, look.y if look.y in by_name else fit_y)


def show(
    table: Table, columns: list[Column], labels: dict[str, str], chart: Chart, look: Look, on: Callable[[Look], None]
) -> None:
    """Show the chart, and the fields to change it; `on` is told what is chosen."""
    names = [column.name for column in columns]
    numbers = [column.name for column in columns if column.kind in _NUMBERS]
    kinds = [kind for kind in CHARTS if numbers or kind == "heatmap"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _select(words.CHART, "chart", kinds, chart.type, look, on, words.CHARTS)
        _select(words.X, "x", names, chart.x, look, on)
        upright = [n for n in names if n != chart.x] if chart.type == "heatmap" else numbers
        _select(words.ROW_OF if chart.type == "heatmap" else words.Y, "y", upright, chart.y, look, on)
    most = MOST[chart.type]
    if len(table.rows) > most:
        st.markdown(words.CHART_LIMIT.format(count=most, total=f"{len(table.rows):,}"))
    frame = _frame(replace(table, rows=table.rows[:most]), columns, labels)
    said = words.CHART_ALT.format(
        chart=words.CHARTS[chart.type], y=chart.y, x=chart.x, count=words.rows(min(most, len(table.rows)))
    )
    st.altair_chart(_drawn(frame, chart, {c.name: c for c in columns}), width="stretch", alt=said)


def _select(
    label: str,
    part: str,
    names: list[str],
    value: str,
    look: Look,
    on: Callable[[Look], None],
    shown: Mapping[str, str] = MappingProxyType({}),
) -> None:
    key = f"wb-chart-{part}"
    st.session_state[key] = value if value in names else names[0]

    def changed() -> None:
        on(replace(look, **{part: st.session_state[key]}))

    st.selectbox(label, names, key=key, format_func=lambda each: shown.get(each, each), on_change=changed, width=220)


def _frame(table: Table, columns: list[Column], labels: dict[str, str]) -> Any:
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 - takes a second; stubs are another package

    return pd.DataFrame(
        {
            column.name: [
                plain(row[place]) if column.kind in _NUMBERS else name(row[place], labels) for row in table.rows
            ]
            for place, column in enumerate(columns)
        }
    )


def _drawn(frame: Any, chart: Chart, columns: dict[str, Column]) -> Any:
    import altair as alt  # noqa: PLC0415 - takes a second, and most answers are read as tables

    drawn = alt.Chart(frame)
    title = {key: f"{key} ({column.unit})" if column.unit else key for key, column in columns.items()}
    ink = _INK.get(str(st.context.theme.type), _INK["light"])
    tips = [
        alt.Tooltip(field=key, type=_type(columns[key]), title=title[key]) for key in dict.fromkeys([chart.x, chart.y])
    ]
    drawn = drawn.configure_axis(labelColor=ink, titleColor=ink).configure_legend(labelColor=ink, titleColor=ink)
    if chart.type == "heatmap":
        return drawn.mark_rect().encode(
            x=alt.X(field=chart.x, type="nominal", title=title[chart.x], sort=None),
            y=alt.Y(field=chart.y, type="nominal", title=title[chart.y], sort=None),
            color=alt.Color(
                aggregate="count", type="quantitative", title=words.ROWS[1], scale=alt.Scale(scheme="blues")
            ),
            tooltip=[*tips, alt.Tooltip(aggregate="count", type="quantitative", title=words.ROWS[1])],
        )
    numbers = alt.Axis(format=".0%" if columns[chart.y].kind == "share" else "~s")
    if chart.type == "line":
        return drawn.mark_line(point=True).encode(
            x=alt.X(field=chart.x, type=_type(columns[chart.x]), title=title[chart.x], sort=None),
            y=alt.Y(field=chart.y, type="quantitative", title=title[chart.y], axis=numbers),
            tooltip=tips,
        )
    return (
        drawn.mark_bar()
        .encode(
            y=alt.Y(
                field=chart.x, type="nominal", title=None, sort=None, axis=alt.Axis(labelLimit=260, labelOverlap=False)
            ),
            x=alt.X(field=chart.y, type="quantitative", title=title[chart.y], axis=numbers),
            tooltip=tips,
        )
        .properties(height=_BAR * (len(frame) + 3))
    )


def _type(column: Column) -> Literal["quantitative", "temporal", "nominal"]:
    return "quantitative" if column.kind in _NUMBERS else "temporal" if column.kind == "date" else "nominal"
