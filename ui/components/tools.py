"""The answer: tools in their order, each a card that opens into its reasons."""

from collections import defaultdict
from dataclasses import replace

import streamlit as st

from ontology.namespaces import slug_of
from queries.answers import Answer, Filters, RankedTool, Reason
from queries.results import Row
from ui import address, words
from ui.components.basis import badge, unknown
from ui.components.text import quiet
from ui.escaping import link, markdown
from ui.gaps import path
from ui.landscape import Landscape, Need, Requirement
from ui.state import MOST, PAGE, State, current, go


def primary(landscape: Landscape, need: str, filters: Filters) -> int:
    """Return how many tools serve the need well."""
    return landscape.count(need, replace(filters, fit=("primary",)))


def counts(landscape: Landscape, answer: Answer, need: Need, state: State) -> None:
    """Say how many tools serve the need, and how many of them well."""
    filters = state.filters()
    found = words.count(answer.total, "tool", "tools")
    if state.narrowed_by():
        left = "pass" if answer.total != 1 else "passes"
        text = f"{found} of {landscape.count(need.id, Filters(fit=filters.fit)):,} {left} your choices"
    else:
        verb = words.SERVE_OR_TOUCH if state.fit else words.SERVE
        text = f"{found} {verb[answer.total != 1]} this need"
    st.header(
        f"{text}, {primary(landscape, need.id, filters):,} with primary fit", anchor=False, help=_fit_help(landscape)
    )


def _fit_help(landscape: Landscape) -> str:
    levels = {choice.id: choice for choice in landscape.choices("fit")}
    lines = [f"**{words.FIT[fit]}**: {markdown(levels[fit].definition)}" for fit in words.FIT if fit in levels]
    return "\n\n".join(
        [*lines, f"**{words.COVERS}**: {words.COVERAGE_HELP}", f"**{words.SEEN}**: {words.ADOPTION_HELP}"]
    )


def cards(landscape: Landscape, answer: Answer, need: Need, state: State) -> None:
    """Show the tools of an answer, and a button for more of them."""
    prices = _prices(landscape, answer)
    for tool in answer.tools:
        _card(tool, need, state, prices.get(tool.id, []))
    shown = len(answer.tools)
    if shown < answer.total:
        if shown < MOST:
            st.button(words.MORE, key="more", on_click=go, kwargs={"show": str(state.limit + PAGE)})
        else:
            quiet(words.SHOWN_LIMIT.format(limit=MOST))


def _prices(landscape: Landscape, answer: Answer) -> dict[str, list[Row]]:
    """Return what is stated of the prices of the tools, by tool."""
    stated: dict[str, list[Row]] = defaultdict(list)
    tools = tuple(tool.id for tool in answer.tools)
    for row in landscape.rows("prices-of-tools", tool=tools) if tools else []:
        stated[slug_of(str(row["tool"]))].append(row)
    return stated


def _card(tool: RankedTool, need: Need, state: State, prices: list[Row]) -> None:
    evidenced = [reason for reason in tool.why if reason.basis == "evidenced"]
    implied = [reason for reason in tool.why if reason.basis != "evidenced"]
    with st.container(border=True, key=f"tool-{tool.id}", gap="small"):
        name, score = st.columns([5, 2], vertical_alignment="center")
        name.subheader(f"{tool.rank}\\. {markdown(tool.label)}", anchor=False)
        score.progress(
            min(max(tool.coverage, 0.0), 1.0),
            text=f"{words.FIT_ICONS[tool.fit]} **{words.FIT[tool.fit]}** · covers {tool.coverage:.0%}",
        )
        essentials = [r for r in need.requirements if r.importance == "essential"]
        badges = " ".join(_badge(requirement, tool) for requirement in essentials)
        st.markdown(f":small[:gray[{_about(tool, prices)}]]\n\n{badges}")
        key = f"why-{tool.id}"
        st.session_state[key] = tool.id in state.opened
        summary = _summary(len(evidenced), len(implied), len(tool.missing))
        reasons = st.expander(summary, type="compact", key=key, on_change=_opened, args=(tool.id,))
        if reasons.open:
            with reasons:
                _why(tool, need, evidenced, implied)
        _actions(tool)


def _opened(tool: str) -> None:
    """Keep in the address whether the reasons of a tool are open."""
    others = [other for other in current().opened if other != tool]
    go(why=",".join([*others, tool] if st.session_state[f"why-{tool}"] else others))


def _why(tool: RankedTool, need: Need, evidenced: list[Reason], implied: list[Reason]) -> None:
    labels = {requirement.capability: requirement.label for requirement in need.requirements}
    missing = [labels[capability] for capability in tool.missing]
    path.draw(path.Path(need.label, tool.label, tool.why, missing))
    _reasons(f"{words.ICON_EVIDENCED} **{words.EVIDENCED}**: {words.EVIDENCED_MEANING}", evidenced)
    _reasons(f"{words.ICON_IMPLIED} **{words.IMPLIED}**: {words.IMPLIED_MEANING}", implied)
    if missing:
        names = "\n".join(f"- {markdown(label)}" for label in missing)
        st.markdown(f"{words.ICON_UNKNOWN} **{words.UNKNOWN}**: {words.UNKNOWN_MEANING}\n\n{names}")


def _actions(tool: RankedTool) -> None:
    """Show what can be done with a tool: read all about it, put it on the shortlist."""
    listed = address.shortlist()
    with st.container(horizontal=True, vertical_alignment="center"):
        about = words.ABOUT_TOOL.format(tool=markdown(tool.label))
        address.link("tool", about, {"id": tool.id}, icon=address.ONWARD)
        key = f"list-{tool.id}"
        if tool.id in listed:
            icon = ":material/bookmark_added:"
            st.button(words.TAKE, key=key, icon=icon, type="tertiary", on_click=address.take, args=(tool.id,))
        elif len(listed) < address.MOST_LISTED:
            icon = ":material/bookmark_add:"
            st.button(words.PUT, key=key, icon=icon, type="tertiary", on_click=address.put, args=(tool.id,))
        else:
            quiet(words.LIST_FULL.format(most=address.MOST_LISTED), width="content")


def _badge(requirement: Requirement, tool: RankedTool) -> str:
    label = markdown(requirement.label)
    for reason in tool.why:
        if reason.capability == requirement.capability:
            return badge(evidenced=reason.basis == "evidenced", sure=reason.confidence, about=label)
    if requirement.capability not in tool.missing:
        return ""  # the tool has another one of which one is enough
    return unknown(label)


def _about(tool: RankedTool, prices: list[Row]) -> str:
    parts = [f"by {markdown(tool.vendor)}" if tool.vendor else "", link(tool.homepage)]
    parts.append(words.NOT_MEASURED if tool.adoption is None else f"seen {tool.adoption:,} times on the web")
    return " · ".join(part for part in [*parts, _price(prices)] if part)


def _price(prices: list[Row]) -> str:
    """Return what sources state of a tool's price and license."""
    said = [
        words.OPEN_SOURCE[str(row["value"]).lower()] if row["filter"] == "open_source" else markdown(row["label"])
        for row in sorted(prices, key=lambda row: list(words.FILTER_LABELS).index(str(row["filter"])))
    ]
    return ", ".join(said) if said else words.PRICE_UNKNOWN


def _summary(evidenced: int, implied: int, unknown: int) -> str:
    parts = [
        f"{words.ICON_EVIDENCED} {evidenced} {words.EVIDENCED.lower()}" if evidenced else "",
        f"{words.ICON_IMPLIED} {implied} {words.IMPLIED.lower()}" if implied else "",
        f"{words.ICON_UNKNOWN} {unknown} {words.UNKNOWN.lower()}" if unknown else "",
    ]
    return f"{words.WHY}: " + " · ".join(part for part in parts if part)


def _reasons(title: str, reasons: list[Reason]) -> None:
    if reasons:
        st.markdown(title + "\n\n" + "\n".join(_line(reason) for reason in reasons))


def _line(reason: Reason) -> str:
    importance = words.IMPORTANCE[reason.importance].lower()
    file, _, label = reason.source.partition(": ")
    return (
        f"- {markdown(reason.capability_label)} ({importance})  \n"
        f"  :small[:gray[{_how(reason, label)} · {markdown(file)}]]"
    )


def _how(reason: Reason, label: str) -> str:
    if label == reason.capability:
        return words.STATED
    how = f"listed under “{markdown(label)}”"
    if reason.basis != "evidenced":
        how += "; " + words.STRENGTH[reason.strength].format(through=markdown(reason.through_label))
    return how if reason.confidence == 1 else f"{how}; {words.SURE.format(share=f'{reason.confidence:.0%}')}"
