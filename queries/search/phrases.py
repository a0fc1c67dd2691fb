"""What a search knows of needs: the words in which people speak of them, as questions of the catalogue tell them."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.results import all_rows, rows

_WORD = re.compile(r"[^\W_]+")
FOREIGN = ""
"""Stands where a need's id would, for words in which people speak of something else."""

SHARE = {"also": 0.5}
"""How surely a text speaks of a need, by its kind; all others do so wholly."""


@dataclass(frozen=True)
class Phrases:
    """The texts, each once and sorted, and what they speak of.

    Attributes:
        labels: the name of each need by its id, sorted.
        kinds: by text, what it is to which need: label, alternative, definition, symptom, phrase, or also.
    """

    labels: dict[str, str]
    kinds: dict[str, dict[str, str]]

    @cached_property
    def digest(self) -> str:
        """A digest of all of it, by which an index is known to be made of the same."""
        from hashlib import sha256  # noqa: PLC0415 - to ask needs none

        lines = [f"{text}\t{need}\t{kind}" for text, of in self.kinds.items() for need, kind in sorted(of.items())]
        return sha256("\n".join([*self.labels, *lines]).encode()).hexdigest()

    @cached_property
    def exact(self) -> dict[str, tuple[str, ...]]:
        """The needs that own a wording, by `key` of it; definitions are no wording, and shared phrases no one's own."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for text, of in self.kinds.items():
            for need, kind in of.items():
                if need and kind not in ("definition", "also"):
                    found[key(text)][need] = None
        return {text: tuple(sorted(needs)) for text, needs in found.items()}

    @cached_property
    def said(self) -> dict[str, list[str]]:
        """The texts by need that may be shown as what somebody means: all but definitions."""
        found: dict[str, list[str]] = defaultdict(list)
        for text, of in self.kinds.items():
            for need, kind in of.items():
                if need and kind != "definition":
                    found[need].append(text)
        return found


def phrases(engine: Engine) -> Phrases:
    """Return the phrases of the landscape that `engine` answers for."""
    labels: dict[str, str] = {}
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for row in all_rows(engine, "need-phrases"):
        need = slug_of(str(row["need"]))
        labels[need] = str(row["label"])
        # The rows are sorted by kind, and "also" is the first: what a text is besides counts more.
        kinds[str(row["phrase"])][need] = str(row["kind"])
    for row in rows(engine, "foreign-phrases"):
        kinds[str(row["phrase"])].setdefault(FOREIGN, "foreign")
    return Phrases(dict(sorted(labels.items())), dict(sorted(kinds.items())))


def key(text: str) -> str:
    """Return `text` without what tells no wordings apart: letter case and punctuation."""
    return " ".join(_WORD.findall(text.casefold()))
