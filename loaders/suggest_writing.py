"""A profile as a TOML document."""

import json
import re
from typing import Any

from loaders.profiles import Column, LabelMapping, Profile
from loaders.reading import Format

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(profile: Profile) -> str:
    """Return the TOML document that `loaders.profile_files.parse_profile` makes `profile` of.

    Format: https://toml.io/en/v1.0.0
    """
    lines = [
        f"title = {_value(profile.title)}",
        f"source = {_value(profile.source)}",
        f"homepage = {_value(profile.homepage)}",
        f"licence = {_value(profile.licence)}",
        f"rows = {_value(profile.rows)}",
        f"recognised_by = {_value(profile.recognised_by)}",
    ]
    if profile.key:
        lines.append(f"key = {_value(profile.key)}")
    form = {name: value for name, value in vars(profile.form).items() if value != getattr(Format(), name)}
    if form:
        lines += ["", "[file]", *(f"{name} = {_value(value)}" for name, value in form.items())]
    columns = [column for column in profile.columns.values() if not column.marks]
    lines += ["", "[columns]", *(f"{_key(column.name)} = {_value(_column(column))}" for column in columns)]
    lines += _groups([column for column in profile.columns.values() if column.marks])
    if profile.mappings:
        lines += ["", "[mapping]", *(f"{_key(said.label)} = {_mapping(said)}" for said in profile.mappings)]
    return "\n".join(lines) + "\n"


def _column(column: Column) -> dict[str, Any]:
    default = Column(column.name, column.kind)
    said = {name: value for name, value in vars(column).items() if name not in ("name", "kind")}
    return {"kind": column.kind} | {name: value for name, value in said.items() if value != getattr(default, name)}


def _groups(columns: list[Column]) -> list[str]:
    lines: list[str] = []
    for key in dict.fromkeys((column.kind, column.marks, column.unknown) for column in columns):
        kind, marks, unknown = key
        members = [column for column in columns if (column.kind, column.marks, column.unknown) == key]
        lines += ["", "# A mark in one of these columns means its header.", "[[marked]]", f"kind = {_value(kind)}"]
        lines.append(f"marks = {_value(marks)}")
        if unknown:
            lines.append(f"unknown = {_value(unknown)}")
        lines.append(f"columns = {_value([column.name for column in members])}")
        meant = {column.name: column.label for column in members if column.label != column.name}
        if meant:
            lines.append(f"values = {_value(meant)}")
    return lines


def _mapping(said: LabelMapping) -> str:
    plain = LabelMapping(said.label, "category", said.object)
    if said == plain:
        return _text(said.object)
    entries = {name: getattr(said, name) for name in ("predicate", "confidence", "comment")}
    kept = {name: value for name, value in entries.items() if value != getattr(plain, name)}
    return _value({said.kind: said.object} | kept)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_value(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are among its own, and DEL must be escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _text(text)
