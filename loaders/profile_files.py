"""Profiles as TOML documents: reading them, and saying what is wrong with one."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from loaders.errors import LoadError
from loaders.profiles import KINDS, MARKED_KINDS, PREDICATES, ROWS, STATING, Column, LabelMapping, Profile
from loaders.reading import Format
from ontology.namespaces import expand, individual

PROFILES = Path(__file__).parent / "profiles"
_SOURCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def shipped_profiles() -> dict[str, Profile]:
    """Return the profiles that come with cxscape, by name."""
    return {file.stem: read_profile(file) for file in sorted(PROFILES.glob("*.toml"))}


def known_profiles(home: Path | None = None) -> dict[str, Profile]:
    """Return the shipped profiles and those in the folder ``profiles`` of `home`, which come first, by name.

    Raises:
        LoadError: a file in that folder is no profile, or has the name of a shipped one.
    """
    own = {file.stem: read_profile(file) for file in sorted((home / "profiles").glob("*.toml"))} if home else {}
    taken = sorted(own.keys() & shipped_profiles().keys())
    if taken and home:
        raise LoadError(f"{home / 'profiles' / taken[0]}.toml: a shipped profile has this name: choose another")
    return own | shipped_profiles()


def read_profile(file: Path) -> Profile:
    """Read one profile.

    Raises:
        LoadError: the file is no profile.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(f"{file}: not a profile: {error}") from error
    return parse_profile(text, file.stem, str(file))


def parse_profile(text: str, name: str, where: str) -> Profile:
    """Return the profile called `name` that the TOML document `text` describes.

    Raises:
        LoadError: it describes none; the message begins with `where`.
    """
    try:
        spec: dict[str, Any] = tomllib.loads(text)
        columns = {header: _column(header, column) for header, column in spec["columns"].items()}
        for group in spec.get("marked", ()):
            columns |= {column.name: column for column in _marked(group)}
        profile = Profile(
            name=name,
            title=spec["title"],
            source=spec["source"],
            homepage=spec.get("homepage", ""),
            licence=spec.get("licence", ""),
            rows=spec["rows"],
            recognised_by=tuple(spec["recognised_by"]),
            columns=columns,
            key=tuple(spec.get("key", ())),
            form=Format(**_only(spec.get("file", {}), {entry.name for entry in fields(Format)}, "file")),
            mappings=tuple(_label_mapping(label, said) for label, said in spec.get("mapping", {}).items()),
        )
    except KeyError as error:
        raise LoadError(f"{where}: not a profile: {error} is missing") from error
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError) as error:
        raise LoadError(f"{where}: not a profile: {error}") from error
    reason = next(_faults(profile), None)
    if reason:
        raise LoadError(f"{where}: {reason}")
    return profile


def _column(header: str, spec: dict[str, Any]) -> Column:
    known = {entry.name for entry in fields(Column)} - {"name", "marks", "label"}
    _only(spec, known, f"column {header}")
    terms, values = spec.get("terms", {}), spec.get("values", {})
    texts = [spec.get(name, "") for name in ("kind", "property", "separator", "qualifier", "prefix")]
    texts += [*values.values(), *spec.get("unknown", ()), *(text for term in terms.values() for text in term)]
    if not all(isinstance(text, str) for text in texts) or any(len(term) != 2 for term in terms.values()):  # noqa: PLR2004
        raise TypeError(f"column {header}: entries are texts, and a term is a property and a term")
    return Column(header, **(spec | {"unknown": tuple(spec.get("unknown", ()))}))


def _marked(group: dict[str, Any]) -> list[Column]:
    """Return the columns of a group whose headers are the values, and whose cells mark the rows that have them."""
    _only(group, {"kind", "columns", "marks", "unknown", "values"}, "marked")
    if group["kind"] not in MARKED_KINDS:
        raise ValueError(f"marked columns may be {', '.join(MARKED_KINDS)}")
    marks, unknown = tuple(group.get("marks", ("x", "X"))), tuple(group.get("unknown", ()))
    meant: dict[str, str] = group.get("values", {})
    return [
        Column(header, group["kind"], marks=marks, unknown=unknown, label=meant.get(header, header))
        for header in group["columns"]
    ]


def _label_mapping(label: str, said: str | dict[str, Any]) -> LabelMapping:
    if isinstance(said, str):
        return LabelMapping(label, "category", said)
    said = dict(said)
    kind = "capability" if "capability" in said else "category"
    thing = said.pop(kind)
    return LabelMapping(label, kind, thing, **_only(said, {"predicate", "confidence", "comment"}, f"mapping {label}"))


def _only(spec: dict[str, Any], known: set[str], where: str) -> dict[str, Any]:
    unknown = sorted(spec.keys() - known)
    if unknown:
        raise ValueError(f"{where}: no entry {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
    return spec


def _faults(profile: Profile) -> Iterator[str]:
    """Yield what is wrong with a profile."""
    columns = list(profile.columns.values())
    unknown = sorted({column.kind for column in columns} - KINDS)
    if unknown:
        yield f"no column kind {', '.join(unknown)}; there are: {', '.join(sorted(KINDS))}"
    if sum(column.kind == "name" for column in columns) != 1:
        yield "exactly one column must be of kind name"
    if not _SOURCE.fullmatch(profile.source):
        yield f"source {profile.source!r}: must be lower-case letters, digits and single hyphens"
    if profile.rows not in ROWS:
        yield f"rows {profile.rows!r}: must be one of {', '.join(ROWS)}"
    if not profile.recognised_by:
        yield "recognised_by: must name a column"
    yield from (f"key: no column {header!r} is described" for header in profile.key if header not in profile.columns)
    for column in columns:
        yield from _column_faults(column)
    for mapping in profile.mappings:
        if mapping.predicate not in PREDICATES:
            yield f"mapping {mapping.label!r}: predicate must be one of {', '.join(PREDICATES)}"
    yield from _form_faults(profile.form)


def _column_faults(column: Column) -> Iterator[str]:
    if column.kind in STATING and not column.property:
        yield f"column {column.name!r}: the kind {column.kind} needs a property"
    for curie in [column.property, *(term[0] for term in column.terms.values())]:
        try:
            _ = curie and expand(curie)
        except (KeyError, ValueError):
            yield f"column {column.name!r}: {curie!r} is no CURIE with a known prefix"
    for _, term in column.terms.values():
        kind, _, name = term.partition(":")
        try:
            individual(kind, name)
        except ValueError:
            yield f"column {column.name!r}: {term!r} names no term"


def _form_faults(form: Format) -> Iterator[str]:
    try:
        "".encode(form.encoding or "utf-8")
    except LookupError:
        yield f"file: no encoding {form.encoding!r}"
    for name in ("delimiter", "quote", "escape"):
        if len(getattr(form, name)) > 1:
            yield f"file: {name} must be one character"
