"""From a symptom in somebody's own words to the needs it speaks of: full-text search over labels and phrases.

SQLite's FTS5 does the work: Porter stemming and BM25 ranking (https://www.sqlite.org/fts5.html).
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.results import Row, rows
from queries.terms import is_slug

_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "get",
        "has",
        "have",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "so",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "too",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)
_KIND_WEIGHTS = {"label": 1.3, "alternative": 1.2, "symptom": 1.1, "definition": 0.7}
_CLEAR_LEAD = 1.5
"""The first need answers alone if it scores this many times the second."""
_SHOWN = 5


@dataclass(frozen=True)
class Candidate:
    """A need that a text may speak of.

    Attributes:
        id: its id.
        label: its name.
        phrase: the words of ours that matched best.
        score: how well, higher is better; comparable within one search only.
    """

    id: str
    label: str
    phrase: str
    score: float


class NeedSearch:
    """The needs, findable by id, by label and by words; the words are indexed when they are first needed."""

    def __init__(self, engine: Engine) -> None:
        """Find the needs of the landscape that `engine` answers for."""
        self._engine = engine

    def ids(self) -> list[str]:
        """Return the ids of all needs, sorted."""
        return sorted(self._words.labels)

    def find(self, text: str) -> list[Candidate]:
        """Return the needs that `text` may speak of, best first; a single one where the answer is clear.

        An id, or the very words of a label, an alternative label or a symptom phrase, is always clear.
        """
        given = text.strip()
        if is_slug(given):
            named = rows(self._engine, "need", need=given)
            if named:
                return [Candidate(given, str(named[0]["label"]), given, 1.0)]
        return self._words.find(given)

    @cached_property
    def _words(self) -> "_Words":
        return _Words(rows(self._engine, "need-phrases"))


class _Words:
    """The index of the words in which people speak of needs."""

    def __init__(self, phrases: Iterable[Row]) -> None:
        self.labels: dict[str, str] = {}
        self._exact: dict[str, set[str]] = defaultdict(set)
        indexed = []
        for row in phrases:
            need, kind, phrase = slug_of(str(row["need"])), str(row["kind"]), str(row["phrase"])
            self.labels[need] = str(row["label"])
            if kind != "definition":
                self._exact[phrase.casefold()].add(need)
            indexed.append((need, kind, phrase))
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(
            "CREATE VIRTUAL TABLE phrase USING fts5(need UNINDEXED, kind UNINDEXED, words, tokenize='porter unicode61')"
        )
        self._index.executemany("INSERT INTO phrase VALUES (?, ?, ?)", indexed)

    def find(self, text: str) -> list[Candidate]:
        exact = {text} & self.labels.keys() or self._exact.get(text.casefold(), set())
        if exact:
            return [Candidate(need, self.labels[need], text, 1.0) for need in sorted(exact)]
        found = self._match(_words(text))
        if len(found) > 1 and found[0].score >= _CLEAR_LEAD * found[1].score:
            return found[:1]
        return found[:_SHOWN]

    def _match(self, words: Iterable[str]) -> list[Candidate]:
        query = " OR ".join(f'"{word}"' for word in words)
        if not query:
            return []
        hits = self._index.execute("SELECT need, kind, words, -bm25(phrase) FROM phrase WHERE phrase MATCH ?", (query,))
        best: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for need, kind, phrase, score in hits:
            best[need].append((score * _KIND_WEIGHTS[kind], phrase))
        candidates = []
        for need, scored in best.items():
            scored.sort(reverse=True)
            # The best phrase decides; further phrases of the same need confirm it.
            score = scored[0][0] + 0.25 * sum(value for value, _ in scored[1:3])
            candidates.append(Candidate(need, self.labels[need], scored[0][1], round(score, 3)))
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.id))


def _words(text: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    return list(dict.fromkeys(word for word in words if word not in _STOP_WORDS)) or words
