"""The strategy of one organization, as a table or in its Turtle file, from themes down to goals and tactics.

The table has a row for each element: `kind`, `id`, `name`, `definition`, `supports` (ids of the elements that it helps
to reach), `needs`, `kpis`, `stages`, `capabilities`, and for a digital goal its `value` on the engagement value scale
from 1 to 100, with the `reason` for it. Several values in a cell stand apart by ``|``.
"""

from collections import defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from loaders.reading import Row
from ontology.namespaces import expand
from plans.errors import PlanError
from plans.organisation import Organisation
from plans.reading import Problems, parts, read_rows
from plans.strategy_there import Node, There, shown
from plans.terms import UnknownTermError, is_term, term
from queries.nearest import nearest
from queries.terms import is_slug

KINDS = {
    "theme": "cx:StrategicTheme",
    "strategic-objective": "cx:StrategicObjective",
    "marketing-objective": "cx:MarketingObjective",
    "digital-goal": "cx:DigitalGoal",
    "tactic": "cx:Tactic",
}
"""The kinds of elements with their classes, from the top down."""
CLASSES = (*KINDS.values(), "cx:EngagementValue", "cx:EngagementValueScale")
LOWEST, HIGHEST = 1, 100
"""The ends of the engagement value scale."""
MOST = 500
"""Elements of a strategy that a page reads: nobody steers by more."""
REFERENCES = {
    "needs": ("cx:realizedByNeed", "need"),
    "kpis": ("cx:measuredBy", "kpi"),
    "stages": ("cx:pursuedAtStage", "stage"),
    "capabilities": ("cx:realizedByCapability", "capability"),
}
REQUIRED = ("kind", "id", "name")
OPTIONAL = ("definition", "supports", *REFERENCES, "value", "reason")

_TYPE, _LABEL, _SUPPORTS = expand("rdf:type"), expand("skos:prefLabel"), expand("cx:contributesTo")
_COLUMNS = ("cx:contributesTo", *(curie for curie, _ in REFERENCES.values()))
_VALUE_REASON = f"a value is a whole number from {LOWEST} to {HIGHEST}"


def read_strategy(file: Path, organisation: Organisation) -> Organisation:
    """Return `organisation` with the strategy in a table, in place of the one it had.

    Raises:
        PlanError: the table cannot be used, or elements support each other in a circle.
    """
    return with_strategy(organisation, read_rows(file, REQUIRED, OPTIONAL), file)


def with_strategy(organisation: Organisation, table: Iterable[Row], file: Path) -> Organisation:
    """Return `organisation` with the strategy in the rows of a table, in place of the one it had.

    An element that is there already keeps its IRI and what else is said of it; see `plans.strategy_there`.

    Args:
        organisation: whose strategy it is.
        table: rows with all of the columns.
        file: what messages call the table.

    Raises:
        PlanError: as `read_strategy`.
    """
    problems = Problems(file)
    known: dict[str, Row] = {}
    for row in table:
        _check_row(row, known, problems)
    there = There(organisation, KINDS)
    triples = [triple for row in known.values() for triple in _element(there, row, known, problems)]
    problems.stop_if_any()
    if not known:
        raise PlanError(f"{file}: has no row: start from `cxscape strategy template`")
    gone = [*there.nodes(), *(node for curie in CLASSES for node in organisation.members(curie))]
    changed = organisation.replacing_nodes(gone, [*triples, *there.rest()])
    check_strategy(changed)
    return changed


def check_strategy(organisation: Organisation) -> None:
    """Make sure that the strategy of an organization can be followed from the top down.

    Raises:
        PlanError: it has none, an element has no name or supports something that is not there, a value is off the
            scale, or elements support each other in a circle, which is named.
    """
    kinds = {node: kind for kind, curie in KINDS.items() for node in organisation.members(curie)}
    if not kinds:
        raise PlanError(
            f"{organisation.name} has no strategy yet: start from `cxscape strategy template`, and give it to "
            "`cxscape strategy check`"
        )
    names = labels_of(organisation)
    wrong = [f"{node} has no name (skos:prefLabel)" for node in kinds if node not in names]
    above: dict[object, list[object]] = defaultdict(list)
    kinds_named = {expand(curie): kind for curie, kind in REFERENCES.values()}
    for triple in organisation.triples:
        if triple.predicate == _SUPPORTS and triple.subject in kinds:
            if triple.object in kinds:
                above[triple.subject].append(triple.object)
            else:
                wrong.append(
                    f"{names.get(triple.subject, triple.subject)} supports {triple.object}, which is not there"
                )
        kind = kinds_named.get(triple.predicate, "") if triple.subject in kinds else ""
        if kind and not is_term(kind, triple.object):
            wrong.append(
                f"{names.get(triple.subject, triple.subject)} names {triple.object}, which is no {kind} we know"
            )
        if triple.predicate == expand("cx:engagementValue") and not _is_value(triple.object):
            wrong.append(f"{triple.subject} has the value {triple.object}: {_VALUE_REASON}")
    if wrong:
        raise PlanError("\n  ".join([f"the strategy of {organisation.name} cannot be used:", *wrong[:20]]))
    _refuse_circles(organisation.name, above, names)
    _refuse_upside_down(organisation.name, above, kinds, names)


def labels_of(organisation: Organisation) -> dict[object, str]:
    """Return the names of the things of an organization."""
    said: dict[object, list[object]] = defaultdict(list)
    for triple in organisation.triples:
        if triple.predicate == _LABEL:
            said[triple.subject].append(triple.object)
    found = ((subject, shown(names)) for subject, names in said.items())
    return {subject: name.value for subject, name in found if name is not None}


def _refuse_circles(name: str, above: dict[object, list[object]], names: dict[object, str]) -> None:
    try:
        list(TopologicalSorter(above).static_order())
    except CycleError as error:
        # The sorter names each element after one that it supports.
        circle = " supports ".join(f"{names[node]!r}" for node in reversed(error.args[1]))
        raise PlanError(
            f"the strategy of {name} runs in a circle: {circle}. Remove one of these links, so that it has a top"
        ) from error


def _refuse_upside_down(
    name: str, above: dict[object, list[object]], kinds: dict[NamedNode | BlankNode, str], names: dict[object, str]
) -> None:
    order = [*KINDS]
    wrong = [
        f"the {_words(kinds[low])} {names[low]!r} supports the {_words(kinds[high])} {names[high]!r}"  # type: ignore[index]
        for low, highs in above.items()
        for high in highs
        if order.index(kinds[high]) > order.index(kinds[low])  # type: ignore[index]
    ]
    if wrong:
        ladder = ", ".join(map(_words, reversed(order)))
        raise PlanError(
            "\n  ".join([f"the strategy of {name} stands on its head (it rises by {ladder}):", *wrong[:20]])
        )


def _check_row(row: Row, known: dict[str, Row], problems: Problems) -> None:
    """Note what is wrong with the first cells of a row, and remember it by its id."""
    cells = row.cells
    if cells["kind"] not in KINDS:
        problems.add(row.line, "kind", cells["kind"], f"an element is one of {', '.join(KINDS)}")
    elif not is_slug(cells["id"]):
        problems.add(row.line, "id", cells["id"], "an id is lower-case words joined by hyphens")
    elif not cells["name"]:
        problems.add(row.line, "name", "", "give it a name")
    elif cells["id"] in known:
        problems.add(row.line, "id", cells["id"], f"line {known[cells['id']].line} has this id already")
    else:
        known[cells["id"]] = row


def _element(there: There, row: Row, known: dict[str, Row], problems: Problems) -> list[Triple]:
    cells = row.cells
    node = there.element(cells["kind"], cells["id"], _COLUMNS)
    found = [Triple(node, _TYPE, expand(KINDS[cells["kind"]])), there.text(node, "skos:prefLabel", cells["name"])]
    if cells["definition"]:
        found.append(there.text(node, "skos:definition", cells["definition"]))
    for supported in parts(cells["supports"]):
        if supported in known:
            above = there.element(known[supported].cells["kind"], supported, _COLUMNS)
            found.append(Triple(node, _SUPPORTS, above))
        else:
            problems.add(row.line, "supports", supported, f"no row has this id{nearest(supported, known)}")
    for column, (curie, kind) in REFERENCES.items():
        for value in parts(cells[column]):
            try:
                found.append(Triple(node, expand(curie), term(kind, value)))
            except UnknownTermError as error:
                problems.add(row.line, column, value, str(error))
    return [*found, *_value(there, row, node, problems)]


def _value(there: There, row: Row, goal: Node, problems: Problems) -> list[Triple]:
    text, reason = row.cells["value"], row.cells["reason"]
    if not text:
        return []
    if row.cells["kind"] != "digital-goal":
        problems.add(row.line, "value", text, "only a digital goal has a value")
        return []
    if not _is_value(Literal(text)):
        problems.add(row.line, "value", text, _VALUE_REASON)
        return []
    statement = there.value(goal, row.cells["id"])
    found = [
        Triple(statement, _TYPE, expand("cx:EngagementValue")),
        *there.scale(statement),
        Triple(statement, expand("cx:engagementValue"), Literal(int(text))),
        Triple(goal, expand("cx:hasEngagementValue"), statement),
    ]
    if reason:
        found.append(there.text(statement, "cx:rationale", reason))
    return found


def _is_value(node: object) -> bool:
    return isinstance(node, Literal) and node.value in _VALUES


def _words(kind: str) -> str:
    return kind.replace("-", " ")


_VALUES = frozenset(map(str, range(LOWEST, HIGHEST + 1)))
