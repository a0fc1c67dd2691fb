"""Whether axioms stay within OWL 2 RL, the profile that rules can reason over completely.

The grammar is that of https://www.w3.org/TR/owl2-profiles/#OWL_2_RL: which class expression may stand on
which side of an axiom, which axioms are left out, and which datatypes exist.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Triple

from ontology.findings import Finding
from ontology.modules import modules
from ontology.namespaces import STANDARD_PREFIXES, expand

Term = object
OWL = STANDARD_PREFIXES["owl"]
XSD = STANDARD_PREFIXES["xsd"]
XSD_NAMES = """
    decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
    unsignedLong unsignedInt unsignedShort unsignedByte float double string normalizedString token language
    Name NCName NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp
"""
DATATYPES = frozenset(
    [
        *(expand(name) for name in ("rdf:PlainLiteral", "rdf:XMLLiteral", "rdf:langString", "rdfs:Literal")),
        *(NamedNode(XSD + name) for name in XSD_NAMES.split()),
    ]
)
"""The datatypes of the profile; RDF 1.1 calls rdf:langString what OWL 2 has in rdf:PlainLiteral."""

AXIOMS_LEFT_OUT = {
    expand("owl:disjointUnionOf"): "a disjoint union",
    expand("owl:hasSelf"): "a restriction to itself",
    expand("owl:onDatatype"): "a datatype restriction",
    expand("owl:datatypeComplementOf"): "a complement of a datatype",
}
MOST = ("maxCardinality", "maxQualifiedCardinality")
EXACT_OR_LEAST = ("minCardinality", "minQualifiedCardinality", "cardinality", "qualifiedCardinality")


def findings(triples: Iterable[Triple] | None = None) -> list[Finding]:
    """Return where axioms leave OWL 2 RL.

    Args:
        triples: the axioms, by default those of every module that is meant for serving.
    """
    checker = _Checker(modules() if triples is None else list(triples))
    return sorted(checker.findings(), key=lambda finding: (finding.entity, finding.property, finding.value))


@dataclass
class _Checker:
    """Walks the axioms of one set of triples.

    The methods `sub`, `super` and `equivalent` return why a class expression may not stand on the lower side
    of a subclass axiom, on its upper side or in an equivalence, or the empty string where it may.
    """

    triples: list[Triple]
    objects: dict[tuple[Term, Term], list[Term]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for subject, predicate, value in self.triples:
            self.objects[subject, predicate].append(value)

    def findings(self) -> Iterator[Finding]:
        sides: dict[Term, tuple[Callable[[Term], str], Callable[[Term], str]]] = {
            expand("rdfs:subClassOf"): (self.sub, self.super),
            expand("owl:equivalentClass"): (self.equivalent, self.equivalent),
            expand("owl:disjointWith"): (self.sub, self.sub),
            expand("rdfs:domain"): (_any, self.super),
            expand("rdfs:range"): (_any, self.range),
            expand("rdf:type"): (_any, self.type),
        }
        annotations = {t.subject for t in self.triples if t.object == expand("owl:AnnotationProperty")}
        for subject, predicate, value in self.triples:
            why = ""
            if predicate in AXIOMS_LEFT_OUT:
                why = f"{AXIOMS_LEFT_OUT[predicate]} is not part of it"
            elif predicate in sides and subject not in annotations:
                lower, upper = sides[predicate]
                why = lower(subject) or upper(value)
            elif predicate == expand("owl:hasKey"):
                why = self.sub(subject)
            elif predicate == expand("owl:members") and self._is(subject, "AllDisjointClasses"):
                why = next(filter(None, map(self.sub, self._items(value))), "")
            if why:
                yield _finding(subject, predicate, value, why)

    def sub(self, expression: Term) -> str:
        if isinstance(expression, NamedNode):
            return _named(expression)
        if one := self._one(expression, "intersectionOf", "unionOf"):
            return self._each(one, self.sub)
        if (filler := self._one(expression, "someValuesFrom")) is not None:
            return "" if filler == expand("owl:Thing") or filler in DATATYPES else self.sub(filler)
        return "" if self._has(expression, "oneOf", "hasValue") else self._refused(expression, "below a class")

    def super(self, expression: Term) -> str:
        if isinstance(expression, NamedNode):
            return _named(expression)
        if one := self._one(expression, "intersectionOf"):
            return self._each(one, self.super)
        if (negated := self._one(expression, "complementOf")) is not None:
            return self.sub(negated)
        if (filler := self._one(expression, "allValuesFrom")) is not None:
            return "" if filler in DATATYPES else self.super(filler)
        if (number := self._one(expression, *MOST)) is not None:
            return self._at_most(expression, number)
        return "" if self._has(expression, "hasValue") else self._refused(expression, "above a class")

    def equivalent(self, expression: Term) -> str:
        if isinstance(expression, NamedNode):
            return _named(expression)
        if one := self._one(expression, "intersectionOf"):
            return self._each(one, self.equivalent)
        return "" if self._has(expression, "hasValue") else self._refused(expression, "in an equivalence")

    def range(self, value: Term) -> str:
        if isinstance(value, NamedNode) and value.value.startswith(XSD) and value not in DATATYPES:
            return f"the datatype {value.value} is not part of it"
        return "" if value in DATATYPES else self.super(value)

    def type(self, value: Term) -> str:
        if value == expand("owl:ReflexiveProperty"):
            return "a reflexive property is not part of it"
        return self.super(value) if isinstance(value, BlankNode) else ""

    def _at_most(self, expression: Term, number: Term) -> str:
        if getattr(number, "value", "") not in {"0", "1"}:
            return "a number other than 0 and 1 in a cardinality"
        filler = self._one(expression, "onClass")
        return "" if filler in {None, expand("owl:Thing")} else self.sub(filler)

    def _refused(self, expression: Term, where: str) -> str:
        kinds = ("someValuesFrom", "allValuesFrom", "unionOf", "complementOf", "oneOf", *MOST, *EXACT_OR_LEAST)
        kind = next((kind for kind in kinds if self._has(expression, kind)), "an unknown expression")
        return f"{kind} may not stand {where}"

    def _each(self, members: Term, check: Callable[[Term], str]) -> str:
        return next(filter(None, map(check, self._items(members))), "")

    def _items(self, members: Term) -> Iterator[Term]:
        while members != expand("rdf:nil") and self.objects[members, expand("rdf:first")]:
            yield self.objects[members, expand("rdf:first")][0]
            members = next(iter(self.objects[members, expand("rdf:rest")]), expand("rdf:nil"))

    def _one(self, expression: Term, *names: str) -> Term | None:
        values = (self.objects[expression, NamedNode(OWL + name)] for name in names)
        return next((value[0] for value in values if value), None)

    def _has(self, expression: Term, *names: str) -> bool:
        return self._one(expression, *names) is not None

    def _is(self, subject: Term, cls: str) -> bool:
        return NamedNode(OWL + cls) in self.objects[subject, expand("rdf:type")]


def _any(_: Term) -> str:
    return ""


def _named(expression: NamedNode) -> str:
    return "owl:Thing may not stand here" if expression == expand("owl:Thing") else ""


def _finding(subject: Term, predicate: NamedNode, value: Term, why: str) -> Finding:
    return Finding(
        rule="owl-2-rl",
        severity="error",
        entity=getattr(subject, "value", str(subject)),
        property=predicate.value,
        value=value.value if isinstance(value, NamedNode) else "",
        message=f"The axiom is outside OWL 2 RL: {why}.",
        fix="Say it in a form of the profile, or move it to dl.ttl.",
    )
