"""What the visitor entered and what was worked out of it: in the visitor's own session, and nowhere else.

Nothing here goes through a cache that sessions share, into an address, or into a file that stays on the server.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from plans import organisation as organisations
from plans.names import ToolNames
from plans.organisation import Organisation
from plans.stack import Stack, read_stack, with_stack
from plans.standing import Standing
from plans.standing import standing as standing_of
from queries.engines import Engine
from ui.company import words
from ui.landscape import Landscape

_OWN, _FOUND, _SAID = "company", "company-found", "company-said"
_PARTS = ("company-", "stack-", "maturity-", "projects-", "strategy-", "communities-")
"""How the keys of everything begin that pages about the visitor's organization keep, widgets included."""


@dataclass(frozen=True)
class Said:
    """A message about the last thing that the visitor did, as Markdown."""

    kind: Literal["success", "info", "warning", "error"]
    text: str


def organisation() -> Organisation:
    """Return the visitor's organization; one that says nothing as long as nothing was entered."""
    own: Organisation | None = st.session_state.get(_OWN, (None, None))[0]
    return own or organisations.new(words.COMPANY)


def entered() -> bool:
    """Return whether the visitor entered anything yet, on any page."""
    return _OWN in st.session_state


def stack() -> Stack:
    """Return the visitor's stack."""
    own: Stack | None = st.session_state.get(_OWN, (None, None))[1]
    return own or Stack()


def keep_organisation(own: Organisation) -> None:
    """Put an organization in place of the one that is there.

    Raises:
        PlanError: its stack cannot be read; what was there stays.
    """
    st.session_state[_OWN] = (own, read_stack(own))


def keep(changed: Stack) -> None:
    """Put a stack in place of the one that is there; whatever else the organization says stays."""
    st.session_state[_OWN] = (with_stack(organisation(), changed), changed)


def forget() -> None:
    """Forget all that the visitor entered, on every page."""
    for key in list(st.session_state):
        if key == _OWN or str(key).startswith(_PARTS):
            del st.session_state[key]


def say(*said: Said) -> None:
    """Show these messages, on the page that is shown next, in place of those about what was done before."""
    st.session_state[_SAID] = (said, "")


def said(page: str) -> tuple[Said, ...]:
    """Return the messages about what the visitor did last, as long as it was done on `page`."""
    messages: tuple[Said, ...]
    messages, where = st.session_state.get(_SAID, ((), page))
    if where not in ("", page):
        messages = ()
    st.session_state[_SAID] = (messages, page)
    return messages


def worked_out(landscape: Landscape, name: Hashable, work: Callable[[], Any]) -> Any:
    """Return what `work` gives, kept under `name` for as long as the organization and the landscape stay the same."""
    found = _found(landscape)
    if name not in found:
        found[name] = work()
    return found[name]


def put(landscape: Landscape, name: Hashable, value: Any) -> None:
    """Keep a value under `name` for as long as the organization and the landscape stay the same."""
    _found(landscape)[name] = value


def got(landscape: Landscape, name: Hashable) -> Any:
    """Return what is kept under `name`, None where nothing is."""
    return _found(landscape).get(name)


def standing(landscape: Landscape) -> Standing:
    """Return where the stack stands in the landscape."""
    found: Standing = worked_out(landscape, "standing", lambda: standing_of(landscape.engine, stack()))
    return found


def names(landscape: Landscape) -> ToolNames:
    """Return the names of the tools of the landscape, which are the same for everybody."""
    return _names(landscape.edition, landscape.engine)


def _found(landscape: Landscape) -> dict[Hashable, Any]:
    key = (landscape.edition, organisation())
    held, found = st.session_state.get(_FOUND, (None, {}))
    if held != key:
        found = {}
        st.session_state[_FOUND] = (key, found)
    kept: dict[Hashable, Any] = found
    return kept


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(edition: str, _engine: Engine) -> ToolNames:
    del edition  # it is the key
    return ToolNames(_engine)
