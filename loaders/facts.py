"""Tools and records as RDF text: one named graph per source holds what it states, the default graph the whole.

Everything is written as lines of N-Triples without the full stop, because a line is the start of an N-Quads line too,
and text is what the store loads fastest.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from loaders.identity import normal_name, slug
from loaders.landscape import Tool
from loaders.records import Record
from ontology.mappings import source_label
from ontology.namespaces import GRAPH, ID, expand, individual

TYPE = expand("rdf:type")
LABEL = expand("skos:prefLabel")
FUNCTIONAL = frozenset(map(expand, ("cx:homepage", "cx:softwareAsAService", "cx:openSource", "cx:occurrences")))
"""Of these a tool has one value: the first record that states one is believed."""
SPELLED = (f"<{ID}vendor/", f"<{ID}technology/")
"""How the nodes begin that get their label from the tool that names them first."""


def source_graph(source: str) -> NamedNode:
    """Return the named graph of what the data source `source` states."""
    return NamedNode(f"{GRAPH}source/{source}")


def record_node(record: Record) -> NamedNode:
    """Return the node of a row: the same wherever it stands in a file and whatever else it says of the same thing."""
    return row_node(record.profile.source, record.row)


def row_node(source: str, row: str) -> NamedNode:
    """Return the node of the row of `source` with the digest `row`."""
    return individual("record", f"{source}--{row}")


@dataclass(frozen=True)
class Facts:
    """What is stated of some tools, as lines of N-Triples without the full stop.

    Attributes:
        tools: what is stated of each tool, ``<predicate> object``, by its node, for the default graph.
        of_others: triples about their rows and makers and what they refer to, for the default graph.
        stated: by named graph, what its source states.
        mentions: each time that a tool or row of it names what others may name too, such as its profile, its maker, or
            a label: the node, and how it is written there.
    """

    tools: dict[str, list[str]] = field(default_factory=dict)
    of_others: list[str] = field(default_factory=list)
    stated: dict[str, list[str]] = field(default_factory=dict)
    mentions: list[tuple[str, str]] = field(default_factory=list)

    def whole(self) -> Iterator[str]:
        """Yield every triple for the default graph."""
        for node, statements in self.tools.items():
            yield from (f"{node} {statement}" for statement in statements)
        yield from self.of_others


def names_of(tools: Iterable[Tool]) -> dict[str, str]:
    """Return the node of each tool by its normal name, by which other tools refer to it; of namesakes the last."""
    return {normal_name(tool.name): str(individual("tool", tool.id)) for tool in tools}


class Teller:
    """Tells the facts of a landscape, some tools at a time; of what tools share, such as makers, it tells once."""

    def __init__(self, names: Mapping[str, str], files: Mapping[int, NamedNode]) -> None:
        """Know the names of all tools.

        Args:
            names: what `names_of` says of the tools of the landscape.
            files: the node of the file each record came from, by the record's ``id()``.
        """
        self._names, self._files = names, files
        self._told: set[str] = set()

    def tell(self, tools: list[Tool]) -> Facts:
        """Return the facts of `tools`."""
        facts = Facts()
        for tool in tools:
            self._tool(tool, facts)
        return facts

    def _tool(self, tool: Tool, facts: Facts) -> None:
        node = str(individual("tool", tool.id))
        records = (*tool.records, *tool.additions)
        profile = str(profile_of(tool)[0])
        facts.mentions.append((profile, ""))
        mine = [_A_TOOL, f"{_PREF_LABEL} {Literal(tool.name)}", f"{_HAS_PROFILE} {profile}"]
        others = {record.name for record in tool.records if record.name.casefold() != tool.name.casefold()}
        mine += [f"{_ALT_LABEL} {Literal(name)}" for name in sorted(others)]
        maker = self._maker(records, facts)
        mine += maker
        believed: set[str] = set()
        stated: dict[str, dict[str, None]] = {}
        for record in records:
            row = str(record_node(record))
            categories = list(map(str, classifications(record)))
            facts.mentions.extend(
                zip(categories, (*record.labels, *record.categories, *record.capabilities), strict=True)
            )
            about = _row(row, str(self._files[id(record)]), categories)
            facts.of_others.extend((*about, at_line(row, record.line)))
            described = f"{_DESCRIBED_BY} {row}"
            values = [*_values(record), *self._others(record, facts)]
            of_source = stated.setdefault(str(source_graph(record.profile.source)), {})
            of_source |= dict.fromkeys((f"{node} {described}", *about))
            of_source |= dict.fromkeys(f"{node} {predicate} {value}" for predicate, value in values)
            if slug(record.vendor):
                of_source |= dict.fromkeys(f"{node} {said}" for said in maker if said == _made_by(record.vendor))
            mine += (described, *(f"{predicate} {value}" for predicate, value in values if predicate not in believed))
            believed |= {predicate for predicate, _ in values} & _ONCE
        facts.tools[node] = list(dict.fromkeys(mine))
        for graph, lines in stated.items():
            facts.stated.setdefault(graph, []).extend(lines)

    def _maker(self, records: tuple[Record, ...], facts: Facts) -> list[str]:
        name = next((record.vendor for record in records if slug(record.vendor)), "")
        if not name:
            return []
        maker = str(individual("vendor", slug(name)))
        facts.mentions.append((maker, name))
        label = _ALT_LABEL if maker in self._told else _PREF_LABEL
        self._once(f"{maker} {Literal(name)}", [f"{maker} {label} {Literal(name)}"], facts)
        self._once(maker, [f"{maker} {_A_VENDOR}"], facts)
        return [_made_by(name)]

    def _others(self, record: Record, facts: Facts) -> Iterator[tuple[str, str]]:
        for predicate, name in record.tools:
            other = self._names.get(normal_name(name))
            if other is None and slug(name):
                other = str(individual("technology", slug(name)))
                about = [f"{other} {_A_TECHNOLOGY}", f"{other} {_PREF_LABEL} {Literal(name)}"]
                self._once(other, about, facts)
            facts.mentions.append((other or "", name))
            if other is not None:
                yield str(predicate), other

    def _once(self, key: str, lines: list[str], facts: Facts) -> None:
        if key not in self._told:
            self._told.add(key)
            facts.of_others.extend(lines)


def profile_triples(tools: list[Tool]) -> Iterator[Triple]:
    """Yield the profiles of `tools` and what each is made of."""
    for profile, members in dict(profile_of(tool) for tool in tools).items():
        yield Triple(profile, TYPE, expand("cx:Profile"))
        for provider in members:
            yield Triple(profile, expand("cx:classifiedAs"), provider)


def classifications(record: Record) -> tuple[NamedNode, ...]:
    """Return the source labels and vendor categories that a record gives its tool."""
    return _classifications(
        record.profile.source, tuple(record.labels), tuple(record.categories), tuple(record.capabilities)
    )


@cache
def _classifications(
    source: str, labels: tuple[str, ...], categories: tuple[str, ...], capabilities: tuple[str, ...]
) -> tuple[NamedNode, ...]:
    return (
        *(source_label(source, label) for label in labels),
        *(individual("category", category) for category in categories),
        *(source_label(source, f"capability {capability}") for capability in capabilities),
    )


def stated_capabilities(records: list[Record]) -> Iterator[Triple]:
    """Yield a source label and its exact mapping for each capability that records state outright."""
    stated = {(record.profile.source, capability) for record in records for capability in record.capabilities}
    for source, capability in sorted(stated):
        label, object_ = (
            source_label(source, f"capability {capability}"),
            individual("capability", capability),
        )
        mapping = individual("mapping", f"{label.value.rpartition('/')[2]}--{capability}")
        yield Triple(label, TYPE, expand("cx:SourceLabel"))
        yield Triple(label, LABEL, Literal(capability))
        yield Triple(mapping, TYPE, expand("cx:Mapping"))
        yield Triple(mapping, expand("cx:mapsFrom"), label)
        yield Triple(mapping, expand("cx:mapsTo"), object_)
        yield Triple(mapping, expand("cx:mappingPredicate"), expand("skos:exactMatch"))
        yield Triple(mapping, expand("cx:confidence"), Literal("1.0", datatype=expand("xsd:decimal")))


def new_labels(records: list[Record], known: Container[object]) -> Iterator[Triple]:
    """Yield the source labels that records use and that no mapping table, whose labels are `known`, speaks of."""
    used = {(record.profile.source, label) for record in records for label in record.labels}
    labels = {source_label(source, label): label for source, label in sorted(used)}
    for node, label in sorted(labels.items(), key=lambda item: item[0].value):
        if node not in known:
            yield Triple(node, TYPE, expand("cx:SourceLabel"))
            yield Triple(node, LABEL, Literal(label))


def profile_of(tool: Tool) -> tuple[NamedNode, tuple[NamedNode, ...]]:
    """Return the profile of a tool and its members: what tool sources classify it as, less what is disputed."""
    disputes = frozenset(source_label(*d) for record in (*tool.records, *tool.additions) for d in record.disputes)
    return _profile(frozenset(classifications(record) for record in tool.records), disputes)


@cache
def _profile(
    stated: frozenset[tuple[NamedNode, ...]], disputes: frozenset[NamedNode]
) -> tuple[NamedNode, tuple[NamedNode, ...]]:
    providers = tuple(sorted({provider for members in stated for provider in members} - disputes, key=str))
    digest = sha256("\n".join(provider.value for provider in providers).encode()).hexdigest()
    return individual("profile", digest[:16]), providers


def at_line(node: str, line: int) -> str:
    """Return the triple that says on which line a row, by its node, stands.

    It is no statement of the source, and stands in the default graph alone: rows move whenever one comes or goes.
    """
    return f'{node} {_LINE_NUMBER} "{line}"^^{_INTEGER}'


def _row(node: str, file: str, categories: list[str]) -> list[str]:
    stated = [f"{node} {_STATES_CATEGORY} {category}" for category in dict.fromkeys(categories)]
    return [f"{node} {_A_RECORD}", f"{node} {_IN_FILE} {file}", *stated]


def _made_by(vendor: str) -> str:
    return f"{_MADE_BY} {individual('vendor', slug(vendor))}"


def _values(record: Record) -> Iterator[tuple[str, str]]:
    for predicate, value in record.statements:
        yield str(predicate), str(value)
    for dispute in record.disputes:
        yield _DISPUTED_CATEGORY, str(source_label(*dispute))


def _a(kind: str) -> str:
    return f"{TYPE} {expand(kind)}"


_ALT_LABEL, _PREF_LABEL = str(expand("skos:altLabel")), str(LABEL)
_A_RECORD, _A_TECHNOLOGY, _A_TOOL, _A_VENDOR = map(_a, ("cx:Record", "cx:Technology", "cx:Tool", "cx:Vendor"))
_DESCRIBED_BY, _HAS_PROFILE, _MADE_BY = map(str, map(expand, ("cx:describedBy", "cx:hasProfile", "cx:madeBy")))
_IN_FILE, _LINE_NUMBER, _STATES_CATEGORY = map(str, map(expand, ("cx:inFile", "cx:lineNumber", "cx:statesCategory")))
_DISPUTED_CATEGORY = str(expand("cx:disputedCategory"))
_INTEGER = str(expand("xsd:integer"))
_ONCE = frozenset(map(str, FUNCTIONAL))
