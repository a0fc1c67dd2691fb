"""Projects, technologies and buzzwords as people describe them: a table with a row for each, or a few choices.

All columns but `name` may be left out or blank. Several values in a cell stand apart by ``|``; each is an id or a name.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from loaders.identity import slug
from loaders.reading import Row
from ontology.namespaces import expand, individual, slug_of
from plans.errors import PlanError
from plans.organisation import Organisation
from plans.reading import Problems, parts, read_rows
from plans.terms import UnknownTermError, is_term, term
from queries.catalogue import question
from queries.choices import resolve
from queries.engines import Engine
from queries.errors import ParameterError

CLASSES = ("cx:Initiative",)
CHOICES = {
    "needs": ("cx:servesNeed", "need"),
    "touchpoints": ("cx:affectsTouchpoint", "touchpoint"),
    "categories": ("cx:realizedByCategory", "category"),
    "capabilities": ("cx:realizedByCapability", "capability"),
    "effects": ("cx:hasEffect", "effect"),
    "kpis": ("cx:targetsKPI", "kpi"),
}
"""Columns that name things of the vocabularies: the property, and the type of thing."""
TEXTS = {
    "target": "cx:kpiTarget",
    "advantage": "cx:competitiveAdvantage",
    "rationale": "cx:rationale",
    "exception": "cx:exceptionReason",
    "opportunity_cost": "cx:opportunityCost",
}
"""Columns of free text."""
TOOLS = "tools"
REQUIRED = ("name",)
COLUMNS = (
    "needs",
    "touchpoints",
    TOOLS,
    *[name for name in (*CHOICES, *TEXTS) if name not in ("needs", "touchpoints")],
)
"""All other columns."""


def read_initiatives(file: Path, organisation: Organisation, landscape: Engine) -> Organisation:
    """Return `organisation` with the initiatives in a table, in place of those it had.

    Args:
        file: the table.
        organisation: whose initiatives they are.
        landscape: where tools are looked up.

    Raises:
        PlanError: the table cannot be used; each wrong cell is named with its line and value.
    """
    return with_initiatives(organisation, read_rows(file, REQUIRED, COLUMNS), file, landscape)


def with_initiatives(organisation: Organisation, table: Iterable[Row], file: Path, landscape: Engine) -> Organisation:
    """Return `organisation` with the initiatives in the rows of a table, in place of those it had.

    Args:
        organisation: whose initiatives they are.
        table: rows with all of the columns.
        file: what messages call the table.
        landscape: where tools are looked up.

    Raises:
        PlanError: as `read_initiatives`.
    """
    problems = Problems(file)
    triples: list[Triple] = []
    seen: dict[str, int] = {}
    for row in table:
        name = row.cells["name"]
        if not slug(name):
            problems.add(row.line, "name", name, "an initiative needs a name with a letter or digit")
            continue
        if (before := seen.setdefault(slug(name), row.line)) != row.line:
            problems.add(row.line, "name", name, f"line {before} has this name already: give each its own")
        values = {column: [*parts(row.cells[column])] for column in (*CHOICES, TOOLS)}
        found, wrong = _triples(organisation, name, values, row.cells, landscape)
        triples += found
        for column, value, reason in wrong:
            problems.add(row.line, column, value, reason)
    problems.stop_if_any()
    if not seen:
        raise PlanError(f"{file}: has no row: name each project, technology or buzzword on a line of its own")
    return organisation.replacing(CLASSES, triples)


def described(
    organisation: Organisation,
    name: str,
    values: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
    landscape: Engine,
) -> Organisation:
    """Return `organisation` with one initiative, described by a few choices, in place of those it had.

    Args:
        organisation: whose initiative it is.
        name: what it is called.
        values: ids or names by the columns of `CHOICES` and `TOOLS`.
        texts: by the columns of `TEXTS`.
        landscape: where tools are looked up.

    Raises:
        PlanError: the name is none, or a value names nothing.
    """
    if not slug(name):
        raise PlanError(f"{name!r} cannot name an initiative: give a name with a letter or digit")
    triples, wrong = _triples(organisation, name, values, texts, landscape)
    if wrong:
        lines = [f"{column} {value!r}: {reason}" for column, value, reason in wrong]
        raise PlanError("\n  ".join([f"{name!r} cannot be judged like this:", *lines]))
    return organisation.replacing(CLASSES, triples)


def check_initiatives(organisation: Organisation) -> None:
    """Make sure that the initiatives of an organization can be judged.

    Raises:
        PlanError: there is none, one has no name, or names something that the vocabularies do not have.
    """
    initiatives = set(organisation.members("cx:Initiative"))
    if not initiatives:
        raise PlanError(
            f"{organisation.name} has no initiative yet: give a table to `cxscape filter`, or describe one with "
            "--describe"
        )
    kinds = {expand(curie): (curie, kind) for curie, kind in CHOICES.values()}
    own = [triple for triple in organisation.triples if triple.subject in initiatives]
    named = {
        triple.subject: triple.object.value
        for triple in own
        if triple.predicate == expand("skos:prefLabel") and isinstance(triple.object, Literal)
    }
    wrong = [
        f"{node} has no name (skos:prefLabel)" for node in organisation.members("cx:Initiative") if node not in named
    ]
    wrong += [f"{node} has no IRI: give it one" for node in initiatives if not isinstance(node, NamedNode)]
    for subject, predicate, value in own:
        curie, kind = kinds.get(predicate, ("", ""))
        if kind and not is_term(kind, value):
            what = slug_of(value.value) if isinstance(value, NamedNode) else str(value)
            wrong.append(f"{named.get(subject, subject)}: {what!r} is no {kind} that we know ({curie})")
    if wrong:
        raise PlanError("\n  ".join([f"the initiatives of {organisation.name} cannot be judged:", *wrong[:20]]))


def template() -> str:
    """Return the header of the table and one row as an example."""
    example = "New till system,blend-online-and-store,store-visit,,,,remove-pain,footfall,5 % more visits,,"
    return f"name,{','.join(COLUMNS)}\n{example}Staff can look up online orders at the till.,,\n"


def _triples(
    organisation: Organisation,
    name: str,
    values: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
    landscape: Engine,
) -> tuple[list[Triple], list[tuple[str, str, str]]]:
    """Return what one initiative states, and what in it names nothing: column, value and reason."""
    node = organisation.own("initiative", slug(name))
    found = [
        Triple(node, expand("rdf:type"), expand("cx:Initiative")),
        Triple(node, expand("skos:prefLabel"), Literal(name, language="en")),
    ]
    wrong = []
    for column, (curie, kind) in CHOICES.items():
        for value in values.get(column, ()):
            try:
                found.append(Triple(node, expand(curie), term(kind, value)))
            except UnknownTermError as error:
                wrong.append((column, value, str(error)))
    for value in values.get(TOOLS, ()):
        try:
            found.append(Triple(node, expand("cx:adoptsTool"), _tool(landscape, value)))
        except ParameterError as error:
            wrong.append((TOOLS, value, str(error)))
    for column, curie in TEXTS.items():
        if text := texts.get(column, "").strip():
            found.append(Triple(node, expand(curie), Literal(text, language="en")))
    return found, wrong


def _tool(landscape: Engine, value: str) -> NamedNode:
    [tool] = resolve(landscape, question("tools-in-a-plan"), {"tool": [value]})["tool"]
    return individual("tool", tool.rpartition("/")[2].rpartition(":")[2])
