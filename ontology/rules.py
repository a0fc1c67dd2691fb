"""Rules that materialise what the ontology entails: CONSTRUCT queries, each writing a graph of its own."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

from ontology.headers import read_header
from ontology.namespaces import GRAPH, ID, expand, individual
from ontology.quads import in_graph

RULES = Path(__file__).parent / "rules"

TYPE, TOOL = expand("rdf:type"), expand("cx:Tool")
_CURIE = re.compile(r"\b(?:cx|skos):\w+")

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


class Kinds:
    """Tells by what the rules of the landscape know tools apart: tools of one kind are concluded the same of."""

    def __init__(self, rules: list[Rule]) -> None:
        """Look which properties the rules for the landscape among `rules` read."""
        named = (name for rule in rules if rule.scope == "landscape" for name in _CURIE.findall(rule.sparql))
        self._read = frozenset({str(TYPE), *(str(expand(name)) for name in named)})

    def of(self, stated: Collection[str]) -> frozenset[str]:
        """Return what of `stated`, ``<predicate> object``, rules read."""
        return frozenset(statement for statement in stated if statement.partition(" ")[0] in self._read)


class Inference:
    """What the rules infer at load, worked out in memory.

    The rules of the model run once, on the model and the profiles. Those of the landscape conclude something of single
    tools from what is stated of them; where the same is stated of many, it is worked out once.

    Triples go in and come out as lines of N-Triples without the full stop: a store reads and writes text faster than
    Python makes objects of it.

    Attributes:
        model: what the rules of the model inferred, by the rule.
        known: what the rules of the landscape conclude of a tool, by what they read of it; see `Kinds`.
    """

    def __init__(self, model: Iterable[str], rules: list[Rule] | None = None) -> None:
        """Run the rules of the model.

        Args:
            model: the ontology, the vocabularies, the mappings and the profiles. What rules inferred of them before may
                be among it, and is not told again.
            rules: by default those shipped with the ontology.

        Raises:
            TypeError: a rule is no CONSTRUCT query.
        """
        rules = read_rules() if rules is None else rules
        self._rules = [rule for rule in rules if rule.scope == "landscape"]
        self._kinds = Kinds(rules)
        self._known: dict[frozenset[str], dict[Rule, list[str]]] = {}
        self.model: dict[Rule, list[str]] = {}
        self._whole = dict.fromkeys(model)
        self._store: Store | None = _loaded(self._whole)
        for rule in rules:
            if rule.scope == "model":
                new = [line for line in _concluded(self._store, rule) if line not in self._whole]
                self._store.bulk_load(_text(new), RdfFormat.N_TRIPLES)
                self._whole |= dict.fromkeys(new)
                self.model[rule] = new

    def about(self, tools: Mapping[str, Collection[str]]) -> dict[Rule, dict[str, list[str]]]:
        """Return what the rules of the landscape infer about some tools, by the rule.

        Args:
            tools: what is stated of each tool, ``<predicate> object``, by its node in N-Triples form,
                ``<https://...>``. Whatever tool they refer to is taken for one of the landscape.

        Returns:
            What is concluded of each tool, ``<predicate> object``, by its node.
        """
        kinds = {tool: self._kinds.of(stated) for tool, stated in tools.items()}
        self._learn({kind: tool for tool, kind in kinds.items() if kind not in self._known})
        inferred: dict[Rule, dict[str, list[str]]] = {rule: {} for rule in self._rules}
        for tool, kind in kinds.items():
            for rule, conclusions in self._known[kind].items():
                inferred[rule][tool] = conclusions
        return inferred

    def by_kind(self) -> dict[frozenset[str], list[tuple[str, str]]]:
        """Return what follows of each kind of tool, ``<predicate> object``, each with the graph of its rule."""
        return {
            kind: [(str(rule.graph), said) for rule, conclusions in found.items() for said in conclusions]
            for kind, found in self._known.items()
        }

    def _learn(self, examples: dict[frozenset[str], str]) -> None:
        """Work out what follows of one tool for each set of statements."""
        if not examples:
            return
        self._known |= {kind: {} for kind in examples}
        kinds = {tool: kind for kind, tool in examples.items()}
        lines = [f"{tool} {statement}" for kind, tool in examples.items() for statement in kind]
        others = {statement.partition(" ")[2] for kind in examples for statement in kind}
        lines += [f"{other} {TYPE} {TOOL}" for other in others if other.startswith(f"<{ID}tool/")]
        # The first time, the store in which the rules of the model ran is at hand.
        store, self._store = self._store or _loaded(self._whole), None
        store.bulk_load(_text(lines), RdfFormat.N_TRIPLES)
        for rule in self._rules:
            concluded = _concluded(store, rule)
            store.bulk_load(_text(concluded), RdfFormat.N_TRIPLES)
            for line in sorted(concluded):
                tool, _, conclusion = line.partition(" ")
                if tool in kinds:
                    self._known[kinds[tool]].setdefault(rule, []).append(conclusion)


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


def _loaded(lines: Iterable[str]) -> Store:
    store = Store()
    store.bulk_load(_text(lines), RdfFormat.N_TRIPLES)
    return store


def _text(lines: Iterable[str]) -> bytes:
    return " .\n".join([*lines, ""]).encode()


def _concluded(store: Store, rule: Rule) -> list[str]:
    """Return what `rule` concludes in `store`, each triple once."""
    text = _construct(store, rule).serialize(format=RdfFormat.N_TRIPLES) or b""
    return list(dict.fromkeys(text.decode().split(" .\n")[:-1]))


def _construct(store: Store, rule: Rule) -> QueryTriples:
    answer = store.query(rule.sparql)
    if not isinstance(answer, QueryTriples):
        raise TypeError(f"rule {rule.name} is no CONSTRUCT query")
    return answer


def _add(store: Store, rule: Rule) -> list[Triple]:
    """Add what `rule` infers to `store` and return what of it is new."""
    triples = [triple for triple in dict.fromkeys(_construct(store, rule)) if Quad(*triple) not in store]
    store.extend(in_graph(triples))
    return triples


def _read(file: Path) -> Rule:
    sparql = file.read_text(encoding="utf-8")
    header = read_header(sparql)
    scope = header.get("scope", "landscape")
    if scope not in get_args(Scope):
        raise ValueError(f"{file.name}: the scope must be one of {', '.join(get_args(Scope))}")
    return Rule(file.stem, header["summary"], tuple(header.get("after", ())), sparql, scope)
