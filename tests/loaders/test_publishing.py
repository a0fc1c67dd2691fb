"""A release on a server of others: whole or not at all, whoever reads, writes or is killed meanwhile."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple

from loaders.errors import LoadError
from loaders.publishing import publish
from loaders.publishing.contents import MOST_BYTES, MOST_TRIPLES, contents
from loaders.publishing.server import Server
from loaders.releases import Release
from ontology.namespaces import expand, individual
from queries.endpoint import Endpoint
from queries.engines import Embedded
from queries.errors import NoReleaseError
from queries.protocol import Protocol
from queries.remote import UNKNOWN, Remote
from queries.remote_answers import read_answer
from queries.remote_names import LANDSCAPES, POINTER, GraphNames
from tests.loaders.tiny import EDITION, ONTOLOGY, PROVENANCE, SOURCE, tiny_release
from tests.servers.oxigraph import Oxigraph, oxigraph
from tests.virtuoso import Virtuoso

KILLS = 20
UNCHANGED_SECONDS = 0.3
"""A server on which nothing changes for so long has done what it was asked to do."""
PUBLISH = """
import sys
from pathlib import Path
from loaders.publishing import publish
from loaders.releases import Release
from queries.endpoint import Endpoint

folder, query, update, user, password, stage = sys.argv[1:]

def progress(now, share):
    if now.startswith(stage):
        print(now, flush=True)
        sys.stdin.readline()

release = Release(Path(folder).name, Path(folder))
publish(release, Endpoint(query, update, user, password), progress=progress if stage else None)
"""


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Iterator[Endpoint]:
    """A server without releases of ours."""
    found = request.getfixturevalue(f"{request.param}_server")
    user, password = (found.user, found.password) if isinstance(found, Virtuoso) else ("", "")
    endpoint = Endpoint(found.query, found.update, user, password)
    clear(endpoint)
    yield endpoint
    clear(endpoint)


def clear(server: Endpoint) -> None:
    """Remove all that publishing writes."""
    left = Server(server)
    left.drop([*left.graphs(), POINTER])


def rows(engine: Remote | Embedded, sparql: str) -> list[tuple[str | None, ...]]:
    answer = engine.query(sparql)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [tuple(None if row[name] is None else row[name].value for name in names) for row in answer]


def edition(server: Endpoint) -> list[tuple[str | None, ...]]:
    return rows(Remote(server), EDITION)


def settle(server: Endpoint) -> None:
    """Wait until the server has done what a client asked that died meanwhile: a request that arrived is carried out."""
    looks = Server(server)
    seen = None
    while seen != (seen := (looks.record(), looks.graphs())):
        time.sleep(UNCHANGED_SECONDS)


def owners(server: Endpoint) -> set[str]:
    """Return the ids of the releases that have graphs on the server."""
    return {graph.removeprefix(LANDSCAPES).partition("/")[0] for graph in Server(server).graphs()}


@contextmanager
def publishing(release: Release, server: Endpoint, stage: str = "") -> Iterator["subprocess.Popen[bytes]"]:
    """Publish in a process of its own, which waits at a stage for a line on its standard input."""
    arguments = [str(release.folder), server.query, server.update, server.user, server.password, stage]
    command = [sys.executable, "-c", PUBLISH, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_published_release_answers_as_the_one_here(server: Endpoint, tmp_path: Path) -> None:
    release = tiny_release(tmp_path, "2026-11-22-aaaa")
    done = publish(release, server)
    here, there = Embedded(release.store), Remote(server)
    assert (done.status, done.release, done.previous, done.removed) == ("published", release.id, None, ())
    assert done.sent == done.triples == len(Store.read_only(str(release.store)))
    assert there.release == release.id
    assert there.about() == ("2026-11-22T01:02:03Z", 1500)
    for sparql in (
        EDITION,
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?g ?file { ?g prov:wasDerivedFrom ?file . GRAPH ?g { tool:t7 a cx:Tool } }",
        f"SELECT ?p {{ GRAPH {PROVENANCE} {{ {SOURCE} ?p ?file }} }}",
        "PREFIX g: <https://w3id.org/cxscape/id/graph/> SELECT (COUNT(*) AS ?n) { GRAPH g:ontology { ?s ?p ?o } }",
        f"SELECT (COUNT(*) AS ?n) FROM {ONTOLOGY} {{ ?s ?p ?o }}",  # noqa: S608 - SPARQL
        f"SELECT (COUNT(*) AS ?n) FROM NAMED {ONTOLOGY} {{ GRAPH ?g {{ ?s ?p ?o }} }}",  # noqa: S608 - SPARQL
        "SELECT ?text { cx:Tool rdfs:subClassOf/owl:unionOf/rdfs:comment ?text }",
    ):
        assert rows(there, sparql) == rows(here, sparql), sparql


def test_publishing_the_same_release_again_changes_nothing(server: Endpoint, tmp_path: Path) -> None:
    release = tiny_release(tmp_path, "2026-11-22-aaaa")
    publish(release, server)
    record, graphs = Server(server).record(), Server(server).graphs()
    again = publish(release, server)
    assert (again.status, again.sent, again.previous) == ("nothing changed", 0, release.id)
    assert (Server(server).record(), Server(server).graphs()) == (record, graphs)


def test_old_releases_go_and_the_one_before_stays_for_those_who_read_it(
    server: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (tiny_release(tmp_path, f"2026-11-2{n}-aaaa", tools=n) for n in (1, 2, 3))
    publish(first, server)
    reader = Remote(server)
    assert publish(second, server).removed == ()
    assert rows(reader, EDITION) == [(first.id, "1")]
    assert edition(server) == [(second.id, "2")]
    assert publish(third, server).removed == (first.id,)
    assert owners(server) == {second.id, third.id}
    monkeypatch.setattr("queries.remote._TRUSTED_SECONDS", 0)
    with pytest.raises(NoReleaseError, match=f"{first.id} is no longer on"):
        reader.query(EDITION)
    assert publish(third, server, keep=1).removed == (second.id,)
    assert owners(server) == {third.id}
    assert edition(server) == [(third.id, "3")]


def test_going_back_is_a_switch(server: Endpoint, tmp_path: Path) -> None:
    first, second = (tiny_release(tmp_path, f"2026-11-2{n}-aaaa", tools=n) for n in (1, 2))
    publish(first, server)
    publish(second, server)
    back = publish(first, server)
    assert (back.status, back.sent, back.previous) == ("switched", 0, second.id)
    assert edition(server) == [(first.id, "1")]
    assert owners(server) == {first.id, second.id}


@pytest.mark.parametrize("stage", ["reading", "sending", "counting", "cleaning"])
def test_a_publication_killed_at_a_stage_harms_nothing(server: Endpoint, tmp_path: Path, stage: str) -> None:
    old, new = tiny_release(tmp_path, "2026-11-21-old"), tiny_release(tmp_path, "2026-11-22-new")
    publish(old, server)
    with publishing(new, server, stage) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(stage.encode())
        process.kill()
    current = new if stage == "cleaning" else old
    assert edition(server) == [(current.id, "1500")]
    publish(new, server)
    assert edition(server) == [(new.id, "1500")]
    assert owners(server) == {old.id, new.id}


def test_a_publication_killed_at_any_moment_harms_nothing_and_the_next_one_succeeds(
    server: Endpoint, tmp_path: Path
) -> None:
    old, new = tiny_release(tmp_path, "2026-11-21-old"), tiny_release(tmp_path, "2026-11-22-new")
    other = tiny_release(tmp_path, "2026-11-23-other", tools=3)
    publish(old, server)
    started = time.monotonic()
    with publishing(other, server) as process:
        assert process.wait() == 0
    seconds = 2 * (time.monotonic() - started)
    publish(old, server, keep=1)
    moments, ended = random.Random(2026), 0  # noqa: S311 - moments, not secrets
    wrong = []
    for turn in range(KILLS):
        with publishing(new, server) as process:
            time.sleep(moments.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
        found = edition(server)
        if found not in ([(old.id, "1500")], [(new.id, "1500")]):
            wrong.append((turn, found))
        settle(server)
        if edition(server) != [(old.id, "1500")]:
            ended += 1
            publish(old, server, keep=1)
        elif turn % 5 == 4:  # what is left is cleared away by a publication of another release, too
            publish(other, server)
            assert owners(server) == {old.id, other.id}
            publish(old, server, keep=1)
    assert wrong == []
    assert ended < KILLS, "no publication was killed before its end"
    publish(new, server)
    assert edition(server) == [(new.id, "1500")]
    assert owners(server) == {old.id, new.id}
    assert [p for p in Server(server).record().publications if not p.ended] == []


def test_an_interrupted_publication_is_gone_on_with(server: Endpoint, tmp_path: Path) -> None:
    release = tiny_release(tmp_path, "2026-11-22-aaaa")
    with publishing(release, server, "counting") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    done = publish(release, server)
    assert (done.status, done.sent) == ("published", 0)


def test_a_reader_sees_the_old_release_or_the_new_one_and_nothing_else(server: Endpoint, tmp_path: Path) -> None:
    old, new = tiny_release(tmp_path, "2026-11-21-old"), tiny_release(tmp_path, "2026-11-22-new", tools=1600)
    publish(old, server)
    seen = []
    with publishing(new, server) as process:
        while process.poll() is None:
            seen.append(tuple(edition(server)))
        assert process.returncode == 0
    seen.append(tuple(edition(server)))
    assert set(seen) == {((old.id, "1500"),), ((new.id, "1600"),)}
    assert seen == sorted(seen), "the old release came back"


def test_of_a_first_release_nothing_is_seen_before_its_end(server: Endpoint, tmp_path: Path) -> None:
    release = tiny_release(tmp_path, "2026-11-22-new")
    with publishing(release, server, "counting") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"counting")
        with pytest.raises(NoReleaseError, match=r"no landscape|first release is on its way"):
            Remote(server)
        process.communicate(b"\n" * 100)
    assert edition(server) == [(release.id, "1500")]


def test_of_two_who_publish_at_once_the_later_wins_and_the_other_is_told(server: Endpoint, tmp_path: Path) -> None:
    slow, quick = tiny_release(tmp_path, "2026-11-21-slow"), tiny_release(tmp_path, "2026-11-22-quick", tools=2)
    with publishing(slow, server, "sending") as process:
        assert process.stdout is not None
        process.stdout.readline()
        publish(quick, server)
        _, said = process.communicate(b"\n" * 100)
        assert process.returncode == 1
    assert b"somebody else published" in said
    assert edition(server) == [(quick.id, "2")]
    publish(quick, server)
    assert owners(server) == {quick.id}


def test_a_release_that_somebody_changed_on_the_server_is_not_taken_for_ours(server: Endpoint, tmp_path: Path) -> None:
    release = tiny_release(tmp_path, "2026-11-22-aaaa")
    publish(release, server)
    merged = GraphNames(release.id).merged
    triple = Triple(individual("tool", "new"), expand("rdf:type"), expand("cx:Tool"))
    Server(server).insert(merged, f"{triple} .")
    with pytest.raises(LoadError, match=r"the server holds 3,008 triples in .*/merged, and release .* has 3,007"):
        publish(release, server)


def test_a_store_that_somebody_filled_by_other_means_is_asked_as_it_is(tmp_path: Path) -> None:
    release = tiny_release(tmp_path, "2026-11-22-aaaa")
    with oxigraph(tmp_path / "server") as server:
        endpoint = Endpoint(server.query, server.update)
        with pytest.raises(NoReleaseError, match="holds no landscape: write one there with `cxscape publish`"):
            Remote(endpoint)
        load(server, f"{individual('tool', 'one')} {expand('rdf:type')} {expand('cx:Tool')} .\n".encode())
        assert (Remote(endpoint).release, Remote(endpoint).about()) == (UNKNOWN, ("", 1))
        dump = "".join(f"{quad} .\n" for quad in Store.read_only(str(release.store)))
        load(server, dump.encode())
        there, here = Remote(endpoint), Embedded(release.store)
        assert there.release == release.id
        for sparql in (EDITION, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {SOURCE} {{ ?s ?p ?o }} }}"):
            assert rows(there, sparql) == rows(here, sparql)


def load(server: Oxigraph, quads: bytes) -> None:
    request = Request(server.graphs, data=quads, method="POST", headers={"Content-Type": "application/n-quads"})  # noqa: S310
    with urlopen(request, timeout=60) as done:  # noqa: S310 - loopback
        done.read()


def test_a_blank_node_is_the_same_in_every_graph(server: Endpoint, tmp_path: Path) -> None:
    publish(tiny_release(tmp_path, "2026-11-22-aaaa"), server)
    found = rows(
        Remote(server),
        f"SELECT ?node {{ cx:Tool rdfs:subClassOf ?node . GRAPH {ONTOLOGY} {{ ?node owl:unionOf ?first }} }}",
    )
    assert len(found) == 1


def test_pieces_are_small_enough_for_every_server() -> None:
    store = Store()
    graph = NamedNode("https://w3id.org/cxscape/id/graph/source/long")
    texts = ["x" * (MOST_BYTES // 3)] * 10 + ["é" * MOST_BYTES] + ["short"] * 2500
    store.extend(
        Quad(individual("tool", f"t{n}"), expand("rdfs:comment"), Literal(text), graph) for n, text in enumerate(texts)
    )
    release = contents(store, "r")
    (name,) = release.triples
    pieces = list(release.pieces(name))
    assert sum(piece.count("\n") + 1 for piece in pieces) == release.triples[name] == len(texts)
    assert all(piece.count("\n") < MOST_TRIPLES for piece in pieces)
    assert all(len(piece.encode()) <= MOST_BYTES or "\n" not in piece for piece in pieces)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=30, unique=True))
def test_any_text_arrives_as_it_is(server: Endpoint, texts: list[str]) -> None:
    graph = f"{LANDSCAPES}texts/id/graph/merged"
    there = Server(server)
    there.drop([graph])
    predicate = expand("rdfs:comment")
    triples = [Triple(individual("tool", f"t{n}"), predicate, Literal(text)) for n, text in enumerate(texts)]
    there.insert(graph, "\n".join(f"{triple} ." for triple in triples))
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    answer = read_answer(Protocol(server).ask(query, "CONSTRUCT"), "CONSTRUCT", server.query)
    assert isinstance(answer, QueryTriples)
    assert {triple.object.value for triple in answer if isinstance(triple.object, Literal)} == set(texts)
