"""What a graph says of profiles, told apart from the rest of the model, so that a profile can come and go by itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import repeat

from ontology.namespaces import ID
from ontology.rules import Rule

PROFILE = f"<{ID}profile/"
"""How the node of a profile begins."""

Lines = dict[str, list[str]]
"""Lines of N-Triples without the full stop, by the graph as ``<https://...>``, or empty for the default graph."""


@dataclass(frozen=True)
class ProfileFacts:
    """What a graph says of profiles.

    Attributes:
        profiles: what is said of each profile, by its node.
        led_to: what is said of each node that only profiles lead to, such as their scores, by the node.
        links: by profile, the nodes that it leads to, of those in `led_to`.
    """

    profiles: dict[str, Lines]
    led_to: dict[str, Lines]
    links: dict[str, set[str]]

    def only(self, profiles: Collection[str]) -> "ProfileFacts":
        """Return what is said of `profiles` alone."""
        links = {profile: self.links[profile] for profile in profiles}
        led_to = {node: self.led_to[node] for nodes in links.values() for node in nodes}
        return ProfileFacts({profile: self.profiles[profile] for profile in profiles}, led_to, links)


def profile_facts(
    members: Collection[str], inferred: Mapping[Rule, Iterable[str]], asserted: Iterable[str]
) -> ProfileFacts:
    """Return what is said of profiles; all triples are lines of N-Triples without the full stop.

    Args:
        members: what the profiles are made of.
        inferred: what the rules of the model inferred, of profiles and of others.
        asserted: what the rules read besides the profiles.
    """
    triples: list[tuple[str, str]] = []
    for rule, found in inferred.items():
        triples += zip(repeat(str(rule.graph)), found)
    others: set[str] = set()
    for line in asserted:
        subject, _, object_ = line.split(" ", 2)
        others.add(subject)
        others.add(object_)
    made: set[str] = set()
    links: dict[str, set[str]] = {line.partition(" ")[0]: set() for line in members}
    for _, line in triples:
        subject, _, object_ = line.split(" ", 2)
        made.add(subject)
        if subject.startswith(PROFILE):
            links.setdefault(subject, set()).add(object_)
        else:
            others.add(object_)
    links = {profile: (objects & made) - others for profile, objects in links.items()}
    profiles: dict[str, Lines] = {}
    led_to: dict[str, Lines] = {node: {} for nodes in links.values() for node in nodes}
    for graph, line in [*(("", line) for line in members), *triples]:
        subject, _, object_ = line.split(" ", 2)
        if PROFILE not in line and subject not in led_to and object_ not in led_to:
            continue
        for node in {subject, object_}:
            about = profiles.setdefault(node, {}) if node.startswith(PROFILE) else led_to.get(node)
            if about is not None and (node == subject or not subject.startswith(PROFILE)):
                for name in {"", graph}:
                    about.setdefault(name, []).append(line)
    return ProfileFacts(profiles, led_to, links)
