"""Which need a page is about."""

import difflib
from dataclasses import dataclass

from queries.search import Candidate
from ui.landscape import Landscape
from ui.state import State

_NEAR = 4


@dataclass(frozen=True)
class Asked:
    """What an address asks for.

    Attributes:
        need: id of the need, or empty where it is not clear.
        phrase: the words of ours by which a typed text was understood, empty where they are the text itself.
        candidates: the needs it may mean, where it may mean several.
    """

    need: str = ""
    phrase: str = ""
    candidates: tuple[Candidate, ...] = ()


def resolve(landscape: Landscape, state: State) -> Asked:
    """Return what `state` asks for: a need that was picked wins over a text that was typed."""
    if state.need:
        return Asked(need=state.need if state.need in landscape.needs() else "")
    found = landscape.search(state.q) if state.q else []
    if len(found) != 1:
        return Asked(candidates=tuple(found))
    phrase = "" if found[0].phrase.casefold() == state.q.casefold() else found[0].phrase
    return Asked(need=found[0].id, phrase=phrase)


def nearest_needs(landscape: Landscape, asked: str) -> list[str]:
    """Return the ids of the needs that an unknown id is most like, by spelling first, then by its words."""
    needs = landscape.needs()
    spelled = difflib.get_close_matches(asked.casefold().replace(" ", "-"), list(needs), n=_NEAR, cutoff=0.5)
    spoken = [candidate.id for candidate in landscape.search(asked.replace("-", " "))]
    return list(dict.fromkeys([*spelled, *spoken]))[:_NEAR]
