"""The index of a search: what was learnt of the phrases, as one file that a release keeps.

Learning takes a minute and is done once for each edition of the phrases; asking takes milliseconds. The file of the
shipped phrases comes with the package, ``python -m queries.search --write`` makes it anew, and a refresh links it into
the release. It is a zip file: of numbers, as numpy writes them, and of two texts, what it was made of and the phrases.
"""

import json
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ontology.tables import VOCAB
from queries.search.model import CHECKSUM
from queries.search.phrases import Phrases
from queries.search.words import places, weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

SHIPPED = Path(__file__).parent / "needs.npz"
IN_RELEASE = "needs.npz"
"""The name of the file in the folder of a release."""

EDITION = "1"
"""Of the way things are learnt: a file of another one is not read."""

_TABLES = ("needs.csv", "phrases.csv", "foreign_subjects.csv")
_ABOUT, _PHRASES = "about.json", "phrases.json"

NEARNESS, LETTERS = 0.7, 0.2
"""How fast two texts grow apart in meaning, and how much their letters count beside it."""


@dataclass(frozen=True)
class Index:
    """What was learnt of some phrases; its arrays are as they stand in the file.

    Attributes:
        means: the mean of each layer that the model gives, over all texts.
        directions: what of the layers is kept: the directions in which texts differ most.
        keys: a digest of each text.
        vectors: the meaning of each text, as whole numbers to be scaled to length 1.
        shares: how much each text speaks for each need, the last being none of them. There are thousands, which add up:
            small whole numbers would be too coarse.
        letters: how much letters at each place speak for each need, beside the meaning; see `letter_scale`.
        letter_scale: see `letters`.
        alone: the same for letters alone, where there is no model; see `alone_scale`.
        alone_scale: see `alone`.
        rare: how much each place of letters counts.
    """

    means: "Numbers"
    directions: "NDArray[np.float16]"
    keys: "NDArray[np.uint64]"
    vectors: "NDArray[np.int8]"
    shares: "NDArray[np.float16]"
    letters: "NDArray[np.int8]"
    letter_scale: "Numbers"
    alone: "NDArray[np.int8]"
    alone_scale: "Numbers"
    rare: "Numbers"

    def meaning(self, layers: "Numbers") -> "Numbers":
        """Return the direction in which the meaning of a text lies, given what the model makes of it."""
        return unit(unit(layers - self.means).reshape(-1) @ self.directions.astype("float32"))

    def near(self, meaning: "Numbers") -> "Numbers":
        """Return how near each text of the index is to `meaning`: 1 is the same, 0 has nothing in common."""
        return self._units @ meaning

    def scores(self, text: str, near: "Numbers | None") -> "Numbers":
        """Return how much `text` speaks for each need, the last being none of them.

        Args:
            text: the words.
            near: what `near` gives of their meaning, nothing where letters alone are to be compared.
        """
        import numpy as np  # noqa: PLC0415 - only a search pays for it

        where, weighed = weights(places(text), self.rare)
        if near is None:
            return (weighed @ self.alone[where]) * self.alone_scale
        by_meaning = np.exp(-NEARNESS * (2 - 2 * near)) @ self._shares
        return np.asarray(by_meaning + (weighed @ self.letters[where]) * self.letter_scale)

    @property
    def _units(self) -> "Numbers":
        return _floats(self)[0]

    @property
    def _shares(self) -> "Numbers":
        return _floats(self)[1]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@cache
def _floats(index: Index) -> "tuple[Numbers, Numbers]":
    """Return vectors and shares as numbers to reckon with; whole numbers are slow."""
    return unit(index.vectors.astype("float32")), index.shares.astype("float32")


def unit(numbers: "Numbers") -> "Numbers":
    """Return each row scaled to length 1; nothing stays nothing."""
    import numpy as np  # noqa: PLC0415 - see above

    lengths = np.linalg.norm(numbers, axis=-1, keepdims=True)
    return np.asarray(numbers / np.where(lengths > 0, lengths, 1), dtype=np.float32)


@dataclass(frozen=True)
class About:
    """What an index was made of.

    Attributes:
        phrases: digest of the phrases.
        tables: digest of the curated tables that they are from, as `tables` gives it.
        model: checksum of the model that gave their meanings, empty where letters alone were learnt.
        edition: of the way it was learnt.
    """

    phrases: str
    tables: str = ""
    model: str = CHECKSUM
    edition: str = EDITION

    def usable(self) -> bool:
        """Return whether this program can ask such an index."""
        return (self.model, self.edition) == (CHECKSUM, EDITION)


def tables() -> str:
    """Return a digest of the curated tables that phrases come from."""
    return sha256(b"".join(sha256((VOCAB / name).read_bytes()).digest() for name in _TABLES)).hexdigest()


def about(file: Path) -> About | None:
    """Return what the index in `file` was made of, or nothing where there is none that this program reads."""
    try:
        with ZipFile(file) as held:
            found = About(**json.loads(held.read(_ABOUT)))
    except (OSError, BadZipFile, KeyError, TypeError, ValueError):
        return None
    return found if found.usable() else None


def fits() -> bool:
    """Return whether the index of the package is made of the tables as they are now, so that a release may keep it.

    Where somebody changed the tables, the first search learns from them.
    """
    made_of = about(SHIPPED)
    return made_of is not None and made_of.tables == tables()


def load(file: Path) -> Index:
    """Return the index in `file`, of which `about` says that this program reads it."""
    import numpy as np  # noqa: PLC0415 - see above

    with np.load(file, allow_pickle=False) as held:
        return Index(**{field.name: held[field.name] for field in fields(Index)})


def phrases_in(file: Path) -> Phrases:
    """Return the phrases that the index in `file` was made of; see `load`."""
    with ZipFile(file) as held:
        return Phrases(**json.loads(held.read(_PHRASES)))


def save(index: Index, phrases: Phrases, made_of: About, file: Path) -> None:
    """Write `index` to `file`, as a new file: releases may hold the old one by another name."""
    import numpy as np  # noqa: PLC0415 - see above

    arrays: dict[str, Any] = {field.name: getattr(index, field.name) for field in fields(Index)}
    new = file.with_suffix(".new.npz")
    np.savez(new, allow_pickle=False, **arrays)
    with ZipFile(new, "a", compression=ZIP_DEFLATED) as held:
        for name, content in ((_ABOUT, made_of), (_PHRASES, phrases)):
            held.writestr(name, json.dumps({f.name: getattr(content, f.name) for f in fields(content)}))
    new.replace(file)
