"""Which columns of an unknown file classify the tools, how their values are separated, and what they mean."""

from dataclasses import dataclass

from loaders.profiles import Column, LabelMapping
from loaders.records import Vocabulary
from loaders.suggest_columns import BLANKS, Values

SEPARATORS = (";", "|", "\n", ",", "/")
_ALL_OURS = 0.9
"""Share of the values that must be our own names for a column to speak in our terms."""
_FEW_LABELS = 0.5
"""Distinct values per row up to which a column without a telling header may classify the rows."""
_REPEATS = 0.8


@dataclass(frozen=True)
class Classes:
    """A column that classifies tools.

    Attributes:
        column: what it means.
        mappings: those of its labels that are names of our categories or capabilities.
        foreign: values of a column in our terms that are none of our names.
        sure: whether the header says that it classifies.
    """

    column: Column
    mappings: tuple[LabelMapping, ...]
    foreign: tuple[str, ...]
    sure: bool


def class_columns(columns: list[Values], vocabulary: Vocabulary) -> list[Classes]:
    """Return the columns that classify the tools; where no header says so, the one whose values repeat most."""
    found = [
        _classes(values, vocabulary, sure=values.hinted("categories"))
        for values in columns
        if values.told and (values.hinted("categories") or _names_ours(values, vocabulary))
    ]
    if found:
        return found
    repeating = [(_distinct(values), values) for values in columns if len(values.told) > 1]
    repeating = [(share, values) for share, values in repeating if share <= _FEW_LABELS and len(set(values.told)) > 1]
    texts = [(share, values) for share, values in repeating if values.share(_is_words) == 1]
    if not texts:
        return []
    return [_classes(min(texts, key=lambda found: found[0])[1], vocabulary, sure=False)]


def _classes(values: Values, vocabulary: Vocabulary, *, sure: bool) -> Classes:
    separator = _separator(values, vocabulary)
    column = Column(values.header, "labels", separator=separator, unknown=values.blanks)
    parts = list(dict.fromkeys(part for cell in values.cells for part in column.parts(cell)))
    for kind, name in (("categories", "category"), ("capabilities", "capability")):
        known = [part for part in parts if vocabulary.find(name, part)]
        if len(known) >= _ALL_OURS * len(parts):
            ours = Column(values.header, kind, separator=separator, unknown=values.blanks)
            return Classes(ours, (), tuple(part for part in parts if part not in known), sure)
    return Classes(column, tuple(_mappings(parts, vocabulary)), (), sure)


def _mappings(labels: list[str], vocabulary: Vocabulary) -> list[LabelMapping]:
    mappings = []
    for label in labels:
        for kind in ("category", "capability"):
            thing = vocabulary.find(kind, label)
            if thing:
                comment = f"the label is the name of our {kind}"
                mappings.append(LabelMapping(label, kind, thing, comment=comment))
                break
    return mappings


def _separator(values: Values, vocabulary: Vocabulary) -> str:
    """Return what stands between the values of a cell: what makes more of them ours, or makes them repeat."""
    whole = _ours(values.told, vocabulary)
    best, most = "", (whole, 0.0)
    for mark in SEPARATORS:
        if not any(mark in cell for cell in values.told):
            continue
        parts = [part.strip() for cell in values.told for part in cell.split(mark) if part.strip()]
        ours = _ours(parts, vocabulary)
        repeats = 1 - len(set(parts)) / len(parts) if parts else 0.0
        if (ours > whole or _repeats_more(values.told, parts, mark)) and (ours, repeats) > most:
            best, most = mark, (ours, repeats)
    return best


def _repeats_more(cells: list[str], parts: list[str], mark: str) -> bool:
    """Tell whether parts repeat clearly more than whole cells do; ``;`` and ``|`` need no such proof."""
    if mark in ";|\n":
        return True
    return len(set(parts)) / len(parts) < _REPEATS * len(set(cells)) / len(cells)


def _names_ours(values: Values, vocabulary: Vocabulary) -> bool:
    for mark in ("", *SEPARATORS):
        column = Column(values.header, "labels", separator=mark)
        if _ours([part for cell in values.told for part in column.parts(cell)], vocabulary) >= _FEW_LABELS:
            return True
    return False


def _ours(parts: list[str], vocabulary: Vocabulary) -> float:
    known = sum(bool(vocabulary.find("category", p) or vocabulary.find("capability", p)) for p in parts)
    return known / len(parts) if parts else 0.0


def _distinct(values: Values) -> float:
    return len(set(values.told)) / len(values.told)


def _is_words(cell: str) -> bool:
    return cell in BLANKS or any(character.isalpha() for character in cell)
