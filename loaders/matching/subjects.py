"""What is compared: a row with its name, addresses, maker and kinds, as far as they tell tools apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.matching.addresses import Census, host, label, site
from loaders.matching.names import AFFIXES, COMPANY, Name, read_name, singular, words
from loaders.records import Record

COMMON = 4
"""A word that stands in the names of more than this many makers is no name of its own."""

MAKERS_PRODUCTS = 3
"""A site that this many names begin with is the name of a maker."""


@dataclass(frozen=True, eq=False)
class Subject:
    """One row as it is compared.

    Attributes:
        record: the row.
        name: its name, taken apart.
        homepage: the site of its homepage, or the empty string.
        sites: every site that belongs to it, hosts of many makers left out.
        maker: name of its maker, or None.
        kinds: the labels its source gives it, each with the source.
    """

    record: Record
    name: Name
    homepage: str
    sites: frozenset[str]
    maker: Name | None
    kinds: frozenset[tuple[str, str]]

    @property
    def measured(self) -> bool:
        """Whether the row measures a tool, and its addresses are those of its traffic."""
        return self.record.profile.rows == "measurements"

    @cached_property
    def page(self) -> str:
        """The homepage without what varies between spellings of one address, or the empty string."""
        return self.record.homepage.partition("://")[2].removeprefix("www.").rstrip("/").casefold()

    @cached_property
    def address(self) -> str:
        """The homepage's words joined, each path segment apart."""
        return " ".join("".join(words(segment)) for segment in self.record.homepage.split("/")[3:])


class World:
    """All rows of a run as subjects, and what can only be counted over all of them."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Read every record that is not a mere statement about a name."""
        rows = [record for record in records if record.profile.rows != "facts"]
        names = {"".join(words(record.name)) for record in rows}
        describing = self._describing = _describing(rows, names)
        self.census = Census()
        read: list[tuple[Record, Name, str, frozenset[str]]] = []
        self._bearers: dict[str, set[str]] = defaultdict(set)
        products: Counter[str] = Counter()
        makers: Counter[str] = Counter()
        self._products_of_site: dict[str, set[str]] = defaultdict(set)
        self._maker_names: dict[str, Name] = {}
        for record in rows:
            name = read_name(record.name, describing)
            homepage = site(host(record.homepage)) if record.homepage else ""
            sites = frozenset({homepage, *(site(host(pattern)) for pattern in record.hosts)} - {""})
            self.census.add(name, sites)
            owner = homepage or min(sites, default=name.core)
            for word in set(name.words):
                if len(self._bearers[word]) <= COMMON:
                    self._bearers[word].add(owner)
            if record.profile.rows == "tools" and homepage:
                self._products_of_site[homepage].add(name.plain)
            if homepage and len(name.words) > 1 and name.compact.startswith(label(homepage)):
                products[label(homepage)] += 1
            if record.vendor:
                vendor = self._maker_names.setdefault(record.vendor, read_name(record.vendor, describing))
                makers[vendor.core] += 1
            read.append((record, name, homepage, sites))
        self.makers = frozenset(makers) | {own for own, count in products.items() if count >= MAKERS_PRODUCTS}
        self.products_of = makers
        self.subjects = {
            id(record): Subject(
                record=record,
                name=name,
                homepage="" if homepage and self.census.shared(homepage) else homepage,
                sites=frozenset(domain for domain in sites if not self.census.shared(domain)),
                maker=self._maker_names.get(record.vendor),
                kinds=frozenset((record.profile.source, kind) for kind in record.labels),
            )
            for record, name, homepage, sites in read
        }

    def common(self, found: tuple[str, ...]) -> bool:
        """Tell whether a name of these words is one that many names hold, or a letter."""
        if len(found) != 1:
            return False
        return len(found[0]) == 1 or len(self._bearers.get(found[0], ())) > COMMON

    def telling(self, product: str) -> bool:
        """Tell whether a joined name names something: more than a describing word, an ending or two letters."""
        generic = product in COMPANY or product in AFFIXES or singular(product) in self._describing
        return len(product) > 2 and not generic and not self.common((product,))  # noqa: PLR2004 - two letters

    def siblings(self, tool: Subject, name: str) -> int:
        """Count the other tools at its homepage whose names begin with the same joined name."""
        others = self._products_of_site.get(tool.homepage, set()) - {tool.name.plain}
        return sum(other.startswith(name) for other in others)


def _describing(records: list[Record], names: set[str]) -> frozenset[str]:
    """Return the words of the labels in use, and a few that sources use alike; never the name of a tool."""
    labels = {kind for record in records for kind in record.labels}
    found = {singular(word) for kind in labels for word in words(kind)} | {"cmp", "insight", "ad", "consent", "manager"}
    return frozenset(word for word in found if word not in names)
