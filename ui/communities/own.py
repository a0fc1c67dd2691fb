"""What is known of the visitor's community, and what follows from it."""

from collections.abc import Mapping, Sequence

from plans.community import COMMUNITY, Capability, Community, SideBySide, channels, community
from plans.gaps import owned_tools
from plans.maturity_answers import CLASSES, Given, answers_of, blank, with_answers
from plans.organisation import Organisation
from ui import address
from ui.communities import words
from ui.company import kept
from ui.company.sections import Asked
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.words import first

_NAMED = 4


def found(landscape: Landscape) -> Community:
    """Return why a community may fail, and what leads into it.

    Raises:
        PlanError: the assessment cannot be used.
    """
    result: Community = kept.worked_out(
        landscape, "community", lambda: community(kept.organisation(), landscape.engine, landscape.release)
    )
    return result


def side_by_side(landscape: Landscape) -> list[SideBySide]:
    """Return each need with its channels.

    Raises:
        PlanError: the assessment cannot be used.
    """
    result: list[SideBySide] = kept.worked_out(landscape, "channels", lambda: channels(kept.organisation()))
    return result


def tools() -> list[str]:
    """Return the ids of the visitor's tools."""
    return owned_tools(kept.organisation())


def answers(own: Organisation) -> list[Given]:
    """Return the questions about the visitor's own community, with the answers as far as there are any.

    Raises:
        PlanError: the assessment cannot be used.
    """
    there = {each.question: each for each in _all(own) if each.channel == COMMUNITY}
    return [there.get(each.question, each) for each in blank([COMMUNITY]) if each.channel]


def with_scores(own: Organisation, scores: Mapping[str, int]) -> Organisation:
    """Return an organization with these scores for its community; without any, it is no channel that is assessed.

    An assessment needs a channel: where the community is the only one, it stays for as long as there are answers for
    the whole organization.

    Raises:
        PlanError: the assessment cannot be used.
    """
    others = [each for each in _all(own) if each.channel != COMMUNITY]
    mine = [Given(each.question, COMMUNITY, scores.get(each.question), each.note) for each in answers(own)]
    if not scores and any(each.channel for each in others):
        mine = []
    elif not scores and all(each.score is None for each in others):
        return own.replacing(CLASSES, ())
    return with_answers(own, [*others, *mine])


def assessed(own: Organisation) -> list[str]:
    """Return the ids of the channels that are assessed.

    Raises:
        PlanError: the assessment cannot be used.
    """
    return list(dict.fromkeys(each.channel for each in _all(own) if each.channel))


def held(capability: Capability, *, known: bool) -> str:
    """Return a capability as a link, with the visitor's tools that hold it.

    Args:
        capability: the capability.
        known: whether the visitor's tools are known.
    """
    link = f"[{markdown(capability.label)}]({address.path('capability', id=capability.id)})"
    if not known:
        return words.HELD_UNKNOWN.format(capability=link)
    if not capability.tools:
        return words.NOT_HELD.format(capability=link)
    expected = [tool for tool in capability.tools if tool not in capability.stated]
    groups = ((words.STATED, capability.stated), (words.EXPECTED, expected))
    return words.HELD.format(
        capability=link, tools=" · ".join(f"{icon} {_some(tools)}" for icon, tools in groups if tools)
    )


def _some(tools: Sequence[str]) -> str:
    return first([markdown(tool) for tool in tools], _NAMED)


def asked_of_tools(capabilities: set[str]) -> Asked:
    """Return the question which of the visitor's tools hold these capabilities; none where no tool is known."""
    owned = tools()
    if not owned or not capabilities:
        return {}
    return {words.QUERIES["holders"]: ("holders-of-capabilities", {"capability": sorted(capabilities), "tool": owned})}


def _all(own: Organisation) -> list[Given]:
    return answers_of(own) if own.members("cx:Assessment") else []
