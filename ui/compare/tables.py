"""The comparison itself: tables in which what differs comes first."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui import address
from ui.compare import words
from ui.compare.columns import Cell, Column
from ui.components.basis import badge, unknown
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, Need
from ui.words import EVIDENCED, ICON_EVIDENCED, ICON_IMPLIED, IMPORTANCE

_COLUMN_PIXELS = 115
"""A column that is narrower breaks words."""
Lines = Mapping[str, Sequence[Cell]]
"""The cells of each line of a table, by its heading."""


def _show(columns: Sequence[Column], corner: str, lines: Lines, *, only: bool, title: str) -> None:
    """Show a table, what differs first, and say how much is left out."""
    different = {head: cells for head, cells in lines.items() if len({cell.says for cell in cells}) > 1}
    same = {head: cells for head, cells in lines.items() if head not in different}
    shown = different if only else {**different, **same}
    if only and not different:
        st.markdown(words.ALL_SAME)
    if shown:
        names = ", ".join(column.name for column in columns)
        rows = [[head, *map(str, cells)] for head, cells in shown.items()]
        head = [corner, *(column.head for column in columns)]
        table(head, rows, alt=f"{title}: {names}", column_pixels=_COLUMN_PIXELS)
    if only and same:
        quiet(words.SAME.format(count=len(same)))


def facts(columns: Sequence[Column], *, only: bool) -> None:
    """Show the facts side by side."""
    st.header(words.FACTS, anchor=False)
    lines = {label: [column.facts[label] for column in columns] for label in columns[0].facts}
    _show(columns, words.FACT, lines, only=only, title=words.FACTS)


def need(columns: Sequence[Column], about: Need, *, only: bool) -> None:
    """Show, for what a need asks for, what each can do."""
    st.header(markdown(about.label), anchor=False)
    address.link("gaps", words.NEED_LINK, {"need": about.id}, icon=address.ONWARD)
    lines = {
        words.IMPORTANCE.format(label=markdown(required.label), importance=IMPORTANCE[required.importance]): [
            _ability(column, required.capability) for column in columns
        ]
        for required in about.requirements
    }
    whole = {f"**{words.FIT_ROW}**": [_fit(column, about.id) for column in columns]}
    _show(columns, words.REQUIRED, {**whole, **lines}, only=only, title=about.label)


def _fit(column: Column, need: str) -> Cell:
    return column.fits.get(need, Cell(f":gray[{words.NO_FIT}]"))


def _ability(column: Column, capability: str) -> Cell:
    ability = column.abilities.get(capability)
    if column.kind == "category":
        return Cell(ability.how if ability else f":gray[{words.NOT_USUAL}]")
    if ability is None:
        return Cell(unknown())
    if ability.strength == "evidenced":
        return Cell(badge(evidenced=True, sure=ability.sure), ability.brief)
    how = badge(evidenced=False, sure=ability.sure)
    return Cell(f"{how} {words.HOW_USUAL[ability.strength]}", ability.brief)


def needs(landscape: Landscape, columns: Sequence[Column], *, only: bool) -> None:
    """Show which needs each of them serves."""
    st.header(words.SERVED, anchor=False)
    known = landscape.needs()
    served = [need for need in known if any(need in column.fits for column in columns)]
    if not served:
        st.markdown(words.NO_NEEDS)
    lines = {
        f"[{markdown(known[need].label)}]({address.path('gaps', need=need)})": [
            _fit(column, need) for column in columns
        ]
        for need in served
    }
    _show(columns, words.NEED, lines, only=only, title=words.SERVED)


def only_one(landscape: Landscape, columns: Sequence[Column]) -> None:
    """Show what is known or expected of one of them alone."""
    st.header(words.ONLY_ONE, anchor=False)
    quiet(words.ONLY_ONE_NOTE)
    known = landscape.needs()
    with st.grid(len(columns), min_column_width=180, border=True):
        for column in columns:
            others = [other for other in columns if other is not column]
            with st.container():
                st.subheader(markdown(column.name), anchor=False)
                own = [a for a in column.abilities.values() if not any(a.id in other.abilities for other in others)]
                for title, group in (
                    (f"{ICON_EVIDENCED} {EVIDENCED}", [a.label for a in own if a.strength == "evidenced"]),
                    (f"{ICON_IMPLIED} {words.EXPECTED}", [a.label for a in own if a.strength in ("core", "common")]),
                    (
                        f":material/target: {words.ONLY_NEEDS}",
                        [known[n].label for n in column.fits if not any(n in other.fits for other in others)],
                    ),
                ):
                    if group:
                        st.markdown(f"**{title}**  \n{', '.join(map(markdown, group))}")
                if not own:
                    st.markdown(words.ONLY_NOTHING)
