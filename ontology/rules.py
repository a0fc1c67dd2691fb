"""Rules that materialise what the ontology entails: CONSTRUCT queries, each writing a graph of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, Store, Triple
from pyoxigraph import Literal as Text

from ontology.headers import read_header
from ontology.namespaces import GRAPH, expand, individual
from ontology.quads import in_graph

RULES = Path(__file__).parent / "rules"
MODEL_GRAPHS = tuple(NamedNode(GRAPH + name) for name in ("ontology", "vocabulary", "mappings"))

FEW = 2000
"""Below this number of quads a transaction is faster than a bulk load."""

Scope = Literal["model", "landscape", "on-demand"]
"""What a rule reads when a landscape is loaded.

*model*: the ontology, the vocabularies, the mappings and the profiles, but no single tool.
*landscape*: everything, after the rules of the model.
*on-demand*: nothing; the rule is for sessions and proofs, and its description says why a load leaves it out.
"""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        name: the file's name without its ending.
        summary: what it says, in one sentence.
        after: names of the rules whose results it reads.
        sparql: the CONSTRUCT query.
        scope: what it reads when a landscape is loaded.
    """

    name: str
    summary: str
    after: tuple[str, ...]
    sparql: str
    scope: Scope = "landscape"

    @property
    def graph(self) -> NamedNode:
        """The named graph that holds what this rule inferred."""
        return NamedNode(f"{GRAPH}inferred/{self.name}")


def read_rules(folder: Path = RULES) -> list[Rule]:
    """Return the rules of `folder` in an order in which each comes after those it reads.

    Raises:
        graphlib.CycleError: rules wait for each other.
        KeyError: a rule waits for one that does not exist.
        ValueError: a rule has an unknown scope.
    """
    rules = {file.stem: _read(file) for file in sorted(folder.glob("*.rq"))}
    order = TopologicalSorter({rule.name: rule.after for rule in rules.values()}).static_order()
    return [rules[name] for name in order]


def apply_rules(store: Store, rules: list[Rule] | None = None) -> dict[str, int]:
    """Add to `store` what the rules infer at load: to the graph of each rule, and to the default graph.

    The rules of the model run in memory on a copy of the model, which is small, so that what they infer is
    written to disk once.

    Args:
        store: holds the asserted triples in its default graph; those of the ontology, the vocabularies and
            the mappings also in the named graphs of these names.
        rules: by default those shipped with the ontology.

    Returns:
        The number of triples each rule inferred; rules that are on demand are left out.

    Raises:
        TypeError: a rule is no CONSTRUCT query.
    """
    rules = read_rules() if rules is None else rules
    model = Store()
    model.bulk_extend(in_graph(_model(store)))
    inferred = {rule: _add(model, rule) for rule in rules if rule.scope == "model"}
    _write(store, [quad for rule, triples in inferred.items() for quad in in_graph(triples, rule.graph)])
    for rule in rules:
        if rule.scope == "landscape":
            inferred[rule] = _add(store, rule)
    return {rule.name: len(inferred[rule]) for rule in rules if rule in inferred}


def infer(triples: Iterable[Triple], rules: list[Rule] | None = None) -> dict[str, list[Triple]]:
    """Return what the rules infer from `triples` and from each other's results, by the name of the rule.

    Each rule runs once, so that properties which rules conclude should not be among `triples` themselves. A
    triple that is among them, or that an earlier rule inferred, is not told again.

    Args:
        triples: the asserted triples, with the ontology's modules where rules read axioms.
        rules: by default those shipped with the ontology, whatever their scope.

    Raises:
        TypeError: a rule is no CONSTRUCT query.
    """
    store = Store()
    store.bulk_extend(in_graph(triples))
    return {rule.name: _add(store, rule) for rule in (read_rules() if rules is None else rules)}


def rule_triples(rules: list[Rule] | None = None) -> Iterator[Triple]:
    """Yield what a release tells of its rules: of each inferred graph the rule it comes from, and what that says.

    Args:
        rules: by default those shipped with the ontology that run at load.
    """
    for rule in read_rules() if rules is None else rules:
        if rule.scope != "on-demand":
            node = individual("rule", rule.name)
            yield Triple(node, expand("rdf:type"), expand("prov:Plan"))
            yield Triple(node, expand("rdf:type"), expand("prov:Entity"))
            yield Triple(node, expand("dct:title"), Text(rule.name))
            yield Triple(node, expand("dct:description"), Text(rule.summary, language="en"))
            yield Triple(rule.graph, expand("prov:wasDerivedFrom"), node)


def _model(store: Store) -> Iterator[Triple]:
    for graph in MODEL_GRAPHS:
        yield from (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    profiles = store.quads_for_pattern(None, expand("rdf:type"), expand("cx:Profile"), DefaultGraph())
    for profile in profiles:
        yield from (q.triple for q in store.quads_for_pattern(profile.subject, None, None, DefaultGraph()))


def _add(store: Store, rule: Rule) -> list[Triple]:
    """Add what `rule` infers to `store` and return what of it is new."""
    answer = store.query(rule.sparql)
    if not isinstance(answer, QueryTriples):
        raise TypeError(f"rule {rule.name} is no CONSTRUCT query")
    triples = [triple for triple in dict.fromkeys(answer) if Quad(*triple) not in store]
    _write(store, list(in_graph(triples, rule.graph)))
    return triples


def _write(store: Store, quads: list[Quad]) -> None:
    """Add `quads` in the way that costs least: a bulk load takes a fifth of a second however little it adds."""
    if len(quads) < FEW:
        store.extend(quads)
    else:
        store.bulk_extend(quads)


def _read(file: Path) -> Rule:
    sparql = file.read_text(encoding="utf-8")
    header = read_header(sparql)
    scope = header.get("scope", "landscape")
    if scope not in get_args(Scope):
        raise ValueError(f"{file.name}: the scope must be one of {', '.join(get_args(Scope))}")
    return Rule(file.stem, header["summary"], tuple(header.get("after", ())), sparql, scope)
