"""The board pack: all that is found of the visitor's organization, with the closing set, as files."""

from collections.abc import Mapping

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


def draw(landscape: Landscape, plan: ClosingPlan, constraints: Constraints) -> None:
    """Offer a plan with everything else that is known of the organization as files for its board."""
    st.subheader(words.PACK, anchor=False)
    st.markdown(words.PACK_LEAD)
    exports.buttons(
        lambda: _document(landscape, plan, constraints),
        key="stack-pack",
        write=lambda document, ending: _file(landscape, document, ending),
    )


def _file(landscape: Landscape, document: Document, ending: str) -> bytes:
    content: bytes = kept.worked_out(landscape, (document, ending), lambda: written(document, ending))
    return content


def _document(landscape: Landscape, plan: ClosingPlan, constraints: Constraints) -> Document:
    found = kept.worked_out(landscape, ("pack", plan), lambda: pack_with(plan, kept.organisation(), landscape.engine))
    return made(found, landscape.engine, landscape.date, _told(landscape, constraints))


def _told(landscape: Landscape, constraints: Constraints) -> dict[str, str]:
    """Return the constraints that were chosen, by the words of the form in which they were."""
    tools = kept.names(landscape).labels
    chosen = {
        words.PRICING: _named(constraints.pricing, _labels(landscape, "pricing"), "or"),
        words.PRICE_LEVEL: _named(constraints.price_level, _labels(landscape, "price_level"), "or"),
        words.CHANNEL: _named(constraints.channels, _labels(landscape, "channel"), "or"),
        words.WORKS_WITH: _named(constraints.works_with, tools, "or"),
        words.MUST: _named(constraints.keep, tools, "and"),
        words.MUST_NOT: _named(constraints.without, tools, "and"),
        words.SOURCE: "yes" if constraints.open_source else "",
    }
    return {name: said for name, said in chosen.items() if said}


def _labels(landscape: Landscape, parameter: str) -> dict[str, str]:
    return {choice.id: choice.label for choice in landscape.choices(parameter)}


def _named(ids: tuple[str, ...], labels: Mapping[str, str], last: str) -> str:
    return listed([labels.get(id_, id_) for id_ in ids], last)
