"""The list itself: its tools, each to be looked at, moved or removed, and what the link names beside them."""

import streamlit as st

from ontology.namespaces import slug_of
from ui import address
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.landscape import Landscape
from ui.shortlist import words
from ui.shortlist.asked import Asked, Tool
from ui.things import known

_OFFERED = 3
_COMPARED = 5
_BOX = "shortlist-find"


def empty(landscape: Landscape) -> None:
    """Say how tools get onto the list."""
    st.header(words.EMPTY_TITLE, anchor=False)
    st.markdown(words.EMPTY)
    with st.container(horizontal=True):
        address.link("gaps", words.EMPTY_GAPS, icon=":material/target:")
        address.link("landscape", words.EMPTY_LANDSCAPE, icon=":material/map:")
    adding(landscape, (), words.ADD)


def adding(landscape: Landscape, listed: tuple[str, ...], label: str = words.ADD_MORE) -> None:
    """Show a box that finds tools, and a button for each that is found and not `listed`."""
    if len(address.shortlist()) >= address.MOST_LISTED:
        quiet(words.FULL.format(most=address.MOST_LISTED))
        return
    found = known.find(_BOX, landscape, label)
    with st.container(horizontal=True):
        for tool, name in found.items():
            if tool not in listed:
                st.button(
                    markdown(name), key=f"add-{tool}", icon=":material/add:", on_click=_add, args=(tool,), wrap=True
                )


def _add(tool: str) -> None:
    st.session_state[_BOX] = ""
    address.put(tool)


def missing(landscape: Landscape, asked: Asked) -> None:
    """Say, of each thing that the link names and we do not know, what became of it, and offer what is nearest."""
    if not asked.missing:
        return
    with st.container(border=True):
        st.header(words.MISSING_TITLE, anchor=False)
        st.markdown(words.MISSING)
        for given in asked.missing:
            said, instead = _became(landscape, given)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f":material/link_off: {said}", width="content")
                for tool, name in instead.items():
                    text = words.INSTEAD.format(name=markdown(name))
                    key = f"instead-{given}-{tool}"
                    st.button(text, key=key, on_click=_replace, args=(given, tool), wrap=True)
                st.button(words.DROP, key=f"drop-{given}", type="tertiary", on_click=address.take, args=(given,))


def _became(landscape: Landscape, given: str) -> tuple[str, dict[str, str]]:
    """Return what became of what the link names, and the tools that may be meant by it."""
    name = known.id_of("tool", given)
    shown = markdown(known.shortened(given))
    changes = landscape.rows("changes-of-tool", tool=name) if name else []
    now = {slug_of(str(row["subject"])): "" for row in changes if row["change"] == "renamed"}
    if now:
        now = {tool: known.tool_name(landscape, tool) for tool in now}
        return words.MISSING_RENAMED.format(asked=shown, name=markdown(next(iter(now.values())))), now
    near = dict(list(known.nearest(landscape, "tool", given).items())[:_OFFERED])
    gone = any(row["change"] == "gone" for row in changes)
    return (words.MISSING_GONE if gone else words.MISSING_ID).format(asked=shown), near


def _replace(given: str, tool: str) -> None:
    address.keep([tool if each == given else each for each in address.shortlist()])


def tools(asked: Asked) -> None:
    """Show the tools, each with what can be done with it."""
    st.header(words.TOOLS, anchor=False)
    last = len(asked.tools) - 1
    for place, tool in enumerate(asked.tools):
        with st.container(border=True, key=f"listed-{tool.id}", gap="small"):
            with st.container(gap=None):
                address.link("tool", f"**{markdown(tool.name)}**", {"id": tool.id}, icon=address.ONWARD)
                quiet(_about(tool))
                _status(tool)
            with st.container(horizontal=True, gap="medium"):
                _changes(asked, tool, first=place == 0, last=place == last)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(asked.tools) > 1:
            text = words.COMPARE if len(asked.tools) <= _COMPARED else words.COMPARE_SOME.format(most=_COMPARED)
            chosen = {"tools": ",".join(asked.ids[:_COMPARED]), "needs": ",".join(asked.needs[:_COMPARED])}
            address.link("compare", text, chosen, icon=":material/compare_arrows:")
        st.button(
            words.CLEAR, key="clear", type="tertiary", icon=":material/delete:", on_click=address.keep, args=([],)
        )


def _about(tool: Tool) -> str:
    parts = [words.BY.format(vendor=markdown(tool.vendor)) if tool.vendor else "", link(tool.homepage)]
    parts.append(words.NOT_MEASURED if tool.adoption is None else words.SEEN.format(count=tool.adoption))
    return " · ".join(part for part in parts if part)


def _status(tool: Tool) -> None:
    if not tool.status:
        return
    st.markdown(f":orange[:material/event_busy: {markdown(tool.status)}]")
    if tool.successor:
        successor, name = tool.successor
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            quiet(words.SUCCESSOR, width="content")
            address.link("tool", markdown(name), {"id": successor}, icon=address.ONWARD)


def _changes(asked: Asked, tool: Tool, *, first: bool, last: bool) -> None:
    """Show the buttons that move or remove a tool."""
    ids, name = list(asked.ids), markdown(tool.name)
    place = ids.index(tool.id)
    before = [*ids[: place - 1], tool.id, ids[place - 1], *ids[place + 1 :]] if not first else ids
    after = [*ids[:place], *ids[place + 1 : place + 2], tool.id, *ids[place + 2 :]]
    without = [each for each in ids if each != tool.id]
    for key, label, meaning, icon, then, disabled in (
        ("up", words.UP, words.UP_MEANING, ":material/arrow_upward:", before, first),
        ("down", words.DOWN, words.DOWN_MEANING, ":material/arrow_downward:", after, last),
        ("remove", words.REMOVE, words.REMOVE_MEANING, ":material/close:", without, False),
    ):
        st.button(
            label,
            key=f"{key}-{tool.id}",
            help=meaning.format(name=name),
            icon=icon,
            type="tertiary",
            disabled=disabled,
            on_click=address.keep,
            args=([*then, *asked.missing],),
        )


def share(asked: Asked) -> None:
    """Show a button that opens the link to this list with these needs."""
    with st.popover(words.SHARE, icon=":material/link:", type="tertiary", key="share"):
        st.markdown(words.SHARE_MEANING)
        st.code(page_link(asked), language=None, wrap_lines=True)


def page_link(asked: Asked) -> str:
    """Return the address of this list with these needs, as others open it."""
    given = {address.SHORTLIST: ",".join(asked.ids), "needs": ",".join(asked.needs)}
    return address.whole("shortlist", **{name: value for name, value in given.items() if value})
