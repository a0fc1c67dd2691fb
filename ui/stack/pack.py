"""The board pack: all that is found of the visitor's organization, with the closing set, as files."""

from dataclasses import asdict

import streamlit as st

from plans.candidates import Constraints
from plans.closing_plan import ClosingPlan
from plans.pack import pack_with
from ui import exports
from ui.company import kept
from ui.exports import Document
from ui.exports.writing import written
from ui.landscape import Landscape
from ui.pack.files import made
from ui.stack import words
from ui.words import listed

_TOOLS = ("keep", "without", "works_with")


def draw(landscape: Landscape, plan: ClosingPlan, constraints: Constraints) -> None:
    """Offer a plan with everything else that is known of the organization as files for its board."""
    st.subheader(words.PACK, anchor=False)
    st.markdown(words.PACK_LEAD)
    exports.buttons(
        lambda: _document(landscape, plan, constraints),
        key="stack-pack",
        write=lambda made, ending: _file(landscape, made, ending),
    )


def _file(landscape: Landscape, made: Document, ending: str) -> bytes:
    content: bytes = kept.worked_out(landscape, (made, ending), lambda: written(made, ending))
    return content


def _document(landscape: Landscape, plan: ClosingPlan, constraints: Constraints) -> Document:
    found = kept.worked_out(landscape, ("pack", plan), lambda: pack_with(plan, kept.organisation(), landscape.engine))
    return made(found, landscape.engine, landscape.date, _told(landscape, constraints))


def _told(landscape: Landscape, constraints: Constraints) -> dict[str, str]:
    """Return the constraints that were chosen, in words."""
    labels = kept.names(landscape).labels
    told: dict[str, str] = {}
    for name, value in asdict(constraints).items():
        if value:
            shown = value if name not in _TOOLS else [labels.get(tool, tool) for tool in value]
            told[name.replace("_", " ").capitalize()] = "yes" if value is True else listed(list(shown))
    return told
