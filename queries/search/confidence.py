"""How sure a search is: scores as probabilities, by logistic and temperature scaling (Guo et al., arXiv:1706.04599).

The numbers were fitted on the sentences of tests/needs/dev.tsv, by ``python -m benchmarks.search``.
"""

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.search.index import Numbers

TEMPERATURE = {"meaning": 0.026, "letters": 0.034}
"""By what is compared: the higher, the less a lead in score means."""
FOREIGN = {"meaning": (20.4, -17.0, -1.14), "letters": (15.6, -14.0, -0.36)}
"""How being no need follows from its own score and that of the best need, as weights of a logistic function and what is
added to them."""
FOREIGN_FROM = {"meaning": 0.4, "letters": 0.45}
"""From this probability on, a text is taken for no need."""
CLEAR = 0.7
"""From this probability on, the first need is taken for the one that is meant."""


def probabilities(scores: "Numbers", *, by_meaning: bool) -> list[float]:
    """Return the probability of each need, the last being that of none, given their scores.

    Whether it is a need at all is asked first: of a text that speaks of several, each has a low score.
    """
    method = "meaning" if by_meaning else "letters"
    needs = [float(score) for score in scores[:-1]]
    best = max(needs)
    own, rival, constant = FOREIGN[method]
    foreign = 1 / (1 + exp(-(own * float(scores[-1]) + rival * best + constant)))
    grown = [exp((score - best) / TEMPERATURE[method]) for score in needs]
    total = sum(grown)
    return [(1 - foreign) * value / total for value in grown] + [foreign]
