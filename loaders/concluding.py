"""What the rules conclude of tools, worked out once for all of which they know the same."""

from collections.abc import Collection, Mapping

from loaders.statements import Statements
from ontology.rules import Inference, Kinds, Rule, read_rules


class Concluding:
    """Tells what the rules of the landscape conclude of tools, some tools at a time."""

    def __init__(self, inference: Inference) -> None:
        """Tell what `inference` works out."""
        rules = read_rules()
        self._inference, self._kinds = inference, Kinds(rules)
        self._rules = {rule.name: rule for rule in rules if rule.scope == "landscape"}
        self._known: dict[frozenset[str], list[tuple[str, list[str]]]] = {}

    def of(self, tools: Mapping[str, Collection[str]]) -> dict[Rule, Statements]:
        """Return what is concluded of tools, by the rule.

        Args:
            tools: what is stated of each, ``<predicate> object``, by its node.
        """
        kinds = {tool: self._kinds.of(said) for tool, said in tools.items()}
        self._learn({kind: tool for tool, kind in kinds.items() if kind not in self._known}, tools)
        concluded: dict[str, dict[str, list[str]]] = {name: {} for name in self._rules}
        for tool, kind in kinds.items():
            for name, conclusions in self._known[kind]:
                concluded[name][tool] = conclusions
        return {self._rules[name]: said for name, said in concluded.items()}

    def _learn(self, examples: dict[frozenset[str], str], tools: Mapping[str, Collection[str]]) -> None:
        self._inference.about({tool: tools[tool] for tool in examples.values()})
        for kind in examples:
            by_rule: dict[str, list[str]] = {}
            for rule, conclusion in self._inference.known[kind]:
                by_rule.setdefault(rule.name, []).append(conclusion)
            self._known[kind] = list(by_rule.items())
