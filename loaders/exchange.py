"""What a change of some tools changes in the graph."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from loaders.affected import Affected, State
from loaders.conclusions import Conclusions
from loaders.edits import Edits
from loaders.facts import SPELLED
from loaders.members import Members
from loaders.memory import Memory
from loaders.profile_facts import PROFILE, ProfileFacts
from loaders.segments import Segment, members_of, segments_of

Put = Callable[[str, Iterable[str]], None]


class Exchange:
    """The triples that leave the graph of the release before, and those that enter it.

    What only some tools name, such as their makers, leaves with the last of them and enters with the first.

    Attributes:
        edits: these triples.
        mentions: by how much it changes how often things are named; see `loaders.facts.Facts`.
        gone_profiles: profiles that no tool has any more.
        checked: everything that is said of the tools as they are, with their rows, makers, profiles and segments.
    """

    def __init__(self, affected: Affected, memory: Memory, members: Members, conclusions: Conclusions) -> None:
        """Exchange what is said of the tools that a change reaches.

        Args:
            affected: these tools.
            memory: what the release before remembers.
            members: the tools of its groups, which become those of the new release.
            conclusions: what is concluded of the tools.

        Raises:
            NotLocalError: nothing is remembered of such tools.
        """
        self._memory, self._members, self._conclusions = memory, members, conclusions
        self.edits = Edits()
        before, after = affected.before.mentions, affected.after.mentions
        leaving, _ = self._facts(affected.before, self.edits.remove)
        entering, inferred = self._facts(affected.after, self.edits.add)
        self.checked = [*affected.after.facts.whole(), *inferred]
        self.mentions = Counter({key: after[key] - before[key] for key in before.keys() | after.keys()})
        self._were, self._are = ({node: 0 for node, _ in counts} for counts in (before, after))
        for counts, sums in ((before, self._were), (after, self._are)):
            for (node, _), count in counts.items():
                sums[node] += count
        self._makers(affected)
        self.gone_profiles = self._profiles()
        self._segments(affected, leaving, entering)

    def _facts(self, state: State, put: Put) -> tuple[dict[str, Segment], list[str]]:
        """Exchange what is said of the tools of a state and of their rows.

        Returns:
            The segment of each available tool, and what follows for the tools.
        """
        tools, facts = state.facts.tools, state.facts
        concluded = self._conclusions.of(tools)
        inferred = [line for lines in concluded.values() for line in lines]
        segments = segments_of(tools, inferred)
        links = [segment.link(tool) for tool, segment in segments.items()]
        put("", (f"{node} {statement}" for node, statements in tools.items() for statement in statements))
        put("", (line for line in facts.of_others if not line.startswith(SPELLED)))
        for graph, lines in (*facts.stated.items(), *concluded.items()):
            put(graph, lines)
        put("", (*inferred, *links))
        return segments, [*inferred, *links]

    def _others(self, node: str) -> int:
        """Return how often tools that the change does not reach name a node."""
        return sum(self._memory.mentions(node).values()) - self._were.get(node, 0)

    def _makers(self, affected: Affected) -> None:
        """Exchange makers and technologies that no other tools name."""
        for state, put in ((affected.before, self.edits.remove), (affected.after, self.edits.add)):
            lines = [line for line in state.facts.of_others if line.startswith(SPELLED)]
            own = {node for node in {line.partition(" ")[0] for line in lines} if not self._others(node)}
            put("", (line for line in lines if line.partition(" ")[0] in own))

    def _profiles(self) -> ProfileFacts:
        """Exchange profiles that no other tools have, and return those that nobody has any more."""
        had, have = ({node for node in nodes if node.startswith(PROFILE)} for nodes in (self._were, self._are))
        new = self._conclusions.new_profiles
        gone = self._memory.profiles([node for node in had - have if not self._others(node)])
        there = self._memory.profiles(have)
        for facts in (there, new):
            self.checked += (
                line for about in (facts.profiles, facts.led_to) for lines in about.values() for line in lines[""]
            )
        leading = Counter(node for nodes in new.links.values() for node in nodes)
        leaving = Counter(node for nodes in gone.links.values() for node in nodes)
        led_to = {node: self._memory.leading_to(node) for node in leading | leaving}
        exchanged = [
            (
                self.edits.remove,
                [*gone.profiles.values(), *(f for n, f in gone.led_to.items() if led_to[n] == leaving[n])],
            ),
            (self.edits.add, [*new.profiles.values(), *(f for n, f in new.led_to.items() if led_to[n] == leaving[n])]),
        ]
        for put, abouts in exchanged:
            for about in abouts:
                for graph, lines in about.items():
                    put(graph, lines)
        return gone

    def _segments(self, affected: Affected, leaving: dict[str, Segment], entering: dict[str, Segment]) -> None:
        """Exchange segments, and how many tools they and their profiles have, and which lead them."""
        segments = {*leaving.values(), *entering.values()}
        self.edits.remove("", self._told(segments))
        self._members.go(members_of(leaving, affected.before.facts.tools))
        self._members.come(members_of(entering, affected.after.facts.tools))
        self.edits.add("", self._told(segments))
        self.checked += self._told(set(entering.values()))

    def _told(self, segments: Collection[Segment]) -> Iterator[str]:
        """Yield what is said of segments and their profiles as they are now, if they have any tools."""
        for segment in segments:
            if told := self._members.told(segment.node):
                yield from (*segment.about, *told)
        for profile in {segment.profile for segment in segments}:
            yield from self._members.told(profile)
