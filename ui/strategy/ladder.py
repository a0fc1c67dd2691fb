"""What is not connected, and the ladder from themes down to tactics as a list within lists."""

import streamlit as st

from plans.reading import parts
from plans.strategy import Strategy
from plans.strategy_ladder import Rung
from plans.strategy_ladder import ladder as ladder_of
from plans.strategy_table import Cells
from plans.terms import names_of
from ui import address
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.strategy import own, words

_WIDE = 140
_WHOLE, _TOPLESS = "", "-"
_THEME = "strategy-theme"
_LEAD_TO = {"needs": ("need", "gaps", "need"), "capabilities": ("capability", "capability", "id")}
"""Columns whose values have a page: the kind of the value, the page, and its parameter."""


def orphans(landscape: Landscape) -> Asked:
    """Show what is not connected, with what to do."""
    found = own.of(own.judged(landscape), "orphan")
    if not found:
        st.success(words.ORPHANS_NONE, icon=":material/check_circle:")
    else:
        quiet(words.ORPHANS_LEAD)
        table(
            [words.ELEMENT, words.TODO],
            [
                [
                    heading(each.label, words.KINDS[each.kind]),
                    f"{words.SEVERITIES[each.severity]} {markdown(own.sentence(each.message))}",
                ]
                for each in found
            ],
            alt=words.ORPHANS,
            column_pixels=_WIDE,
        )
    return {words.QUERIES["orphans"]: ("orphans-of-strategy", {})}


def draw(landscape: Landscape) -> Asked:
    """Show the ladder of one theme, or the whole one."""
    found = own.judged(landscape)
    groups = _by_top(ladder_of(found.elements))
    themes = {rungs[0].element.id: rungs[0].element.name for rungs in groups if rungs[0].element.kind == "theme"}
    topless = len(themes) < len(groups)
    options = [*themes, *([_TOPLESS] if topless else []), _WHOLE]
    own.keep_choice(_THEME, options)
    chosen = st.selectbox(
        words.THEME_LABEL,
        options,
        key=_THEME,
        format_func=lambda id_: themes.get(id_) or (words.NO_THEME if id_ == _TOPLESS else words.EVERY_THEME),
        width=420,
    )
    quiet(words.LADDER_LEAD)
    shown = [
        rung
        for rungs in groups
        if chosen in (_WHOLE, rungs[0].element.id) or (chosen == _TOPLESS and rungs[0].element.id not in themes)
        for rung in rungs
    ]
    if chosen not in (_WHOLE, _TOPLESS):
        # What another theme shows in full is shown in full here too.
        shown = _alone(found, chosen)
    rows = own.cells(landscape)
    airborne = {finding.element for finding in own.of(found, "orphan") if finding.severity == "error"}
    st.markdown("\n".join(_line(rung, rows[rung.element.id], rung.element.id in airborne) for rung in shown))
    return {words.QUERIES["ladder"]: ("ladder-of-strategy", {}), words.QUERIES["needs"]: ("needs-of-strategy", {})}


def heading(name: str, about: str) -> str:
    """Return the heading of a row: a name, with what is to be known of it under it.

    Tables of the strategy have few columns, so that none has to scroll: in most there is no link, without which the
    keyboard would not get into one that does.
    """
    return f"**{markdown(name)}**  \n:small[{about}]"


def links(column: str, cell: str) -> str:
    """Return the values of a cell by their names, as links where they have a page."""
    kind, page, parameter = _LEAD_TO[column]
    names = names_of(kind)
    return ", ".join(
        f"[{markdown(names.get(each, each))}]({address.path(page, **{parameter: each})})" for each in parts(cell)
    )


def named(kind: str, cell: str) -> str:
    """Return the values of a cell by their names."""
    names = names_of(kind)
    return ", ".join(markdown(names.get(each, each)) for each in parts(cell))


def _by_top(rungs: list[Rung]) -> list[list[Rung]]:
    groups: list[list[Rung]] = []
    for rung in rungs:
        if not rung.depth:
            groups.append([])
        groups[-1].append(rung)
    return groups


def _alone(found: Strategy, theme: str) -> list[Rung]:
    """Return the ladder of one theme, as if there were no other."""
    under = {theme}
    for _ in found.elements:
        more = {each.id for each in found.elements if under.intersection(each.supports)} - under
        if not more:
            break
        under |= more
    return next(
        rungs
        for rungs in _by_top(ladder_of([each for each in found.elements if each.id in under]))
        if rungs[0].element.id == theme
    )


def _line(rung: Rung, row: Cells, hangs: bool) -> str:
    element = rung.element
    about = [words.KINDS[element.kind]]
    if element.value is not None:
        about.append(words.WORTH.format(value=element.value))
    if rung.again:
        about.append(words.AGAIN)
    indent = "  " * rung.depth
    badge = f" {words.HANGS}" if hangs else ""
    line = f"{indent}- **{markdown(element.name)}** :small[:gray[{' · '.join(about)}]]{badge}"
    more = {
        words.KPIS: named("kpi", row["kpis"]),
        words.STAGES: named("stage", row["stages"]),
        words.NEEDS: links("needs", row["needs"]),
        words.CAPABILITIES: links("capabilities", row["capabilities"]),
    }
    told = " · ".join(f"{name}: {values}" for name, values in more.items() if values)
    return f"{line}  \n{indent}  :small[{told}]" if told and not rung.again else line
