"""How much of a need some tools cover together, in whole numbers, so that no rounding decides what is a gap.

A need requires capabilities with a weight each; requirements that share a slot are alternatives. Tools together cover
of a slot what the best of them covers of its best alternative: weight times how surely the tool has the capability. The
need is *served* at a fit where the sum over its slots reaches the weight that this fit takes, as in the ranking of
single tools (``docs/architecture.md``): a set of tools is judged as one tool that can do what the best of them can.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.results import rows

SURE = 1_000_000
"""The strength of what is sure, in whole numbers: strengths have up to six decimals."""
_WEIGHT = 1_000
"""The weight of 1, in whole numbers."""
_COVERED = SURE * _WEIGHT
"""A covered weight of 1, in whole numbers."""
PRIMARY, SUPPORTING = "primary", "supporting"
FITS = (PRIMARY, SUPPORTING)
_BATCH = 100
"""Profiles that are asked for at once: a server may cut an answer after ten thousand rows."""

Strengths = Mapping[str, int]
"""How surely something has each capability, `SURE` where that is certain."""


@dataclass(frozen=True)
class Slot:
    """One requirement of a need, or a group of alternatives: the capabilities with their weights."""

    id: str
    alternatives: tuple[tuple[str, int], ...]

    def part(self, strengths: Strengths) -> int:
        """Return what something with `strengths` covers of it."""
        return max(weight * strengths.get(capability, 0) for capability, weight in self.alternatives)

    @property
    def weight(self) -> int:
        """The most that can be covered of it."""
        return max(weight for _, weight in self.alternatives) * SURE


@dataclass(frozen=True)
class Need:
    """What one need takes.

    Attributes:
        id: its id.
        label: its name.
        slots: what it requires.
        required: the weight of all of it.
        thresholds: the weight that must be covered for each fit.
    """

    id: str
    label: str
    slots: tuple[Slot, ...]
    required: int
    thresholds: Mapping[str, int]

    def covered(self, strengths: Strengths) -> int:
        """Return what something with `strengths` covers of it."""
        return sum(slot.part(strengths) for slot in self.slots)

    def share(self, covered: int) -> float:
        """Return the share of the need that `covered` is, rounded as questions round it."""
        return round(covered / self.required, 4)

    def is_served(self, strengths: Strengths, fit: str) -> bool:
        """Return whether something with `strengths` serves it at `fit`."""
        return self.covered(strengths) >= self.thresholds[fit]


@dataclass(frozen=True)
class Requirements:
    """The needs that are looked at, and the names of the capabilities that they require."""

    needs: tuple[Need, ...]
    capabilities: Mapping[str, str]

    def need(self, id_: str) -> Need:
        """Return the need with the id `id_`."""
        return next(need for need in self.needs if need.id == id_)


def union(each: Iterable[Strengths]) -> dict[str, int]:
    """Return how surely several things together have each capability: as surely as the best of them."""
    together: dict[str, int] = {}
    for strengths in each:
        for capability, strength in strengths.items():
            if strength > together.get(capability, 0):
                together[capability] = strength
    return together


def read_requirements(engine: Engine, needs: Iterable[str] | None = None) -> Requirements:
    """Return what some needs require, or all of them.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    ids = list(needs) if needs is not None else [slug_of(str(row["need"])) for row in rows(engine, "needs")]
    found = rows(engine, "requirements-of-needs", need=ids) if ids else []
    slots: dict[str, dict[str, list[tuple[str, int]]]] = {}
    about: dict[str, tuple[str, int, dict[str, int]]] = {}
    for row in found:
        need, capability = slug_of(str(row["need"])), slug_of(str(row["capability"]))
        slots.setdefault(need, {}).setdefault(str(row["slot"]), []).append((capability, _whole(row["weight"], _WEIGHT)))
        thresholds = {fit: _whole(row[fit], _COVERED) for fit in FITS}
        about[need] = (str(row["label"]), _whole(row["required"], _COVERED), thresholds)
    return Requirements(
        tuple(
            Need(need, label, tuple(Slot(slug_of(id_), tuple(each)) for id_, each in slots[need].items()), all_of, fits)
            for need, (label, all_of, fits) in sorted(about.items())
        ),
        {slug_of(str(row["capability"])): str(row["capability_label"]) for row in found},
    )


def read_strengths(engine: Engine, profiles: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return how surely tools of each profile have each capability, by the profile's id.

    Raises:
        QueryError: the landscape cannot be asked.
    """
    wanted = sorted(set(profiles))
    found: dict[str, dict[str, int]] = {profile: {} for profile in wanted}
    for at in range(0, len(wanted), _BATCH):
        for row in rows(engine, "strengths-of-profiles", profile=wanted[at : at + _BATCH]):
            found[slug_of(str(row["profile"]))][slug_of(str(row["capability"]))] = _whole(row["strength"], SURE)
    return found


def _whole(value: object, one: int) -> int:
    # By way of text: a number that a server sends as binary is the decimal that it stands for.
    return round(Decimal(str(value)) * one)
