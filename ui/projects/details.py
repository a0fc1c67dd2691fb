"""What a verdict rests on: the path, the touchpoints, the indicators, and what each criterion found."""

from collections.abc import Iterable, Mapping

import streamlit as st

from ontology.namespaces import slug_of
from plans.verdicts import PASSED, Criterion, Judged, Portfolio, Way
from ui import address
from ui.components.table import table
from ui.components.text import quiet
from ui.escaping import markdown
from ui.projects import words
from ui.words import first, listed

_WIDE, _NARROW = 150, 95
"""Widths at which a table of two columns, or of three, fits on a phone and so need not scroll."""
_NAMED = 8
_SCORE, _EXCEPTION = "score", "exception"


def verdict(judged: Judged) -> str:
    """Return the verdict and the points of a project, as Markdown."""
    scored = [criterion for criterion in judged.criteria if criterion.kind == _SCORE]
    return f"{words.VERDICTS[judged.verdict]} {words.POINTS.format(score=judged.score, all=len(scored))}"


def lacks(judged: Judged) -> None:
    """Show what a project lacks, and what is written down where it is done all the same."""
    if judged.exception or judged.opportunity_cost:
        reason, cost = (markdown(text) or words.UNSAID for text in (judged.exception, judged.opportunity_cost))
        st.markdown(f"{words.EXCEPTION.format(reason=reason)}  \n{words.COST.format(cost=cost)}")
    if judged.lacks:
        lines = "\n".join(f"- {markdown(lack)}" for lack in judged.lacks)
        st.markdown(f"**{words.LACKS}**\n\n{lines}")


def notes(found: Portfolio) -> None:
    """Say what could not be judged, and what else one must know."""
    if not found.notes:
        return
    said = "  \n".join(map(markdown, found.notes))
    if not found.partial:
        quiet(said)
        return
    st.warning(words.PARTIAL.format(notes=said), icon=":material/help:")
    if any(stage.gap is None for stage in found.balance):
        address.link("stack", words.TO_STACK, icon=address.ONWARD)


def draw(judged: Judged, tools: Mapping[str, str]) -> None:
    """Show all that the verdict on a project rests on.

    Args:
        judged: the project with its verdict.
        tools: ids of the tools that it brings into use, by their names.
    """
    _title(words.PATH)
    if judged.needs:
        table(
            [words.NEED, words.HOW],
            [[_need(each.need, each.label), _how(each, tools)] for each in judged.needs],
            alt=words.PATH,
            column_pixels=_WIDE,
        )
    else:
        st.markdown(words.NO_NEED)
    _title(words.MEETING)
    if judged.touchpoints:
        table(
            [words.TOUCHPOINT, words.STAGES, words.ARISES],
            [
                [markdown(each.label), markdown(", ".join(each.stages)), _some(each.needs) or words.NO_NEED_THERE]
                for each in judged.touchpoints
            ],
            alt=words.MEETING,
            column_pixels=_NARROW,
        )
    else:
        st.markdown(words.NO_TOUCHPOINT)
    _indicators(judged)
    if judged.openings:
        _title(words.OPENINGS)
        quiet(words.OPENINGS_LEAD)
        table(
            [words.NEED, words.BY],
            [[_need(each.need, each.label), _some(each.through)] for each in judged.openings],
            alt=words.OPENINGS,
            column_pixels=_WIDE,
        )
    _title(words.CRITERIA)
    table(
        [words.CRITERION, words.MET, words.EVIDENCE],
        [_criterion(each) for each in judged.criteria if each.kind != _EXCEPTION or judged.verdict != PASSED],
        alt=words.CRITERIA,
        column_pixels=_NARROW,
    )


def _indicators(judged: Judged) -> None:
    meant = [each.label for each in judged.kpis if each.meant]
    could = [each.label for each in judged.kpis if not each.meant]
    if not judged.kpis:
        return
    _title(words.INDICATORS)
    said = {words.MEANT: meant, words.COULD: could}
    st.markdown("  \n".join(text.format(names=_some(names)) for text, names in said.items() if names))


def _criterion(criterion: Criterion) -> list[str]:
    met = words.UNKNOWN if criterion.met is None else words.YES if criterion.met else words.NO
    shown = _some(criterion.evidence) if criterion.met else markdown(criterion.question)
    return [f"{markdown(criterion.label)} :small[:gray[({words.KINDS[criterion.kind]})]]", met, shown]


def _how(way: Way, tools: Mapping[str, str]) -> str:
    said = [words.STATED] if way.stated else []
    if way.through:
        said.append(words.THROUGH.format(tools=listed([_tool(name, tools) for name in way.through])))
    if way.enabling:
        said.append(words.ENABLING)
    return "; ".join(said)


def _tool(name: str, tools: Mapping[str, str]) -> str:
    return f"[{markdown(name)}]({address.path('tool', id=tools[name])})" if name in tools else markdown(name)


def _need(iri: str, label: str) -> str:
    return f"[{markdown(label)}]({address.path('gaps', need=slug_of(iri))})"


def _some(names: Iterable[str]) -> str:
    return first([markdown(name) for name in names], _NAMED)


def _title(text: str) -> None:
    st.markdown(f"**{text}**")
