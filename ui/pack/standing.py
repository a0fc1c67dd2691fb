"""Where an organization stands: its coverage of the journey, its maturity, and what is open."""

from plans.maturity_results import Maturity
from plans.pack import Pack
from ui.exports.document import Column, Section, Table
from ui.words import count, listed

_NAMED = 3
FIRST = "before the first stage"
_STAGES = (
    Column("Lifecycle stage"),
    Column("Coverage"),
    Column("Needs decided there", "count"),
    Column("Strongly served", "count"),
    Column("Tools that do", "count"),
)
_CHANNELS = (Column("Channel"), Column("Stage reached"), Column("Next stage"), Column("Behind", wide=True))
_NEEDS = (
    Column("Need", wide=True),
    Column("State"),
    Column("Covered", "share"),
    Column("Why", wide=True),
)


def sections(found: Pack) -> list[Section]:
    """Return where the organization stands; maturity only where it was assessed."""
    return [_journey(found), *([_maturity(found.maturity)] if found.maturity else []), _gaps(found)]


def named(names: list[str]) -> str:
    """Return the first of some names as in a sentence, and how many more there are."""
    more = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} and {more} more" if more > 0 else listed(names)


def _journey(found: Pack) -> Section:
    gaps = [stage.label for stage in found.gaps]
    served = len(found.states) - len(found.open)
    ends = count(len(gaps), "stage has an end-to-end gap", "stages have an end-to-end gap")
    says = [
        f"{count(len(found.counted), 'tool counts', 'tools count')}: in use, in the landscape and still on offer.",
        "Tools may serve a need together. The table counts the needs that one tool alone serves strongly.",
        f"End-to-end gaps, where no tool strongly serves a need that is decided there: {listed(gaps)}."
        if gaps
        else "Every stage has a tool that strongly serves a need that is decided there.",
    ]
    rows = tuple(
        (each.label, "none: end-to-end gap" if each.is_gap else each.level, each.needs, each.served, each.tools)
        for each in found.stages
    )
    return Section(f"{served} of {len(found.states)} needs are served; {ends}", tuple(says), Table(_STAGES, rows))


def _maturity(found: Maturity) -> Section:
    behind: dict[str, list[str]] = {}
    for each in found.disconnected:
        behind.setdefault(each.channel, []).append(f"{each.ahead_label} by {each.gap}")
    apart = count(len(behind), "channel is disconnected", "channels are disconnected")
    reached = found.whole.reached_label or FIRST
    further = " or further" if found.whole.partial else ""
    says = [f"Disconnected: a channel two or more stages behind another one. That is true of {len(behind)}."]
    if found.partial:
        says.append(f"Partial: {found.answered} of {found.asked} answers are given.")
    if found.whole.missing:
        weak = count(len(found.whole.missing), "answer is", "answers are")
        says.append(f"Before {found.whole.next_label}, {weak} below 3 of 4.")
    rows = tuple(
        (
            each.label,
            (each.reached_label or FIRST) + (" or further" if each.partial else ""),
            each.next_label or "the last is passed",
            ", ".join(behind.get(each.channel, ())) or ("nobody can say yet" if each.partial else "no channel"),
        )
        for each in found.channels
    )
    return Section(f"Maturity: {reached}{further}; {apart}", tuple(says), Table(_CHANNELS, rows))


def _gaps(found: Pack) -> Section:
    still = found.open
    if not still:
        return Section(f"No need is open at a {found.fit} fit")
    least = named([each.label for each in still])
    rows = tuple((each.label, each.state, each.coverage, each.reason) for each in still)
    title = count(len(still), "need is not served well enough", "needs are not served well enough")
    return Section(title, (f"A {found.fit} fit counts as served. Least covered: {least}.",), Table(_NEEDS, rows))
