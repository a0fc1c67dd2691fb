"""The web pages of a release: the reference of all terms, and one page for each type of individual.

Every page stands alone: no script, font or image is fetched. A term's anchor is its local name, so that
``https://w3id.org/cxscape/ontology#CXNeed`` leads to its definition.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import NamedNode, Triple

from ontology.namespaces import ID, ONTOLOGY, expand, prefix_of, shorten
from ontology.publish.formats import FORMATS
from ontology.publish.parts import ROOT, Part, everything
from ontology.publish.wording import LABELS, Graph, Piece, Term

TEMPLATES = Path(__file__).with_name("templates")
KINDS = (
    ("Classes", "owl:Class", "class"),
    ("Object properties", "owl:ObjectProperty", "object property"),
    ("Datatype properties", "owl:DatatypeProperty", "datatype property"),
    ("Annotation properties", "owl:AnnotationProperty", "annotation property"),
    ("Individuals", "owl:NamedIndividual", "individual"),
)
CHARACTERISTICS = (
    "Functional",
    "InverseFunctional",
    "Transitive",
    "Symmetric",
    "Asymmetric",
    "Reflexive",
    "Irreflexive",
)
FORWARD = (
    ("Above it", "rdfs:subClassOf"),
    ("Above it", "rdfs:subPropertyOf"),
    ("Same as", "owl:equivalentClass"),
    ("Same as", "owl:equivalentProperty"),
    ("Covered by exactly one of", "owl:disjointUnionOf"),
    ("Nothing in common with", "owl:disjointWith"),
    ("From", "rdfs:domain"),
    ("To", "rdfs:range"),
    ("Inverse of", "owl:inverseOf"),
    ("Follows from", "owl:propertyChainAxiom"),
)
BACKWARD = (
    ("Below it", "rdfs:subClassOf"),
    ("Below it", "rdfs:subPropertyOf"),
    ("Inverse of", "owl:inverseOf"),
    ("Properties from it", "rdfs:domain"),
    ("Properties to it", "rdfs:range"),
)
SHOWN_ELSEWHERE = {
    *LABELS,
    *(expand(name) for name in ("skos:definition", "skos:notation", "skos:inScheme", "skos:topConceptOf")),
    expand("skos:hasTopConcept"),
}


@dataclass(frozen=True)
class Entry:
    """One term or individual on a page.

    Attributes:
        anchor: the part after ``#`` in its address.
        iri: its IRI.
        short: the same as a prefixed name.
        label: what it is called.
        kinds: what it is, in words.
        definition: what it means; empty where it is a statement that its values define.
        rows: names and values of everything else that is said of it.
    """

    anchor: str
    iri: str
    short: str
    label: str
    kinds: str
    definition: str
    rows: tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]


@dataclass(frozen=True)
class Section:
    """A titled group of entries."""

    anchor: str
    title: str
    text: str
    entries: tuple[Entry, ...]


def write_pages(parts: list[Part], modules: list[Part], folder: Path) -> None:
    """Write every page into `folder`.

    Args:
        parts: the data sets.
        modules: the modules and alignments that have files of their own.
        folder: the release.
    """
    graph = Graph(everything(parts))
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    header = {
        "title": graph.text(ROOT, "dct:title"),
        "version": graph.text(ROOT, "owl:versionInfo"),
        "citation": graph.text(ROOT, "dct:bibliographicCitation"),
        "formats": FORMATS,
    }

    def write(template: str, name: str, **values: object) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * name.count("/")
        file.write_text(environment.get_template(template).render(header, up=up, **values) + "\n", encoding="utf-8")

    pages = {kind: kind_page(graph, kind, members) for kind, members in individuals(graph).items()}
    write(
        "ontology.html", "ontology.html", sections=sections(graph), modules=_modules(graph, modules), data=about(graph)
    )
    for kind, page in pages.items():
        write("individuals.html", f"id/{kind}.html", page=page, prefix=prefix_of(kind))
    write("vocabularies.html", "vocabularies.html", pages=_contents(pages, "label", "mapping", among=False))
    write("mappings.html", "mappings.html", pages=_contents(pages, "label", "mapping", among=True))
    write("alignments.html", "alignments.html", rows=_alignment_rows(graph, parts))
    write("index.html", "index.html", data=about(graph), text=graph.text(ROOT, "dct:description"))


def sections(graph: Graph) -> list[Section]:
    """Return every term of the ontology's own namespace by kind, each once."""
    found = []
    placed: set[Term] = set()
    for title, curie, word in KINDS:
        terms = [t for t in graph.subjects(expand(curie), "rdf:type") if t not in placed and _own(t)]
        placed.update(terms)
        entries = tuple(_term(graph, t, word) for t in terms if isinstance(t, NamedNode))
        found.append(Section(title.lower().replace(" ", "-"), title, "", entries))
    return [section for section in found if section.entries]


def individuals(graph: Graph) -> dict[str, list[NamedNode]]:
    """Return the published individuals by the type in their IRI, sorted by what they are called."""
    found: dict[str, list[NamedNode]] = defaultdict(list)
    for subject in graph.about:
        if (
            isinstance(subject, NamedNode)
            and subject.value.startswith(ID)
            and expand("rdf:type") in graph.about[subject]
        ):
            found[subject.value.removeprefix(ID).partition("/")[0]].append(subject)
    return {
        kind: sorted(found[kind], key=lambda term: (graph.name(term).casefold(), term.value)) for kind in sorted(found)
    }


def kind_page(graph: Graph, kind: str, members: list[NamedNode]) -> Section:
    """Return the page of all individuals of one type, under the title of their concept scheme if they have one."""
    schemes = {scheme for member in members for scheme in graph.values(member, "skos:inScheme")}
    titles = sorted(graph.words(scheme) for scheme in schemes)
    text = " ".join(sorted(filter(None, (graph.text(scheme, "skos:definition") for scheme in schemes))))
    title = ", ".join(titles) or kind.replace("-", " ").capitalize()
    return Section(kind, title, text, tuple(_individual(graph, member) for member in members))


def about(graph: Graph) -> str:
    """Return the description of the ontology for search engines: schema.org in JSON-LD."""
    text = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": ROOT.value,
        "name": graph.text(ROOT, "dct:title"),
        "description": graph.text(ROOT, "dct:description"),
        "version": graph.text(ROOT, "owl:versionInfo"),
        "datePublished": graph.text(ROOT, "dct:issued"),
        "license": next(graph.words(value) for value in graph.values(ROOT, "dct:license")),
        "creator": {"@type": "Organization", "name": _agent(graph)},
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form.media_type, "contentUrl": f"{ROOT.value}.{form.ending}"}
            for form in FORMATS
        ],
    }
    # "<" could end the script element that holds this.
    return json.dumps(text, indent=1, ensure_ascii=False).replace("<", "\\u003c")


def _agent(graph: Graph) -> str:
    agents = graph.values(ROOT, "dct:creator")
    names = (value for agent in agents for value in graph.about[agent][NamedNode("http://xmlns.com/foaf/0.1/name")])
    return next(graph.words(name) for name in names)


def _own(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY)


def _term(graph: Graph, term: NamedNode, word: str) -> Entry:
    rows: dict[str, list[tuple[Piece, ...]]] = defaultdict(list)
    for name, curie in FORWARD:
        rows[name] += [_axiom(graph, value, curie) for value in graph.values(term, curie)]
    for name, curie in BACKWARD:
        rows[name] += [
            tuple(graph.pieces(value, "")) for value in graph.subjects(term, curie) if isinstance(value, NamedNode)
        ]
    rows["Module"] = [tuple(graph.pieces(value, "")) for value in graph.values(term, "rdfs:isDefinedBy")]
    marks = [name for name in CHARACTERISTICS if expand(f"owl:{name}Property") in graph.values(term, "rdf:type")]
    kinds = ", ".join([word, *(name.replace("Inverse", "inverse ").lower() for name in marks)])
    return Entry(
        anchor=term.value.removeprefix(ONTOLOGY),
        iri=term.value,
        short=shorten(term.value),
        label=graph.label(term),
        kinds=kinds,
        definition=graph.text(term, "skos:definition"),
        rows=tuple((name, tuple(dict.fromkeys(values))) for name, values in rows.items() if values),
    )


def _axiom(graph: Graph, value: Term, curie: str) -> tuple[Piece, ...]:
    if curie != "owl:propertyChainAxiom":
        return tuple(graph.pieces(value, ""))
    steps = [graph.pieces(step, "") for step in graph.list_items(value)]
    return tuple(piece for number, step in enumerate(steps) for piece in ([Piece(", then ")] if number else []) + step)


def _individual(graph: Graph, term: NamedNode) -> Entry:
    said = graph.about[term]
    types = [t for t in graph.values(term, "rdf:type") if _own(t)] or graph.values(term, "rdf:type")
    rows = [
        (graph.name(predicate), tuple(tuple(graph.pieces(value, "../")) for value in _ordered(graph, values)))
        for predicate, values in said.items()
        if predicate not in SHOWN_ELSEWHERE and predicate != expand("rdf:type")
    ]
    return Entry(
        anchor=term.value.removeprefix(ID).partition("/")[2],
        iri=term.value,
        short=shorten(term.value),
        label=graph.name(term),
        kinds=", ".join(graph.words(kind) for kind in types),
        definition=graph.text(term, "skos:definition") or graph.text(term, "dct:description"),
        rows=tuple(sorted(rows)),
    )


def _ordered(graph: Graph, values: list[Term]) -> list[Term]:
    return sorted(values, key=lambda term: graph.words(term).casefold())


def _modules(graph: Graph, modules: list[Part]) -> list[dict[str, str]]:
    return [
        {
            "anchor": f"module-{part.name.removeprefix('modules/').replace('/', '-')}",
            "file": part.name,
            "iri": part.iri.value,
            "title": graph.text(part.iri, "dct:title"),
            "text": graph.text(part.iri, "dct:description"),
        }
        for part in modules
    ]


def _contents(pages: dict[str, Section], *kinds: str, among: bool) -> list[Section]:
    chosen = [page for kind, page in pages.items() if (kind in kinds) == among]
    return sorted(chosen, key=lambda page: page.title.casefold())


def _alignment_rows(graph: Graph, parts: list[Part]) -> list[tuple[list[Piece], ...]]:
    triples: list[Triple] = [t for part in parts if part.name == "alignments" for t in part.triples]
    headers = {t.subject for t in triples if t.object == expand("owl:Ontology")}
    return [
        tuple(graph.pieces(term, "") for term in t)
        for t in triples
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith((ONTOLOGY, ID)) and t.subject not in headers
    ]
