"""Segments: the groups of tools that an answer keeps or leaves out together, so that it need not look at each tool.

A segment is told by the profile, the prices and the license of its tools. It and its profile count those that are
available, and name the first of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from loaders.members import Member, Members, memberships
from ontology.namespaces import expand, individual

SHARED = {
    str(expand(of_tool)): str(expand(of_segment))
    for of_tool, of_segment in (
        ("cx:hasProfile", "cx:segmentProfile"),
        ("cx:hasPricingModel", "cx:segmentPrice"),
        ("cx:hasPriceLevel", "cx:segmentPrice"),
        ("cx:openSource", "cx:segmentOpenSource"),
    )
}
"""What the tools of a segment share: the property of a tool, and how the segment says the same."""

_TYPE, _IN_SEGMENT = map(str, map(expand, ("rdf:type", "cx:inSegment")))
_HAS_PROFILE = str(expand("cx:hasProfile"))
_AVAILABLE = f" {_TYPE} {expand('cx:AvailableTool')}"


@dataclass(frozen=True)
class Segment:
    """A group of tools.

    Attributes:
        node: its node.
        profile: the node of its profile.
        about: what it is, as lines of N-Triples without the full stop.
    """

    node: str
    profile: str
    about: tuple[str, ...]

    def link(self, tool: str) -> str:
        """Return the line that says that a tool is in it."""
        return f"{tool} {_IN_SEGMENT} {self.node}"


class Segments:
    """Tells the segment of each available tool, and at the end what the segments are."""

    def __init__(self, members: Members) -> None:
        """Know of no tool yet.

        Args:
            members: is told the tools of each group; there are none yet.
        """
        self._members = members
        self._segments: dict[Segment, None] = {}

    def tell(self, tools: Mapping[str, Collection[str]], inferred: Iterable[str]) -> list[str]:
        """Return the links of `tools` to their segments.

        Args:
            tools: what is stated of each tool, ``<predicate> object``, by its node.
            inferred: what follows, as lines of N-Triples without the full stop; it says which tools are available.
        """
        placed = segments_of(tools, inferred)
        self._members.come(members_of(placed, tools))
        self._segments |= dict.fromkeys(placed.values())
        return [segment.link(tool) for tool, segment in placed.items()]

    def about(self) -> Iterator[str]:
        """Yield what segments are, and of them and their profiles what `Members` tells, as `tell` does."""
        for segment in self._segments:
            yield from (*segment.about, *self._members.told(segment.node))
        for profile in dict.fromkeys(segment.profile for segment in self._segments):
            yield from self._members.told(profile)


def segments_of(tools: Mapping[str, Collection[str]], inferred: Iterable[str]) -> dict[str, Segment]:
    """Return the segment of each available tool.

    Args:
        tools: what is stated of each tool, ``<predicate> object``, by its node.
        inferred: what follows, as lines of N-Triples without the full stop; it says which tools are available.
    """
    available = (line.removesuffix(_AVAILABLE) for line in inferred if line.endswith(_AVAILABLE))
    return {tool: _segment_of(tools[tool]) for tool in available}


def members_of(placed: Mapping[str, Segment], tools: Mapping[str, Collection[str]]) -> Iterator[Member]:
    """Yield available tools as members of their segments and profiles.

    Args:
        placed: the segment of each of them.
        tools: what is stated of each tool, ``<predicate> object``, by its node.
    """
    for tool, segment in placed.items():
        yield from memberships(tool, tools[tool], (segment.node, segment.profile))


def _segment_of(statements: Collection[str]) -> Segment:
    return _segment(tuple(sorted(statement for statement in statements if statement.partition(" ")[0] in SHARED)))


@cache
def _segment(shared: tuple[str, ...]) -> Segment:
    node = str(individual("segment", sha256("\n".join(shared).encode()).hexdigest()[:16]))
    told = [statement.partition(" ") for statement in shared]
    profile = next(value for predicate, _, value in told if predicate == _HAS_PROFILE)
    about = (
        f"{node} {_TYPE} {expand('cx:Segment')}",
        *(f"{node} {SHARED[predicate]} {value}" for predicate, _, value in told),
    )
    return Segment(node, profile, about)
