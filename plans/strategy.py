"""The strategy of one organization, held together from themes down to tools.

Themes, objectives, digital goals with their engagement values, tactics, indicators, needs and tools form a ladder. What
hangs in the air is told: tactics that serve no objective (the reasoner finds those that do), objectives that nothing
serves, one view of the indicators without the other, and later goals that are worth less than earlier ones for no
reason that is written down.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from ontology.namespaces import expand, slug_of
from plans.gaps import owned_tools
from plans.offers import Offer, considered, owned_offers
from plans.organisation import Organisation
from plans.session import Session
from plans.strategy_reading import HIGHEST, KINDS, check_strategy, labels_of
from queries.engines import Engine
from queries.results import Row, rows

_SAYS = {
    "above": "serves no objective: say what it supports, or drop it",
    "below": "is served by nothing: add what brings it about, or drop it",
    "kpi": "has no indicator: say by which figure you will know",
    "need": "names no need: say what has to be true for customers",
    "value": "has no value on the engagement value scale: place it between the others",
}
_Views = dict[str, tuple[Row, int, int]]
_KIND_OF = {expand(curie).value: kind for kind, curie in KINDS.items()}


@dataclass(frozen=True)
class Finding:
    """Something to correct, or to know.

    Attributes:
        rule: ``orphan``, ``balance`` or ``scale``.
        severity: ``error`` for what hangs in the air, ``warning`` for what is out of balance or not explained, ``info``
            for what is explained.
        kind: kind of the element, empty where the whole is meant.
        element: IRI of the element, or empty.
        label: its name, or empty.
        message: what is the matter and what to do.
    """

    rule: str
    severity: str
    kind: str
    element: str
    label: str
    message: str


@dataclass(frozen=True)
class Need:
    """A need of the strategy, with the tools that are owned and serve it, and the best others."""

    need: str
    label: str
    owned: tuple[Offer, ...]
    consider: tuple[Offer, ...]


@dataclass(frozen=True)
class Element:
    """A theme, objective, digital goal or tactic.

    Attributes:
        id: its IRI.
        kind: one of `plans.strategy_reading.KINDS`.
        name: what it is called.
        supports: IRIs of the elements that it is stated to support.
        value: its place on the engagement value scale, for a digital goal that has one.
        reason: why it is there.
        brand: number of indicators of the brand's view, for a theme or objective; else None.
        business: the same of the business view.
        needs: ids of the needs that put it into effect.
    """

    id: str
    kind: str
    name: str
    supports: tuple[str, ...]
    value: int | None
    reason: str
    brand: int | None
    business: int | None
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Strategy:
    """The ladder of one organization and what is wrong with it.

    Attributes:
        organisation: its name.
        release: id of the release that tools come from, empty where none was asked.
        elements: from themes down to tactics.
        needs: the needs that they name, with tools where a landscape was asked.
        findings: errors first.
        notes: what a reader must know.
    """

    organisation: str
    release: str
    elements: tuple[Element, ...]
    needs: tuple[Need, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the result in the form documented in ``docs/plans-strategy.md``."""
        return asdict(self)


def strategy_session(organisation: Organisation, landscape: Engine | None = None) -> Session:
    """Return a session with the strategy of an organization, without the example of the vocabularies.

    Raises:
        PlanError: the strategy cannot be followed; see `plans.strategy_reading.check_strategy`.
    """
    check_strategy(organisation)
    return Session(organisation.triples, landscape, examples=False)


def strategy(organisation: Organisation, landscape: Engine | None = None, release: str = "") -> Strategy:
    """Return the strategy of an organization with what is wrong with it, and with tools where a landscape is given.

    Args:
        organisation: with its strategy, and with its stack where the tools that it owns are to be told.
        landscape: where tools are looked up.
        release: id of the release that it answers for.

    Raises:
        PlanError: as `strategy_session`.
    """
    session = strategy_session(organisation, landscape)
    views, values = _views(session), rows(session, "values-of-goals")
    named = rows(session, "needs-of-strategy")
    findings = [*_orphans(session), *_balance(views), *_scale(session, values)]
    order = ["error", "warning", "info"]
    needs = {slug_of(str(row["need"])): str(row["need_label"]) for row in named}
    notes = [f"The landscape has no tool {name!r} of the stack: it serves nothing here." for name in session.unknown]
    useless = {*session.unknown, *session.retired}
    return Strategy(
        organisation=organisation.name,
        release=release,
        elements=tuple(_elements(organisation, views, values, named)),
        needs=tuple(_tools(needs, sorted(set(owned_tools(organisation)) - useless), landscape)),
        findings=tuple(sorted(findings, key=lambda finding: order.index(finding.severity))),
        notes=tuple(notes),
    )


def _orphans(session: Session) -> list[Finding]:
    return [
        Finding(
            rule="orphan",
            severity="error" if row["missing"] in ("above", "below") else "warning",
            kind=_KIND_OF[str(row["kind"])],
            element=str(row["element"]),
            label=str(row["label"]),
            message=_SAYS[str(row["missing"])],
        )
        for row in rows(session, "orphans-of-strategy")
    ]


def _balance(views: _Views) -> list[Finding]:
    """Return the themes and objectives that are judged by one view alone; themes must have both."""
    found = []
    for id_, (row, brand, business) in views.items():
        if brand and business:
            continue
        there, absent = ("brand", "business") if brand else ("business", "brand")
        kind = _KIND_OF[str(row["kind"])]
        found.append(
            Finding(
                rule="balance",
                severity="warning" if kind == "theme" else "info",
                kind=kind,
                element=id_,
                label=str(row["label"]),
                message=f"is judged by the {there} view alone: add an indicator of the {absent} view",
            )
        )
    return found


def _scale(session: Session, values: list[Row]) -> list[Finding]:
    found = []
    top = [str(row["label"]) for row in values if row["value"] == HIGHEST]
    if values and len(top) != 1:
        named = f"{' and '.join(top)} share it" if top else "no goal has it"
        message = f"exactly one goal, the one closest to the leading objective, is worth {HIGHEST}: {named}"
        found.append(Finding("scale", "warning", "", "", "", message))
    for row in rows(session, "inversions-of-values"):
        reason = str(row["reason"] or "")
        worth = f"comes later and is worth {row['value']}, an earlier goal up to {row['highest']}"
        found.append(
            Finding(
                rule="scale",
                severity="info" if reason else "warning",
                kind="digital-goal",
                element=str(row["goal"]),
                label=str(row["label"]),
                message=f"{worth}; explained: {reason}" if reason else f"{worth}: correct a value, or give the reason",
            )
        )
    return found


def _views(session: Session) -> _Views:
    """Return, by element, a row about it and the numbers of its indicators of the brand's and the business view."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    about = {}
    for row in rows(session, "views-of-strategy"):
        about[str(row["element"])] = row
        counts[str(row["element"])][slug_of(str(row["view"]))] = int(str(row["indicators"]))
    return {
        id_: (row, counts[id_].get("brand-view", 0), counts[id_].get("business-view", 0)) for id_, row in about.items()
    }


def _elements(organisation: Organisation, views: _Views, values: list[Row], named: list[Row]) -> list[Element]:
    names, supports = labels_of(organisation), expand("cx:contributesTo")
    above: dict[object, list[str]] = defaultdict(list)
    for triple in organisation.triples:
        if triple.predicate == supports and isinstance(triple.object, NamedNode):
            above[triple.subject].append(triple.object.value)
    worth = {str(row["goal"]): row for row in values}
    needs: dict[str, list[str]] = defaultdict(list)
    for row in named:
        needs[str(row["element"])].append(slug_of(str(row["need"])))
    found = []
    for kind, curie in KINDS.items():
        for node in organisation.members(curie):
            id_ = node.value
            value = worth.get(id_, {})
            _, brand, business = views.get(id_, (None, None, None))
            found.append(
                Element(
                    id=id_,
                    kind=kind,
                    name=names[node],
                    supports=tuple(above[node]),
                    value=int(str(value["value"])) if value else None,
                    reason=str(value.get("reason") or ""),
                    brand=brand,
                    business=business,
                    needs=tuple(needs[id_]),
                )
            )
    return found


def _tools(needs: dict[str, str], owned: list[str], landscape: Engine | None) -> list[Need]:
    if landscape is None:
        return [Need(need, label, (), ()) for need, label in needs.items()]
    fits = owned_offers(landscape, list(needs), owned)
    return [Need(need, label, fits[need], considered(landscape, need, owned)) for need, label in needs.items()]
