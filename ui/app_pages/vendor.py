"""A vendor: its tools, and what they serve together."""

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui import landscape as landscapes
from ui.components import query
from ui.components.footer import footer
from ui.escaping import markdown
from ui.gaps.share import share
from ui.landscape import Landscape
from ui.things import known, lists, served, words
from ui.words import count

_COMPARED = 5
"""Tools that are compared at most."""
_FITS = {"covered": "primary", "partly covered": "supporting"}
"""The fit of the tools together, by what the answer calls it."""


def _together(landscape: Landscape, tools: tuple[str, ...]) -> list[Row]:
    rows = [row for row in landscape.rows("needs-of-stack", tool=tools) if row["state"] in _FITS]
    return [{**row, "fit": _FITS[str(row["state"])]} for row in reversed(rows)]


landscape = landscapes.current()
asked = known.asked_for(landscape, "vendor")
if asked:
    rows = landscape.rows("tools-of-vendor", vendor=asked)
    tools = tuple(slug_of(str(row["tool"])) for row in rows if not row["retired"])
    st.title(markdown(known.names(landscape, "vendor")[asked]), anchor=False)
    st.markdown(words.VENDOR_LEAD.format(tools=count(len(rows), "tool", "tools")))
    share("vendor", {"id": asked})
    st.header(words.MAKES, anchor=False)
    lists.things("tool", rows, "tool", "tools", lists.seen)
    if len(tools) > 1:
        compared = {"tools": ",".join(tools[:_COMPARED])}
        address.link("compare", words.COMPARE_TOOLS, compared, icon=":material/compare_arrows:")
    if tools:
        served.by_stage(landscape, _together(landscape, tools), words.NEEDS_TOGETHER if len(tools) > 1 else words.NEEDS)
    query.panel(
        {
            words.QUERIES["tools"]: ("tools-of-vendor", {"vendor": asked}),
            **({words.QUERIES["needs"]: ("needs-of-stack", {"tool": tools})} | served.QUERIES if tools else {}),
        }
    )
footer(landscape)
