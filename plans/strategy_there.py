"""The elements of a strategy that a file has already, so that a table in their place loses nothing of them.

A row stands for the element of its kind that has its id. That element keeps its IRI, and whatever is said of it that no
column of the table holds: names in other languages, where it comes from, notes.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from loaders.identity import slug as slug_for
from ontology.namespaces import expand, slug_of
from plans.organisation import Organisation
from queries.terms import is_slug

Node = NamedNode | BlankNode

_TYPE, _NAME, _VALUE = expand("rdf:type"), expand("skos:prefLabel"), expand("cx:hasEngagementValue")
_TEXTS = frozenset({_NAME, expand("skos:definition"), expand("cx:rationale")})


class There:
    """What a file says of its strategy, and what of that stays when a table takes its place."""

    def __init__(self, organisation: Organisation, kinds: Mapping[str, str]) -> None:
        """Take in what is there.

        Args:
            organisation: whose strategy it is.
            kinds: the classes of elements by the kinds that a table calls them.
        """
        self._own = organisation
        self._classes = {expand(curie) for curie in kinds.values()}
        self._said: dict[object, list[Triple]] = defaultdict(list)
        for triple in organisation.triples:
            self._said[triple.subject].append(triple)
        self._elements = {place: node for node, place in ids_of(organisation, kinds).items()}
        values = (t.object for t in organisation.triples if t.predicate == _VALUE)
        self._values = [node for node in values if isinstance(node, NamedNode | BlankNode)]
        self._scales = organisation.members("cx:EngagementValueScale")
        self._parts: set[object] = {*self._elements.values(), *self._values, *self._scales}
        self._used: dict[Node, frozenset[NamedNode]] = {}

    def nodes(self) -> list[Node]:
        """Return what a table takes the place of and is no member of a class of the strategy."""
        return self._values

    def element(self, kind: str, id_: str, columns: Iterable[str]) -> Node:
        """Return the element of a row.

        Args:
            kind: what the row calls its kind.
            id_: the row's id.
            columns: the properties that the row says all of.
        """
        node = self._elements.get((kind, id_))
        if node is None:
            node = self._elements[kind, id_] = self._new(kind, id_)
        self._used[node] = frozenset(
            map(expand, (*columns, "cx:hasEngagementValue", "skos:prefLabel", "skos:definition"))
        )
        return node

    def value(self, goal: Node, id_: str) -> Node:
        """Return the statement of the value of a goal, the id of which is `id_`."""
        stated = [t.object for t in self._said[goal] if t.predicate == _VALUE and t.object not in self._used]
        node = next((each for each in stated if isinstance(each, NamedNode | BlankNode)), None)
        node = node or self._new("engagement-value", id_)
        self._used[node] = frozenset(map(expand, ("cx:engagementValue", "cx:rationale")))
        return node

    def scale(self, value: Node) -> list[Triple]:
        """Return what puts a value on a scale; nothing where it is on one. Scales that are there stay as they are."""
        self._used.update(dict.fromkeys(self._scales, frozenset()))
        on = expand("cx:onScale")
        if any(t.predicate == on for t in self._said[value]):
            return []
        if self._scales:
            return [Triple(value, on, self._scales[0])]
        scale = self._own.own("engagement-scale")
        return [
            Triple(value, on, scale),
            Triple(scale, _TYPE, expand("cx:EngagementValueScale")),
            Triple(scale, _NAME, Literal(f"Engagement value scale of {self._own.name}", language="en")),
        ]

    def text(self, node: Node, curie: str, text: str) -> Triple:
        """Return that a text is said of a node, in the language of the text that it takes the place of."""
        before = shown(t.object for t in self._said[node] if t.predicate == expand(curie))
        if before is None:
            return Triple(node, expand(curie), Literal(text, language="en"))
        return Triple(node, expand(curie), before if before.value == text else Literal(text, language=before.language))

    def rest(self) -> list[Triple]:
        """Return what stays of the nodes that were asked for: all but what the columns of a table say."""
        stays = [t for node, columns in self._used.items() for t in self._beside(node, columns)]
        seen = set(self._parts)
        for triple in stays:
            if isinstance(triple.object, BlankNode) and triple.object not in seen:
                seen.add(triple.object)
                stays += self._said[triple.object]
        return stays

    def _beside(self, node: Node, columns: Container[object]) -> Iterator[Triple]:
        said = self._said[node]
        told = {of: shown(t.object for t in said if t.predicate == of) for of in _TEXTS}
        for triple in said:
            of = triple.predicate
            if of in columns and (of not in _TEXTS or triple.object == told[of]):
                continue
            if of != _TYPE or triple.object not in self._classes:
                yield triple

    def _new(self, kind: str, id_: str) -> NamedNode:
        ids = (id_ if at == 1 else f"{id_}-{at}" for at in count(1))
        node = next(each for each in (self._own.own(kind, id_) for id_ in ids) if each not in self._parts)
        self._parts.add(node)
        return node


def ids_of(organisation: Organisation, kinds: Mapping[str, str]) -> dict[Node, tuple[str, str]]:
    """Return the kind and the id of each element in a table, in the order of the kinds.

    An element whose IRI gives no id for a table, because somebody wrote it by hand, gets one like it; one that has no
    IRI gets one from its name.
    """
    names = {
        t.subject: t.object.value
        for t in organisation.triples
        if t.predicate == _NAME and isinstance(t.object, Literal)
    }
    found: dict[Node, tuple[str, str]] = {}
    taken: set[str] = set()
    for kind, curie in kinds.items():
        for node in organisation.members(curie):
            if node in found:
                continue
            own = slug_of(node.value).removeprefix(f"{organisation.slug}-") if isinstance(node, NamedNode) else ""
            id_ = free_id(own if is_slug(own) else slug_for(own) or names.get(node, ""), taken)
            taken.add(id_)
            found[node] = (kind, id_)
    return found


def free_id(name: str, taken: Container[str]) -> str:
    """Return an id after a name, which is none of those taken."""
    stem = slug_for(name)[:60].strip("-") or "element"
    return next(id_ for id_ in (stem if at == 1 else f"{stem}-{at}" for at in count(1)) if id_ not in taken)


def shown(objects: Iterable[object]) -> Literal | None:
    """Return which of several texts a table holds: the first in English, else without a language, else in any."""
    return min((each for each in objects if isinstance(each, Literal)), key=_foreign, default=None)


def _foreign(text: Literal) -> tuple[int, str]:
    language = text.language or ""
    return (0 if language.partition("-")[0] == "en" else 2 if language else 1), language
