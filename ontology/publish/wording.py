"""What the web pages say of a term or an individual: names, links and class expressions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.namespaces import ID, ONTOLOGY, expand, shorten, slug_of

LABELS = (expand("skos:prefLabel"), expand("rdfs:label"), expand("dct:title"))
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Piece:
    """A stretch of text, with the address it links to; no link where that is empty."""

    text: str
    href: str = ""


class Graph:
    """Triples by subject and by object, and the words for them.

    Args:
        triples: everything the pages show.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.pointing: dict[tuple[Term, NamedNode], list[Term]] = defaultdict(list)
        for subject, predicate, object_ in triples:
            self.about[subject][predicate].append(object_)
            self.pointing[object_, predicate].append(subject)

    def values(self, subject: Term, curie: str) -> list[Term]:
        """Return the values of one property, sorted by what they are called."""
        found = self.about[subject][expand(curie)] if subject in self.about else []
        return sorted(found, key=lambda term: self.words(term).casefold())

    def subjects(self, object_: Term, curie: str) -> list[Term]:
        """Return what points to `object_` with the property, sorted by what it is called."""
        found = self.pointing.get((object_, expand(curie)), [])
        return sorted(found, key=lambda term: self.words(term).casefold())

    def text(self, subject: Term, curie: str) -> str:
        """Return the first value of the property as text, empty where there is none."""
        return next((term.value for term in self.values(subject, curie) if isinstance(term, Literal)), "")

    def label(self, term: Term) -> str:
        """Return what `term` is called, empty where nobody named it."""
        said = self.about.get(term, {})
        names = (value for predicate in LABELS for value in said.get(predicate, ()))
        return next((name.value for name in names if isinstance(name, Literal)), "")

    def name(self, term: NamedNode) -> str:
        """Return the label of `term`, else what its IRI says: ``need:x``, or *x y: z* of the id ``x-y--z``."""
        if label := self.label(term):
            return label
        if term.value.startswith(ID):
            return slug_of(term.value).replace("--", ": ").replace("-", " ")
        return shorten(term.value).strip("<>")

    def words(self, term: Term) -> str:
        """Return `term` as text, class expressions in the words of the Manchester syntax."""
        return "".join(piece.text for piece in self.pieces(term, ""))

    def pieces(self, term: Term, up: str) -> list[Piece]:
        """Return `term` as text with links.

        Args:
            term: an IRI, a literal, a list or a class expression.
            up: the way from the page to the release's folder: empty, or ``../``.
        """
        match term:
            case NamedNode():
                return [Piece(self.name(term), self.href(term, up))]
            case Literal():
                return [Piece(term.value, term.value if term.datatype == expand("xsd:anyURI") else "")]
            case BlankNode():
                return self._expression(term, up)
        raise TypeError(f"{term!r} is no term of RDF 1.1")

    def href(self, term: NamedNode, up: str) -> str:
        """Return the address of what tells about `term`, within the release where that is possible."""
        if term.value.startswith(ONTOLOGY):
            return f"{up}ontology.html#{term.value.removeprefix(ONTOLOGY)}"
        if term.value.startswith(ID) and term in self.about:
            kind, _, slug = term.value.removeprefix(ID).partition("/")
            return f"{up}id/{kind}.html#{slug}"
        module = term.value.removeprefix(ONTOLOGY.rstrip("#")).strip("/")
        if term.value.startswith(ONTOLOGY.rstrip("#")):
            return f"{up}ontology.html#module-{(module or 'cxscape').replace('/', '-')}"
        return term.value

    def list_items(self, node: Term) -> list[Term]:
        """Return the members of an RDF list."""
        items: list[Term] = []
        while node != expand("rdf:nil"):
            items += self.about[node][expand("rdf:first")]
            node = self.about[node][expand("rdf:rest")][0]
        return items

    def _expression(self, node: BlankNode, up: str) -> list[Piece]:
        said = self.about[node]
        for curie, word in (("owl:intersectionOf", " and "), ("owl:unionOf", " or "), ("rdf:first", ", ")):
            if expand(curie) in said:
                items = self.list_items(node if curie == "rdf:first" else said[expand(curie)][0])
                return self._joined(items, word, up)
        for curie, word in (
            ("owl:someValuesFrom", " some "),
            ("owl:allValuesFrom", " only "),
            ("owl:hasValue", " value "),
        ):
            if expand(curie) in said:
                left, right = said[expand("owl:onProperty")][0], said[expand(curie)][0]
                return [Piece("("), *self.pieces(left, up), Piece(word), *self.pieces(right, up), Piece(")")]
        if expand("owl:inverseOf") in said:
            return [Piece("inverse of "), *self.pieces(said[expand("owl:inverseOf")][0], up)]
        raise ValueError(f"no words for a blank node that says {[str(p) for p in said]}")

    def _joined(self, items: list[Term], word: str, up: str) -> list[Piece]:
        pieces: list[Piece] = []
        for item in items:
            pieces += [Piece(word)] if pieces else []
            pieces += self.pieces(item, up)
        return pieces
