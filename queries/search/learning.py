"""Learning from the phrases which needs a text speaks of: kernel ridge regression, solved in closed form.

Two texts are alike by the meaning that the language model gives them, and by their letters. For each need, a text's
share is the sum over all phrases of how alike they are, times what the phrase was found to count; see Bishop, Pattern
Recognition and Machine Learning, 6.1. The letters' part is linear, so that it is kept as one number for each place.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from queries.search.index import LETTERS, NEARNESS, Index, unit
from queries.search.phrases import FOREIGN, SHARE, Phrases
from queries.search.words import PLACES, places, rarity, weights

if TYPE_CHECKING:
    from queries.search.index import Numbers

RIDGE = 0.5
"""How much is not learnt by heart."""
DIRECTIONS = 256
_WHOLE = 127

Reader = Callable[[str], "Numbers"]
"""What gives the layers of a text: `queries.search.model.Model.read`."""


def learn(
    phrases: Phrases, read: Reader | None, known: Index | None = None, *, count_letters: float = LETTERS
) -> Index:
    """Return the index of `phrases`.

    Args:
        phrases: what to learn from.
        read: the model; where there is none, the index compares letters alone.
        known: an index made before; meanings that it has are taken from it, with its directions.
        count_letters: how much letters count beside the meaning.
    """
    texts = list(phrases.kinds)
    keys = np.array([text_key(text) for text in texts], dtype=np.uint64)
    means, directions, vectors = _meanings(texts, keys, read, known)
    counted = [places(text) for text in texts]
    rare = rarity(counted)
    letters = np.zeros((len(texts), PLACES), dtype=np.float32)
    for row, counts in enumerate(counted):
        where, weighed = weights(counts, rare)
        letters[row, where] = weighed
    spoken = _spoken(phrases)
    alike = letters @ letters.T
    alone = letters.T @ _solved(alike.copy(), spoken)
    meant = unit(vectors.astype(np.float32))
    shares = _solved(np.exp(-NEARNESS * (2 - 2 * (meant @ meant.T))) + count_letters * alike, spoken)
    return Index(
        means,
        directions,
        keys,
        vectors,
        shares.astype(np.float16),
        *_whole(count_letters * (letters.T @ shares)),
        *_whole(alone),
        rare,
    )


def text_key(text: str) -> int:
    """Return a number by which a text is known in an index."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def _meanings(
    texts: list[str], keys: "np.typing.NDArray[np.uint64]", read: Reader | None, known: Index | None
) -> "tuple[Numbers, np.typing.NDArray[np.float16], np.typing.NDArray[np.int8]]":
    if read is None:
        return np.zeros((1, 1), np.float32), np.zeros((1, 1), np.float16), np.zeros((len(texts), 1), np.int8)
    if known is not None:
        place = {int(key): row for row, key in enumerate(known.keys)}
        vectors = [
            known.vectors[place[int(key)]] if int(key) in place else _bytes(known.meaning(read(text)))
            for text, key in zip(texts, keys, strict=True)
        ]
        return known.means, known.directions, np.stack(vectors)
    layers = np.stack([read(text) for text in texts])
    means = layers.mean(axis=0)
    flat = unit(layers - means).reshape(len(texts), -1)
    _, axes = np.linalg.eigh(flat.T @ flat)
    directions = axes[:, : -DIRECTIONS - 1 : -1].astype(np.float16)
    return means, directions, _bytes(unit(flat @ directions.astype(np.float32)))


def _bytes(vectors: "Numbers") -> "np.typing.NDArray[np.int8]":
    return np.asarray(np.round(vectors / np.abs(vectors).max(axis=-1, keepdims=True) * _WHOLE), dtype=np.int8)


def _spoken(phrases: Phrases) -> "Numbers":
    """Return how surely each text speaks of each need, with a last column for those that speak of none."""
    column = {need: number for number, need in enumerate([*phrases.labels, FOREIGN])}
    spoken = np.zeros((len(phrases.kinds), len(column)), dtype=np.float32)
    for row, of in enumerate(phrases.kinds.values()):
        for need, kind in of.items():
            spoken[row, column[need]] = SHARE.get(kind, 1.0)
    return spoken


def _solved(alike: "Numbers", spoken: "Numbers") -> "Numbers":
    alike[np.diag_indices(len(alike))] += RIDGE
    return np.asarray(np.linalg.solve(alike, spoken), dtype=np.float32)


def _whole(numbers: "Numbers") -> "tuple[np.typing.NDArray[np.int8], Numbers]":
    """Return `numbers` as small whole ones, and what to multiply each column by to have them back."""
    scale = np.maximum(np.abs(numbers).max(axis=0), 1e-9) / _WHOLE
    return np.round(numbers / scale).astype(np.int8), scale.astype(np.float32)
