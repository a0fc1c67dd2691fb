"""The verdicts on the visitor's projects, worked out once for what was entered."""

from plans.errors import PlanError
from plans.initiatives import portfolio
from plans.verdicts import Portfolio
from ui.company import kept
from ui.landscape import Landscape
from ui.projects.drafts import CLASS, MOST, Draft, alone

_LIST, _DRAFT = "projects", "project"


def of_list(landscape: Landscape) -> Portfolio:
    """Return the verdicts on the projects in the list.

    Raises:
        PlanError: one cannot be judged, or there are too many.
    """
    own = kept.organisation()
    number = len(own.members(CLASS))
    if number > MOST:
        raise PlanError(f"the list has {number:,} projects, and {MOST} at most are judged")
    found: Portfolio = kept.worked_out(landscape, _LIST, lambda: portfolio(own, landscape.engine, landscape.release))
    return found


def of_draft(landscape: Landscape, draft: Draft) -> Portfolio:
    """Return the verdict on a project that is not in the list yet.

    Raises:
        PlanError: it cannot be judged.
    """
    held: tuple[Draft, Portfolio] | None = kept.got(landscape, _DRAFT)
    if held is None or held[0] != draft:
        own = alone(kept.organisation(), draft, landscape.engine)
        held = (draft, portfolio(own, landscape.engine, landscape.release))
        kept.put(landscape, _DRAFT, held)
    return held[1]
