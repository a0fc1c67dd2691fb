"""The list of projects, the best first, each with its verdict and what it lacks; what is behind that opens."""

from collections.abc import Mapping

import streamlit as st

from plans.initiatives_reading import TOOLS
from plans.verdicts import PASSED, Judged, Portfolio
from ui import words as app_words
from ui.company import kept
from ui.company.kept import Said
from ui.company.sections import Asked
from ui.components import query
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.projects import describing, details, files, words
from ui.projects.drafts import Draft, drafts, without

_SHOWN, _PAGE = "projects-shown", 20


def draw(landscape: Landscape, found: Portfolio) -> None:
    """Show the projects, the first ones where there are many, and the questions behind them."""
    passed = sum(each.verdict == PASSED for each in found.initiatives)
    projects = app_words.count(len(found.initiatives), "project", "projects")
    title = words.LIST_ONE if passed == 1 else words.LIST
    st.header(title.format(passed=passed, projects=projects), anchor=False)
    quiet(words.LIST_LEAD)
    details.notes(found)
    known = drafts(kept.organisation())
    shown = st.session_state.setdefault(_SHOWN, _PAGE)
    for place, judged in enumerate(found.initiatives[:shown], 1):
        _card(landscape, place, judged, known)
    _below(len(found.initiatives) - shown)
    query.panel(_asked(known), key="query-projects-list", title=app_words.QUERY_PART)


def without_verdicts(landscape: Landscape) -> None:
    """Show the names of the projects, where they cannot be judged, so that each can be changed or removed."""
    known = drafts(kept.organisation())
    changed = describing.changing(known)
    shown = st.session_state.setdefault(_SHOWN, _PAGE)
    st.header(words.UNUSABLE_LIST, anchor=False)
    for place, (iri, draft) in enumerate(list(known.items())[:shown], 1):
        name = draft.name or words.NAMELESS.format(iri=iri)
        with st.container(border=True, key=f"projects-plain-{place}", gap="small"):
            st.subheader(markdown(name), anchor=False)
            if iri == changed:
                describing.form(landscape, describing.CHANGE)
            else:
                _actions(iri, name)
    _below(len(known) - shown)


def _below(left: int) -> None:
    """Offer the rest of the list, and the list as a table."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if left > 0:
            st.button(words.MORE, key="projects-more", on_click=_more)
            quiet(words.LEFT.format(count=left), width="content")
        st.download_button(
            words.AS_CSV,
            files.table(kept.organisation()),
            file_name=f"{kept.organisation().slug}-projects.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="projects-csv",
        )


def _card(landscape: Landscape, place: int, judged: Judged, known: Mapping[str, Draft]) -> None:
    with st.container(border=True, key=f"projects-card-{place}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(f"{place}\\. {markdown(judged.name)}", anchor=False, width="content")
            st.markdown(details.verdict(judged), width="content")
        details.lacks(judged)
        if describing.changing(known) == judged.id:
            describing.form(landscape, describing.CHANGE)
            return
        reasons = st.expander(words.WHY, type="compact", key=f"projects-why-{judged.id}", on_change="rerun")
        if reasons.open:
            with reasons:
                details.draw(judged, describing.tool_ids(landscape, known[judged.id]))
                _actions(judged.id, judged.name)


def _actions(iri: str, name: str) -> None:
    with st.container(horizontal=True):
        st.button(
            words.CHANGE,
            key=f"projects-edit-{iri}",
            icon=":material/edit:",
            on_click=describing.change,
            args=(iri,),
        )
        st.button(
            words.TAKE_OUT,
            key=f"projects-remove-{iri}",
            icon=":material/close:",
            on_click=_take_out,
            args=(iri, name),
        )


def _asked(known: Mapping[str, Draft]) -> Asked:
    asked: Asked = {
        words.QUERIES["verdicts"]: ("filter-of-initiatives", {}),
        words.QUERIES["criteria"]: ("evidence-for-initiatives", {}),
        words.QUERIES["asked"]: ("filter-criteria", {}),
        words.QUERIES["needs"]: ("needs-of-initiatives", {}),
        words.QUERIES["touchpoints"]: ("touchpoints-of-initiatives", {}),
        words.QUERIES["kpis"]: ("kpis-of-initiatives", {}),
        words.QUERIES["openings"]: ("openings-of-initiatives", {}),
    }
    tools = sorted({tool for draft in known.values() for tool in draft.values[TOOLS]})
    if tools:
        asked[words.QUERIES["tools"]] = ("tools-in-a-plan", {"tool": tools})
    return asked


def _more() -> None:
    st.session_state[_SHOWN] += _PAGE


def _take_out(iri: str, name: str) -> None:
    kept.keep_organisation(without(kept.organisation(), iri))
    kept.say(Said("info", words.TAKEN_OUT.format(name=markdown(name))))
