"""What the address of the page asks for."""

import difflib
from dataclasses import dataclass

import streamlit as st

from ontology.namespaces import slug_of
from queries.catalogue import question
from ui import address
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.overview import words
from ui.words import listed

PAGE = 25
"""Tools that ``tools-by-facets`` tells at a time."""
_LAST_PAGE = 10_000
_NEAR = 3


@dataclass(frozen=True)
class Asked:
    """One state of the page.

    Attributes:
        words: letters of a name, empty for all tools.
        chosen: id of the value of each facet that narrows the list.
        page: which page of the list, from 1.
        view: ``list`` or ``table``.
        area: what the size of a category stands for, ``tools`` or ``adoption``.
    """

    words: str
    chosen: dict[str, str]
    page: int
    view: str
    area: str

    def values(self, without: str = "") -> dict[str, str]:
        """Return what narrows the list, as parameters of ``tools-by-facets``, less the facet `without`."""
        chosen = {name: value for name, value in self.chosen.items() if name != without}
        return {**({"words": self.words} if self.words and without != "words" else {}), **chosen}


def current(landscape: Landscape) -> Asked:
    """Return what the page's address asks for, after saying which values it asks for are unknown and so left out."""
    chosen = {}
    for facet in words.FACETS:
        value = address.one(facet)
        known = _known(landscape, facet) if value else {}
        if value in known:
            chosen[facet] = value
        elif value:
            _unknown(facet, value, known)
    number = address.one("page")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < len(str(_LAST_PAGE)) else 1
    view, area = address.one("view"), address.one("area")
    if chosen.get("retired") == "false":
        del chosen["retired"]
    return Asked(
        words=" ".join(address.one("q").split()),
        chosen=chosen,
        page=max(page, 1),
        view=view if view in words.VIEWS else next(iter(words.VIEWS)),
        area=area if area in words.AREAS else next(iter(words.AREAS)),
    )


def name_of(landscape: Landscape, facet: str, value: str) -> str:
    """Return what people call a value of a facet."""
    return _known(landscape, facet)[value]


def _known(landscape: Landscape, facet: str) -> dict[str, str]:
    if facet in words.VALUES:
        return words.VALUES[facet]
    asked = question("tools-by-facets").parameters[facet].options
    return {slug_of(str(row[facet])): str(row["label"]) for row in landscape.rows(asked)}


def _unknown(facet: str, value: str, known: dict[str, str]) -> None:
    near = difflib.get_close_matches(value.casefold(), list(known), n=_NEAR, cutoff=0.5)
    names = markdown(listed([known[name] for name in near], "or"))
    st.warning(
        words.NOT_KNOWN.format(
            facet=words.FACETS[facet].lower(),
            value=markdown(value[:60]),
            near=words.NEAREST.format(names=names) if near else "",
        ),
        icon=":material/link_off:",
    )
