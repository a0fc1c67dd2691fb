"""One organization's data beside the model, in memory: what questions about an organization are asked of.

A session holds the ontology, the vocabularies, what one organization states, what the landscape knows of the tools that
it names, and what the rules infer from all of these. Nothing of it reaches a landscape, and no other organization is
in it, so that nothing of one can show in an answer about another. The landscape may be on this machine or on a server.
"""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from ontology.modules import modules
from ontology.namespaces import ID, expand, slug_of
from ontology.quads import in_graph
from ontology.rules import infer, read_rules
from ontology.vocabulary import vocabulary
from queries.catalogue import question
from queries.engines import Answer, Engine, answer_from
from queries.text import check_read_only

TOOL = f"{ID}tool/"
EXAMPLES = (
    "theme",
    "strategic-objective",
    "marketing-objective",
    "digital-goal",
    "engagement-scale",
    "engagement-value",
    "tactic",
)
"""Types of the examples of a strategy that the vocabularies hold."""

SETTLED = frozenset(
    (
        "category-provisions",
        "label-evidence",
        "label-provisions",
        "need-scores",
        "need-weights",
        "need-yardstick",
        "provision-weights",
        "requirement-slots",
    )
)
"""Rules about needs, categories and what they provide: nothing that an organization says can change what they infer."""

WORKED_OUT = frozenset(map(expand, ("cx:assessedAt", "cx:lagsBehind", "cx:hasVerdict", "cx:hasCoverageLevel")))
"""Properties of findings: a session works them out, and takes nobody's word for them."""

_TYPE, _RETIRED = expand("rdf:type"), expand("cx:RetiredTool")
_FOUND = frozenset(
    map(
        expand,
        (
            "cx:AlignedTactic",
            "cx:ChallengedInitiative",
            "cx:CXFacingInitiative",
            "cx:DisconnectedChannel",
            "cx:EndToEndGap",
        ),
    )
)


class Session:
    """The data of one organization with all that follows from it; answers like any other engine.

    Attributes:
        unknown: ids of the tools that the organization names and the landscape does not have.
        retired: ids of the tools among them that are retired.
        unused: statements of the organization that were left out because a session works them out.
    """

    def __init__(self, stated: Iterable[Triple], landscape: Engine | None = None, *, examples: bool = True) -> None:
        """Put the organization beside the model, and infer.

        Args:
            stated: what one organization states; see `plans.organisation`.
            landscape: where the tools are looked up that it names; without it, nothing is known of them.
            examples: whether the example strategy of the vocabularies is there too.
        """
        given = list(stated)
        self.unused = [triple for triple in given if is_finding(triple)]
        given = [triple for triple in given if not is_finding(triple)]
        named = sorted(
            {
                slug_of(triple.object.value)
                for triple in given
                if isinstance(triple.object, NamedNode) and triple.object.value.startswith(TOOL)
            }
        )
        facts = _facts(landscape, named) if landscape and named else []
        known = {triple.subject for triple in facts}
        self.unknown = [name for name in named if NamedNode(TOOL + name) not in known] if landscape else []
        self.retired = [slug_of(str(t.subject).strip("<>")) for t in facts if t.object == _RETIRED]
        self._asserted = [*_model(examples=examples), *given, *facts]
        self._store = Store()
        self._store.bulk_extend(_inferred(examples=examples))
        self._add([*given, *facts])

    def state(self, findings: Iterable[Triple]) -> None:
        """Add findings, such as the stage that a channel has reached, and what follows from them."""
        found = list(findings)
        self._asserted += found
        self._add(found)

    def query(self, sparql: str) -> Answer:
        """Return the answer to `sparql`; see `queries.engines.Engine.query`."""
        check_read_only(sparql)
        return answer_from(self._store, sparql)

    def triples(self) -> list[Triple]:
        """Return what is stated, without what the rules infer: what a reasoner is given to check them."""
        return list(dict.fromkeys(self._asserted))

    def _add(self, triples: Iterable[Triple]) -> None:
        self._store.extend(in_graph(triples))
        for rule in read_rules():
            if rule.name not in SETTLED:
                answer = self._store.query(rule.sparql)
                self._store.extend(in_graph(answer if isinstance(answer, QueryTriples) else ()))


def is_finding(triple: Triple) -> bool:
    """Return whether a session works out what `triple` states."""
    return triple.predicate in WORKED_OUT or (triple.predicate == _TYPE and triple.object in _FOUND)


def _facts(landscape: Engine, tools: list[str]) -> list[Triple]:
    answer = landscape.query(question("tools-in-a-plan").bind({"tool": tools}))
    return list(answer) if isinstance(answer, QueryTriples) else []


@cache
def _model(*, examples: bool) -> tuple[Triple, ...]:
    """Return the ontology and the vocabularies; without the example strategy where an organization has its own."""
    triples = [*modules(), *vocabulary()]
    if examples:
        return tuple(triples)
    left_out = tuple(f"{ID}{kind}/" for kind in EXAMPLES)
    return tuple(t for t in triples if not any(_is_in(part, left_out) for part in (t.subject, t.object)))


@cache
def _inferred(*, examples: bool) -> tuple[Quad, ...]:
    """Return the model with all that follows from it alone: the same in every session."""
    model = _model(examples=examples)
    return tuple(in_graph([*model, *(triple for found in infer(model).values() for triple in found)]))


def _is_in(part: object, namespaces: tuple[str, ...]) -> bool:
    return isinstance(part, NamedNode) and part.value.startswith(namespaces)
