"""The parts that are published one by one: the ontology, its modules, the vocabularies, mappings and alignments."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.checking import alignments
from ontology.mappings import mapping_triples, read_mappings
from ontology.modules import MODULES, modules
from ontology.namespaces import expand, individual
from ontology.vocabulary import vocabulary

ROOT = NamedNode("https://w3id.org/cxscape/ontology")
ALIGNMENTS = MODULES / "alignments"


@dataclass(frozen=True)
class Part:
    """One graph that is published in every format.

    Attributes:
        name: path below the release, without ending: ``ontology``, ``modules/core``.
        iri: what the part is called: the IRI of a module, or of a data set.
        triples: in canonical order, with canonical labels of blank nodes.
        source: the Turtle that the part is written in, None where it is put together here.
    """

    name: str
    iri: NamedNode
    triples: tuple[Triple, ...]
    source: bytes | None = None


def datasets() -> list[Part]:
    """Return the four wholes: ontology, vocabularies, mappings and alignments.

    Raises:
        OntologyError: a curated table or a mapping is malformed.
    """
    graphs: dict[str, Iterable[Triple]] = {
        "ontology": merged(modules()),
        "vocabularies": vocabulary(),
        "mappings": mapping_triples(read_mappings()),
        "alignments": alignments(),
    }
    return [Part(name, individual("dataset", name), canonical(triples)) for name, triples in graphs.items()]


def module_parts() -> list[Part]:
    """Return each module of the ontology, the root and ``dl`` included, as it is written."""
    return [_part(f"modules/{file.stem}", file) for file in sorted(MODULES.glob("*.ttl"))]


def alignment_parts() -> list[Part]:
    """Return each alignment as it is written."""
    return [_part(f"modules/alignment/{file.stem}", file) for file in sorted(ALIGNMENTS.glob("*.ttl"))]


def everything(parts: list[Part]) -> tuple[Triple, ...]:
    """Return all that a release holds as one graph, the headers of modules and the axioms of ``dl`` included.

    Args:
        parts: the data sets; labels of blank nodes repeat from part to part, so that these cannot be joined.
    """
    curated = (triple for part in parts if part.name in ("vocabularies", "mappings") for triple in part.triples)
    return canonical([*modules(with_dl=True), *alignments(), *curated])


def merged(triples: Iterable[Triple]) -> list[Triple]:
    """Return the modules as one ontology: with the root's header alone, which imports nothing.

    A file with several headers has no defined ontology IRI (OWL 2 structural specification, 3.1), and
    imports would make a reader fetch again what the file already holds.
    """
    triples = list(triples)
    headers = {t.subject for t in triples if t.object == expand("owl:Ontology")} - {ROOT}
    kept = (t for t in triples if t.subject not in headers)
    return [t for t in kept if not (t.subject == ROOT and t.predicate == expand("owl:imports"))]


def canonical(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return `triples` once each, sorted, with the blank-node labels of RDFC-1.0.

    Source: https://www.w3.org/TR/rdf-canon/
    """
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted((quad.triple for quad in dataset), key=str))


def _part(name: str, file: Path) -> Part:
    text = file.read_bytes()
    triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    iri = next(t.subject for t in triples if t.object == expand("owl:Ontology"))
    return Part(name, NamedNode(str(getattr(iri, "value", iri))), canonical(triples), text)
