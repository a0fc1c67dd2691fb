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
        candidates: the needs it may mean, where that is not sure.
        others: the next likely needs, where one was taken for what a typed text means.
        note: why words alone were compared, else empty.
    """

    need: str = ""
    phrase: str = ""
    candidates: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    note: str = ""


def resolve(landscape: Landscape, state: State) -> Asked:
    """Return what `state` asks for: a need that was picked wins over a text that was typed."""
    if state.need:
        return Asked(need=state.need if state.need in landscape.needs() else "")
    if not state.q:
        return Asked()
    found = landscape.search(state.q)
    if found.need is None:
        return Asked(candidates=found.candidates, note=found.note)
    phrase = "" if found.need.phrase.casefold() == state.q.casefold() else found.need.phrase
    return Asked(found.need.id, phrase, others=found.candidates[1:], note=found.note)


def nearest_needs(landscape: Landscape, asked: str) -> list[str]:
    """Return the ids of the needs that an unknown id is most like, by spelling first, then by its words."""
    needs = landscape.needs()
    spelled = difflib.get_close_matches(asked.casefold().replace(" ", "-"), list(needs), n=_NEAR, cutoff=0.5)
    spoken = [candidate.id for candidate in landscape.search(asked.replace("-", " "))]
    return list(dict.fromkeys([*spelled, *spoken]))[:_NEAR]
