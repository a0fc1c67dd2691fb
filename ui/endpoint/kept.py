"""Answers kept in memory: a release never changes, so the same query of it has the same answer."""

from collections import OrderedDict

from queries.workers import Answer

_ROOM = 32 << 20
_LARGEST = 1 << 20


class Kept:
    """The answers that were asked for last, as many as fit into `_ROOM` bytes; none larger than `_LARGEST`."""

    def __init__(self) -> None:
        """Start empty."""
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0

    def get(self, tag: str) -> Answer | None:
        """Return the answer with the entity tag `tag`, if it was kept."""
        answer = self._answers.get(tag)
        if answer is not None:
            self._answers.move_to_end(tag)
        return answer

    def put(self, tag: str, answer: Answer) -> None:
        """Keep `answer`, unless it is large or may be another one the next time."""
        size = len(answer.content)
        if size > _LARGEST or answer.facts.changing or tag in self._answers:
            return
        self._answers[tag] = answer
        self._size += size
        while self._size > _ROOM:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.content)
