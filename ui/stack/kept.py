"""What the visitor entered and what was worked out of it: in the visitor's own session, and nowhere else.

Nothing here goes through a cache that sessions share, into an address, or into a file of the server.
"""

from collections.abc import Callable
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
from ui.landscape import Landscape
from ui.stack import words

PLAN = "my-stack-plan"
"""Where the closing set is kept that was found last."""
ENTER = "stack-enter"
"""Whether the ways to add tools are open."""
_OWN, _FOUND, _SAID = "my-stack", "my-stack-found", "my-stack-said"


@dataclass(frozen=True)
class Said:
    """A message about the last thing that the visitor did, as Markdown."""

    kind: Literal["success", "info", "warning", "error"]
    text: str


def organisation() -> Organisation:
    """Return the visitor's organization; one without a stack as long as nothing was entered."""
    own: Organisation | None = st.session_state.get(_OWN, (None, None))[0]
    return own or organisations.new(words.COMPANY)


def stack() -> Stack:
    """Return the visitor's stack."""
    own: Stack | None = st.session_state.get(_OWN, (None, None))[1]
    return own or Stack()


def open_organisation(own: Organisation) -> None:
    """Put an organization in place of the one that is there.

    Raises:
        PlanError: its stack cannot be read; what was there stays.
    """
    st.session_state[_OWN] = (own, read_stack(own))
    st.session_state[ENTER] = False


def keep(changed: Stack) -> None:
    """Put a stack in place of the one that is there; whatever else the organization says stays."""
    st.session_state[_OWN] = (with_stack(organisation(), changed), changed)
    st.session_state[ENTER] = not changed.owned


def forget() -> None:
    """Forget all that the visitor entered."""
    for key in (_OWN, _FOUND, _SAID, PLAN):
        st.session_state.pop(key, None)
    st.session_state[ENTER] = True


def say(*said: Said) -> None:
    """Show these messages in place of those about what was done before."""
    st.session_state[_SAID] = said


def said() -> tuple[Said, ...]:
    """Return the messages about what the visitor did last."""
    found: tuple[Said, ...] = st.session_state.get(_SAID, ())
    return found


def worked_out(landscape: Landscape, name: str, work: Callable[[], Any]) -> Any:
    """Return what `work` gives, kept under `name` for as long as the stack and the landscape stay the same."""
    key = (landscape.edition, stack())
    held, found = st.session_state.get(_FOUND, (None, {}))
    if held != key:
        found = {}
        st.session_state[_FOUND] = (key, found)
    if name not in found:
        found[name] = work()
    return found[name]


def standing(landscape: Landscape) -> Standing:
    """Return where the stack stands in the landscape."""
    found: Standing = worked_out(landscape, "standing", lambda: standing_of(landscape.engine, stack()))
    return found


def names(landscape: Landscape) -> ToolNames:
    """Return the names of the tools of the landscape, which are the same for everybody."""
    return _names(landscape.edition, landscape.engine)


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(edition: str, _engine: Engine) -> ToolNames:
    del edition  # it is the key
    return ToolNames(_engine)
