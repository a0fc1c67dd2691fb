"""What the visitor entered: what is left to decide, the list of all tools, and the file to take along."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from plans.stack import USES, Owned, Stack
from plans.stack_import import NONE, Question, decide
from plans.standing import Member
from ui import address
from ui.company import kept, opening
from ui.components import query
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.stack import files, words
from ui.words import QUERY_PART

_AT_A_TIME = 20
_OTHER_NAME, _OTHER_TOOL = "stack-other-name", "stack-other-tool"
_CHOSEN, _USE = "stack-chosen", "stack-use"


def decisions(landscape: Landscape) -> None:
    """Ask which tools are meant, as far as that is not sure."""
    undecided = [each.name for each in kept.stack().owned if each.open]
    if not undecided:
        return
    names = kept.names(landscape)
    asked = undecided[:_AT_A_TIME]
    questions: list[Question] = kept.worked_out(
        landscape, "questions", lambda: [Question(name, names.match(name).suggestions) for name in asked]
    )
    with st.container(border=True):
        st.header(words.REVIEW, anchor=False)
        quiet(words.REVIEW_LEAD.format(count=len(undecided)))
        with st.form("stack-review", border=False):
            for question in questions:
                st.selectbox(
                    markdown(question.name),
                    ["", *(each.tool for each in question.suggestions), NONE],
                    key=_key(question.name),
                    format_func=lambda tool: _option(tool, names.labels),
                )
            with st.grid("auto", min_column_width=260):
                st.selectbox(
                    words.OTHER_NAME,
                    asked,
                    index=None,
                    key=_OTHER_NAME,
                    placeholder=words.CHOOSE,
                    filter_mode="contains",
                )
                st.selectbox(
                    words.OTHER_TOOL,
                    sorted(names.labels, key=lambda tool: names.labels[tool].casefold()),
                    index=None,
                    key=_OTHER_TOOL,
                    format_func=lambda tool: names.labels[tool],
                    placeholder=words.CHOOSE,
                    filter_mode="contains",
                )
            st.form_submit_button(
                words.DECIDE, key="stack-decide", type="primary", on_click=_decide, args=(landscape, asked)
            )
        if len(undecided) > _AT_A_TIME:
            quiet(words.MORE_LATER.format(count=len(undecided) - _AT_A_TIME))


def listing(landscape: Landscape) -> None:
    """Show all tools, with what is known of each, and what can be done with them."""
    stack = kept.stack()
    opened = st.expander(words.LIST.format(count=len(stack.owned)), key="stack-list", on_change="rerun")
    if not opened.open:
        return
    standing = kept.standing(landscape)
    with opened:
        table(
            [words.NAME, words.MEANS, words.USE, words.COST, words.OWNER],
            [_row(each, standing.members) for each in stack.owned],
            alt=words.TITLE,
        )
        with st.form("stack-change", border=False):
            names = [each.name for each in stack.owned]
            st.multiselect(
                words.CHANGE, names, key=_CHOSEN, placeholder=words.CHOOSE, filter_mode="contains", select_all=False
            )
            st.selectbox(words.CHANGE_USE, USES, key=_USE, format_func=words.USES.__getitem__, width=260)
            with st.container(horizontal=True):
                st.form_submit_button(words.SET_USE, key="stack-set-use", on_click=_set_use)
                st.form_submit_button(words.TAKE_OUT, key="stack-take-out", icon=":material/close:", on_click=_take_out)
        tools = sorted({each.tool for each in stack.owned if each.tool})
        if tools:
            asked = {words.QUERIES["members"]: ("members-of-stack", {"tool": tools})}
            query.panel(asked, key="query-members", title=QUERY_PART)


def take_along() -> None:
    """Show the buttons that give the visitor's file, and the one that forgets it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            words.AS_CSV,
            files.table(kept.stack()),
            file_name=f"{kept.organisation().slug}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="stack-csv",
        )
        opening.take_along()
        opening.start_over()


def _row(owned: Owned, members: Mapping[str, Member]) -> list[str]:
    member = members.get(owned.tool or "")
    if owned.open:
        what = words.UNDECIDED
    elif member is None:
        what = words.ABSENT
    else:
        what = f"[{markdown(member.label)}]({address.path('tool', id=member.id)})"
        if member.retired:
            after = words.RETIRED_AFTER.format(name=markdown(member.replaced_by)) if member.replaced_by else ""
            what += f" {words.RETIRED}{after}"
    cost = str(owned.cost) if owned.cost else words.COST_UNKNOWN
    return [markdown(owned.name), what, words.USES[owned.use], cost, markdown(owned.owner)]


def _key(name: str) -> str:
    return f"stack-means-{name}"


def _option(tool: str, labels: Mapping[str, str]) -> str:
    return words.LATER if not tool else words.NOT_THERE if tool == NONE else labels[tool]


def _decide(landscape: Landscape, asked: list[str]) -> None:
    names = kept.names(landscape)
    chosen = {name: st.session_state.get(_key(name)) for name in asked}
    if st.session_state[_OTHER_NAME] and st.session_state[_OTHER_TOOL]:
        chosen[st.session_state[_OTHER_NAME]] = st.session_state[_OTHER_TOOL]
    stack = kept.stack()
    for name, tool in chosen.items():
        if tool:
            stack = decide(stack, name, None if tool == NONE else tool, names)
    kept.say()
    kept.keep(stack)


def _set_use() -> None:
    stack = kept.stack()
    for name in st.session_state[_CHOSEN]:
        owned = stack.named(name)
        if owned:
            stack = stack.replacing(owned, replace(owned, use=st.session_state[_USE]))
    _changed(stack)


def _take_out() -> None:
    stack = kept.stack()
    for name in st.session_state[_CHOSEN]:
        stack = stack.replacing(stack.named(name), None)
    _changed(stack)


def _changed(stack: Stack) -> None:
    st.session_state[_CHOSEN] = []
    kept.say()
    kept.keep(stack)
