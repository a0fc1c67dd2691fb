"""Segments: the groups of tools that an answer keeps or leaves out together, so that it need not look at each tool.

A segment is told by the profile, the prices and the license of its tools, and counts those that are available.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256

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

_TYPE, _IN_SEGMENT, _COUNT = map(str, map(expand, ("rdf:type", "cx:inSegment", "cx:toolCount")))
_AVAILABLE = f" {_TYPE} {expand('cx:AvailableTool')}"
_INTEGER = str(expand("xsd:integer"))


class Segments:
    """Tells the segment of each available tool, and at the end what the segments are."""

    def __init__(self) -> None:
        """Know of no tool yet."""
        self._sizes: Counter[str] = Counter()
        self._about: dict[str, tuple[str, ...]] = {}

    def tell(self, tools: Mapping[str, Collection[str]], inferred: Iterable[str]) -> list[str]:
        """Return the links of `tools` to their segments.

        Args:
            tools: what is stated of each tool, ``<predicate> object``, by its node.
            inferred: what follows, as lines of N-Triples without the full stop; it says which tools are available.
        """
        links = []
        for line in inferred:
            if line.endswith(_AVAILABLE):
                tool = line.removesuffix(_AVAILABLE)
                segment, about = segment_of(tools[tool])
                self._about[segment] = about
                self._sizes[segment] += 1
                links.append(f"{tool} {_IN_SEGMENT} {segment}")
        return links

    def about(self) -> Iterator[str]:
        """Yield what the segments are and how many tools each has, as lines of N-Triples without the full stop."""
        for segment, size in self._sizes.items():
            yield from self._about[segment]
            yield sized(segment, size)


def segment_of(statements: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return the node of the segment of a tool, and what it is, as lines of N-Triples without the full stop.

    Args:
        statements: what is stated of the tool, ``<predicate> object``.
    """
    return _segment(tuple(sorted(statement for statement in statements if statement.partition(" ")[0] in SHARED)))


def sized(segment: str, size: int) -> str:
    """Return the line that says how many tools a segment has."""
    return f'{segment} {_COUNT} "{size}"^^{_INTEGER}'


@cache
def _segment(shared: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    node = str(individual("segment", sha256("\n".join(shared).encode()).hexdigest()[:16]))
    told = (statement.partition(" ") for statement in shared)
    return node, (
        f"{node} {_TYPE} {expand('cx:Segment')}",
        *(f"{node} {SHARED[predicate]} {value}" for predicate, _, value in told),
    )
