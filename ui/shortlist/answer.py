"""What the tools on the shortlist do for needs: at a glance for all, in full for those that are chosen."""

from collections.abc import Sequence

import streamlit as st

from ui import address
from ui.asked import nearest_needs
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.shortlist import words
from ui.shortlist.asked import MOST_NEEDS, Asked
from ui.shortlist.served import Fit, Reason, Requirement, Served, Together
from ui.things.known import shortened
from ui.words import FIT, FIT_ICONS, ICON_EVIDENCED, ICON_IMPLIED, IMPORTANCE, listed

_OFFERED = 3
_SUGGESTED = 4
_COLUMN_PIXELS = 120
_WIDE_COLUMN_PIXELS = 240


def choosing(landscape: Landscape, asked: Asked, whole: Sequence[Together]) -> None:
    """Show the choice of needs, and say what of the address is left out."""
    needs = landscape.needs()
    for each in asked.unknown_needs:
        text = words.UNKNOWN_NEED.format(asked=markdown(shortened(each)))
        near = [markdown(needs[need].label) for need in nearest_needs(landscape, each)[:_OFFERED]]
        st.warning(
            f"{text} {words.NEAREST.format(names=listed(near, 'or'))}" if near else text, icon=":material/link_off:"
        )
    if asked.left_out:
        names = ", ".join(markdown(needs[need].label) for need in asked.left_out)
        st.warning(words.TOO_MANY_NEEDS.format(most=MOST_NEEDS, names=names), icon=":material/content_cut:")
    st.session_state["shortlist-needs"] = list(asked.needs)
    st.multiselect(
        words.NEEDS,
        list(needs),
        key="shortlist-needs",
        format_func=lambda need: needs[need].label,
        max_selections=MOST_NEEDS,
        placeholder=words.NEEDS_PLACEHOLDER.format(most=MOST_NEEDS),
        help=words.NEEDS_HELP,
        filter_mode="contains",
        select_all=False,
        on_change=_chosen,
    )
    suggested = [each for each in whole if each.state == "covered" and each.need not in asked.needs][:_SUGGESTED]
    if suggested and not asked.needs:
        with st.container(horizontal=True, vertical_alignment="center"):
            quiet(words.SUGGESTED, width="content")
            for best in suggested:
                st.button(
                    markdown(best.label),
                    key=f"suggested-{best.need}",
                    icon=":material/add:",
                    on_click=address.change,
                    kwargs={"needs": best.need},
                    wrap=True,
                )


def _chosen() -> None:
    address.change(needs=",".join(st.session_state["shortlist-needs"]))


def overview(whole: Sequence[Together]) -> None:
    """Say how many of all needs the tools serve together, and which."""
    st.header(words.TOGETHER, anchor=False)
    st.markdown(summary(whole))
    with st.expander(words.ALL_NEEDS, key="all-needs"):
        rows = [
            [
                f"[{markdown(each.label)}]({address.path('gaps', need=each.need)})",
                f"{words.STATE_ICONS[each.state]} {words.STATES[each.state]}",
                f"{each.coverage:.0%}",
            ]
            for each in whole
        ]
        table([words.NEED, words.STATE, words.COVERS], rows, alt=words.TOGETHER, column_pixels=_COLUMN_PIXELS)


def summary(whole: Sequence[Together]) -> str:
    """Return in a sentence how many of all needs the tools serve together."""
    states = [each.state for each in whole]
    covered, partly, gaps = (states.count(state) for state in words.STATES)
    if not covered + partly:
        return words.TOGETHER_NONE
    return words.TOGETHER_SAID.format(covered=covered, partly=partly, gaps=gaps, all=len(states))


def need(about: Served) -> None:
    """Show how a need is served: by all together, by each, what stays open, and why."""
    with st.container(border=True, key=f"need-{about.id}"):
        st.header(markdown(about.label), anchor=False, help=words.ADDS_HELP)
        address.link("gaps", words.ALL_TOOLS, {"need": about.id}, icon=address.ONWARD)
        st.markdown(f"{words.STATE_ICONS[about.together.state]} {together_said(about)}")
        rows = [_row(about, fit) for fit in about.fits]
        head = [words.TOOL, words.FIT, words.COVERS, words.ADDS]
        table(head, rows, alt=f"{about.label}: {words.FIT}", column_pixels=_COLUMN_PIXELS)
        if about.open:
            names = ", ".join(markdown(name) for name in about.open)
            st.markdown(f":orange[:material/help:] {words.OPEN.format(names=names)}")
        else:
            st.markdown(f":green[:material/check_circle:] {words.OPEN_NOTHING}")
        with st.expander(words.WHY, key=f"why-{about.id}"):
            rows = [_requirement(requirement) for requirement in about.requirements]
            head = [words.ASKED_FOR, words.DONE_BY]
            table(head, rows, alt=f"{about.label}: {words.DONE_BY}", column_pixels=_WIDE_COLUMN_PIXELS)
            quiet(words.LEGEND)


def together_said(about: Served) -> str:
    """Return in a sentence how well the tools together serve a need."""
    return words.STATE_SAID[about.together.state].format(coverage=about.together.coverage)


def _row(about: Served, fit: Fit) -> list[str]:
    name = f"[{markdown(fit.tool.name)}]({address.path('tool', id=fit.tool.id)})"
    if not fit.fit:
        return [name, f":gray[{words.NO_FIT}]", "0%", f":gray[{words.ADDS_NOTHING}]"]
    added = f"{fit.added:.0%}" if fit.added else f":gray[{words.ADDS_NOTHING}]"
    return [name, f"{FIT_ICONS[fit.fit]} {FIT[fit.fit]}", f"{fit.coverage:.0%}", "" if len(about.fits) == 1 else added]


def _requirement(requirement: Requirement) -> list[str]:
    path = address.path("capability", id=requirement.capability)
    asked_for = f"[{markdown(requirement.label)}]({path})  \n:small[:gray[{IMPORTANCE[requirement.importance]}]]"
    if requirement.instead:
        return [asked_for, f":gray[{words.NOT_NEEDED}]"]
    return [asked_for, "  \n".join(map(_reason, requirement.reasons)) or f":orange[:material/help:] {words.NOBODY}"]


def _reason(reason: Reason) -> str:
    icon = f":green[{ICON_EVIDENCED}]" if reason.evidenced else f":blue[{ICON_IMPLIED}]"
    told = words.STATED if reason.outright else words.LISTED
    return f"{icon} " + told.format(
        name=f"**{markdown(reason.tool.name)}**",
        label=markdown(reason.label),
        file=markdown(reason.file),
        line=reason.line,
    )
