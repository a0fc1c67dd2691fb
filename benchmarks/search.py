"""``python -m benchmarks.search``: what each part of the search brings, on the sentences of tests/needs.

Each row is learnt and asked anew: letters alone, meaning alone, or both; from the phrases that the needs carry
themselves, or from the whole bank. Only totals are printed, so that nobody learns what the sentences of test.tsv say.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from queries.search.__main__ import shipped_phrases
from queries.search.confidence import probabilities
from queries.search.evaluation import Sentence, read_sentences
from queries.search.index import LETTERS, SHIPPED, Index, load
from queries.search.learning import learn
from queries.search.model import model
from queries.search.phrases import Phrases

SENTENCES = Path(__file__).parents[1] / "tests" / "needs"
METHODS = {"letters": (False, LETTERS), "meaning": (True, 0.0), "both": (True, LETTERS)}
_BANK = ("phrase", "also")


def main() -> None:
    """Print the table."""
    everything = shipped_phrases()
    few = {
        text: {need: kind for need, kind in of.items() if kind not in _BANK} for text, of in everything.kinds.items()
    }
    banks = {
        "4 phrases": replace(everything, kinds={text: of for text, of in few.items() if of}),
        "the bank": everything,
    }
    files = {name: read_sentences(SENTENCES / f"{name}.tsv", everything.labels) for name in ("dev", "test")}
    print("| compared | learnt from | " + " | ".join(f"{n}: top 1 | top 3 | others refused" for n in files))
    known = load(SHIPPED)
    for method, (by_meaning, count) in METHODS.items():
        for bank, phrases in banks.items():
            index = learn(phrases, model().read, known, count_letters=count)
            cells = [cell for sentences in files.values() for cell in _totals(index, phrases, sentences, by_meaning)]
            print(f"| {method} | {bank} | " + " | ".join(f"{cell:.1%}" for cell in cells) + " |", flush=True)


def _totals(index: Index, phrases: Phrases, sentences: list[Sentence], by_meaning: bool) -> list[float]:
    """Return how often the best need and one of three are right, and the others refused when 5 % of the real are."""
    ids = list(phrases.labels)
    right: list[tuple[bool, bool]] = []
    foreign: dict[bool, list[float]] = {True: [], False: []}
    for sentence in sentences:
        near = index.near(index.meaning(model().read(sentence.text))) if by_meaning else None
        likely = probabilities(index.scores(sentence.text, near), by_meaning=by_meaning)
        foreign[bool(sentence.needs)].append(likely[-1])
        best = [ids[place] for place in np.argsort(likely[:-1])[:-4:-1]]
        if sentence.needs:
            right.append((best[0] in sentence.needs, bool(sentence.needs & set(best))))
    border = np.quantile(foreign[True], 0.95)
    return [*map(float, np.mean(right, axis=0)), float(np.mean(np.array(foreign[False]) > border))]


if __name__ == "__main__":
    main()
