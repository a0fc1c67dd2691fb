"""Where the facts of a release come from, in PROV-O and DCAT terms."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from loaders.facts import source_graph
from loaders.identity import slug
from loaders.profiles import Profile
from loaders.reading import CsvFile
from ontology.namespaces import GRAPH, expand, individual

PROVENANCE_GRAPH = NamedNode(f"{GRAPH}provenance")
TYPE = expand("rdf:type")


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    Attributes:
        file: the file.
        profile: the profile it was read by.
        node: its IRI.
        rows: how many rows it has after its header.
    """

    file: CsvFile
    profile: Profile
    node: NamedNode
    rows: int


def file_node(file: CsvFile, profile: Profile, taken: Collection[NamedNode] = ()) -> NamedNode:
    """Return the IRI of a file: by its source and its name, and by a number where that is `taken` by another file.

    It is the same for every edition of the file, so that what two releases say alike is the same triple.
    """
    base = f"{profile.source}--{slug(file.path.name)}"
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 2)))
    return next(node for node in (individual("file", name) for name in names) if node not in taken)


def origins(files: list[ReadFile]) -> Iterator[Triple]:
    """Yield what is known of `files` and of the sources they come from."""
    for read in files:
        file, profile, node = read.file, read.profile, read.node
        source = individual("data-source", profile.source)
        yield Triple(node, TYPE, expand("dcat:Distribution"))
        yield Triple(node, expand("dct:title"), Literal(file.path.name))
        yield Triple(node, expand("cx:sha256"), Literal(file.sha256))
        yield Triple(node, expand("dcat:byteSize"), Literal(file.size))
        yield Triple(node, expand("cx:rowCount"), Literal(read.rows))
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


def activity(release: str, version: str, started: str, ended: str, files: Iterable[NamedNode]) -> Iterator[Triple]:
    """Yield what is known of a run and the release it made.

    Args:
        release: its id.
        version: the version of cxscape that built it.
        started: when the run began, ISO 8601.
        ended: when it ended.
        files: the IRIs of the files it used.
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
    for file in files:
        yield Triple(refresh, expand("prov:used"), file)


def _licence(spdx: str) -> NamedNode:
    return NamedNode(f"https://spdx.org/licenses/{spdx}")


def _time(value: str) -> Literal:
    return Literal(value, datatype=expand("xsd:dateTime"))
