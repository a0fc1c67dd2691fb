"""The needs of the strategy with the tools for them."""

import streamlit as st

from plans.gaps import owned_tools
from plans.offers import Offer
from plans.strategy import Strategy, strategy
from ui import address
from ui.company import kept
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.strategy import words
from ui.words import first

_WIDE = 170
_NAMED = 5


def draw(landscape: Landscape) -> Asked:
    """Show each need of the strategy with who wants it, the visitor's tools, and the best others."""
    found: Strategy = kept.worked_out(
        landscape,
        "strategy tools",
        lambda: strategy(kept.organisation(), landscape.engine, landscape.release),
    )
    if not found.needs:
        st.markdown(words.TOOLS_NONE)
        return {words.QUERIES["needs"]: ("needs-of-strategy", {})}
    tools = owned_tools(kept.organisation())
    if not tools:
        st.warning(words.TOOLS_PARTIAL, icon=":material/help:")
        address.link("stack", words.TOOLS_STACK, icon=address.ONWARD)
    for note in found.notes:
        st.warning(markdown(note), icon=":material/help:")
    quiet(words.TOOLS_LEAD)
    table(
        [words.NEED, words.WANTED, words.YOURS, words.OTHERS],
        [
            [
                f"[{markdown(need.label)}]({address.path('gaps', need=need.need)})",
                _some([each.name for each in found.elements if need.need in each.needs]),
                _offers(need.owned) or (words.NO_TOOL if tools else words.NOT_KNOWN),
                _offers(need.consider) or words.NO_TOOL,
            ]
            for need in found.needs
        ],
        alt=words.TOOLS,
        column_pixels=_WIDE,
    )
    asked: Asked = {words.QUERIES["needs"]: ("needs-of-strategy", {})}
    if tools:
        asked[words.QUERIES["owned"]] = (
            "fits-of-tools",
            {"need": [need.need for need in found.needs], "tool": tools},
        )
    return asked


def _offers(offers: tuple[Offer, ...]) -> str:
    named = [
        words.OFFER.format(
            name=f"[{markdown(each.label)}]({address.path('tool', id=each.id)})",
            fit=words.FITS_OF[each.fit],
            share=f"{each.coverage:.0%}",
        )
        for each in offers
    ]
    return first(named, _NAMED)


def _some(names: list[str]) -> str:
    return first([markdown(name) for name in names], _NAMED)
