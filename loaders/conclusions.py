"""What rules conclude of tools and profiles: remembered from the release before, and worked out where it is new."""

from collections.abc import Collection, Mapping
from functools import cache
from itertools import chain

from loaders.changes import NotLocalError
from loaders.facts import profile_triples
from loaders.landscape import Tool
from loaders.memory import Memory
from loaders.profile_facts import Lines, ProfileFacts, profile_facts
from ontology.rules import Inference, Kinds, read_rules


class Conclusions:
    """What is concluded of tools and their profiles.

    Attributes:
        new_profiles: what graphs say of the profiles that the release before does not know.
        new_kinds: what is concluded of kinds of tools that it does not know, with the graph of the rule.
    """

    def __init__(
        self, memory: Memory, model: Collection[str], tools: list[Tool], stated: Mapping[str, Collection[str]]
    ) -> None:
        """Work out what is not known yet.

        Args:
            memory: what the release before remembers.
            model: what stands in its graph besides tools and profiles, as lines of N-Triples without the full stop.
            tools: the tools.
            stated: what is stated of each of them, ``<predicate> object``, by its node.
        """
        self._known = cache(memory.conclusions)
        self.new_profiles = ProfileFacts({}, {}, {})
        self.new_kinds: dict[frozenset[str], list[tuple[str, str]]] = {}
        rules = read_rules()
        self._kinds = Kinds(rules)
        members = list(map(str, profile_triples(tools)))
        profiles = {line.partition(" ")[0] for line in members}
        profiles -= memory.profiles(profiles).profiles.keys()
        kinds = {tool: self._kinds.of(said) for tool, said in stated.items()}
        unknown = {tool: stated[tool] for tool, kind in kinds.items() if self._known(kind) is None}
        if not profiles and not unknown:
            return
        inference = Inference(chain(model, members), rules)
        self.new_profiles = profile_facts(members, inference.model, model).only(profiles)
        inference.about(unknown)
        self.new_kinds = inference.by_kind()

    def of(self, stated: Mapping[str, Collection[str]]) -> Lines:
        """Return what is concluded of tools, by what is stated of each.

        Raises:
            NotLocalError: nothing is remembered of such a tool.
        """
        concluded: Lines = {}
        for tool, said in stated.items():
            kind = self._kinds.of(said)
            known = self.new_kinds[kind] if kind in self.new_kinds else self._known(kind)
            if known is None:
                raise NotLocalError("the release before does not remember a kind of tools")
            for graph, conclusion in known:
                concluded.setdefault(graph, []).append(f"{tool} {conclusion}")
        return concluded
