"""One project as the fields of a form: read from what the organization says, and put back among its projects."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Triple

from loaders.identity import slug
from ontology.namespaces import expand, slug_of
from plans.errors import PlanError
from plans.initiatives_reading import CHOICES, TEXTS, TOOLS, described
from plans.organisation import Organisation
from plans.texts import one_line
from queries.engines import Engine

CLASS = "cx:Initiative"
MOST = 300
"""Projects that one list may hold: more, and the verdicts take longer than anybody waits."""
_NAME, _TYPE = expand("skos:prefLabel"), expand("rdf:type")
_PROPERTIES = {column: expand(curie) for column, (curie, _) in CHOICES.items()} | {TOOLS: expand("cx:adoptsTool")}
_WRITTEN = {column: expand(curie) for column, curie in TEXTS.items()}
_FIELDS = {_NAME, *_PROPERTIES.values(), *_WRITTEN.values()}


@dataclass(frozen=True)
class Draft:
    """A project as it stands in a form.

    Attributes:
        name: what it is called.
        values: ids by the columns of `CHOICES` and `TOOLS`.
        texts: by the columns of `TEXTS`.
        changes: IRI of the project that it is to replace, the empty string for a new one.
    """

    name: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    changes: str = ""


def drafts(own: Organisation) -> dict[str, Draft]:
    """Return the projects of an organization by their IRIs; those without an IRI are left out."""
    nodes = [node for node in own.members(CLASS) if isinstance(node, NamedNode)]
    said: dict[NamedNode, list[Triple]] = {node: [] for node in nodes}
    for triple in own.triples:
        if isinstance(triple.subject, NamedNode) and triple.subject in said:
            said[triple.subject].append(triple)
    return {node.value: _draft(node, triples) for node, triples in said.items()}


def with_draft(own: Organisation, draft: Draft, landscape: Engine) -> Organisation:
    """Return an organization with a draft among its projects, in place of the one that it changes.

    A project that is changed keeps its IRI and whatever else is said of it.

    Raises:
        PlanError: another project has the name, there are too many, or the draft cannot be judged.
    """
    draft = replace(draft, name=one_line(draft.name))
    there = {iri: each for iri, each in drafts(own).items() if iri != draft.changes}
    if slug(draft.name) in {slug(each.name) for each in there.values()}:
        raise PlanError(f"another project is called {draft.name!r}: give each a name of its own")
    if len(there) >= MOST:
        raise PlanError(f"there are {len(there)} projects already, and a list holds {MOST} at most")
    alone = described(own, draft.name, draft.values, draft.texts, landscape)
    written = own.own("initiative", slug(draft.name))
    node = NamedNode(draft.changes) if draft.changes else _free(own, written)
    says = [Triple(node, t.predicate, t.object) for t in alone.triples if t.subject == written]
    stays = [t for t in own.triples if t.subject != node or t.predicate not in _FIELDS]
    return replace(own, triples=tuple(dict.fromkeys([*stays, *says])))


def alone(own: Organisation, draft: Draft, landscape: Engine) -> Organisation:
    """Return an organization with a draft as its only project.

    Raises:
        PlanError: the draft cannot be judged.
    """
    return described(own, one_line(draft.name), draft.values, draft.texts, landscape)


def without(own: Organisation, iri: str) -> Organisation:
    """Return an organization without one of its projects."""
    return own.replacing_nodes([NamedNode(iri)], [])


def _draft(node: NamedNode, said: list[Triple]) -> Draft:
    values = {
        column: tuple(slug_of(t.object.value) for t in said if t.predicate == of and isinstance(t.object, NamedNode))
        for column, of in _PROPERTIES.items()
    }
    texts = {column: _text(said, of) for column, of in _WRITTEN.items()}
    return Draft(_text(said, _NAME), values, {column: text for column, text in texts.items() if text}, node.value)


def _text(said: list[Triple], of: NamedNode) -> str:
    return next((t.object.value for t in said if t.predicate == of and isinstance(t.object, Literal)), "")


def _free(own: Organisation, node: NamedNode) -> NamedNode:
    """Return `node`, or one like it that nothing is called yet: a project that was renamed keeps its first one."""
    taken = {triple.subject for triple in own.triples}
    at, free = 2, node
    while free in taken:
        at, free = at + 1, NamedNode(f"{node.value}-{at}")
    return free
