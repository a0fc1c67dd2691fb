"""``python -m queries.search``: check that the index that comes with the package is that of the shipped phrases.

With ``--write`` it is made anew where it is not; ``--anew`` learns everything from the beginning, directions included.
"""

import sys

from pyoxigraph import Quad, Store

from ontology.vocabulary import PHRASES, vocabulary
from queries.engines import Answer, answer_from
from queries.search.index import SHIPPED, About, about, load, save, tables
from queries.search.learning import learn
from queries.search.model import model
from queries.search.phrases import Phrases
from queries.search.phrases import phrases as phrases_of

WRITE = "python -m queries.search --write"
USAGE = "usage: python -m queries.search [--write | --anew]"


class _Vocabulary:
    """The curated tables as something to ask."""

    def __init__(self) -> None:
        self._store = Store()
        self._store.bulk_extend(Quad(*triple) for part in ("vocabulary", PHRASES) for triple in vocabulary(part=part))

    def query(self, sparql: str) -> Answer:
        """Return the answer to `sparql`."""
        return answer_from(self._store, sparql)


def shipped_phrases() -> Phrases:
    """Return the phrases of the curated tables."""
    return phrases_of(_Vocabulary())


def fresh() -> bool:
    """Return whether the index of the package is that of the shipped phrases."""
    return about(SHIPPED) == About(shipped_phrases().digest, tables())


def main() -> None:
    """Check the index, or make it."""
    given = sys.argv[1:]
    if given not in ([], ["--write"], ["--anew"]):
        raise SystemExit(USAGE)
    if given != ["--anew"] and fresh():
        return
    if not given:
        raise SystemExit(f"{SHIPPED.name} is not made of the phrases in ontology/vocab: run {WRITE}")
    known = load(SHIPPED) if given == ["--write"] and about(SHIPPED) else None
    phrases = shipped_phrases()
    save(learn(phrases, model().read, known), phrases, About(phrases.digest, tables()), SHIPPED)


if __name__ == "__main__":
    main()
