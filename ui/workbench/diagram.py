"""A small graph as a picture: things as boxes, statements as arrows."""

import pyoxigraph as ox
import streamlit as st

from ui.workbench import words
from ui.workbench.answers import Graph
from ui.workbench.table import name

MOST = 60
"""Statements that are drawn: of more, nobody can follow the arrows."""
_LINES = 400
_LONGEST = 40
_COLORS = {
    # Text and lines, box of a thing, box of a value.
    "light": ("#0e1621", "#4a5567", "#e6eefc", "#eef1f6"),
    "dark": ("#e6ebf2", "#9aa7b8", "#172d55", "#222d3c"),
}


def draw(graph: Graph, labels: dict[str, str]) -> None:
    """Show the first `MOST` statements as a picture."""
    if len(graph.triples) > MOST:
        st.markdown(words.GRAPH_LIMIT.format(count=MOST, total=f"{len(graph.triples):,}"))
    st.graphviz_chart(dot(graph.triples[:MOST], labels, str(st.context.theme.type or "light")), width="content")


def text(graph: Graph) -> None:
    """Show the first lines of the Turtle."""
    lines = graph.turtle.splitlines()
    if len(lines) > _LINES:
        st.markdown(words.TEXT_LIMIT.format(count=_LINES, total=f"{len(lines):,}"))
    st.code("\n".join(lines[:_LINES]), language=None, wrap_lines=True)  # the colors of code lack contrast


def dot(triples: tuple[ox.Triple, ...], labels: dict[str, str], scheme: str) -> str:
    """Return statements in the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""
    ink, line, thing, value = _COLORS.get(scheme, _COLORS["light"])
    parts = [
        'digraph { rankdir=LR bgcolor="transparent" nodesep=0.15 ranksep=0.9',
        f'node [shape=box style="filled,rounded" color="{line}" fillcolor="{thing}"]',
        f'edge [color="{line}" fontsize=10]',
        f'node [fontcolor="{ink}" fontname="sans-serif" fontsize=12] edge [fontcolor="{ink}" fontname="sans-serif"]',
    ]
    known: dict[str, str] = {}
    for place, triple in enumerate(triples):
        ends = []
        for term in (triple.subject, triple.object):
            # A value belongs to one statement; a thing is one box, however many arrows it has.
            key = f"{place} {term}" if isinstance(term, ox.Literal) else str(term)
            if key not in known:
                known[key] = f"n{len(known)}"
                look = f' fillcolor="{value}" style="filled"' if isinstance(term, ox.Literal) else ""
                parts.append(f"{known[key]} [label={_quoted(name(term, labels))}{look}]")
            ends.append(known[key])
        parts.append(f"{ends[0]} -> {ends[1]} [label={_quoted(name(triple.predicate, labels))}]")
    return "\n".join([*parts, "}"])


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return '"' + short.replace("\\", "\\\\").replace('"', '\\"') + '"'
