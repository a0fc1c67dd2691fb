"""The page for analysts: SPARQL, the questions of the catalogue, and what can be done with their answers."""

import streamlit as st

from queries.catalogue import names as catalogue_names
from queries.catalogue import question
from queries.errors import QueryError
from ui import landscape as landscapes
from ui.components.editor import Problem, editor
from ui.components.footer import footer
from ui.components.text import quiet
from ui.escaping import markdown
from ui.workbench import choosing, code, form, names, results, session, words
from ui.workbench.address import AddressError, Asked, Look
from ui.workbench.problems import explain
from ui.workbench.running import Outcome, Run, limits

landscape = landscapes.current()


def _run_typed() -> None:
    text = st.session_state.get(session.EDITOR, {}).get("run")
    session.go(Asked(sparql=text if text is not None else session.typed()))


def _declare() -> None:
    session.draft(code.declared(session.typed()))


def _run_question(name: str) -> None:
    session.go(form.values(question(name)))


def _edit(name: str) -> None:
    asked = form.values(question(name))
    try:
        sparql = asked.bound(landscape.engine)
    except QueryError:
        session.go(asked)  # which tells what is wrong with a value
    else:
        session.go(Asked(sparql="\n".join(line for line in sparql.splitlines() if not line.startswith("#+"))))


def _new() -> None:
    session.draft(names.start())
    session.stop()
    session.go(Asked())


def _editor(outcome: Outcome | None) -> None:
    known = _completions(landscape.edition, landscape)
    session.typed()
    editor(
        session.current_draft(),
        _problems(outcome),
        known,
        (words.EDITOR, words.EDITOR_HINT),
        session.EDITOR,
        _run_typed,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words.RUN, key="wb-run-typed", type="primary", icon=":material/play_arrow:", on_click=_run_typed)
        st.button(words.DECLARE, key="wb-declare", help=words.DECLARE_HELP, on_click=_declare)
    quiet(words.EDITOR_HELP)


def _problems(outcome: Outcome | None) -> list[Problem]:
    if outcome is None or outcome.error is None:
        return []
    _, problem = explain(outcome.error, outcome.sparql)
    return [problem] if problem else []


@st.cache_data(max_entries=2, show_spinner=False)
def _completions(edition: str, _landscape: landscapes.Landscape) -> dict[str, object]:
    del edition  # it is the key
    return names.completions(_landscape.engine)


def _question(asked: Asked, *, fresh: bool) -> None:
    known = question(asked.question)
    with st.container(border=True):
        st.header(markdown(known.summary), anchor=False)
        if known.description:
            st.markdown(markdown(known.description))
        form.fill(asked, fresh=fresh)
        form.fields(landscape, known)
        with st.container(horizontal=True):
            st.button(
                words.RUN,
                key="wb-run-question",
                type="primary",
                icon=":material/play_arrow:",
                on_click=_run_question,
                args=(known.name,),
            )
            st.button(
                words.EDIT,
                key="wb-edit",
                icon=":material/code:",
                help=words.EDIT_HELP,
                on_click=_edit,
                args=(known.name,),
            )
            st.button(words.NEW, key="wb-new", type="tertiary", on_click=_new)


@st.fragment(run_every=0.5)
def _wait(run: Run) -> None:
    if run.wait(0) is not None:
        st.rerun()
    said = words.RUNNING.format(seconds=run.elapsed(), limit=limits().seconds)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/hourglass_top: {said}")
        st.button(words.CANCEL, key="wb-cancel", icon=":material/stop:", on_click=run.cancel)


def _page(asked: Asked, look: Look) -> None:
    fresh = session.follow(asked, landscape)
    st.title(words.TITLE, anchor=False)
    # Always: an element more or less above the editor would set it up anew, and what is typed would lose its place.
    st.markdown(words.LEAD)
    main, side = st.columns([7, 4], gap="medium")
    with side:
        choosing.questions(asked.question, expanded=not asked)
    below = st.container()
    with below:
        run = session.running()
        outcome = session.outcome()
    with main:
        if asked.question in catalogue_names():
            _question(asked, fresh=fresh)
        elif not asked.question:
            _editor(outcome)
    with below:
        if run is not None:
            _wait(run)
        elif outcome is not None:
            results.show(outcome, asked, look)
    results.history()


try:
    asked, look = session.asked()
except AddressError as error:
    st.title(words.TITLE, anchor=False)
    results.show(Outcome("", error=error), Asked(), Look())
else:
    _page(asked, look)
footer(landscape)
