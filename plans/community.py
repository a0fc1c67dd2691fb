"""Whether a branded community would live at one organization, and how its channels stand side by side for each need.

Each risk is judged by what lowers it: the capabilities that tools of the stack hold, and the answers to the
questionnaire of maturity that those capabilities support. What is not known, because there is no stack or no
assessment, is said to be unknown.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ontology.namespaces import slug_of
from plans.gaps import owned_tools
from plans.maturity import GOOD, maturity
from plans.maturity_results import Maturity
from plans.organisation import Organisation
from plans.session import Session
from plans.terms import names_of
from queries.engines import Engine
from queries.results import Row, rows

OPEN, PARTLY, LOWERED, UNKNOWN = "open", "partly lowered", "lowered", "unknown"
COMMUNITY = "branded-community"
MEDIA = ("online", "offline", "hybrid")
Holders = Mapping[str, Mapping[str, bool]]
"""The tools that hold each capability, and whether a source says so of the tool itself."""


@dataclass(frozen=True)
class Capability:
    """A capability with the tools of the stack that hold it; of those `stated` a source says so itself."""

    id: str
    label: str
    tools: tuple[str, ...]
    stated: tuple[str, ...]


@dataclass(frozen=True)
class Risk:
    """A way in which a community fails.

    Attributes:
        id: its id.
        label: its name.
        period: the period in which it first shows.
        sign: by what it is first noticed.
        measure: what people can do about it without technology.
        state: ``lowered`` where tools of the stack hold every capability that lowers it, ``partly lowered`` where some,
            ``open`` where none, ``unknown`` where no stack is known.
        capabilities: those that lower it, with the tools that hold them.
        reasons: weak answers to the questionnaire that its capabilities support.
    """

    id: str
    label: str
    period: str
    sign: str
    measure: str
    state: str
    capabilities: tuple[Capability, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Bridge:
    """A way from a public network into the community: a need that concerns both, and the capabilities it takes."""

    external: str
    external_label: str
    branded: str
    branded_label: str
    need: str
    need_label: str
    capabilities: tuple[Capability, ...]


@dataclass(frozen=True)
class Benefit:
    """What a community brings, and the needs it serves."""

    id: str
    label: str
    definition: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Community:
    """How a branded community would fare.

    Attributes:
        organisation: name of the organization.
        release: id of the release that the tools come from.
        partial: whether something is unknown; `notes` say what.
        risks: the open ones first, then by period.
        bridges: ways from public networks into the community.
        benefits: what it would bring.
        notes: what a reader must know.
    """

    organisation: str
    release: str
    partial: bool
    risks: tuple[Risk, ...]
    bridges: tuple[Bridge, ...]
    benefits: tuple[Benefit, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the result in the form documented in ``docs/plans-community.md``."""
        return asdict(self)


@dataclass(frozen=True)
class SideBySide:
    """A need with its channels, online beside offline; `here` are those in which the organization was assessed.

    `here` holds names with the maturity stage that each has reached, where it is sure.
    """

    need: str
    label: str
    online: tuple[str, ...]
    offline: tuple[str, ...]
    hybrid: tuple[str, ...]
    here: dict[str, str]
    both: bool


def community(organisation: Organisation, landscape: Engine, release: str) -> Community:
    """Return why a branded community may fail at an organization, what lowers that, and how to lead people into it.

    Args:
        organisation: with its stack and its assessment, as far as there are any.
        landscape: where tools are looked up.
        release: id of the release that it answers for.

    Raises:
        PlanError: the assessment cannot be used.
    """
    session = Session(organisation.triples, landscape)
    tools = sorted(set(owned_tools(organisation)) - set(session.unknown) - set(session.retired))
    risks, bridges = rows(session, "community-risks"), rows(session, "bridges-to-community")
    wanted = sorted({slug_of(str(row["capability"])) for row in (*risks, *bridges) if row["capability"]})
    holders = _holders(landscape, wanted, tools)
    found = _assessment(organisation)
    weak = _weak(session, found) if found else {}
    judged = [_risk(group, holders, weak, is_known=bool(tools)) for group in _grouped(risks, "risk").values()]
    order = [OPEN, PARTLY, UNKNOWN, LOWERED]
    judged.sort(key=lambda risk: (order.index(risk.state), not risk.reasons))
    return Community(
        organisation=organisation.name,
        release=release,
        partial=not tools or found is None or found.partial,
        risks=tuple(judged),
        bridges=tuple(_bridges(bridges, holders)),
        benefits=tuple(
            Benefit(slug_of(benefit), str(group[0]["label"]), str(group[0]["definition"]), _texts(group, "need_label"))
            for benefit, group in _grouped(rows(session, "community-benefits"), "benefit").items()
        ),
        notes=tuple(_notes(found, tools)),
    )


def channels(organisation: Organisation) -> list[SideBySide]:
    """Return each need with its online and offline channels side by side.

    Args:
        organisation: with its assessment, where the channels that it runs are to be told.

    Raises:
        PlanError: the assessment cannot be used.
    """
    session = Session(organisation.triples)
    found = _assessment(organisation)
    reached = {
        unit.channel: "not sure yet" if unit.partial else unit.reached_label or "before the first stage"
        for unit in (found.channels if found else ())
    }
    result = []
    for need, group in _grouped(rows(session, "media-of-needs"), "need").items():
        by_medium: dict[str, list[str]] = defaultdict(list)
        for row in group:
            by_medium[slug_of(str(row["medium"]))].append(slug_of(str(row["channel"])))
        online, offline, hybrid = (tuple(by_medium[medium]) for medium in MEDIA)
        here = {channel: reached[channel] for channel in (*online, *offline, *hybrid) if channel in reached}
        label = str(group[0]["label"])
        result.append(SideBySide(slug_of(need), label, online, offline, hybrid, here, bool(online and offline)))
    return result


def _assessment(organisation: Organisation) -> Maturity | None:
    return maturity(organisation) if organisation.members("cx:Assessment") else None


def _holders(landscape: Engine, capabilities: list[str], tools: list[str]) -> Holders:
    held: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows(landscape, "holders-of-capabilities", capability=capabilities, tool=tools) if tools else []:
        held[slug_of(str(row["capability"]))][str(row["label"])] = bool(row["stated"])
    return held


def _weak(session: Session, found: Maturity) -> dict[str, list[str]]:
    """Return, by capability, the weak answers that it supports: of the community where it was assessed, else of all."""
    unit = next((channel for channel in found.channels if channel.channel == COMMUNITY), found.whole)
    scores = {
        answer.question: answer
        for stage in unit.stages
        for answer in stage.answers
        if answer.score is not None and answer.score < GOOD
    }
    weak: dict[str, list[str]] = defaultdict(list)
    for row in rows(session, "needs-behind-maturity", maturity=list(names_of("maturity"))):
        answer = scores.get(slug_of(str(row["question"])))
        if answer is not None:
            where = f"{answer.answered_for}: " if answer.answered_for else ""
            weak[slug_of(str(row["capability"]))].append(f"{where}{answer.text} Scored {answer.score} of 4.")
    return weak


def _risk(group: list[Row], holders: Holders, weak: dict[str, list[str]], *, is_known: bool) -> Risk:
    capabilities = _capabilities(group, holders)
    held = [bool(capability.tools) for capability in capabilities]
    state = UNKNOWN if not is_known else LOWERED if all(held) else PARTLY if any(held) else OPEN
    first = group[0]
    return Risk(
        id=slug_of(str(first["risk"])),
        label=str(first["label"]),
        period=str(first["period_label"]),
        sign=str(first["sign"]),
        measure=str(first["measure"]),
        state=state,
        capabilities=capabilities,
        reasons=tuple(dict.fromkeys(text for each in capabilities for text in weak.get(each.id, ()))),
    )


def _bridges(found: list[Row], holders: Holders) -> list[Bridge]:
    groups: dict[tuple[object, object, object], list[Row]] = defaultdict(list)
    for row in found:
        groups[row["external"], row["branded"], row["need"]].append(row)
    return [
        Bridge(
            external=slug_of(str(group[0]["external"])),
            external_label=str(group[0]["external_label"]),
            branded=slug_of(str(group[0]["branded"])),
            branded_label=str(group[0]["branded_label"]),
            need=slug_of(str(group[0]["need"])),
            need_label=str(group[0]["need_label"]),
            capabilities=_capabilities(group, holders),
        )
        for group in groups.values()
    ]


def _capabilities(group: list[Row], holders: Holders) -> tuple[Capability, ...]:
    found = {slug_of(str(row["capability"])): str(row["capability_label"]) for row in group if row["capability"]}
    return tuple(
        Capability(id_, label, tuple(held), tuple(tool for tool, stated in held.items() if stated))
        for id_, label in found.items()
        for held in [holders.get(id_, {})]
    )


def _notes(found: Maturity | None, tools: list[str]) -> list[str]:
    notes = []
    if not tools:
        notes.append("No stack is known, so that nobody can say which risks its tools lower.")
    if found is None:
        notes.append("There is no assessment, so that no answer speaks for or against a community.")
    elif found.partial:
        notes.append("The assessment is partial: answers that are missing may speak for or against a community.")
    if found and COMMUNITY not in [channel.channel for channel in found.channels]:
        notes.append("The branded community was not assessed as a channel: the answers are those of all channels.")
    return notes


def _grouped(found: list[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[str(row[column])].append(row)
    return groups


def _texts(found: list[Row], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(row[column]) for row in found))
