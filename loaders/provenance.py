"""Where the facts of a release come from, in PROV-O and DCAT terms."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from loaders.facts import source_graph
from loaders.profiles import Profile
from loaders.reading import CsvFile
from ontology.namespaces import GRAPH, expand, individual

PROVENANCE_GRAPH = NamedNode(f"{GRAPH}provenance")
TYPE = expand("rdf:type")


def file_node(file: CsvFile) -> NamedNode:
    """Return the IRI of a file: it is named by what is in it."""
    return individual("file", file.sha256[:16])


def provenance(
    release: str, version: str, started: str, ended: str, files: list[tuple[CsvFile, Profile, int]]
) -> Iterator[Triple]:
    """Yield what is known of a release.

    Args:
        release: its id.
        version: the version of cxscape that built it.
        started: when the run began, ISO 8601.
        ended: when it ended.
        files: each file with its profile and the number of its rows.
    """
    refresh, product = individual("refresh", release), individual("release", release)
    agent = individual("software", f"cxscape-{version.replace('.', '-')}")
    yield Triple(agent, TYPE, expand("prov:SoftwareAgent"))
    yield Triple(agent, expand("dct:title"), Literal(f"cxscape {version}"))
    yield Triple(refresh, TYPE, expand("cx:Refresh"))
    yield Triple(refresh, expand("prov:startedAtTime"), _time(started))
    yield Triple(refresh, expand("prov:endedAtTime"), _time(ended))
    yield Triple(refresh, expand("prov:wasAssociatedWith"), agent)
    yield Triple(product, TYPE, expand("cx:Release"))
    yield Triple(product, expand("dct:identifier"), Literal(release))
    yield Triple(product, expand("dct:issued"), _time(ended))
    yield Triple(product, expand("prov:wasGeneratedBy"), refresh)
    for file, profile, rows in files:
        node, source = file_node(file), individual("data-source", profile.source)
        yield Triple(refresh, expand("prov:used"), node)
        yield Triple(node, TYPE, expand("dcat:Distribution"))
        yield Triple(node, expand("dct:title"), Literal(file.path.name))
        yield Triple(node, expand("cx:sha256"), Literal(file.sha256))
        yield Triple(node, expand("dcat:byteSize"), Literal(file.size))
        yield Triple(node, expand("cx:rowCount"), Literal(rows))
        yield Triple(node, expand("cx:readByProfile"), Literal(profile.name))
        yield Triple(node, expand("cx:fromSource"), source)
        yield Triple(source, TYPE, expand("cx:DataSource"))
        yield Triple(source, expand("dct:title"), Literal(profile.title, language="en"))
        if profile.homepage:
            yield Triple(source, expand("schema:url"), Literal(profile.homepage, datatype=expand("xsd:anyURI")))
        if profile.licence:
            yield Triple(source, expand("dct:license"), _licence(profile.licence))
        yield Triple(source_graph(profile.source), TYPE, expand("prov:Entity"))
        yield Triple(source_graph(profile.source), expand("prov:wasDerivedFrom"), node)


def _licence(spdx: str) -> NamedNode:
    return NamedNode(f"https://spdx.org/licenses/{spdx}")


def _time(value: str) -> Literal:
    return Literal(value, datatype=expand("xsd:dateTime"))
