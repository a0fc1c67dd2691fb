"""The persistent identifiers, asked for at a real Apache server that interprets the rules of a release."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.servers.apache import MISSING, apache, find
from tests.servers.fixtures import SITE, need

VERSION = "0.1.0"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
RDFLIB = "text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.8, */*;q=0.1"
OWL_API = "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"
FORMS = {
    BROWSER: ("html", "text/html"),
    RDFLIB: ("ttl", "text/turtle"),
    OWL_API: ("rdf", "application/rdf+xml"),
    "application/ld+json": ("jsonld", "application/ld+json"),
    "application/n-triples": ("nt", "application/n-triples"),
    "text/turtle": ("ttl", "text/turtle"),
    "*/*": ("ttl", "text/turtle"),
    "": ("ttl", "text/turtle"),
}


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[str]:
    need(find(), MISSING)
    folders = {f"ontology/{name}": published for name in (VERSION, "latest")}
    with apache(folders, published / "redirects" / ".htaccess", SITE) as address:
        yield address


def get(address: str, accept: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    connection.request("GET", parts.path, headers={"Accept": accept} if accept else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def follow(server: str, path: str, accept: str) -> tuple[str, str, bytes]:
    """Return where an identifier leads, and the type and content of what is there."""
    status, headers, _ = get(f"{server}/cxscape/{path}", accept)
    assert status == 303, (path, status)
    target = headers["location"]
    status, found, content = get(target, accept)
    assert status == 200, (path, target, status)
    return target.removeprefix(f"{server}/ontology/"), found["content-type"], content


@pytest.mark.parametrize("accept", FORMS)
def test_the_ontology_comes_as_the_client_asks(server: str, accept: str) -> None:
    ending, media_type = FORMS[accept]
    for path, folder in (("ontology", "latest"), ("ontology/", "latest"), (f"ontology/{VERSION}", VERSION)):
        assert follow(server, path, accept)[:2] == (f"{folder}/ontology.{ending}", media_type)


@pytest.mark.parametrize("accept", FORMS)
@pytest.mark.parametrize("module", ["core", "dl", "alignment/dcat", "alignment/schema-org"])
def test_a_module_comes_as_the_client_asks(server: str, accept: str, module: str) -> None:
    ending, media_type = FORMS[accept]
    for path, folder in ((module, "latest"), (f"{module}/{VERSION}", VERSION)):
        target, found, content = follow(server, f"ontology/{path}", accept)
        if ending == "html":
            anchor = f"module-{module.replace('/', '-')}"
            assert target == f"{folder}/ontology.html#{anchor}"
            assert f'id="{anchor}"'.encode() in content
        else:
            assert (target, found) == (f"{folder}/modules/{module}.{ending}", media_type)


@pytest.mark.parametrize("accept", FORMS)
@pytest.mark.parametrize(
    ("individual", "graph"),
    [
        ("need/recover-abandoned-carts", "vocabularies"),
        ("requirement/recover-abandoned-carts--cart-recovery", "vocabularies"),
        ("label/webappanalyzer--cart-abandonment", "mappings"),
        ("scheme/needs", "vocabularies"),
    ],
)
def test_an_individual_leads_to_what_describes_it(server: str, accept: str, individual: str, graph: str) -> None:
    ending, media_type = FORMS[accept]
    target, found, content = follow(server, f"id/{individual}", accept)
    kind, _, slug = individual.partition("/")
    if ending == "html":
        assert target == f"latest/id/{kind}.html#{slug}"
        assert f'id="{slug}"'.encode() in content
    else:
        assert (target, found) == (f"latest/{graph}.{ending}", media_type)
        assert individual.encode() in content or slug.encode() in content


def test_every_published_individual_leads_to_its_place_on_a_page(server: str, published: Path) -> None:
    kinds: dict[str, str] = {}
    for graph in ("vocabularies", "mappings"):
        for quad in parse(path=str(published / f"{graph}.nt"), format=RdfFormat.N_TRIPLES):
            if isinstance(quad.subject, NamedNode):
                path = quad.subject.value.removeprefix("https://w3id.org/cxscape/")
                kinds.setdefault(path.split("/")[1], path)
    assert len(kinds) > 60
    for path in kinds.values():
        target, _, content = follow(server, path, BROWSER)
        assert f'id="{target.partition("#")[2]}"'.encode() in content, path


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("", "latest/index.html"),
        ("ontology.jsonld", "latest/ontology.jsonld"),
        (f"ontology/{VERSION}.rdf", f"{VERSION}/ontology.rdf"),
        ("ontology/core.nt", "latest/modules/core.nt"),
        (f"ontology/alignment/gist/{VERSION}.ttl", f"{VERSION}/modules/alignment/gist.ttl"),
        (f"release/{VERSION}/void.ttl", f"{VERSION}/void.ttl"),
        ("mappings/webappanalyzer-categories", "latest/mappings/webappanalyzer-categories.sssom.tsv"),
        ("id/dataset/cxscape", "latest/index.html"),
    ],
)
def test_an_ending_outweighs_what_the_client_asks(server: str, path: str, target: str) -> None:
    assert follow(server, path, BROWSER)[0] == target


def test_data_sets_are_described_in_one_file(server: str) -> None:
    for path in ("id/dataset/cxscape", "id/distribution/ontology-ttl", "id/linkset/wikidata--closeMatch"):
        target, _, content = follow(server, path, "text/turtle")
        assert target == "latest/void.ttl"
        assert path.rpartition("/")[2].encode() in content


@pytest.mark.parametrize("path", ["id/tool/mailchimp", "id/graph/ontology", "id/need", "nothing", "ontology.exe"])
def test_what_is_not_published_is_not_found(server: str, path: str) -> None:
    assert get(f"{server}/cxscape/{path}", "text/turtle")[0] == 404


def test_caches_learn_that_the_answer_depends_on_the_header(server: str) -> None:
    for accept in (BROWSER, "*/*"):
        assert "accept" in get(f"{server}/cxscape/ontology", accept)[1].get("vary", "").lower(), accept


def test_every_file_that_the_description_offers_is_there(server: str, published: Path) -> None:
    download = NamedNode("http://www.w3.org/ns/dcat#downloadURL")
    offered = [quad.object for quad in parse(path=str(published / "void.nt")) if quad.predicate == download]
    assert len(offered) > 20
    for node in offered:
        assert isinstance(node, NamedNode)
        target = follow(server, node.value.removeprefix("https://w3id.org/cxscape/"), "*/*")[0]
        assert target == f"{VERSION}/{node.value.partition(f'/release/{VERSION}/')[2]}"
