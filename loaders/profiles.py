"""Profiles: how a file of one kind is recognised and what its columns mean (``profiles/*.toml``)."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from loaders.errors import LoadError

PROFILES = Path(__file__).parent / "profiles"

KINDS = frozenset(
    [
        "boolean",
        "capabilities",
        "categories",
        "citation",
        "disputes",
        "hosts",
        "integer",
        "labels",
        "name",
        "terms",
        "text",
        "tools",
        "url",
        "vendor",
    ]
)


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
    """

    name: str
    kind: str
    property: str = ""
    separator: str = ""
    qualifier: str = ""
    terms: dict[str, list[str]] = field(default_factory=dict)

    def values(self, cell: str) -> list[str]:
        r"""Return the values of a cell without surrounding space; ``\`` before a separator escapes it.

        >>> Column("implies", "tools", separator=";", qualifier=";").values(r"PHP;Magento\;version:2")
        ['PHP', 'Magento']
        """
        if not self.separator:
            return [cell.strip()] if cell.strip() else []
        parts = cell.replace("\\" + self.separator, "\0").split(self.separator)
        values = (part.replace("\0", self.separator) for part in parts)
        if self.qualifier:
            values = (value.partition(self.qualifier)[0] for value in values)
        return [value.strip() for value in values if value.strip()]


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
    """

    name: str
    title: str
    source: str
    homepage: str
    licence: str
    rows: str
    recognised_by: tuple[str, ...]
    columns: dict[str, Column]

    def recognises(self, header: list[str]) -> bool:
        """Tell whether a file with this header is of this kind."""
        return set(self.recognised_by) <= set(header)

    @property
    def name_column(self) -> str:
        """Header of the column that names the row."""
        return next(column.name for column in self.columns.values() if column.kind == "name")


@cache
def shipped_profiles() -> dict[str, Profile]:
    """Return the profiles that come with cxscape, by name."""
    return {file.stem: read_profile(file) for file in sorted(PROFILES.glob("*.toml"))}


def read_profile(file: Path) -> Profile:
    """Read one profile.

    Raises:
        LoadError: the file is no profile.
    """
    try:
        spec: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        columns = {name: Column(name, **column) for name, column in spec["columns"].items()}
        profile = Profile(
            name=file.stem,
            title=spec["title"],
            source=spec["source"],
            homepage=spec.get("homepage", ""),
            licence=spec.get("licence", ""),
            rows=spec["rows"],
            recognised_by=tuple(spec["recognised_by"]),
            columns=columns,
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise LoadError(f"{file}: not a profile: {error}") from error
    unknown = sorted({column.kind for column in columns.values()} - KINDS)
    if unknown:
        raise LoadError(f"{file}: no column kind {', '.join(unknown)}; there are: {', '.join(sorted(KINDS))}")
    if sum(column.kind == "name" for column in columns.values()) != 1:
        raise LoadError(f"{file}: exactly one column must be of kind name")
    return profile


def choose_profile(file: Path, header: list[str], name: str | None = None) -> Profile:
    """Return the profile for a file with this header: the one called `name`, or the one that recognises it.

    Raises:
        LoadError: there is no such profile, it does not fit the header, or none does.
    """
    profiles = shipped_profiles()
    if name is not None and name not in profiles:
        raise LoadError(f"no profile is named {name!r}; there are: {', '.join(profiles)}")
    candidates = [profiles[name]] if name else list(profiles.values())
    fitting = [profile for profile in candidates if profile.recognises(header)]
    if fitting:
        return max(fitting, key=lambda profile: len(profile.recognised_by))
    if name:
        missing = [column for column in candidates[0].recognised_by if column not in header]
        raise LoadError(
            f"{file}:1: profile {name} needs the column {', '.join(missing)}; the file has: {', '.join(header)}"
        )
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise LoadError(f"{file}:1: the columns are not separated by commas: {header[0][:80]!r}; save it with commas")
    known = "; ".join(f"{profile.name} ({', '.join(profile.recognised_by)})" for profile in candidates)
    raise LoadError(f"{file}:1: no profile knows this header: {', '.join(header)}. Known headers: {known}")
