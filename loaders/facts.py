"""Tools and records as quads: one named graph per source holds what it states, the default graph the whole."""

from collections.abc import Container, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from loaders.identity import normal_name, slug
from loaders.landscape import Landscape, Tool
from loaders.records import Record
from ontology.mappings import source_label
from ontology.namespaces import GRAPH, expand, individual
from ontology.quads import in_graph

TYPE = expand("rdf:type")
LABEL = expand("skos:prefLabel")
FUNCTIONAL = frozenset(map(expand, ("cx:homepage", "cx:softwareAsAService", "cx:openSource", "cx:occurrences")))
"""Of these a tool has one value: the first record that states one is believed."""


def source_graph(source: str) -> NamedNode:
    """Return the named graph of what the data source `source` states."""
    return NamedNode(f"{GRAPH}source/{source}")


def facts(landscape: Landscape, files: dict[int, NamedNode]) -> Iterator[Quad]:
    """Yield the quads of every tool.

    Args:
        landscape: the tools.
        files: the node of the file each record came from, by the record's ``id()``.
    """
    names = {normal_name(tool.name): individual("tool", tool.id) for tool in landscape.tools}
    others: dict[NamedNode, str] = {}
    profiles: dict[tuple[NamedNode, ...], NamedNode] = {}
    for tool in landscape.tools:
        node = individual("tool", tool.id)
        profile, providers = profile_of(tool)
        profiles[providers] = profile
        yield Quad(node, expand("cx:hasProfile"), profile)
        stated: set[NamedNode] = set()
        for record in (*tool.records, *tool.additions):
            graph = source_graph(record.profile.source)
            yield from in_graph(_record(tool, record, files[id(record)]), graph)
            for predicate, value in _statements(record, names, others):
                yield Quad(node, predicate, value, graph)
                if predicate not in stated:
                    yield Quad(node, predicate, value)
            stated |= {predicate for predicate, _ in record.statements} & FUNCTIONAL
        yield from in_graph(_about(node, tool))
    for members, profile in profiles.items():
        yield Quad(profile, TYPE, expand("cx:Profile"))
        for provider in members:
            yield Quad(profile, expand("cx:classifiedAs"), provider)
    for technology, name in others.items():
        yield Quad(technology, TYPE, expand("cx:Technology"))
        yield Quad(technology, LABEL, Literal(name))


def classifications(record: Record) -> list[NamedNode]:
    """Return the source labels and vendor categories that a record gives its tool."""
    source = record.profile.source
    return [
        *(source_label(source, label) for label in record.labels),
        *(individual("category", category) for category in record.categories),
        *(source_label(source, f"capability {capability}") for capability in record.capabilities),
    ]


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
    labels = {source_label(record.profile.source, label): label for record in records for label in record.labels}
    for node, label in sorted(labels.items(), key=lambda item: item[0].value):
        if node not in known:
            yield Triple(node, TYPE, expand("cx:SourceLabel"))
            yield Triple(node, LABEL, Literal(label))


def profile_of(tool: Tool) -> tuple[NamedNode, tuple[NamedNode, ...]]:
    """Return the profile of a tool and its members: what tool sources classify it as, less what is disputed."""
    disputes = {source_label(*d) for record in (*tool.records, *tool.additions) for d in record.disputes}
    stated = {provider for record in tool.records for provider in classifications(record)}
    providers = tuple(sorted(stated - disputes, key=str))
    digest = sha256("\n".join(provider.value for provider in providers).encode()).hexdigest()
    return individual("profile", digest[:16]), providers


def _about(node: NamedNode, tool: Tool) -> Iterator[Triple]:
    yield Triple(node, TYPE, expand("cx:Tool"))
    yield Triple(node, LABEL, Literal(tool.name))
    for name in sorted({record.name for record in tool.records if record.name.casefold() != tool.name.casefold()}):
        yield Triple(node, expand("skos:altLabel"), Literal(name))
    vendor = next((r.vendor for r in (*tool.records, *tool.additions) if slug(r.vendor)), "")
    if vendor:
        maker = individual("vendor", slug(vendor))
        yield Triple(node, expand("cx:madeBy"), maker)
        yield Triple(maker, TYPE, expand("cx:Vendor"))
        yield Triple(maker, LABEL, Literal(vendor))


def _record(tool: Tool, record: Record, file: NamedNode) -> Iterator[Triple]:
    node = individual("record", f"{file.value.rpartition('/')[2]}--{record.line}")
    yield Triple(individual("tool", tool.id), expand("cx:describedBy"), node)
    yield Triple(node, TYPE, expand("cx:Record"))
    yield Triple(node, expand("cx:inFile"), file)
    yield Triple(node, expand("cx:lineNumber"), Literal(record.line))
    for provider in classifications(record):
        yield Triple(node, expand("cx:statesCategory"), provider)


def _statements(
    record: Record, names: dict[str, NamedNode], others: dict[NamedNode, str]
) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield from record.statements
    for dispute in record.disputes:
        yield expand("cx:disputedCategory"), source_label(*dispute)
    for predicate, name in record.tools:
        node = names.get(normal_name(name))
        if node is None and slug(name):
            node = individual("technology", slug(name))
            others.setdefault(node, name)
        if node is not None:
            yield predicate, node
