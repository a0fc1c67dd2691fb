"""Choosing what is compared and for which needs; the address says it all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ontology.namespaces import slug_of
from ui import address
from ui.asked import nearest_needs
from ui.compare import words
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import known
from ui.things import words as thing_words

MOST = 5
"""Things that fit side by side."""
MOST_NEEDS = 5
PARAMETERS = {"tool": "tools", "category": "categories"}
"""The parameter of the address that names things of each kind."""
_OFFERED = 3
_ONLY = "differences"
_BOX = "compare-find"


@dataclass(frozen=True)
class Choice:
    """What is compared.

    Attributes:
        kind: ``tool`` or ``category``.
        ids: of the things, at most `MOST`.
        needs: ids of the needs, at most `MOST_NEEDS`.
        only: whether what is the same for all is left out.
    """

    kind: str
    ids: tuple[str, ...]
    needs: tuple[str, ...]
    only: bool


def choice(landscape: Landscape) -> Choice:
    """Return what the address asks for, after saying what of it is left out and why."""
    tools, categories = address.many("tools"), address.many("categories")
    if tools and categories:
        st.warning(words.BOTH, icon=":material/link_off:")
    kind = "category" if categories and not tools else "tool"
    ids = _known(landscape, kind, tools or categories)
    if len(ids) > MOST:
        left_out = ", ".join(markdown(_name(landscape, kind, name)) for name in ids[MOST:])
        st.warning(words.TOO_MANY.format(most=MOST, names=left_out), icon=":material/content_cut:")
    return Choice(kind, tuple(ids[:MOST]), _needs(landscape), address.one("only") == _ONLY)


def parameters(chosen: Choice) -> dict[str, str]:
    """Return the parameters of the address that shows the same again."""
    asked = {PARAMETERS[chosen.kind]: ",".join(chosen.ids), "needs": ",".join(chosen.needs)}
    return {name: value for name, value in {**asked, "only": _ONLY if chosen.only else ""}.items() if value}


def _known(landscape: Landscape, kind: str, asked: Iterable[str]) -> list[str]:
    ids: list[str] = []
    for each in asked:
        name = known.id_of(kind, each)
        if name and known.is_known(landscape, kind, name):
            ids.append(name)
        else:
            _unknown(landscape, kind, each)
    return list(dict.fromkeys(ids))


def _unknown(landscape: Landscape, kind: str, asked: str) -> None:
    text = words.UNKNOWN.format(kind=thing_words.KINDS[kind], asked=markdown(known.shortened(asked)))
    st.warning(text, icon=":material/link_off:")
    near = known.nearest(landscape, kind, asked)
    with st.container(horizontal=True):
        for name in list(near)[:_OFFERED]:
            st.button(
                words.INSTEAD.format(name=markdown(near[name])),
                key=f"instead-{asked}-{name}",
                on_click=_replace,
                args=(kind, asked, name),
                wrap=True,
            )


def _name(landscape: Landscape, kind: str, name: str) -> str:
    return known.tool_name(landscape, name) if kind == "tool" else known.names(landscape, kind)[name]


def _needs(landscape: Landscape) -> tuple[str, ...]:
    needs = landscape.needs()
    asked = address.many("needs")
    for each in asked:
        if each not in needs:
            text = words.UNKNOWN_NEED.format(asked=markdown(known.shortened(each)))
            near = ", ".join(markdown(needs[need].label) for need in nearest_needs(landscape, each)[:_OFFERED])
            st.warning(f"{text} {thing_words.NEAREST.format(names=near)}" if near else text, icon=":material/link_off:")
    chosen = [each for each in asked if each in needs]
    if len(chosen) > MOST_NEEDS:
        left_out = ", ".join(markdown(needs[need].label) for need in chosen[MOST_NEEDS:])
        st.warning(words.TOO_MANY_NEEDS.format(most=MOST_NEEDS, names=left_out), icon=":material/content_cut:")
    return tuple(chosen[:MOST_NEEDS])


def chosen(chosen: Choice, names: Mapping[str, str]) -> None:
    """Show what is compared, each with a button that takes it out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, label in names.items():
            st.button(
                markdown(label),
                key=f"remove-{name}",
                icon=":material/close:",
                help=words.REMOVE.format(name=markdown(label)),
                on_click=_remove,
                args=(chosen.kind, name),
                wrap=True,
            )
        if names:
            icon = ":material/restart_alt:"
            st.button(words.START_OVER, key="start-over", icon=icon, type="tertiary", on_click=address.go, args=({},))


def adding(landscape: Landscape, chosen: Choice) -> None:
    """Show ways to add to what is compared, as long as there is room."""
    _offer_shortlist(chosen)
    if len(chosen.ids) >= MOST:
        return
    ways = st.columns(2 if not chosen.ids else 1)
    if chosen.kind == "tool":
        with ways[0]:
            _find(landscape, chosen)
    if chosen.kind == "category" or not chosen.ids:
        categories = known.names(landscape, "category")
        with ways[-1]:
            st.session_state["compare-category"] = None
            st.selectbox(
                words.ADD["category"] if chosen.ids else words.OR_CATEGORY,
                sorted((name for name in categories if name not in chosen.ids), key=lambda name: categories[name]),
                key="compare-category",
                format_func=lambda name: categories[name],
                placeholder=words.CHOOSE,
                help=words.ADD_HELP["category"],
                filter_mode="contains",
                on_change=_picked,
            )


@st.fragment
def _find(landscape: Landscape, chosen: Choice) -> None:
    """Find tools while somebody types, without drawing the tables anew at each letter."""
    found = known.find(_BOX, landscape, words.ADD["tool"], words.ADD_HELP["tool"])
    if _offer("add", "tool", {name: label for name, label in found.items() if name not in chosen.ids}):
        st.rerun()


def similar(landscape: Landscape, chosen: Choice) -> None:
    """Offer what is much like the single thing that was chosen."""
    [name] = chosen.ids
    if chosen.kind == "tool":
        rows = landscape.rows("alternatives-by-evidence", tool=name) or landscape.rows(
            "alternatives-to-tool", tool=name
        )
        like = {slug_of(str(row["alternative"])): str(row["label"]) for row in rows[:MOST]}
    else:
        rows = landscape.rows("overlap-of-category", category=name)
        like = {slug_of(str(row["other"])): str(row["label"]) for row in rows[:MOST]}
    if like:
        quiet(words.LIKE_IT)
        _offer("like", chosen.kind, like)


def _offer(key: str, kind: str, things: Mapping[str, str]) -> bool:
    """Show buttons that add things; return whether one was pressed."""
    pressed = False
    with st.container(horizontal=True):
        for name, label in things.items():
            pressed |= st.button(
                markdown(label),
                key=f"{key}-{name}",
                icon=":material/add:",
                on_click=_add,
                args=(kind, name),
                wrap=True,
            )
    return pressed


def _offer_shortlist(chosen: Choice) -> None:
    listed = address.shortlist()
    if len(listed) > 1 and listed[:MOST] != chosen.ids:
        text = words.SHORTLIST if len(listed) <= MOST else words.SHORTLIST_LONG
        st.button(
            text.format(count=len(listed), most=MOST),
            key="compare-shortlist",
            icon=":material/bookmarks:",
            on_click=_set,
            args=("tool", listed[:MOST]),
        )


def narrowing(landscape: Landscape, chosen: Choice) -> None:
    """Show for which needs to compare, and whether to show only differences."""
    needs = landscape.needs()
    st.session_state["compare-needs"] = list(chosen.needs)
    st.session_state["compare-only"] = chosen.only
    st.multiselect(
        words.NEEDS,
        list(needs),
        key="compare-needs",
        format_func=lambda need: needs[need].label,
        max_selections=MOST_NEEDS,
        placeholder=words.NEEDS_PLACEHOLDER.format(most=MOST_NEEDS),
        help=words.NEEDS_HELP,
        filter_mode="contains",
        select_all=False,
        on_change=_narrowed,
    )
    st.toggle(words.ONLY, key="compare-only", help=words.ONLY_HELP, on_change=_narrowed)


def _narrowed() -> None:
    only = _ONLY if st.session_state["compare-only"] else ""
    address.change(needs=",".join(st.session_state["compare-needs"]), only=only)


def _picked() -> None:
    if st.session_state["compare-category"]:
        _add("category", st.session_state["compare-category"])


def _add(kind: str, name: str) -> None:
    st.session_state[_BOX] = ""
    _set(kind, [*address.many(PARAMETERS[kind]), name])


def _remove(kind: str, name: str) -> None:
    _set(kind, [each for each in address.many(PARAMETERS[kind]) if known.id_of(kind, each) != name])


def _replace(kind: str, asked: str, name: str) -> None:
    _set(kind, [name if each == asked else each for each in address.many(PARAMETERS[kind])])


def _set(kind: str, names: Sequence[str]) -> None:
    other = next(parameter for each, parameter in PARAMETERS.items() if each != kind)
    address.change(**{PARAMETERS[kind]: ",".join(names), other: ""})
