"""The board pack: all that is found of one organization, worked out once, for a file that a board is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from plans.closing import Aim, closing_set
from plans.closing_plan import ClosingPlan
from plans.findings import GAP, UNKNOWN, StageLevel, State, stage_levels, states
from plans.initiatives import portfolio
from plans.maturity import maturity
from plans.maturity_results import Maturity
from plans.maturity_roadmap import Roadmap, roadmap
from plans.organisation import Organisation
from plans.retire import Retirements, retirements
from plans.stack import read_stack
from plans.standing import standing
from plans.strategy import Strategy, strategy
from plans.strategy_reading import KINDS
from plans.verdicts import Portfolio
from queries.engines import Engine

_STACK = "No tools in use: none is named that counts, so that every need is open."
_ASSESSMENT = "No assessment of maturity, and so no roadmap, which follows from it."
_PROJECTS = "No projects: what is planned or under way was not judged."
_STRATEGY = "No strategy: nothing says what the tools and projects are for."


@dataclass(frozen=True)
class Pack:
    """What a board pack holds; what the organization's file does not have is None, and `missing` says so.

    Attributes:
        organisation: its name.
        release: id of the release that answered.
        fit: the fit at which a need counts as served.
        counted: ids of the tools that count: in active use, known, and not gone.
        stages: how far the stack reaches at each lifecycle stage.
        states: how each need stands, in the order of the landscape.
        plan: the closing set of the chosen needs.
        retirements: what can go without opening a gap.
        maturity: the assessment.
        roadmap: what to attend to next.
        portfolio: the verdicts on the projects.
        strategy: the ladder with what is wrong with it.
        missing: a line for each part that the file does not have.
        notes: what makes the results partial.
    """

    organisation: str
    release: str
    fit: str
    counted: tuple[str, ...]
    stages: tuple[StageLevel, ...]
    states: tuple[State, ...]
    plan: ClosingPlan
    retirements: Retirements
    maturity: Maturity | None
    roadmap: Roadmap | None
    portfolio: Portfolio | None
    strategy: Strategy | None
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def open(self) -> list[State]:
        """The needs that are not served, the least covered first."""
        return sorted((each for each in self.states if each.state in (GAP, UNKNOWN)), key=lambda each: each.coverage)

    @property
    def gaps(self) -> list[StageLevel]:
        """The lifecycle stages with an end-to-end gap."""
        return [each for each in self.stages if each.is_gap]


def pack(
    organisation: Organisation,
    engine: Engine,
    release: str,
    needs: Sequence[str] | None = None,
    **aim: Unpack[Aim],
) -> Pack:
    """Return all that is found of an organization; the parameters are those of `plans.closing.closing_set`.

    Raises:
        QueryError: a part that is there cannot be used, or the landscape cannot be asked. A part that is not there is
            no error.
    """
    plan = closing_set(engine, release, read_stack(organisation), needs, **aim)
    return pack_with(plan, organisation, engine)


def pack_with(plan: ClosingPlan, organisation: Organisation, engine: Engine) -> Pack:
    """Return all that is found of an organization, beside a plan that was made of its stack before; see `pack`."""
    now, release, fit = standing(engine, read_stack(organisation)), plan.release, plan.fit
    assessed = bool(organisation.members("cx:Assessment"))
    projects = portfolio(organisation, engine, release) if organisation.members("cx:Initiative") else None
    has_strategy = any(organisation.members(curie) for curie in KINDS.values())
    found = maturity(organisation, engine) if assessed else None
    ladder = strategy(organisation, engine, release) if has_strategy else None
    lacks = {_STACK: now.counted, _ASSESSMENT: assessed, _PROJECTS: projects, _STRATEGY: has_strategy}
    notes = [*now.notes, *plan.notes]
    notes += [note for part in (found, projects, ladder) if part is not None for note in part.notes]
    return Pack(
        organisation=organisation.name,
        release=release,
        fit=fit,
        counted=tuple(now.counted),
        stages=tuple(stage_levels(engine, now)),
        states=tuple(states(now, fit).values()),
        plan=plan,
        retirements=retirements(engine, now, fit),
        maturity=found,
        roadmap=roadmap(organisation, engine, release) if assessed else None,
        portfolio=projects,
        strategy=ladder,
        missing=tuple(said for said, there in lacks.items() if not there),
        notes=tuple(dict.fromkeys(notes)),
    )
