"""The data of one organization: a Turtle file that it owns, in the terms of the ontology.

A file holds exactly one organization, a ``schema:Organization`` with a ``schema:name``. What is attributed
(``prov:wasAttributedTo``, ``prov:wasAssociatedWith``, ``dct:publisher``) is attributed to it and to no other one.
What we write ourselves is named ``id/{type}/{slug of the organization}`` or ``id/{type}/{slug}-{name}``; what somebody
writes by hand may have any name. ``docs/plans.md`` describes the file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from loaders.identity import slug as slug_for
from ontology.namespaces import ID, expand, individual, prefixes, slug_of
from plans.errors import PlanError
from plans.saving import save
from plans.texts import one_line
from queries.terms import is_slug

ORGANISATION = "organisation"
LARGEST = 20_000_000
"""Bytes that a file may have: what an organization says of itself is far less."""

_TYPE, _NAME, _CLASS = expand("rdf:type"), expand("schema:name"), expand("schema:Organization")
_ALSO = (
    expand("prov:Organization"),
    NamedNode("http://www.w3.org/ns/org#Organization"),
    NamedNode("http://xmlns.com/foaf/0.1/Organization"),
)
_ATTRIBUTIONS = (expand("prov:wasAttributedTo"), expand("prov:wasAssociatedWith"), expand("dct:publisher"))


@dataclass(frozen=True)
class Organisation:
    """What one organization says of itself.

    Attributes:
        node: the organization.
        name: its name.
        triples: everything that its file says, the organization itself included.
    """

    node: NamedNode
    name: str
    triples: tuple[Triple, ...]

    @property
    def slug(self) -> str:
        """The id of the organization, which begins the ids of what is its own."""
        return slug_of(self.node.value)

    def own(self, kind: str, name: str = "") -> NamedNode:
        """Return the IRI of a thing of its own: ``own("stack")``, ``own("initiative", "cart-rescue")``."""
        return individual(kind, f"{self.slug}-{name}" if name else self.slug)

    def members(self, curie: str) -> list[NamedNode | BlankNode]:
        """Return the things of a class, such as ``cx:Stack``, in the order of the file."""
        class_ = expand(curie)
        found = (t.subject for t in self.triples if t.predicate == _TYPE and t.object == class_)
        return [node for node in dict.fromkeys(found) if isinstance(node, NamedNode | BlankNode)]

    def replacing(self, curies: Iterable[str], triples: Iterable[Triple]) -> "Organisation":
        """Return the same organization with `triples` in place of all that it says of the members of some classes.

        Args:
            curies: the classes, such as ``cx:Assessment``. Nodes without a name that only their members lead to go
                with them.
            triples: what it says of them now.
        """
        return self.replacing_nodes([node for curie in curies for node in self.members(curie)], triples)

    def replacing_nodes(self, nodes: Iterable[NamedNode | BlankNode], triples: Iterable[Triple]) -> "Organisation":
        """Return the same organization with `triples` in place of all that it says of `nodes`; see `replacing`."""
        gone: set[object] = set(nodes)
        inside: dict[object, set[object]] = defaultdict(set)
        for triple in self.triples:
            if isinstance(triple.object, BlankNode):
                inside[triple.subject].add(triple.object)
        waiting = [*gone]
        while waiting:
            deeper = inside[waiting.pop()] - gone
            gone |= deeper
            waiting += deeper
        kept = [triple for triple in self.triples if triple.subject not in gone]
        return Organisation(self.node, self.name, tuple(dict.fromkeys([*kept, *triples])))

    def turtle(self) -> str:
        """Return the file's text: the same for the same triples, whatever their order."""
        ordered = sorted(self.triples, key=lambda triple: (triple.subject != self.node, *map(str, triple)))
        text = BytesIO()
        used = {triple_part for triple in ordered for triple_part in _namespaces(triple)}
        known = {prefix: space for prefix, space in prefixes().items() if space in used}
        serialize(ordered, text, format=RdfFormat.TURTLE, prefixes=known)
        # A line of its own between things: a person is to read and edit this. Within texts, line ends are escaped.
        return "\n".join(_spaced(text.getvalue().decode().split("\n")))

    def save(self, file: Path) -> None:
        """Write the organization to `file` in one step.

        Raises:
            PlanError: the file cannot be written; what was there stays.
        """
        save(file, self.turtle())


def new(name: str) -> Organisation:
    """Return an organization of which nothing but its name is known.

    Raises:
        PlanError: the name has no letter or digit.
    """
    name = one_line(name)
    slug = slug_for(name)
    if not is_slug(slug):
        raise PlanError(f"{name!r} cannot name an organization: give a name with a letter or digit")
    node = individual(ORGANISATION, slug)
    says = (Triple(node, _TYPE, _CLASS), Triple(node, _NAME, Literal(name)))
    return Organisation(node, name, says)


def read(file: Path) -> Organisation:
    """Return the organization in a Turtle file.

    Raises:
        PlanError: there is no such file, it is no Turtle, or it holds no organization or several.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise PlanError(f"{file}: larger than {LARGEST // 1_000_000} MB: this is no file of one organization")
        text = file.read_bytes()
    except OSError as error:
        raise PlanError(f"{file}: cannot be read ({error.strerror})") from error
    return from_turtle(text, str(file))


def from_turtle(text: bytes, where: str) -> Organisation:
    """Return the organization that Turtle tells of.

    Args:
        text: the Turtle.
        where: what messages call it.

    Raises:
        PlanError: see `read`.
    """
    try:
        found = parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=False)
        triples = tuple(dict.fromkeys(quad.triple for quad in found))
    except (SyntaxError, ValueError) as error:
        raise PlanError(f"{where}: this is no Turtle: {error}") from error
    return _checked(triples, where)


def _checked(triples: tuple[Triple, ...], where: str) -> Organisation:
    named: dict[object, str] = {}
    for triple in triples:
        if triple.predicate == _TYPE and triple.object in (_CLASS, *_ALSO):
            named.setdefault(triple.subject, "")
        if triple.predicate in _ATTRIBUTIONS and not isinstance(triple.object, Literal):
            named.setdefault(triple.object, "")
    for triple in triples:
        if triple.predicate == _NAME and triple.subject in named and isinstance(triple.object, Literal):
            named[triple.subject] = one_line(triple.object.value)
    if len(named) > 1:
        names = " and ".join(sorted(name or str(node) for node, name in named.items()))
        raise PlanError(
            f"{where}: holds data of several organizations, {names}: keep one file for each, so that nothing of one "
            "is seen in the other"
        )
    for node, name in named.items():
        if isinstance(node, NamedNode) and name:
            # A later save names what is ours by the last part of this IRI.
            if not is_slug(slug_of(node.value)):
                break
            typed = Triple(node, _TYPE, _CLASS)
            return Organisation(node, name, triples if typed in triples else (typed, *triples))
    raise PlanError(
        f"{where}: does not say whose data it is: add a line such as <{ID}{ORGANISATION}/my-company> "
        'a <https://schema.org/Organization> ; <https://schema.org/name> "My Company" . '
        "The id ends in lower-case words joined by hyphens"
    )


def _spaced(lines: list[str]) -> Iterator[str]:
    # The writer puts prefixes in any order.
    yield from sorted(line for line in lines if line.startswith("@prefix"))
    for line in lines:
        if line.startswith("@prefix"):
            continue
        if line and not line.startswith("\t"):
            yield ""
        yield line


def _namespaces(triple: Triple) -> set[str]:
    """Return the namespaces of the IRIs in a triple, of the two forms that ours have."""
    datatype = triple.object.datatype if isinstance(triple.object, Literal) else None
    iris = [part.value for part in (*triple, datatype) if isinstance(part, NamedNode)]
    return {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
