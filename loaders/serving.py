"""Which needs profiles serve: remembered, as long as only rows changed and the model is what it was."""

from loaders.difference import served
from loaders.memory import Memory
from loaders.releases import Release
from ontology.namespaces import individual


class RememberedServing:
    """Tells which needs profiles serve in a release or the one before, which have one model."""

    def __init__(self, memory: Memory) -> None:
        """Recall from `memory`, and leave there what was not known."""
        self._memory = memory

    def __call__(self, release: Release, profiles: set[str]) -> dict[str, set[str]]:
        """Return the needs that each of `profiles` serves in `release`."""
        nodes = {profile: str(individual("profile", profile)) for profile in profiles}
        known = {profile: self._memory.serves(node) for profile, node in nodes.items()}
        unknown = {profile for profile, needs in known.items() if needs is None}
        found = served(release, unknown)
        learned = {profile: found.get(profile, set()) for profile in unknown}
        self._memory.learn_needs({nodes[profile]: needs for profile, needs in learned.items()})
        return {profile: set(needs) for profile, needs in known.items() if needs is not None} | learned
