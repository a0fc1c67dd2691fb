"""Records of several files put together: one tool per thing, whichever rows speak of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from loaders.identity import normal_name, registrable_domain, slug
from loaders.records import Record


@dataclass
class Tool:
    """One tool and the records that speak of it.

    Attributes:
        id: its id, the last segment of its IRI.
        name: its name, as the first record writes it.
        records: what was said of it, in the order of files and rows.
        measurements: what measuring sources say of it, best first.
    """

    id: str
    name: str
    records: list[Record]
    measurements: list[Record] = field(default_factory=list)


@dataclass(frozen=True)
class Landscape:
    """Every tool of a release, and what became of the records.

    Attributes:
        tools: sorted by id.
        merged: by ``id()``, the records that speak of a tool that an earlier record had brought, and its id.
        unmatched: measuring records that match no tool.
    """

    tools: list[Tool]
    merged: dict[int, str]
    unmatched: list[Record]


def assemble(records: list[Record]) -> Landscape:
    """Return the tools that `records` speak of.

    Two records mean the same tool when their normalised names and their registrable domains are equal; a
    measuring record means a tool under the same conditions, where any of its hosts may give the domain.
    Names alone, or domains alone, are no evidence: many unlike products share them.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.profile.rows != "tools":
            continue
        key = (normal_name(record.name), registrable_domain(record.homepage))
        groups.setdefault(key, []).append(record)
    tools = _identified(list(groups.values()))
    unmatched = _measure(tools, [record for record in records if record.profile.rows == "measurements"])
    merged = {id(record): tool.id for tool in tools for record in tool.records[1:]}
    return Landscape(tools, merged, unmatched)


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


def _measure(tools: list[Tool], measurements: list[Record]) -> list[Record]:
    by_key: dict[tuple[str, str], Tool] = {}
    for tool in tools:
        for record in tool.records:
            by_key.setdefault((normal_name(record.name), registrable_domain(record.homepage)), tool)
    unmatched = []
    for record in measurements:
        domains = {registrable_domain(address) for address in (record.homepage, *record.hosts) if address}
        name = normal_name(record.name)
        matches = (by_key.get((name, domain)) for domain in domains if domain)
        found = {tool.id: tool for tool in matches if tool}
        if len(found) == 1:
            next(iter(found.values())).measurements.append(record)
        else:
            unmatched.append(record)
    for tool in tools:
        tool.measurements.sort(key=lambda record: -record.occurrences)
    return unmatched
