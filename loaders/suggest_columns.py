"""What the columns of an unknown file probably mean, told by their headers and by their values."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from loaders.identity import slug
from loaders.profile_files import shipped_profiles
from loaders.profiles import Column
from loaders.records import BOOLEANS, Vocabulary

WORDS = {
    "name": "tool|tool-name|product|product-name|technology|software|software-name|solution|solution-name|application|"
    "app|app-name|platform|name|title|"
    "werkzeug|produkt|outil|produit|nom|herramienta|producto|nombre",
    "vendor": "vendor|vendor-name|company|company-name|maker|manufacturer|publisher|developer|provider|supplier|"
    "organization|organisation|brand|hersteller|anbieter|firma|unternehmen|editeur|fabricante|empresa",
    "url": "url|website|web-site|homepage|home-page|link|domain|web|site|www|webseite|site-web|sitio-web",
    "categories": "category|categories|subcategory|sub-category|subcategories|segment|segments|class|type|group|topic|"
    "tags|tag|label|labels|capability|capabilities|feature|features|function|functions|kategorie|kategorien|"
    "categorie|categoria|categorias",
    "saas": "saas|cloud|hosted|software-as-a-service",
    "open-source": "oss|open-source|opensource|is-open-source",
    "occurrences": "occurrences|installs|installations|adoption|detections|live-sites",
    "pricing": "pricing|pricing-model|price|price-model|price-level",
    "status": "status|state",
}
"""Headers by what they usually mean, the likeliest first, as `loaders.identity.slug` writes them."""
MARKS = frozenset(["x", "X", "✓", "✔", "•", "●", "yes", "Yes", "YES", "y", "Y", "1", "true", "TRUE", "True", "ja"])
NO_MARKS = frozenset(["-", "\u2013", "no", "No", "NO", "n", "N", "0", "false", "FALSE", "False", "nein"])
BLANKS = frozenset(["n/a", "N/A", "na", "NA", "-", "\u2013", "?", "unknown", "none", "None", "null", "NULL", "#N/A"])
_ADDRESS = re.compile(r"https?://\S+\.\S+", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_MOST = 0.8
_NOWHERE = 1000


@dataclass(frozen=True)
class Values:
    """One column of the rows that were looked at.

    Attributes:
        header: its header.
        cells: its cells without surrounding space and without blank ones.
        rows: how many rows were looked at.
    """

    header: str
    cells: list[str]
    rows: int

    def rank(self, role: str) -> int:
        """Return how early the header stands among the usual ones of `role`; a high number where it does not."""
        words = WORDS[role].split("|")
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.header)
        found = [re.sub(r"-\d+$", "", slug(header)) for header in (self.header, spaced)]
        return min((words.index(header) for header in found if header in words), default=_NOWHERE)

    def hinted(self, role: str) -> bool:
        """Tell whether the header is a usual one of `role`."""
        return self.rank(role) < _NOWHERE

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of the cells that pass `test`, 0 where there are none."""
        return sum(bool(test(cell)) for cell in self.cells) / len(self.cells) if self.cells else 0.0

    @property
    def blanks(self) -> tuple[str, ...]:
        """The cells that say in words that nothing is known."""
        return tuple(sorted({cell for cell in self.cells if cell in BLANKS}))

    @property
    def told(self) -> list[str]:
        """The cells that say something."""
        return [cell for cell in self.cells if cell not in BLANKS]


def url_column(columns: list[Values]) -> Column | None:
    """Return the column of web addresses, with or without ``https://``."""
    for values in sorted(columns, key=lambda values: values.rank("url")):
        known = Values(values.header, values.told, values.rows)
        if known.share(_ADDRESS.fullmatch) >= _MOST:
            return Column(values.header, "url", property="cx:homepage", unknown=values.blanks)
        if (
            values.hinted("url")
            and known.share(lambda cell: _ADDRESS.fullmatch(cell) or _HOST.fullmatch(cell)) >= _MOST
        ):
            return Column(values.header, "url", property="cx:homepage", unknown=values.blanks, prefix="https://")
    return None


def name_column(columns: list[Values]) -> tuple[Column | None, bool]:
    """Return the column that names the tools, and whether its header says so."""
    full = [values for values in columns if len(values.cells) >= _MOST * values.rows and values.cells]
    for role in ("name", "vendor"):
        hinted = [values for values in full if values.hinted(role)]
        if hinted:
            best = min(hinted, key=lambda values: values.rank(role))
            return Column(best.header, "name"), role == "name"
    for values in full:
        if values.share(slug) >= _MOST and values.share(str.isdigit) < 1 - _MOST:
            return Column(values.header, "name"), False
    return None, False


def simple_column(values: Values) -> Column | None:
    """Return the column as one of vendors, booleans, numbers, prices or statuses, if header and values agree."""
    header, unknown = values.header, values.blanks
    known = Values(header, values.told, values.rows)
    if values.hinted("vendor"):
        return Column(header, "vendor", unknown=unknown)
    for role, kind in (("saas", "cx:softwareAsAService"), ("open-source", "cx:openSource")):
        if values.hinted(role) and known.share(lambda cell: cell.lower() in BOOLEANS) == 1:
            return Column(header, "boolean", property=kind, unknown=unknown)
    if values.hinted("occurrences") and known.share(lambda cell: cell.isascii() and cell.isdigit()) == 1:
        return Column(header, "integer", property="cx:occurrences", unknown=unknown)
    for role in ("pricing", "status"):
        if values.hinted(role):
            return _terms_column(known, role, unknown)
    return None


def marked_columns(columns: list[Values], vocabulary: Vocabulary) -> list[Column]:
    """Return the columns whose cells only mark the rows that have what the header says."""
    found = []
    for values in columns:
        used = set(values.cells)
        ours = any(vocabulary.find(kind, values.header) for kind in ("category", "capability"))
        if used & MARKS and used <= MARKS | NO_MARKS and slug(values.header):
            found.append((values, ours))
    if len(found) < 3 and not any(ours for _, ours in found):  # noqa: PLR2004 - one or two are plain yes and no
        return []
    marks = tuple(sorted({cell for values, _ in found for cell in values.cells} & MARKS))
    unmarked = tuple(sorted({cell for values, _ in found for cell in values.cells} & NO_MARKS))
    return [
        Column(v.header, _kind(v.header, vocabulary), marks=marks, unknown=unmarked, label=v.header) for v, _ in found
    ]


def _kind(value: str, vocabulary: Vocabulary) -> str:
    if vocabulary.find("category", value):
        return "categories"
    return "capabilities" if vocabulary.find("capability", value) else "labels"


def _terms_column(values: Values, role: str, unknown: tuple[str, ...]) -> Column | None:
    known = shipped_profiles()["landscape"].columns[role].terms
    meant = {cell: known[cell.lower()] for part in values.cells for cell in _split(part) if cell.lower() in known}
    parts = [cell for part in values.cells for cell in _split(part)]
    if not parts or sum(part in meant for part in parts) < len(parts):
        return None
    separator = next((mark for mark in ";|," if any(mark in cell for cell in values.cells)), "")
    return Column(values.header, "terms", separator=separator, terms=meant, unknown=unknown)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;|,]", cell) if part.strip()]
