"""Why a tool that somebody expected is not at the top: what is missing first, and what would change it."""

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address, words
from ui.components.query import Values
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape, Need
from ui.state import State, go
from ui.things.known import id_of, nearest, shortened, tool_name

_FOUND = 6
_TYPED = "why-not-name"
_STEPS = 4
"""Missing things that are told after the first."""


def ask(landscape: Landscape, need: Need, state: State) -> None:
    """Show a field for the name of a tool and, where the address names one, what keeps it from the top."""
    with st.expander(words.WHY_NOT_TITLE, expanded=bool(state.why_not), key="why-not"):
        _field(landscape)
        if state.why_not:
            _answer(landscape, need, state)


@st.fragment
def _field(landscape: Landscape) -> None:
    """Find tools while one types: only this part of the page is shown anew with each letter."""
    typed = st.text_input(
        words.WHY_NOT_LABEL,
        key=_TYPED,
        type="search",
        live=True,
        icon=":material/search:",
        placeholder=words.WHY_NOT_PLACEHOLDER,
        max_chars=address.LONGEST,
    )
    text = (typed or "").strip()
    found = landscape.find_tools(text, _FOUND) if text else []
    if text and not found:
        quiet(words.WHY_NOT_NOTHING.format(text=markdown(shortened(text))))
    if found:
        _choices(dict(found), "why-not")


def _choices(tools: dict[str, str], key: str) -> None:
    with st.container(horizontal=True):
        for tool, label in tools.items():
            if st.button(markdown(label), key=f"{key}-{tool}", on_click=_chosen, args=(tool,), wrap=True):
                st.rerun()  # of the whole page: a click in a part of it shows only that part anew


def _chosen(tool: str) -> None:
    st.session_state[_TYPED] = ""
    go(why_not=tool)


def tool_of(landscape: Landscape, state: State) -> str:
    """Return the id of the tool that the address asks about, empty where there is no such tool."""
    tool = id_of("tool", state.why_not) if state.why_not else ""
    return tool if tool and landscape.knows("tool", tool) else ""


def queries(landscape: Landscape, need: Need, state: State) -> dict[str, tuple[str, Values]]:
    """Return what was asked about the tool."""
    tool = tool_of(landscape, state)
    return {words.QUERY_WHY_NOT: ("what-would-change", {"need": need.id, "tool": tool})} if tool else {}


def _answer(landscape: Landscape, need: Need, state: State) -> None:
    tool = tool_of(landscape, state)
    if not tool:
        st.markdown(words.WHY_NOT_UNKNOWN.format(asked=markdown(shortened(state.why_not))))
        near = nearest(landscape, "tool", state.why_not)
        if near:
            st.markdown(words.WHY_NOT_NEAR)
            _choices(near, "why-not-near")
        return
    name = markdown(tool_name(landscape, tool))
    if not _gone(landscape, tool, name):
        _verdict(landscape, need, state, tool, name)
    with st.container(horizontal=True, vertical_alignment="center"):
        address.link("tool", words.ABOUT_TOOL.format(tool=name), {"id": tool}, icon=address.ONWARD)
        st.button(words.WHY_NOT_CLOSE, key="why-not-close", type="tertiary", on_click=go, kwargs={"why_not": ""})


def _gone(landscape: Landscape, tool: str, name: str) -> bool:
    """Say that a tool is no longer on offer under its name, and what it goes on as; return whether that is so."""
    about = landscape.rows("tool", tool=tool)
    stated = [slug_of(str(row["value"])) for row in about if str(row["property"]).endswith("#hasStatus")]
    gone = [status for status in stated if status in words.WHY_NOT_STATUS]
    for status in gone:
        st.subheader(words.WHY_NOT_STATUS[status].format(tool=name), anchor=False)
    successors = {
        slug_of(str(row["value"])): str(row["label"]) for row in about if str(row["property"]).endswith("#replacedBy")
    }
    if gone and successors:
        st.markdown(words.WHY_NOT_SUCCESSOR)
        _choices(successors, "why-not-next")
    return bool(gone)


def _verdict(landscape: Landscape, need: Need, state: State, tool: str, name: str) -> None:
    steps = _steps(landscape, need, tool)
    primary = _fit(steps) == "primary"
    st.subheader(_title(name, steps), anchor=False)
    left_out = _left_out(landscape, need, state, tool)
    if left_out:
        st.markdown(words.WHY_NOT_FILTERED.format(tool=name, reasons=words.listed(left_out)))
    elif primary:
        st.markdown(words.WHY_NOT_BELOW)
    if steps and not primary:
        st.markdown(_first(name, steps[0]))
    more = [_step(step) for step in (steps if primary else steps[1:])[:_STEPS]]
    if more:
        title = words.WHY_NOT_RAISE if primary else words.WHY_NOT_ALSO
        st.markdown(title + "\n\n" + "\n".join(more))
    quiet(_listed_as(landscape, tool, name))


def _steps(landscape: Landscape, need: Need, tool: str) -> list[Row]:
    """Return what would change the tool's fit, each group of alternatives as one."""
    steps: dict[object, Row] = {}
    for row in landscape.rows("what-would-change", need=need.id, tool=tool):
        name = markdown(row["label"])
        before = steps.get(row["slot"])
        if before is None:
            steps[row["slot"]] = {**row, "label": name}
        else:
            before["label"] = words.WHY_NOT_EITHER.format(capability=before["label"], other=name)
    return list(steps.values())


def _fit(steps: list[Row]) -> str:
    """Return the fit of the tool now; of a tool that surely does everything no step is left, and its fit is primary."""
    return _fit_now(steps[0]) if steps else "primary"


def _fit_now(step: Row) -> str:
    """Return the fit of the tool now, nothing where it covers nothing."""
    return slug_of(str(step["fit"])) if step["coverage"] else ""


def _title(name: str, steps: list[Row]) -> str:
    if not steps:
        return words.WHY_NOT_ALL.format(tool=name)
    fit = _fit(steps)
    if not fit:
        return words.WHY_NOT_NO_FIT.format(tool=name)
    said = words.WHY_NOT_PRIMARY if fit == "primary" else words.WHY_NOT_FIT
    return said.format(tool=name, fit=words.AS_FIT[fit], covers=_percent(steps[0]["coverage"]))


def _percent(share: object) -> str:
    return f"{float(str(share)):.0%}"


def _left_out(landscape: Landscape, need: Need, state: State, tool: str) -> list[str]:
    """Return which of the choices leave the tool out, and why."""
    reasons = []
    filters = {key: value for key, value in state.narrowed_by().items() if key not in ("stage", "channel")}
    for row in landscape.rows("filters-of-tools", tool=(tool,), **filters) if filters else []:
        if row["verdict"] in words.WHY_NOT_VERDICT:
            what = words.FILTER_LABELS[str(row["filter"]).replace(" ", "_")].lower()
            reasons.append(words.WHY_NOT_VERDICT[str(row["verdict"])].format(filter=what))
    if state.channel:
        acting = landscape.rows("channels-of-tool", need=need.id, tool=tool)
        if state.channel not in [slug_of(str(row["channel"])) for row in acting]:
            reasons.append(words.WHY_NOT_CHANNEL)
    return reasons


def _first(name: str, step: Row) -> str:
    """Return the first missing link, and what would be if a source stated it."""
    importance = slug_of(str(step["importance"]))
    return words.WHY_NOT_FIRST.format(
        tool=name,
        capability=step["label"],
        importance=words.IMPORTANCE[importance].lower(),
        meaning=words.IMPORTANCE_MEANING[importance],
        known=_known(step),
        covers=_percent(step["coverage_then"]),
        fit=_fit_then(step, words.WHY_NOT_THEN, words.WHY_NOT_SAME),
    )


def _fit_then(step: Row, changed: str, same: str) -> str:
    then = slug_of(str(step["fit_then"]))
    return (same if _fit_now(step) == then else changed).format(fit=words.AS_FIT[then])


def _known(step: Row) -> str:
    certainty = float(str(step["certainty"]))
    return words.WHY_NOT_HALF.format(share=f"{certainty:.0%}") if certainty else words.WHY_NOT_SILENT


def _step(step: Row) -> str:
    importance = words.IMPORTANCE[slug_of(str(step["importance"]))].lower()
    return words.WHY_NOT_STEP.format(
        capability=step["label"],
        importance=importance,
        known=_known(step),
        covers=_percent(step["coverage_then"]),
        fit=_fit_then(step, words.WHY_NOT_STEP_THEN, words.WHY_NOT_STEP_SAME),
    )


def _listed_as(landscape: Landscape, tool: str, name: str) -> str:
    rows = landscape.rows("classifications-of-tools", tool=(tool,))
    lines = [f"“{markdown(row['provider_label'])}” ({markdown(row['file'])}, line {row['line']})" for row in rows]
    if not lines:
        return words.WHY_NOT_UNLISTED.format(tool=name)
    return words.WHY_NOT_LISTED.format(tool=name, labels=words.listed(lines))
