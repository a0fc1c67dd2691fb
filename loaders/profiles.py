"""Profiles: how a file of one kind is recognised and what its columns mean."""

from dataclasses import dataclass, field

from loaders.reading import Format

STATING = frozenset(["boolean", "integer", "text", "tools"])
"""The kinds that need a property to state their values with."""
KINDS = STATING | {
    "capabilities",
    "categories",
    "citation",
    "disputes",
    "hosts",
    "labels",
    "name",
    "terms",
    "url",
    "vendor",
}
MARKED_KINDS = ("labels", "categories", "capabilities")
ROWS = ("tools", "measurements", "facts")
PREDICATES = ("exact", "close", "broad", "narrow", "related")


@dataclass(frozen=True)
class Column:
    """What the cells of one column mean.

    Attributes:
        name: the column's header.
        kind: one of `KINDS`. ``name`` is the tool's name; ``labels`` are the source's own categories,
            ``categories`` and ``capabilities`` ours; ``tools`` are names of other tools; ``hosts`` are host
            patterns; ``disputes`` are labels of other sources that are wrong; ``citation`` is an
            address or a reference in words; ``terms`` are words that `terms`
            translates.
        property: CURIE of the property that states the value, empty for kinds that need none.
        separator: what stands between values of one cell, empty where a cell holds one.
        qualifier: what ends the value proper inside a part (``version:2`` after it is left out).
        terms: cell value to its property and term, both as CURIEs.
        values: cell value to the value that is meant; others are meant as written.
        unknown: cell values that say nothing, such as ``n/a``.
        prefix: what stands before a value that holds no ``://``, such as ``https://``.
        marks: where not empty, a cell only marks its row with one of these, as with ``x``, and the value is `label`.
        label: the value of a marked cell.
    """

    name: str
    kind: str
    property: str = ""
    separator: str = ""
    qualifier: str = ""
    terms: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    prefix: str = ""
    marks: tuple[str, ...] = ()
    label: str = ""

    def parts(self, cell: str) -> list[str]:
        r"""Return the values of a cell without surrounding space; ``\`` before a separator escapes it.

        >>> Column("implies", "tools", separator=";", qualifier=";").parts(r"PHP;Magento\;version:2")
        ['PHP', 'Magento']
        """
        if not self.separator:
            values = [cell.strip()]
        elif "\\" not in cell:
            values = [part.strip() for part in cell.split(self.separator)]
        else:
            parts = cell.replace("\\" + self.separator, "\0").split(self.separator)
            values = [part.replace("\0", self.separator).strip() for part in parts]
        if self.qualifier:
            values = [value.partition(self.qualifier)[0].strip() for value in values]
        return [self._meant(value) for value in values if value and value not in self.unknown]

    def _meant(self, value: str) -> str:
        value = self.values.get(value, value)
        return self.prefix + value if self.prefix and "://" not in value else value


@dataclass(frozen=True)
class LabelMapping:
    """What a profile says one label of its source means.

    Attributes:
        label: as the source writes it.
        kind: ``category`` or ``capability``.
        object: id of the category or capability.
        predicate: one of `PREDICATES`.
        confidence: over 0, up to 1, as written.
        comment: why.
    """

    label: str
    kind: str
    object: str
    predicate: str = "exact"
    confidence: str = "1.0"
    comment: str = "the profile of the source says so"


@dataclass(frozen=True)
class Profile:
    """How files of one kind are loaded.

    Attributes:
        name: the profile's file name without its ending.
        title: what the files hold.
        source: id of the data source; its facts go to the named graph of that name.
        homepage: where the source is published, or the empty string.
        licence: SPDX expression of the source's licence, or the empty string where it is the user's own.
        rows: ``tools`` where a row describes a tool; else it adds to a tool that another file names:
            ``measurements`` mean the tool of equal name and domain, ``facts`` the one of equal name.
        recognised_by: the columns by which a file of this kind is known.
        columns: by header.
        key: columns that name the thing: rows of equal key are about the same one; none where each row stands alone.
        form: how the files are written, where that is not left to detection.
        mappings: what labels of the source mean.
    """

    name: str
    title: str
    source: str
    homepage: str
    licence: str
    rows: str
    recognised_by: tuple[str, ...]
    columns: dict[str, Column]
    key: tuple[str, ...] = ()
    form: Format = field(default_factory=Format)
    mappings: tuple[LabelMapping, ...] = ()

    def recognises(self, header: list[str]) -> bool:
        """Tell whether a file with this header is of this kind."""
        return set(self.recognised_by) <= set(header)

    @property
    def name_column(self) -> str:
        """Header of the column that names the row."""
        return next(column.name for column in self.columns.values() if column.kind == "name")
