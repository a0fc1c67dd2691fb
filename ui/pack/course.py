"""The course of an organization: its roadmap, projects and strategy, as far as its file has them."""

from plans.maturity_roadmap import Roadmap
from plans.pack import Pack
from plans.strategy import Strategy
from plans.verdicts import EXCEPTED, PASSED, Portfolio
from ui.exports.document import Column, Section, Table
from ui.pack.standing import FIRST, named
from ui.words import count

_STEPS = (
    Column("Step", "count"),
    Column("Need", wide=True),
    Column("Today"),
    Column("Consider", wide=True),
    Column("Because", wide=True),
)
_PROJECTS = (Column("Project"), Column("Verdict", wide=True), Column("Case", "count"), Column("Lacks", wide=True))
_FINDINGS = (Column("Weight"), Column("Of"), Column("Element"), Column("What to do", wide=True))


def sections(found: Pack) -> list[Section]:
    """Return the course, then what is missing and what makes the rest partial."""
    made = []
    if found.roadmap:
        made.append(_road(found.roadmap))
    if found.portfolio:
        made.append(_projects(found.portfolio))
    if found.strategy:
        made.append(_strategy(found.strategy))
    if found.missing:
        made.append(Section(f"Missing: {count(len(found.missing), 'part', 'parts')} of this pack", found.missing))
    if found.notes:
        made.append(Section("What to know of these results", found.notes))
    return made


def _road(road: Roadmap) -> Section:
    if not road.steps:
        return Section("Every stage of maturity is passed: nothing is left on the road")
    served = sum(step.served for step in road.steps)
    first = named([step.label for step in road.steps if not step.served])
    rows = tuple(
        (
            at,
            step.label,
            "served" if step.served else "in part" if step.owned else "not served",
            ", ".join(offer.label for offer in step.consider) or None,
            " ".join(step.reasons) or f"It matters first at {step.stage_label}.",
        )
        for at, step in enumerate(road.steps, 1)
    )
    says = [f"From {road.reached or FIRST}. First of those that no single tool serves: {first or 'none'}."]
    says += ["The assessment is partial: answers are missing that could change this road."] if road.partial else []
    steps = count(len(road.steps), "need leads", "needs lead")
    title = f"{steps} to {road.steps[-1].stage_label}; {served} served by a tool you own"
    return Section(title, tuple(says), Table(_STEPS, rows))


def _projects(found: Portfolio) -> Section:
    passed = [each for each in found.initiatives if each.verdict == PASSED]
    rest = len(found.initiatives) - len(passed)
    rows = tuple((each.name, each.says, each.score, " ".join(each.lacks)) for each in found.initiatives)
    says = ("Case: the number of criteria met. A project that is challenged is not rejected.",)
    excepted = sum(each.verdict == EXCEPTED for each in found.initiatives)
    reasoned = f", {excepted} with a written reason" if excepted else ""
    projects = count(len(found.initiatives), "project", "projects")
    title = f"{len(passed)} of {projects} serve customers; challenge {rest}{reasoned}"
    return Section(title, says, Table(_PROJECTS, rows))


def _strategy(found: Strategy) -> Section:
    wrong = [each for each in found.findings if each.severity != "info"]
    rows = tuple(
        (each.severity, each.kind.replace("-", " ") or "the whole", each.label or None, each.message)
        for each in found.findings
    )
    if not wrong:
        title = "The strategy holds together: nothing to correct"
    else:
        title = f"{count(len(wrong), 'thing', 'things')} in the strategy to correct"
    return Section(title, (f"Looked at: {count(len(found.elements), 'element', 'elements')}.",), Table(_FINDINGS, rows))
