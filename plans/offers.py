"""Tools for a need: those that are owned, and the best others to consider."""

from collections import defaultdict
from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.filters import Filters
from queries.ranking import ranking
from queries.results import Row, rows

CONSIDERED = 3
"""Tools to consider for each need."""


@dataclass(frozen=True)
class Offer:
    """A tool for a need: its id, its name, how well it fits and what share of the need it covers."""

    id: str
    label: str
    fit: str
    coverage: float


def owned_offers(landscape: Engine, needs: list[str], owned: list[str]) -> dict[str, tuple[Offer, ...]]:
    """Return, by need, the tools among `owned` that serve it, best first; an adjacent fit is none.

    Args:
        landscape: where to ask.
        needs: ids of the needs.
        owned: ids of the tools.
    """
    fits: dict[str, list[Offer]] = defaultdict(list)
    for row in rows(landscape, "fits-of-tools", need=needs, tool=owned) if needs and owned else []:
        offer = _offer(row)
        if offer.fit != "adjacent":
            fits[slug_of(str(row["need"]))].append(offer)
    return {need: tuple(fits[need]) for need in needs}


def considered(landscape: Engine, need: str, owned: list[str]) -> tuple[Offer, ...]:
    """Return the best tools for a need that are not owned, in the order of the headline ranking."""
    best = ranking(landscape, need, Filters(), CONSIDERED + len(owned)).best
    return tuple([offer for offer in map(_offer, best) if offer.id not in owned][:CONSIDERED])


def _offer(row: Row) -> Offer:
    return Offer(slug_of(str(row["tool"])), str(row["label"]), slug_of(str(row["fit"])), float(str(row["coverage"])))
