"""Why a community of one's own may fail, what leads into it, and what it would bring."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from plans.community import LOWERED, OPEN, PARTLY, UNKNOWN, Risk
from plans.terms import names_of
from ui import address
from ui import words as app_words
from ui.communities import own, words
from ui.company.sections import Asked
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape

_WIDE, _CARD = 170, 330
_ORDER = (OPEN, PARTLY, UNKNOWN, LOWERED)


def draw(landscape: Landscape) -> Asked:
    """Show each way in which a community fails, the open ones first."""
    found = own.found(landscape)
    counts = Counter(risk.state for risk in found.risks)
    there = [state for state in _ORDER if counts[state]]
    told = app_words.listed([f"{counts[state]} {words.STATE_COUNTS[state]}" for state in there])
    st.markdown(words.RISKS_COUNT.format(count=app_words.count(len(found.risks), "reason", "reasons"), states=told))
    if len(there) > 1:
        chosen = st.segmented_control(
            words.STATE_LABEL,
            there,
            # Another file may have other states, and none that is there is to stay chosen of those that are not.
            key=f"communities-state-{'-'.join(there)}",
            default=[state for state in there if state != LOWERED],
            format_func=lambda state: words.STATE_COUNTS[state].capitalize(),
            selection_mode="multi",
        )
    else:
        chosen = []
    quiet(words.RISKS_LEAD)
    known = bool(own.tools())
    with st.grid("auto", min_column_width=_CARD):
        for risk in found.risks:
            if risk.state in (chosen or there):
                with st.container(border=True):
                    _risk(risk, known=known)
    asked: Asked = {words.QUERIES["risks"]: ("community-risks", {})}
    asked |= own.asked_of_tools({each.id for risk in found.risks for each in risk.capabilities})
    if any(risk.reasons for risk in found.risks):
        asked[words.QUERIES["weak"]] = ("needs-behind-maturity", {"maturity": list(names_of("maturity"))})
    return asked


def bridges(landscape: Landscape) -> Asked:
    """Show the needs that tie public networks to the visitor's own community."""
    found = own.found(landscape)
    known = bool(own.tools())
    quiet(words.BRIDGES_LEAD)
    table(
        [words.TIE, words.PUBLIC, words.OWN, words.TAKES],
        [
            [
                _need(each.need, each.need_label),
                markdown(each.external_label),
                markdown(each.branded_label),
                "  \n".join(own.held(capability, known=known) for capability in each.capabilities),
            ]
            for each in found.bridges
        ],
        alt=words.BRIDGES,
        column_pixels=_WIDE,
    )
    asked: Asked = {words.QUERIES["bridges"]: ("bridges-to-community", {})}
    return asked | own.asked_of_tools({each.id for bridge in found.bridges for each in bridge.capabilities})


def benefits(landscape: Landscape) -> Asked:
    """Show what a community would bring."""
    ids = {need.label: need.id for need in landscape.needs().values()}
    table(
        [words.BENEFIT, words.BRINGS, words.SERVES],
        [
            [markdown(each.label), markdown(each.definition), ", ".join(_named(label, ids) for label in each.needs)]
            for each in own.found(landscape).benefits
        ],
        alt=words.BENEFITS,
        column_pixels=_WIDE,
    )
    return {words.QUERIES["benefits"]: ("community-benefits", {})}


def _risk(risk: Risk, *, known: bool) -> None:
    st.header(markdown(risk.label), anchor=False)
    period = words.PERIOD.format(period=markdown(risk.period))
    st.markdown(f"{words.STATES[risk.state]} :small[:gray[{period}]]")
    st.markdown(words.SIGN.format(text=markdown(risk.sign)))
    if risk.reasons:
        st.markdown("\n".join([words.BECAUSE, "", *(f"- {markdown(reason)}" for reason in risk.reasons)]))
    held = (own.held(capability, known=known) for capability in risk.capabilities)
    st.markdown("  \n".join([words.LOWERS, *held]))
    st.markdown(words.PEOPLE.format(text=markdown(risk.measure)))


def _need(need: str, label: str) -> str:
    return f"[{markdown(label)}]({address.path('gaps', need=need)})"


def _named(label: str, ids: Mapping[str, str]) -> str:
    return _need(ids[label], label) if label in ids else markdown(label)
