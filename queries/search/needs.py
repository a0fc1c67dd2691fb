"""From what somebody says hurts, in her own words, to the needs it speaks of, with how sure that is.

What is one of our wordings is certain. Everything else is compared with all phrases at once, by meaning and by letters,
and each need gets the probability that it is meant (`queries.search.confidence`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Literal, overload

from queries.engines import Embedded, Engine
from queries.results import rows
from queries.search.confidence import CLEAR, FOREIGN_FROM, probabilities
from queries.search.parts import parts
from queries.search.phrases import Phrases, key, phrases
from queries.terms import is_slug

if TYPE_CHECKING:
    from queries.search.index import Index, Numbers

SHOWN = 3
"""So many candidates are offered."""

Verdict = Literal["sure", "unsure", "no need"]
Method = Literal["wording", "meaning", "letters"]


@dataclass(frozen=True)
class Candidate:
    """A need that a text may speak of.

    Attributes:
        id: its id.
        label: its name.
        phrase: the words of ours that are most like the text.
        score: the probability that this need is meant, from 0 to 1.
    """

    id: str
    label: str
    phrase: str
    score: float


@dataclass(frozen=True)
class Found(Sequence[Candidate]):
    """What a search found: the needs that a text may speak of, the likeliest first.

    Attributes:
        verdict: ``sure`` that the first one is meant, ``unsure`` which of them is, or ``no need`` where the text does
            not sound like one; then there are none.
        candidates: at most three; where it is sure, the others are what it would have been else.
        method: what was compared: ``wording``, the text is ours; ``meaning``, meaning and letters; or ``letters``
            alone, which finds less.
        note: why letters alone were compared and what to do about it, else empty.
    """

    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    method: Method = "wording"
    note: str = ""

    @property
    def need(self) -> Candidate | None:
        """The need that is meant, nothing where that is not sure."""
        return self.candidates[0] if self.verdict == "sure" else None

    def __len__(self) -> int:
        return len(self.candidates)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self.candidates)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, place: int | slice) -> Candidate | tuple[Candidate, ...]:
        return self.candidates[place]


class NeedSearch:
    """The needs, findable by id, by wording and by meaning; what that takes is loaded when it is first needed."""

    def __init__(self, engine: Engine) -> None:
        """Find the needs of the landscape that `engine` answers for."""
        self._engine, self._lock = engine, RLock()

    def ids(self) -> list[str]:
        """Return the ids of all needs, sorted."""
        return sorted(self._phrases.labels)

    def prepare(self) -> None:
        """Load what the first search would load, so that it is as quick as the others."""
        self.find("how do we make it easier for customers to get what they need")

    def find(self, text: str) -> Found:
        """Return the needs that `text` may speak of.

        An id, or the very words of a label, an alternative label, a symptom or a phrase, is always sure.
        """
        given = " ".join(text.split())
        if is_slug(given):
            named = rows(self._engine, "need", need=given)
            if named:
                return Found("sure", (Candidate(given, str(named[0]["label"]), given, 1.0),))
        if not key(given):
            return Found("no need")
        with self._lock:
            owners = self._phrases.exact.get(key(given), ())
        if owners:
            own = tuple(Candidate(need, self._phrases.labels[need], given, 1 / len(owners)) for need in owners)
            return Found("sure" if len(own) == 1 else "unsure", own[:SHOWN])
        return self._compared(given)

    def _compared(self, text: str) -> Found:
        with self._lock:
            index, note = self._index, self._note
        likely, near = _likely(index, text, by_meaning=not note)
        method: Method = "letters" if note else "meaning"
        if likely[-1] >= FOREIGN_FROM[method]:
            return Found("no need", (), method, note)
        needs = list(self._phrases.labels)
        best = sorted(range(len(needs)), key=lambda number: (-likely[number], number))[:SHOWN]
        candidates = tuple(
            Candidate(needs[n], self._phrases.labels[needs[n]], self._like(text, needs[n], near), round(likely[n], 3))
            for n in best
        )
        return Found("sure" if candidates[0].score >= CLEAR else "unsure", candidates, method, note)

    def _like(self, text: str, need: str, near: "Numbers | None") -> str:
        """Return the words of ours for `need` that are most like `text`."""
        said = self._phrases.said[need]
        if near is not None:
            return max(said, key=lambda phrase: float(near[self._rows[phrase]]))
        mine = set(key(text).split())
        return max(said, key=lambda phrase: len(mine & set(key(phrase).split())) / len(phrase) ** 0.5)

    @property
    def _phrases(self) -> Phrases:
        return self._learnt[0]

    @property
    def _index(self) -> "Index":
        return self._learnt[1]

    @cached_property
    def _note(self) -> str:
        """Why letters alone can be compared, or nothing."""
        from queries.search.model import ModelError, model  # noqa: PLC0415 - an id or our own words need none of it

        try:
            model()
        except ModelError as error:
            return str(error)
        return ""

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {text: row for row, text in enumerate(self._phrases.kinds)}

    @cached_property
    def _learnt(self) -> "tuple[Phrases, Index]":
        """The phrases, and what was learnt of them: kept by the release, or shipped with the program, or learnt now."""
        from queries.search.index import IN_RELEASE, SHIPPED, about, load, phrases_in  # noqa: PLC0415 - see above

        if isinstance(self._engine, Embedded):
            kept = self._engine.folder / IN_RELEASE
            if about(kept):
                return phrases_in(kept), load(kept)
        asked = phrases(self._engine)
        shipped = about(SHIPPED)
        if shipped and shipped.phrases == asked.digest:
            return asked, load(SHIPPED)
        from queries.search.learning import learn  # noqa: PLC0415 - for phrases of somebody's own only
        from queries.search.model import model  # noqa: PLC0415

        return asked, learn(asked, None if self._note else model().read, load(SHIPPED) if shipped else None)


def _likely(index: "Index", text: str, *, by_meaning: bool) -> "tuple[list[float], Numbers | None]":
    """Return the probability of each need, the last being none of them, and how near each phrase is.

    Of a long text each part counts as far as it sounds like a need at all.
    """
    from queries.search.model import model  # noqa: PLC0415 - see above

    found = []
    for part in parts(text):
        near = index.near(index.meaning(model().read(part))) if by_meaning else None
        found.append((probabilities(index.scores(part, near), by_meaning=by_meaning), near))
    weights = [1.0001 - likely[-1] for likely, _ in found]
    together = [
        sum(weight * likely[number] for weight, (likely, _) in zip(weights, found, strict=True)) / sum(weights)
        for number in range(len(found[0][0]))
    ]
    return together, max(zip(weights, found, strict=True), key=lambda part: part[0])[1][1]
