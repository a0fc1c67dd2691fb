"""Tools and records as RDF text: one named graph per source holds what it states, the default graph the whole.

Everything is written as lines of N-Triples without the full stop, because a line is the start of an N-Quads line too,
and text is what the store loads fastest.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from loaders.identity import normal_name, slug
from loaders.landscape import Tool
from loaders.records import Record
from loaders.statements import lines_of
from ontology.mappings import source_label
from ontology.namespaces import GRAPH, ID, expand, individual

TYPE = expand("rdf:type")
LABEL = expand("skos:prefLabel")
FUNCTIONAL = frozenset(map(expand, ("cx:homepage", "cx:softwareAsAService", "cx:openSource", "cx:occurrences")))
"""Of these a tool has one value: the first record that states one is believed."""
SPELLED = (f"<{ID}vendor/", f"<{ID}technology/")
"""How the nodes begin that get their label from the tool that names them first."""
_LETTERS, _FRACTION = 22, 15
"""How many letters and digits of a name count in the order of names, and digits of the number after the point.

So long a number is kept whole by Oxigraph, whose decimals are 128 bits in steps of 10 to the power of -18
(https://docs.rs/oxsdatatypes), and by Virtuoso, which has 40 digits (https://docs.openlinksw.com/virtuoso/datatypes/).
"""


@cache
def source_graph(source: str) -> NamedNode:
    """Return the named graph of what the data source `source` states."""
    return NamedNode(f"{GRAPH}source/{source}")


def row_node(source: str, row: str) -> NamedNode:
    """Return the node of the row of `source` with the digest `row`: the same wherever it stands in a file."""
    return individual("record", f"{source}--{row}")


@dataclass(frozen=True)
class Facts:
    """What is stated of some tools.

    Attributes:
        tools: what is stated of each tool for the default graph.
        rows: what is stated of each of their rows for the default graph.
        shared: what is stated for the default graph of their makers and of what they refer to, as lines of N-Triples
            without the full stop.
        by_source: by named graph, what its source states of tools and rows.
        mentions: each time that a tool or row of it names what others may name too, such as its profile, its maker, or
            a label: the node, and how it is written there.
    """

    tools: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, Collection[str]] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)
    by_source: dict[str, dict[str, Collection[str]]] = field(default_factory=dict)
    mentions: list[tuple[str, str]] = field(default_factory=list)

    @property
    def of_others(self) -> list[str]:
        """Every triple for the default graph that is not about a tool, as lines of N-Triples without the full stop."""
        return [*lines_of(self.rows), *self.shared]

    @property
    def stated(self) -> dict[str, list[str]]:
        """What sources state, as lines of N-Triples without the full stop, by the named graph."""
        return {graph: list(lines_of(statements)) for graph, statements in self.by_source.items()}

    def whole(self) -> Iterator[str]:
        """Yield every triple for the default graph as a line of N-Triples without the full stop."""
        yield from lines_of(self.tools)
        yield from self.of_others


def names_of(tools: Iterable[Tool]) -> dict[str, str]:
    """Return the node of each tool by its normal name, by which other tools refer to it; of namesakes the last."""
    return {normal_name(tool.name): str(individual("tool", tool.id)) for tool in tools}


def name_order(name: str) -> str:
    """Return where a name stands in alphabetical order, as a decimal number.

    Numbers are sorted much faster than texts.

    >>> float(name_order("Adam")) < float(name_order("ad manager")) < float(name_order("ADOBE"))
    True
    """
    number = int(slug(name).replace("-", "")[:_LETTERS].ljust(_LETTERS, "0"), 36)
    whole, fraction = divmod(number, 10**_FRACTION)
    return f"{whole}.{fraction:0{_FRACTION}}".rstrip("0").rstrip(".")


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
        place = f'{_NAME_ORDER} "{name_order(tool.name)}"^^{_DECIMAL}'
        mine = [_A_TOOL, f"{_PREF_LABEL} {Literal(tool.name)}", place, f"{_HAS_PROFILE} {profile}"]
        if len(tool.records) > 1:
            others = {record.name for record in tool.records if record.name.casefold() != tool.name.casefold()}
            mine += [f"{_ALT_LABEL} {Literal(name)}" for name in sorted(others)]
        maker = self._maker(records, facts)
        mine += maker
        believed: set[str] = set()
        stated: dict[str, dict[str, None]] = {}
        for record in records:
            row = str(row_node(record.profile.source, record.row))
            about, named = _row(str(self._files[id(record)]), _classes(record))
            facts.mentions.extend(named)
            facts.rows[row] = (*about, _line_number(record.line))
            values = [*_values(record), *self._others(record, facts)]
            said = [f"{_DESCRIBED_BY} {row}", *(f"{predicate} {value}" for predicate, value in values)]
            graph = str(source_graph(record.profile.source))
            of_source = facts.by_source.setdefault(graph, {})
            of_source[row] = about
            of_tool = stated.setdefault(graph, {})
            of_tool |= dict.fromkeys(said)
            if maker and _made_by(record.vendor) == maker[0]:
                of_tool[maker[0]] = None
            if believed:
                said[1:] = [f"{predicate} {value}" for predicate, value in values if predicate not in believed]
            mine += said
            if len(records) > 1:
                believed |= {predicate for predicate, _ in values} & _ONCE
        facts.tools[node] = list(dict.fromkeys(mine))
        for graph, statements in stated.items():
            facts.by_source[graph][node] = statements

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
            facts.shared.extend(lines)


def profile_triples(tools: list[Tool]) -> Iterator[Triple]:
    """Yield the profiles of `tools` and what each is made of."""
    for profile, members in dict(profile_of(tool) for tool in tools).items():
        yield Triple(profile, TYPE, expand("cx:Profile"))
        for provider in members:
            yield Triple(profile, expand("cx:classifiedAs"), provider)


Classes = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What a record classifies its tool as: its source, and the labels, categories and capabilities that it gives."""


def _classes(record: Record) -> Classes:
    return record.profile.source, record.labels, record.categories, record.capabilities


@cache
def _providers(classes: Classes) -> tuple[NamedNode, ...]:
    """Return the source labels and vendor categories of a classification, in the order in which they are given."""
    source, labels, categories, capabilities = classes
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
    disputes = frozenset([dispute for record in (*tool.records, *tool.additions) for dispute in record.disputes])
    return _profile(frozenset(map(_classes, tool.records)), disputes)


@cache
def _profile(
    stated: frozenset[Classes], disputes: frozenset[tuple[str, str]]
) -> tuple[NamedNode, tuple[NamedNode, ...]]:
    disputed = {source_label(*dispute) for dispute in disputes}
    providers = tuple(sorted({one for classes in stated for one in _providers(classes)} - disputed, key=str))
    digest = sha256("\n".join(provider.value for provider in providers).encode()).hexdigest()
    return individual("profile", digest[:16]), providers


def at_line(node: str, line: int) -> str:
    """Return the triple that says on which line a row, by its node, stands.

    It is no statement of the source, and stands in the default graph alone: rows move whenever one comes or goes.
    """
    return f"{node} {_line_number(line)}"


def _line_number(line: int) -> str:
    return f'{_LINE_NUMBER} "{line}"^^{_INTEGER}'


@cache
def _row(file: str, classes: Classes) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return what is stated of each row of a file with some classes, and what it mentions by them."""
    nodes = tuple(map(str, _providers(classes)))
    stated = (f"{_STATES_CATEGORY} {node}" for node in dict.fromkeys(nodes))
    names = (name for given in classes[1:] for name in given)
    return (_A_RECORD, f"{_IN_FILE} {file}", *stated), tuple(zip(nodes, names, strict=True))


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
_NAME_ORDER = str(expand("cx:nameOrder"))
_INTEGER, _DECIMAL = map(str, map(expand, ("xsd:integer", "xsd:decimal")))
_ONCE = frozenset(map(str, FUNCTIONAL))
