"""What came of a query: its answer in the form that fits, or why there is none."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import streamlit as st

from queries.catalogue import question
from queries.endpoint import VARIABLE
from queries.errors import QueryError
from queries.header import Chart, Column
from queries.limits import MEBIBYTE
from ui.address import whole
from ui.components.text import quiet
from ui.escaping import markdown
from ui.workbench import chart, code, diagram, exports, session, table, words
from ui.workbench.address import Asked, Look, fits, written
from ui.workbench.answers import Graph, Table, columns_of
from ui.workbench.problems import explain
from ui.workbench.running import Outcome, limits


def server() -> str:
    """Return the address of the server that shows the page."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def endpoint() -> str:
    """Return the address of the SPARQL endpoint that programs can ask; empty where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        parts = urlsplit(named)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return "" if os.environ.get("CXSCAPE_NO_ENDPOINT") else f"{server()}/sparql"


def show(outcome: Outcome, asked: Asked, look: Look) -> None:
    """Show an outcome, with what can be done with it."""
    st.header(words.ANSWER, anchor=False)
    if outcome.error is not None:
        _failed(outcome.error, outcome.sparql)
        return
    noun = words.TRIPLES if isinstance(outcome.answer, Graph) else words.ROWS
    count = words.rows(outcome.rows, noun)
    took = words.seconds(outcome.seconds)
    quiet(words.TOOK.format(count=count, seconds=took, release=markdown(outcome.release)))
    if outcome.cut == "rows":
        st.warning(words.CUT_ROWS.format(count=count), icon=":material/content_cut:")
    elif outcome.cut:
        size = limits().size // MEBIBYTE
        st.warning(words.CUT_BYTES.format(count=count, size=size), icon=":material/content_cut:")
    _more(outcome, asked)
    columns = _columns(outcome, asked)
    _body(outcome, columns, asked, look)
    with st.container(horizontal=True):
        if outcome.rows:
            _export(outcome, columns, asked)
        _link(asked, look)
    _code(outcome)


def _more(outcome: Outcome, asked: Asked) -> None:
    """Say that the answer is a page where others may follow, and offer the next one."""
    if not asked.question or not isinstance(outcome.answer, Table):
        return
    known = question(asked.question)
    after = known.after(dict(asked.values), outcome.rows)
    if after is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        quiet(words.MORE_ROWS.format(first=after - outcome.rows + 1, last=after), width="content")
        values = {**dict(asked.values), known.skip: (str(after),)}
        st.button(
            words.NEXT_ROWS.format(count=known.page),
            key="wb-next",
            icon=":material/arrow_forward:",
            on_click=session.go,
            args=(replace(asked, values=tuple(values.items())),),
        )


def _columns(outcome: Outcome, asked: Asked) -> list[Column]:
    if not isinstance(outcome.answer, Table):
        return []
    return columns_of(outcome.answer, question(asked.question).columns if asked.question else {})


def _body(outcome: Outcome, columns: list[Column], asked: Asked, look: Look) -> None:
    answer = outcome.answer
    if isinstance(answer, bool):
        st.markdown(f"**{words.YES_ANSWER if answer else words.NO_ANSWER}**")
    elif isinstance(answer, Graph):
        if not answer.triples:
            st.info(words.EMPTY_GRAPH, icon=":material/search_off:")
            return
        fitting = "graph" if len(answer.triples) <= diagram.MOST else "text"
        if _view(("graph", "text"), fitting, look) == "graph":
            diagram.draw(answer, outcome.labels)
        else:
            diagram.text(answer)
    elif isinstance(answer, Table):
        if not answer.rows:
            st.info(f"**{words.EMPTY_TITLE}.** {words.EMPTY}", icon=":material/search_off:")
            return
        views = ("table", "chart") if chart.possible(columns) else ("table",)
        if _view(views, "table", look) == "chart":
            hint: Chart | None = question(asked.question).chart if asked.question else None
            drawn = chart.chosen(columns, hint, look)
            chart.show(answer, columns, outcome.labels, drawn, replace(look, view="chart"), session.show)
        else:
            base = "" if os.environ.get("CXSCAPE_NO_ENDPOINT") else server()
            table.show(answer, columns, outcome.labels, base)


def _view(views: tuple[str, ...], fitting: str, look: Look) -> str:
    if len(views) == 1:
        return views[0]
    view = look.view if look.view in views else fitting
    st.session_state["wb-view"] = view
    st.segmented_control(
        words.VIEW,
        views,
        key="wb-view",
        format_func=lambda each: words.VIEWS[each],
        required=True,
        on_change=_viewed,
        args=(look,),
    )
    return view


def _viewed(look: Look) -> None:
    session.show(replace(look, view=st.session_state["wb-view"] or ""))


def _export(outcome: Outcome, columns: list[Column], asked: Asked) -> None:
    with st.popover(words.EXPORT, icon=":material/download:", on_change="rerun", key="wb-export") as popover:
        if not popover.open:
            return
        stem = f"{asked.question or 'query'}-{outcome.release}"
        for form in exports.formats(outcome):
            st.download_button(
                form.name,
                exports.content(outcome, form, columns),
                file_name=f"{stem}.{form.ending}",
                mime=form.media_type,
                on_click="ignore",
                key=f"wb-export-{form.ending}",
                width="stretch",
            )
        if not isinstance(outcome.answer, Graph):
            quiet(words.XLSX_NOTE)


def _link(asked: Asked, look: Look) -> None:
    with st.popover(words.LINK, icon=":material/link:", key="wb-link"):
        if not fits(asked):
            st.markdown(words.LINK_TOO_LONG)
            return
        st.code(f"{whole('workbench')}?{urlencode(written(asked, look), doseq=True)}", language=None, wrap_lines=True)
        quiet(words.LINK_NOTE)


def _code(outcome: Outcome) -> None:
    with st.expander(words.CODE, key="wb-code"):
        address = endpoint()
        if not address:
            st.markdown(words.NO_ENDPOINT)
            return
        quiet(words.CODE_NOTE.format(endpoint=markdown(address)))
        for tab, template in zip(st.tabs(list(code.SNIPPETS)), code.SNIPPETS.values(), strict=True):
            with tab:
                st.code(code.snippet(template, outcome.sparql, address), language=None, wrap_lines=True)
        st.download_button(
            words.NOTEBOOK,
            code.notebook(outcome.sparql, address),
            file_name="cxscape-query.ipynb",
            mime="application/x-ipynb+json",
            on_click="ignore",
            icon=":material/download:",
            key="wb-notebook",
        )


def _failed(error: QueryError, sparql: str) -> None:
    title = words.FAILED.get(type(error).__name__, words.FAILED_OTHERWISE)
    said, _ = explain(error, sparql)
    text = said[:1].upper() + said[1:].rstrip(".")
    st.error(f"**{title}.** {markdown(text)}.", icon=":material/error:")


def history() -> None:
    """Show what was run in this session."""
    with st.expander(words.HISTORY, key="wb-history-list"):
        if not session.history():
            st.markdown(words.HISTORY_EMPTY)
        for place, ran in enumerate(session.history()):
            outcome = ran.outcome
            said = type(outcome.error).__name__ if outcome.error else ""
            result = words.FAILED.get(said, words.FAILED_OTHERWISE) if said else words.rows(outcome.rows)
            when = datetime.fromtimestamp(ran.at, UTC).astimezone().strftime("%H:%M:%S")
            with st.container(gap=None):
                st.button(
                    markdown(_name(ran.asked)),
                    key=f"wb-ran-{place}",
                    type="tertiary",
                    on_click=session.go,
                    args=(ran.asked,),
                    wrap=True,
                )
                quiet(f"{when} · {result} · {words.seconds(outcome.seconds)}")


def _name(asked: Asked) -> str:
    if asked.question:
        values = "; ".join(f"{name} {', '.join(given)}" for name, given in asked.values)
        return f"{asked.question}: {values}" if values else asked.question
    lines = [line.strip() for line in asked.sparql.splitlines()]
    kept = " ".join(
        line for line in lines if line and not line.startswith("#") and not line.upper().startswith("PREFIX")
    )
    return kept[:120] + ("…" if len(kept) > 120 else "")  # noqa: PLR2004 - what fits a line or two
