"""Records of several files put together: one tool per thing, whichever rows speak of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from loaders.identity import normal_name, registrable_domain, slug
from loaders.records import Record

Key = tuple[str, str]
"""A normalised name and a registrable domain."""


@dataclass
class Tool:
    """One tool and the records that speak of it.

    Attributes:
        id: its id, the last segment of its IRI.
        name: its name, as the first record writes it.
        records: what was said of it, in the order of files and rows.
        additions: what measuring and curating sources say of it, the most measured first.
    """

    id: str
    name: str
    records: list[Record]
    additions: list[Record] = field(default_factory=list)


@dataclass(frozen=True)
class Landscape:
    """Every tool of a release, and what became of the records.

    Attributes:
        tools: sorted by id.
        merged: by ``id()``, the records that speak of a tool that an earlier record had brought, and its id.
        unmatched: records that add to a tool, and match none or several.
    """

    tools: list[Tool]
    merged: dict[int, str]
    unmatched: list[Record]


def assemble(records: list[Record]) -> Landscape:
    """Return the tools that `records` speak of.

    Two records mean the same tool when their normalised names and their registrable domains are equal; a
    measuring record means a tool under the same conditions, where any of its hosts may give the domain.
    Names alone, or domains alone, are no evidence: many unlike products share them. Only a record of facts,
    which is written about the names of other files, means the one tool of its name.
    """
    groups: dict[Key, list[Record]] = defaultdict(list)
    for record in records:
        if record.profile.rows == "tools":
            groups[_key(record)].append(record)
    tools = _identified(list(groups.values()))
    index = _Index(tools)
    unmatched = [
        record for record in records if record.profile.rows != "tools" and not _attached(record, index.find(record))
    ]
    for tool in tools:
        tool.additions.sort(key=lambda record: -record.occurrences)
    merged = {id(record): tool.id for tool in tools for record in tool.records[1:]}
    return Landscape(tools, merged, unmatched)


class _Index:
    """Tools by name and domain, and by name alone."""

    def __init__(self, tools: list[Tool]) -> None:
        self._by_key: dict[Key, Tool] = {}
        self._by_name: dict[str, dict[str, Tool]] = defaultdict(dict)
        for tool in tools:
            for record in tool.records:
                self._by_key.setdefault(_key(record), tool)
                self._by_name[normal_name(record.name)][tool.id] = tool

    def find(self, record: Record) -> list[Tool]:
        name = normal_name(record.name)
        if record.profile.rows == "facts":
            return list(self._by_name[name].values())
        domains = {registrable_domain(address) for address in (record.homepage, *record.hosts)} - {""}
        matches = (self._by_key.get((name, domain)) for domain in sorted(domains))
        return list({tool.id: tool for tool in matches if tool}.values())


def _attached(record: Record, found: list[Tool]) -> bool:
    if len(found) != 1:
        return False
    found[0].additions.append(record)
    return True


def _key(record: Record) -> Key:
    return normal_name(record.name), registrable_domain(record.homepage)


def _identified(groups: list[list[Record]]) -> list[Tool]:
    """Give each tool an id: the slug of its name, and a digest of what it is where names share a slug."""
    by_slug: dict[str, list[list[Record]]] = defaultdict(list)
    for group in groups:
        by_slug[slug(group[0].name)].append(group)
    tools = []
    for base, sharing in by_slug.items():
        for group in sharing:
            first = group[0]
            digest = sha256(f"{first.name}\n{registrable_domain(first.homepage)}".encode()).hexdigest()[:6]
            tools.append(Tool(base if len(sharing) == 1 else f"{base}-{digest}", first.name, group))
    return sorted(tools, key=lambda tool: tool.id)
