"""Categories proposed for labels that no mapping speaks of, from names and from tools that two sources share."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.identity import slug
from loaders.records import Record
from ontology.mappings import Mapping
from ontology.namespaces import slug_of
from ontology.tables import LIST_SEPARATOR, Table

_EMPTY_WORDS = frozenset(["a", "and", "of", "the", "for", "software", "tool", "platform", "solution", "app"])
_MOST = 3
_SHARED_TOOLS = 3
"""Tools that two sources must share before their categories say anything about a label."""
_SHARE = 0.5
_LIKE = 0.5


@dataclass(frozen=True, order=True)
class CategorySuggestion:
    """What one label of a source may mean.

    Attributes:
        source: id of the data source.
        label: the source's label.
        category: id of the vendor category, empty where nothing is known.
        predicate: ``exact``, ``close``, ``broad`` or ``related``.
        confidence: over 0, up to 1; 0 where nothing is known.
        evidence: why.
    """

    source: str
    label: str
    category: str = ""
    predicate: str = ""
    confidence: float = 0.0
    evidence: str = "nothing known speaks for a category"


def suggest_categories(
    tools: Iterable[Iterable[Record]], mappings: Iterable[Mapping], tables: Iterable[Table]
) -> list[CategorySuggestion]:
    """Return up to three proposals for each label in use that no mapping speaks of, the best first.

    Args:
        tools: of each tool, the records that speak of it.
        mappings: what is known of labels.
        tables: the tables of the ontology, for the names of the categories.
    """
    records = [tuple(of_tool) for of_tool in tools]
    known = list(mappings)
    spoken_of = {(mapping.source, mapping.label) for mapping in known}
    used = {(record.profile.source, label) for of_tool in records for record in of_tool for label in record.labels}
    unmapped = sorted(used - spoken_of)
    names = _names(tables)
    shared = _shared(records, known, set(unmapped))
    return [found for source, label in unmapped for found in _proposals(source, label, names, shared[source, label])]


def _proposals(
    source: str, label: str, names: dict[str, list[str]], shared: tuple[int, Counter[str]]
) -> list[CategorySuggestion]:
    found: dict[str, CategorySuggestion] = {}
    for category, labels in names.items():
        for name in labels:
            proposal = _by_name(source, label, category, name)
            if proposal and (category not in found or proposal.confidence > found[category].confidence):
                found[category] = proposal
    number, categories = shared
    for category, count in categories.items():
        if number >= _SHARED_TOOLS and count / number >= _SHARE:
            evidence = f"{count} of {number} tools that other sources know too are in it"
            by_name = found.get(category)
            confidence = round(max(0.8 * count / number, by_name.confidence if by_name else 0), 2)
            predicate = by_name.predicate if by_name else "related"
            evidence = f"{by_name.evidence}; {evidence}" if by_name else evidence
            found[category] = CategorySuggestion(source, label, category, predicate, confidence, evidence)
    best = sorted(found.values(), key=lambda proposal: (-proposal.confidence, proposal.category))
    return best[:_MOST] or [CategorySuggestion(source, label)]


def _by_name(source: str, label: str, category: str, name: str) -> CategorySuggestion | None:
    ours, theirs = _words(name), _words(label)
    if not ours or not theirs:
        return None
    alike = len(ours & theirs) / len(ours | theirs)
    if ours == theirs:
        return CategorySuggestion(source, label, category, "exact", 0.95, f"same name as {name!r}")
    if theirs < ours:
        return CategorySuggestion(source, label, category, "broad", 0.7, f"a part of the name {name!r}")
    if alike >= _LIKE:
        return CategorySuggestion(source, label, category, "close", round(0.4 + 0.4 * alike, 2), f"like {name!r}")
    return None


def _words(name: str) -> frozenset[str]:
    words = (word.removesuffix("s") for word in slug(name).split("-"))
    return frozenset(word for word in words if word and word not in _EMPTY_WORDS)


def _names(tables: Iterable[Table]) -> dict[str, list[str]]:
    """Return the label and the alternative labels of each subcategory by its id."""
    names = {}
    for table in tables:
        for row in table.rows if table.type == "category" and table.cls else ():
            if row.cells.get("parent"):
                names[row.id] = [row.cells["label"], *filter(None, row.cells["alt_labels"].split(LIST_SEPARATOR))]
    return names


def _shared(
    records: list[tuple[Record, ...]], mappings: list[Mapping], unmapped: set[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, Counter[str]]]:
    """Return for each unmapped label: its tools that another source classifies, and these by category."""
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mapping in mappings:
        if mapping.object and "/category/" in mapping.object.value:
            meant[mapping.source, mapping.label].add(slug_of(mapping.object.value))
    numbers: Counter[tuple[str, str]] = Counter()
    categories: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for of_tool in records:
        for key in {(r.profile.source, label) for r in of_tool for label in r.labels} & unmapped:
            others = {c for r in of_tool if r.profile.source != key[0] for c in _categories(r, meant)}
            numbers[key] += bool(others)
            categories[key].update(others)
    return {key: (numbers[key], categories[key]) for key in unmapped}


def _categories(record: Record, meant: dict[tuple[str, str], set[str]]) -> set[str]:
    known: set[str] = set(record.categories)
    return known.union(*(meant.get((record.profile.source, label), set()) for label in record.labels))
