"""What the address of the page asks for."""

import difflib
from dataclasses import dataclass

import streamlit as st

from loaders.releases import Release, releases
from ontology.namespaces import slug_of
from queries.home import default_home
from ui import address
from ui import landscape as landscapes
from ui.changes import words
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.words import listed

_LAST_PAGE = 10_000
_NEAR = 3


@dataclass(frozen=True)
class Asked:
    """One state of the page.

    Attributes:
        kind: the kind of change whose tools are listed, empty for the first there is.
        category: id of the category that the list keeps, empty for all.
        need: id of the need whose tools are listed, empty for none.
        page: which page of the list, from 1.
    """

    kind: str
    category: str
    need: str
    page: int


def kept(landscape: Landscape) -> list[Release]:
    """Return the releases on this machine up to the current one, the newest first; none where a server is asked."""
    if landscape.folder is None:
        return []
    return _kept(landscape.edition, landscape.release)


@st.cache_data(max_entries=2, show_spinner=False)
def _kept(edition: str, current: str) -> list[Release]:
    del edition  # it is the key
    found = releases(default_home())
    return found[[release.id for release in found].index(current) :]


def release(current: Landscape) -> Landscape:
    """Return the release that the address asks for, or `current` after saying that there is no other of that name."""
    wanted = address.one("release")
    if not wanted or wanted == current.release:
        return current
    found = {each.id: each for each in kept(current)}
    if wanted in found:
        return landscapes.of(found[wanted])
    if current.folder is None:
        st.warning(words.GONE_SERVER, icon=":material/link_off:")
        return current
    near = difflib.get_close_matches(wanted, list(found), n=_NEAR)
    names = words.NEAREST.format(names=markdown(listed(near, "or"))) if near else ""
    st.warning(words.UNKNOWN_RELEASE.format(release=markdown(wanted[:60]), near=names), icon=":material/link_off:")
    return current


def current(landscape: Landscape) -> Asked:
    """Return what the address asks of a release, after saying which values it asks for are unknown and so left out."""
    number = address.one("page")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < len(str(_LAST_PAGE)) else 1
    kind = address.one("kind")
    return Asked(
        kind=kind if kind in words.KINDS else "",
        category=_known(landscape, "category", "categories", words.CATEGORY),
        need=_known(landscape, "need", "needs", words.NEED),
        page=max(page, 1),
    )


def _known(landscape: Landscape, name: str, question: str, what: str) -> str:
    value = address.one(name)
    if not value or value in {slug_of(str(row[name])) for row in landscape.rows(question)}:
        return value
    st.warning(words.NOT_KNOWN.format(what=what.lower(), value=markdown(value[:60])), icon=":material/link_off:")
    return ""
