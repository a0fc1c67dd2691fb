"""The parts of a tool's page that are of no other page."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.gaps.share import share
from ui.landscape import Landscape
from ui.things import lists, words
from ui.things.facts import Fact, Facts, origins
from ui.things.known import names
from ui.things.programs import for_programs

_COMPARED = 3
"""Alternatives that a tool is compared with."""
_NAMED = 12
"""Other software of one kind that is named."""


def heading(landscape: Landscape, tool: str, name: str, known: Facts) -> None:
    """Show what the tool is called and who makes it; first of all, if so, that it is gone."""
    st.title(markdown(name), anchor=False)
    other = [markdown(row["label"]) for row in landscape.rows("other-names", node=f"tool:{tool}")]
    if other:
        quiet(words.ALSO_CALLED.format(names=", ".join(other)))
    _status(name, known)
    with st.container(horizontal=True, vertical_alignment="center"):
        for fact in known.get("madeBy", []):
            label = words.BY.format(vendor=markdown(fact.label))
            address.link("vendor", label, {"id": slug_of(str(fact.value))}, icon=":material/storefront:")
        for fact in known.get("homepage", [])[:1]:
            st.markdown(link(str(fact.value)), width="content")


def _status(name: str, known: Facts) -> None:
    for status in known.get("hasStatus", []):
        kind = slug_of(str(status.value))
        if kind == "active":
            continue
        text = words.STATUS.get(kind, words.STATUS_OTHER).format(name=markdown(name), status=markdown(status.label))
        for since in known.get("statusSince", [])[:1]:
            text += f", {words.SINCE.format(since=markdown(since.value))}"
        text = ": ".join([text, *(markdown(fact.value) for fact in known.get("comment", []))])
        st.warning(f"**{text}**  \n{_sources(status, known)}", icon=":material/event_busy:")
        for fact in known.get("replacedBy", []):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{words.SUCCESSOR}:", width="content")
                successor = {"id": slug_of(str(fact.value))}
                address.link("tool", markdown(fact.label), successor, icon=address.ONWARD)


def _sources(status: Fact, known: Facts) -> str:
    cited = [markdown(fact.value) for fact in known.get("bibliographicCitation", [])]
    linked = [link(str(fact.value)) for fact in known.get("source", [])]
    return f"{words.STATUS_SOURCE}: " + "; ".join([*linked, *cited, status.origin])


def actions(tool: str, alternatives: Sequence[str], *, gone: bool) -> None:
    """Show what can be done with the tool: keep it, less loudly if it is gone, compare it, have it as data."""
    listed = address.shortlist()
    with st.container(horizontal=True, vertical_alignment="center"):
        if tool in listed:
            st.button(words.TAKE, key="take", icon=":material/bookmark_remove:", on_click=address.take, args=(tool,))
        elif len(listed) < address.MOST_LISTED:
            kind: Literal["primary", "secondary"] = "secondary" if gone else "primary"
            icon = ":material/bookmark_add:"
            st.button(words.PUT, key="put", icon=icon, type=kind, on_click=address.put, args=(tool,))
        else:
            quiet(words.FULL.format(most=address.MOST_LISTED), width="content")
        compared = [tool, *alternatives[:_COMPARED]]
        label = words.COMPARE if alternatives else words.COMPARE_ALONE
        address.link("compare", label, {"tools": ",".join(compared)}, icon=":material/compare_arrows:")
        data = for_programs(f"/id/tool/{tool}")
        if data:
            st.link_button(words.AS_DATA, data, icon=":material/data_object:", type="tertiary", help=words.AS_DATA_HELP)
        share("tool", {"id": tool})


def alternatives(same_abilities: Sequence[Row], same_needs: Sequence[Row]) -> None:
    """Show what could take the tool's place: tools known to do the same, then tools that serve the same needs."""
    st.header(words.ALTERNATIVES, anchor=False)
    if not same_abilities and not same_needs:
        st.markdown(words.NO_ALTERNATIVES)
        return
    if same_abilities:
        st.subheader(words.ALTERNATIVES_EVIDENCE, anchor=False)
        quiet(words.ALTERNATIVES_EVIDENCE_NOTE)
        lists.things("tool", same_abilities, "alternative", "alike", _shares)
    if same_needs:
        st.subheader(words.ALTERNATIVES_NEEDS, anchor=False)
        quiet(words.ALTERNATIVES_NEEDS_NOTE)
        lists.things("tool", same_needs, "alternative", "same-needs", _shares_needs)


def _shares(row: Row) -> str:
    said = words.SHARES if int(str(row["own"])) > 1 else words.SHARES_ONE
    return f"{said.format(shared=row['shared'], own=row['own'])} · {lists.seen(row)}"


def _shares_needs(row: Row) -> str:
    return f"{words.SHARES_NEEDS.format(shared=row['shared'])} · {lists.seen(row)}"


def categories(landscape: Landscape, about: Sequence[Row], labels: Sequence[Row], known: Facts) -> None:
    """Show the categories of the tool, and what the sources call it; what it can do is told elsewhere."""
    st.header(words.CATEGORIES, anchor=False)
    sure = [row for row in about if str(row["property"]).endswith("#belongsToCategory")]
    maybe = [row for row in about if str(row["property"]).endswith("#mayBelongToCategory")]
    if not sure and not maybe:
        st.markdown(words.CATEGORIES_NONE)
    for title, rows in ((words.CATEGORIES_SURE, sure), (words.CATEGORIES_MAYBE, maybe)):
        if rows:
            with st.container(gap="xsmall"):
                quiet(title)
                for row in rows:
                    category = {"id": slug_of(str(row["value"]))}
                    address.link("category", markdown(row["label"]), category, icon=address.ONWARD)
    abilities = names(landscape, "capability")
    called: dict[str, list[str]] = {}
    for row in labels:
        if row["provider_label"] not in abilities:
            called.setdefault(origins([row])[0], []).append(f"“{markdown(row['provider_label'])}”")
    for origin, texts in called.items():
        quiet(words.LISTED_AS.format(labels=", ".join(texts), origin=origin))
    for fact in known.get("disputedCategory", []):
        quiet(words.DISPUTED.format(label=markdown(fact.label), origin=fact.origin))


def technologies(related: Sequence[Row]) -> None:
    """Show which other software the tool needs, brings along, or is needed by."""
    st.header(words.WORKS_WITH, anchor=False)
    if not related:
        st.markdown(words.NO_RELATIONS)
    by_kind = sorted(related, key=lambda row: list(words.RELATIONS).index(str(row["relation"])))
    for relation, group in groupby(by_kind, key=lambda row: str(row["relation"])):
        rows = list(group)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f"{words.RELATIONS[relation]}:", width="content")
            for row in rows[:_NAMED]:
                _software(row)
            if len(rows) > _NAMED:
                quiet(words.AND_MORE.format(count=len(rows) - _NAMED), width="content")


def _software(row: Row) -> None:
    iri = str(row["software"])
    if "/id/tool/" in iri:
        address.link("tool", markdown(row["label"]), {"id": slug_of(iri)})
    else:
        st.markdown(markdown(row["label"]), width="content")


def siblings(landscape: Landscape, tool: str, known: Facts) -> None:
    """Show the vendor's other tools."""
    for fact in known.get("madeBy", []):
        others = [
            row
            for row in landscape.rows("tools-of-vendor", vendor=slug_of(str(fact.value)))
            if slug_of(str(row["tool"])) != tool
        ]
        if others:
            st.header(words.VENDOR.format(vendor=markdown(fact.label)), anchor=False)
            lists.things("tool", others, "tool", "siblings", lists.seen)
