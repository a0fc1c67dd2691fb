"""A board pack as a document."""

from collections.abc import Mapping

from plans.pack import Pack
from queries.catalogue import question
from queries.engines import Engine
from ui.exports.document import Document, Query, Values
from ui.pack import closing, course, standing
from ui.sources import read_sources
from ui.stack.words import OBJECTIVES
from ui.words import count


def made(found: Pack, engine: Engine, date: str, filters: Mapping[str, str]) -> Document:
    """Return a pack as a document.

    Args:
        found: what it holds.
        engine: the landscape that answered; it is asked for its sources.
        date: the day its data was loaded, ISO 8601.
        filters: the constraints of the plan, by name.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    plan = found.plan
    chosen = count(len(plan.needs), "chosen need", "chosen needs")
    return Document(
        title=f"{found.organisation}: from gaps to a plan",
        question=f"Where does {found.organisation} stand, and which tools close {chosen} at a {found.fit} fit?",
        filters=(("Objective", OBJECTIVES[plan.objective]), *filters.items()),
        sections=(*standing.sections(found), *closing.sections(found), *course.sections(found)),
        release=found.release,
        date=date,
        sources=tuple(read_sources(engine)),
        queries=tuple(Query(what, question(name).bind(values)) for what, (name, values) in _asked(found).items()),
        link="",
        stem="board-pack",
    )


def _asked(found: Pack) -> dict[str, tuple[str, Values]]:
    tools = list(found.counted)
    asked: dict[str, tuple[str, Values]] = {}
    if tools:
        asked["The end-to-end gaps"] = ("end-to-end-gaps", {"tool": tools})
        asked["The needs that are served"] = ("needs-of-stack", {"tool": tools})
        asked["What each need would lose without a tool"] = ("losses-of-stack", {"tool": tools, "fit": found.fit})
        asked["Which tools need each other"] = ("integrations-of-tools", {"tool": tools})
    asked["What the chosen needs take"] = ("requirements-of-needs", {"need": [need.need for need in found.plan.needs]})
    if found.maturity:
        asked["The stages of maturity, beside the organization's own data"] = ("maturity-results", {})
        asked["The disconnected channels"] = ("disconnected-channels", {})
    if found.roadmap and found.roadmap.steps:
        stages = list(dict.fromkeys(step.stage for step in found.roadmap.steps))
        asked["The road"] = ("needs-in-order", {"maturity": stages})
    if found.portfolio:
        asked["The verdicts on projects"] = ("filter-of-initiatives", {})
    if found.strategy:
        asked["What is not connected in the strategy"] = ("orphans-of-strategy", {})
    return asked
