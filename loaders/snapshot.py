"""What a release says of each tool, as one line of JSON a tool: the same for the same input, byte for byte.

Lines of files and times are left out on purpose, so that two snapshots differ only where tools do.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from loaders.facts import profile_of
from loaders.landscape import Tool
from ontology.namespaces import shorten, slug_of

FILE = "tools.jsonl"
_ID = re.compile(rb'"id": "([^"]*)"')
"""No value holds it, because quotes inside of values are escaped, and no property is called so."""
_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True)
class ToolState:
    """What a release says of one tool.

    Attributes:
        id: its id.
        name: its name.
        homepage: its web address, or the empty string.
        vendor: its maker, or the empty string.
        profile: id of the set of classifications that decides what it serves.
        classifications: ids of the labels and categories it is given.
        facts: every other property and its values, sorted.
        sources: ids of the data sources that speak of it.
    """

    id: str
    name: str
    homepage: str
    vendor: str
    profile: str
    classifications: list[str]
    facts: dict[str, list[str]]
    sources: list[str]


def states(tools: Iterable[Tool]) -> Iterator[ToolState]:
    """Yield the state of each tool."""
    for tool in tools:
        profile, providers = profile_of(tool)
        records = (*tool.records, *tool.additions)
        yield ToolState(
            id=tool.id,
            name=tool.name,
            homepage=next((record.homepage for record in tool.records if record.homepage), ""),
            vendor=next((record.vendor for record in records if record.vendor), ""),
            profile=slug_of(profile.value),
            classifications=[_short(provider.value) for provider in providers],
            facts=_facts(tool),
            sources=sorted({record.profile.source for record in records}),
        )


def write_snapshot(tools: Iterable[Tool], folder: Path) -> None:
    """Write the snapshot of `tools`, which are sorted by their ids, into the folder of a release."""
    with (folder / FILE).open("w", encoding="utf-8") as out:
        out.writelines(map(_line, states(tools)))


def patch_snapshot(before: Path, folder: Path, gone: Iterable[str], come: Iterable[ToolState]) -> None:
    """Write a snapshot that differs from that of another release in some tools.

    Args:
        before: the folder of the other release.
        folder: the folder of the release.
        gone: ids of tools of the other release; they leave it.
        come: tools that enter.
    """
    lines = dict.fromkeys(gone, "") | {state.id: _line(state) for state in come}
    with (
        (before / FILE).open("rb") as file,
        mmap(file.fileno(), 0, access=ACCESS_READ) as old,
        (folder / FILE).open("wb") as out,
    ):
        copied = 0
        for id_, line in sorted(lines.items()):
            start, end = _place(old, id_)
            out.write(old[copied:start])
            out.write(line.encode())
            copied = end
        out.write(old[copied:])


def _place(snapshot: mmap, id_: str) -> tuple[int, int]:
    """Return where the line of a tool begins and ends, or twice where it would be."""
    low, high = 0, len(snapshot)
    while low < high:
        middle = (low + high) // 2
        start = snapshot.rfind(b"\n", low, middle) + 1 or low
        end = snapshot.find(b"\n", middle) + 1
        found = _ID.search(snapshot, start, end)
        if found is None:
            raise ValueError(f"{FILE}: no id in the line at byte {start}")
        if found[1].decode() == id_:
            return start, end
        low, high = (end, high) if found[1].decode() < id_ else (low, start)
    return low, low


def _line(state: ToolState) -> str:
    return _json(vars(state)) + "\n"


def read_ids(folder: Path) -> list[str]:
    """Return the ids of the tools in the snapshot in the folder of a release."""
    with (folder / FILE).open("rb") as lines:
        return [found[1].decode() for found in map(_ID.search, lines) if found]


def has_snapshot(folder: Path) -> bool:
    """Tell whether the folder of a release holds a snapshot; the very first releases do not."""
    return (folder / FILE).is_file()


def read_snapshot(folder: Path) -> dict[str, ToolState]:
    """Return the snapshot in the folder of a release, by id."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        return {state.id: state for state in (ToolState(**json.loads(line)) for line in lines)}


def _facts(tool: Tool) -> dict[str, list[str]]:
    facts: dict[str, set[str]] = {}
    for record in (*tool.records, *tool.additions):
        for predicate, value in record.statements:
            facts.setdefault(_short(predicate.value), set()).add(_text(value))
        for predicate, name in record.tools:
            facts.setdefault(_short(predicate.value), set()).add(name)
    return {name: sorted(values) for name, values in sorted(facts.items())}


def _text(value: NamedNode | Literal) -> str:
    return _short(value.value) if isinstance(value, NamedNode) else value.value


@cache
def _short(iri: str) -> str:
    return shorten(iri)
