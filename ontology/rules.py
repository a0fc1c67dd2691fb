"""Rules that materialise what the ontology entails: CONSTRUCT queries, each writing a graph of its own."""

from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from ontology.headers import read_header
from ontology.namespaces import GRAPH

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        name: the file's name without its ending.
        summary: what it says, in one sentence.
        after: names of the rules whose results it reads.
        sparql: the CONSTRUCT query.
    """

    name: str
    summary: str
    after: tuple[str, ...]
    sparql: str

    @property
    def graph(self) -> NamedNode:
        """The named graph that holds what this rule inferred."""
        return NamedNode(f"{GRAPH}inferred/{self.name}")


def read_rules(folder: Path = RULES) -> list[Rule]:
    """Return the rules of `folder` in an order in which each comes after those it reads.

    Raises:
        graphlib.CycleError: rules wait for each other.
        KeyError: a rule waits for one that does not exist.
    """
    rules = {file.stem: _read(file) for file in sorted(folder.glob("*.rq"))}
    order = TopologicalSorter({rule.name: rule.after for rule in rules.values()}).static_order()
    return [rules[name] for name in order]


def apply_rules(store: Store, rules: list[Rule] | None = None) -> dict[str, int]:
    """Add to `store` what the rules infer: to the graph of each rule, and to the default graph.

    Args:
        store: holds the asserted triples in its default graph.
        rules: by default those shipped with the ontology.

    Returns:
        The number of triples each rule inferred.
    """
    counts: dict[str, int] = {}
    for rule in read_rules() if rules is None else rules:
        answer = store.query(rule.sparql)
        if not isinstance(answer, QueryTriples):
            raise TypeError(f"rule {rule.name} is no CONSTRUCT query")
        triples = list(answer)
        store.bulk_extend(Quad(*triple, rule.graph) for triple in triples)
        store.bulk_extend(Quad(*triple) for triple in triples)
        counts[rule.name] = len(triples)
    return counts


def _read(file: Path) -> Rule:
    sparql = file.read_text(encoding="utf-8")
    header = read_header(sparql)
    return Rule(file.stem, header["summary"], tuple(header.get("after", ())), sparql)
