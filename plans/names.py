"""From what people call their software to the tools of the landscape: by id, by name, or by a name that is like it.

A name is sure where it is, without regard to case, marks and legal forms, the name of exactly one tool. Anything less
is a person's to decide, with the most alike names as suggestions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from loaders.identity import normal_name
from loaders.matching.names import read_name
from ontology.namespaces import ID, slug_of
from queries.engines import Engine
from queries.results import all_rows, rows
from queries.terms import is_slug

SUGGESTED = 5
_LIKE_ENOUGH = 0.72
_FORMER = 0.9
"""How alike a tool is that has, or had, this very name beside the one it goes by."""
_BEGINS = 0.85
_TELLING = 4
"""Letters of a name that are no chance."""
_LOOKED_AT = 40


@dataclass(frozen=True)
class Suggestion:
    """A tool that a text may mean: its id, its name, and how alike the names are, from 0 to 1."""

    tool: str
    label: str
    likeness: float


@dataclass(frozen=True)
class Match:
    """What a text means.

    Attributes:
        tool: id of the tool where that is sure, else None.
        suggestions: what it may mean, the most alike first; none where it is sure.
    """

    tool: str | None
    suggestions: tuple[Suggestion, ...] = ()


class ToolNames:
    """The names of the tools of a landscape; they are read when the first is looked for."""

    def __init__(self, engine: Engine) -> None:
        """Look among the tools that `engine` knows."""
        self._engine = engine

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of each tool, by its id."""
        return {slug_of(str(row["tool"])): str(row["label"]) for row in all_rows(self._engine, "tools")}

    def match(self, text: str) -> Match:
        """Return what `text`, an id, an IRI, a prefixed name or a name, means."""
        wanted = " ".join(text.split())
        id_ = wanted.removeprefix(f"{ID}tool/").removeprefix("tool:")
        if is_slug(id_) and id_ in self.labels:
            return Match(id_)
        sure = self._sure(wanted)
        if len(sure) == 1:
            return Match(sure.pop())
        suggested = {tool: Suggestion(tool, self.labels[tool], 1.0) for tool in sure}
        for tool in self._former.get(normal_name(wanted), ()):
            suggested.setdefault(tool, Suggestion(tool, self.labels[tool], _FORMER))
        for found in self._alike(wanted):
            suggested.setdefault(found.tool, found)
        best = sorted(suggested.values(), key=lambda each: (-each.likeness, each.label, each.tool))
        return Match(None, tuple(best[:SUGGESTED]))

    def _sure(self, text: str) -> set[str]:
        exact = self._normal.get(normal_name(text), set())
        # A name of a few letters is the same name only where nothing was taken off.
        plain = read_name(text, frozenset()).plain if normal_name(text) else ""
        return set(exact) or set(self._plain.get(plain, set()) if len(plain) > 2 else set())  # noqa: PLR2004

    def _alike(self, text: str) -> Iterable[Suggestion]:
        folded = normal_name(text)
        shared: Counter[str] = Counter()
        for part in _parts(folded):
            shared.update(self._parts.get(part, ()))
        for tool, _ in shared.most_common(_LOOKED_AT):
            alike = _likeness(folded, normal_name(self.labels[tool]))
            if alike >= _LIKE_ENOUGH:
                yield Suggestion(tool, self.labels[tool], alike)

    @cached_property
    def _normal(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for tool, label in self.labels.items():
            found[normal_name(label)].add(tool)
        found.pop("", None)
        return found

    @cached_property
    def _plain(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for tool, label in self.labels.items():
            found[read_name(label, frozenset()).plain].add(tool)
        return found

    @cached_property
    def _former(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows(self._engine, "former-names"):
            if slug_of(str(row["tool"])) in self.labels:
                found[normal_name(str(row["name"]))].add(slug_of(str(row["tool"])))
        found.pop("", None)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for tool, label in self.labels.items():
            for part in _parts(normal_name(label)):
                found[part].append(tool)
        return found


def _likeness(one: str, other: str) -> float:
    """Return how alike two folded names are; a name that begins with the other one is mostly the same maker's."""
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    begins = len(min(one, other, key=len)) >= _TELLING and (one.startswith(other) or other.startswith(one))
    return round(max(ratio, _BEGINS if begins else 0.0), 3)


def _parts(folded: str) -> set[str]:
    """Return the pairs of letters that follow each other, the ends included."""
    closed = f"^{folded}$"
    return {closed[at : at + 2] for at in range(len(closed) - 1)} if folded else set()
