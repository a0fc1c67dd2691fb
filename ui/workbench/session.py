"""What one visitor's page holds between two looks at it: the draft, the query on its way, what was run before."""

import os
from dataclasses import dataclass, replace

import streamlit as st

from loaders.releases import current_release
from queries.endpoint import VARIABLE
from queries.errors import QueryError
from queries.home import default_home
from queries.workers import Edition, Workers
from ui import address
from ui.components.editor import Draft
from ui.landscape import Landscape
from ui.workbench.address import Asked, Look, read, written
from ui.workbench.names import start
from ui.workbench.running import Outcome, Run, run_here, run_there

EDITOR = "wb-editor"
_HISTORY = 30
_AT_ONCE_SECONDS = 1.0
"""A query that is done by then is shown without a word about its running."""


@dataclass(frozen=True)
class Ran:
    """Something that was run: what, when (seconds since 1970), and with which outcome."""

    asked: Asked
    at: float
    outcome: Outcome


def asked() -> tuple[Asked, Look]:
    """Return what the address asks for.

    Raises:
        AddressError: it is damaged.
    """
    return read({name: st.query_params.get_all(name) for name in st.query_params})


def go(new: Asked, look: Look | None = None, *, again: bool = True) -> None:
    """Let the address ask for something else; what it asks for runs, even if it is the same once more."""
    address.go(written(new, look or Look()))
    if again:
        st.session_state["wb-asked"] = None


def show(look: Look) -> None:
    """Let the address show the answer in another way."""
    address.go(written(asked()[0], look))


def follow(new: Asked, landscape: Landscape) -> bool:
    """Start what the address asks for, unless it is already the last thing run; return whether it was new."""
    if st.session_state.get("wb-asked") == new:
        return False
    stop()
    st.session_state["wb-asked"] = new
    if "wb-draft" not in st.session_state:
        draft(new.sparql or start())
    elif new.sparql and new.sparql != typed():
        draft(new.sparql)
    if new:
        st.session_state["wb-run"] = _start(new, landscape)
    return True


def _start(new: Asked, landscape: Landscape) -> "Run | Outcome":
    try:
        sparql = new.bound(landscape.engine)
    except QueryError as error:
        return Outcome("", error=error)
    if os.environ.get(VARIABLE):
        return run_there(landscape.engine, landscape.release, sparql)
    return run_here(_workers(), landscape.engine, sparql)


@st.cache_resource(show_spinner=False)
def _workers() -> Workers:
    def current() -> Edition:
        release = current_release(default_home())
        return Edition(release.id, release.store)

    return Workers(current, 2)


def stop() -> None:
    """Give up the query on its way, and forget the last outcome."""
    run = st.session_state.pop("wb-run", None)
    if isinstance(run, Run) and run.wait(0) is None:
        run.cancel()


def running() -> Run | None:
    """Return the query on its way, after giving it the time in which most are done."""
    run = st.session_state.get("wb-run")
    if not isinstance(run, Run):
        return None
    outcome = run.wait(_AT_ONCE_SECONDS)
    if outcome is None:
        return run
    st.session_state["wb-run"] = outcome
    _remember(Ran(st.session_state["wb-asked"], run.started, outcome))
    return None


def outcome() -> Outcome | None:
    """Return what came of the last query."""
    held = st.session_state.get("wb-run")
    return held if isinstance(held, Outcome) else None


def _remember(ran: Ran) -> None:
    # Of the answer its numbers are enough: thirty long answers would be much to keep.
    slim = replace(ran, outcome=replace(ran.outcome, answer=None, content=b"", labels={}))
    before = [each for each in history() if each.asked != ran.asked]
    st.session_state["wb-history"] = [slim, *before][:_HISTORY]


def history() -> list[Ran]:
    """Return what was run in this session, the latest first."""
    held: list[Ran] = st.session_state.get("wb-history", [])
    return held


def draft(text: str) -> None:
    """Put `text` into the editor."""
    last = st.session_state.get("wb-draft")
    st.session_state["wb-draft"] = Draft(text, last.edition + 1 if last else 1)
    st.session_state["wb-text"] = text


def current_draft() -> Draft:
    """Return what the editor is given; see `typed`."""
    held: Draft = st.session_state["wb-draft"]
    if not st.session_state.get(EDITOR, {}).get("typed"):
        # The editor is new on the page: it begins with what stood there when it was last seen.
        held = replace(held, text=st.session_state["wb-text"])
        st.session_state["wb-draft"] = held
    return held


def typed() -> str:
    """Return what stands in the editor."""
    last = st.session_state.get(EDITOR, {}).get("typed")
    if last and last["edition"] == st.session_state["wb-draft"].edition:
        st.session_state["wb-text"] = last["text"]
    held: str = st.session_state["wb-text"]
    return held
