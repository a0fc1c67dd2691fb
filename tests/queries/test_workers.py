"""Free queries in processes of their own: limits that really end the work, and nothing that outlives it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, parse

from loaders.releases import current_release
from ontology.namespaces import GRAPH
from queries.bounded import write_table
from queries.errors import NoReleaseError, SparqlError
from queries.formats import GRAPHS, TABLES
from queries.jobs import Request
from queries.limits import BusyError, CancelledError, FormatError, Limits, MemoryLimitError, TimeLimitError
from queries.workers import Edition, Workers

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
JSON = next(iter(TABLES))


def edition(home: Path) -> Edition:
    release = current_release(home)
    return Edition(release.id, release.store)


@pytest.fixture
def workers(small_home: Path) -> Iterator[Workers]:
    running = Workers(lambda: edition(small_home), size=2)
    yield running
    running.close()


def count(workers: Workers, sparql: str, **more: tuple[str, ...]) -> int:
    answer = workers.run(Request(sparql, **more))  # type: ignore[arg-type]
    (row,) = json.loads(answer.content)["results"]["bindings"]
    return int(row["n"]["value"])


def children() -> set[int]:
    """Return the processes that this one has started and that still are."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(words[1]) == os.getpid() and words[0] != "Z":
                found.add(int(folder.name))
    return found


def test_an_answer_comes_with_what_is_known_of_it(workers: Workers, small_home: Path) -> None:
    answer = workers.run(Request("SELECT ?need { ?need a cx:CXNeed } LIMIT 7"))
    assert len(json.loads(answer.content)["results"]["bindings"]) == answer.facts.rows == 7
    assert (answer.facts.media_type, answer.facts.cut) == (JSON, "")
    assert answer.release == current_release(small_home).id


@pytest.mark.parametrize("media_type", TABLES)
def test_a_long_table_is_cut_after_a_whole_row(workers: Workers, media_type: str) -> None:
    sparql = 'SELECT ?s ?p ?text { ?s ?p ?o BIND(CONCAT(STR(?o), "\\n}},{\\"a\\",</result>") AS ?text) }'
    whole = workers.run(Request(sparql + " LIMIT 50", table=media_type))
    cut = workers.run(Request(sparql, table=media_type, limits=Limits(rows=50)))
    assert (whole.facts.rows, whole.facts.cut) == (50, "")
    assert (cut.facts.rows, cut.facts.cut) == (50, "rows")
    assert cut.content == whole.content


@pytest.mark.parametrize("media_type", TABLES)
def test_a_large_table_is_cut_and_stays_well_formed(workers: Workers, media_type: str) -> None:
    sparql = "SELECT * { ?s ?p ?o }"
    answer = workers.run(Request(sparql, table=media_type, limits=Limits(size=20_000)))
    rows = workers.run(Request(f"{sparql} LIMIT {answer.facts.rows}", table=media_type))
    assert answer.facts.cut == "bytes"
    assert 0 < len(answer.content) <= 20_100
    assert answer.content == rows.content


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize("limits", [Limits(rows=40), Limits(size=20_000)], ids=["rows", "bytes"])
def test_a_long_graph_is_cut_and_stays_well_formed(workers: Workers, media_type: str, limits: Limits) -> None:
    answer = workers.run(Request("CONSTRUCT WHERE { ?s ?p ?o }", graph=media_type, limits=limits))
    read = list(parse(answer.content, format=GRAPHS[media_type], base_iri="http://example.org/"))
    assert answer.facts.cut == ("rows" if limits.rows == 40 else "bytes")
    assert len(read) == answer.facts.rows > 0


TEXTS = st.one_of(
    st.text(max_size=12), st.sampled_from(['"}},{"', "{}", ",{},", "</result>", "\r\n", '""', '"\n', "\\"])
)


@settings(max_examples=150)
@given(st.lists(st.lists(st.none() | TEXTS, min_size=2, max_size=2), max_size=6), st.integers(1, 5))
def test_rows_are_counted_and_cut_whatever_is_in_them(table: list[list[str | None]], most: int) -> None:
    store = Store()
    for number, row in enumerate(table):
        for column, text in enumerate(row):
            if text is not None:
                subject, predicate = NamedNode(f"http://x/{number}"), NamedNode(f"http://p/{column}")
                store.add(Quad(subject, predicate, Literal(text.replace("\x00", ""))))
        store.add(Quad(NamedNode(f"http://x/{number}"), NamedNode("http://p/n"), Literal(number)))
    sparql = """SELECT ?a ?b { ?s <http://p/n> ?n
        OPTIONAL { ?s <http://p/0> ?a } OPTIONAL { ?s <http://p/1> ?b } } ORDER BY ?n"""
    for form in TABLES.values():
        answer, whole = store.query(sparql), store.query(sparql)
        assert isinstance(answer, QuerySolutions)
        assert isinstance(whole, QuerySolutions)
        written = write_table(answer, form, most, 1 << 20)
        if len(table) <= most:
            assert (written.rows, written.cut) == (len(table), "")
            assert written.content == whole.serialize(format=form)
        else:
            assert written.cut == "rows"
            assert written.rows <= most
            kept = store.query(f"{sparql} LIMIT {written.rows}")
            assert isinstance(kept, QuerySolutions)
            assert written.content == kept.serialize(format=form)


def test_an_endless_query_is_ended_in_time_with_its_process(workers: Workers) -> None:
    count(workers, "SELECT (COUNT(*) AS ?n) {}")
    start = time.monotonic()
    with pytest.raises(TimeLimitError, match="longer than 1 seconds"):
        workers.run(Request(ENDLESS, limits=Limits(seconds=1)))
    assert time.monotonic() - start < 2
    idle = children()
    busy = [_ticks(pid) for pid in idle]
    assert count(workers, "SELECT (COUNT(*) AS ?n) {}") == 1
    time.sleep(0.5)
    assert sum(_ticks(pid) for pid in idle & children()) - sum(busy) < 30


def _ticks(pid: int) -> int:
    words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(words[11]) + int(words[12])


def test_a_query_that_eats_memory_is_ended(small_home: Path) -> None:
    workers = Workers(lambda: edition(small_home), size=1, memory=200 << 20)
    try:
        with pytest.raises(MemoryLimitError, match="more than 200 MB"):
            workers.run(Request(HUGE, limits=Limits(seconds=60)))
        assert count(workers, "SELECT (COUNT(*) AS ?n) {}") == 1
    finally:
        workers.close()


def test_a_cancelled_query_ends_at_once(workers: Workers) -> None:
    job = workers.job(Request(ENDLESS))
    threading.Timer(0.7, job.cancel).start()
    start = time.monotonic()
    with pytest.raises(CancelledError):
        job.result()
    assert time.monotonic() - start < 10
    assert count(workers, "SELECT (COUNT(*) AS ?n) {}") == 1


def test_who_waits_too_long_is_told_so(small_home: Path) -> None:
    workers = Workers(lambda: edition(small_home), size=1)
    job = workers.job(Request(ENDLESS))

    def wait() -> None:
        with pytest.raises(CancelledError):
            job.result()

    ended = threading.Thread(target=wait)
    ended.start()
    while not workers.running():
        time.sleep(0.01)
    with pytest.raises(BusyError, match="ask again"):
        workers.run(Request("ASK {}", limits=Limits(wait=0.2)))
    job.cancel()
    ended.join()
    assert workers.run(Request("ASK {}")).facts.rows == 1
    workers.close()


def test_a_worker_that_somebody_kills_is_replaced(small_home: Path) -> None:
    before = children()
    workers = Workers(lambda: edition(small_home), size=2)
    workers.run(Request("ASK {}"))
    started = children() - before
    assert started
    for pid in started:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)
    assert workers.run(Request("ASK {}")).facts.rows == 1
    workers.close()


def test_nothing_is_left_when_the_workers_are_closed(small_home: Path) -> None:
    before = children()
    workers = Workers(lambda: edition(small_home), size=2)
    workers.run(Request("ASK {}"))
    assert len(children() - before) == workers.processes() == 2
    workers.close()
    assert children() - before == set()
    with pytest.raises(BusyError):
        workers.run(Request("ASK {}"))


def test_another_release_is_noticed_and_the_old_one_is_finished(small_home: Path, tmp_path: Path) -> None:
    first = edition(small_home)
    shutil.copytree(first.store, tmp_path / "store")
    Store(str(tmp_path / "store")).clear()
    now = [first]
    workers = Workers(lambda: now[0], size=2)
    sparql = "SELECT (COUNT(*) AS ?n) { ?s a cx:CXNeed }"
    assert count(workers, sparql) > 0
    now[0] = Edition("empty", tmp_path / "store")
    assert count(workers, sparql) == 0
    assert workers.run(Request(sparql)).release == "empty"
    workers.close()


def test_a_store_that_is_gone_is_told(tmp_path: Path) -> None:
    workers = Workers(lambda: Edition("gone", tmp_path / "nowhere"), size=1)
    with pytest.raises(NoReleaseError, match="cxscape refresh"):
        workers.run(Request("ASK {}"))
    workers.close()


def test_graphs_of_the_release_can_be_chosen(workers: Workers) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = f"{GRAPH}vocabulary"
    named = count(workers, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert 0 < named < count(workers, sparql)
    assert count(workers, sparql.replace("{", f"FROM <{graph}> {{", 1)) == named
    assert count(workers, f"PREFIX g: <{GRAPH}> {sparql.replace('{', 'FROM g:vocabulary {', 1)}") == named
    assert count(workers, sparql, default_graphs=(graph,)) == named
    assert count(workers, sparql.replace("{ ?s", "FROM NAMED <" + graph + "> { ?s")) == 0


@pytest.mark.parametrize(
    "request_",
    [
        Request("SELECT * FROM <http://example.org/elsewhere> { ?s ?p ?o }"),
        Request("SELECT * FROM NAMED <https://w3id.org/cxscape/id/graph/vocabulry> { GRAPH ?g { ?s ?p ?o } }"),
        Request("ASK {}", default_graphs=("http://example.org/elsewhere",)),
        Request("ASK {}", named_graphs=("http://example.org/elsewhere",)),
    ],
    ids=["from", "from-named", "default-graph", "named-graph"],
)
def test_graphs_from_elsewhere_are_refused(workers: Workers, request_: Request) -> None:
    with pytest.raises(SparqlError, match="no graph of this release") as told:
        workers.run(request_)
    assert GRAPH in str(told.value)


def test_a_format_that_cannot_hold_the_answer_is_refused(workers: Workers) -> None:
    with pytest.raises(FormatError, match="text/turtle"):
        workers.run(Request("CONSTRUCT WHERE { ?s ?p ?o }", graph=None))
    with pytest.raises(FormatError, match="text/csv"):
        workers.run(Request("ASK {}", table=None))


def test_syntax_errors_tell_the_place(workers: Workers) -> None:
    with pytest.raises(SparqlError, match=r"2:6.*expected"):
        workers.run(Request("SELECT *\n{ ? }"))
    with pytest.raises(SparqlError, match="read-only"):
        workers.run(Request("DELETE WHERE { ?s ?p ?o }"))


DISGUISES = [
    "SELECT * { SERVICE %s { ?s ?p ?o } }",
    'SELECT * { BIND("""a\\\\""" AS ?x) SERVICE %s {?s ?p ?o} BIND("""b""" AS ?y) }',
    "SELECT * { OPTIONAL { <http://x\\u0041#a> ?p ?o } SERVICE %s {?s ?p ?o} }",
    "SELECT * { { ?a ?b true } UNION { ?a ?b trueSERVICE%s{?s ?p ?o} } }",
    "PREFIX ex: <http://x/> SELECT * { OPTIONAL { ?s ?p ex:.SERVICE%s{?s ?p ?o} } }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<2&&'>'>'#') SERVICE%s{?s ?p ?o } }",
    "SELECT * { FILTER(1<2&&'>'>'#') OPTIONAL{<http://x/'> ?p ?o} SERVICE%s{?s ?p ?o} OPTIONAL{<http://y/'> ?q ?r} }",
]
"""Ways to write SERVICE that a reader of the text may miss; the last two pass `check_read_only`."""


@pytest.mark.parametrize("sparql", DISGUISES)
def test_no_query_reaches_the_network(workers: Workers, sparql: str) -> None:
    with socket.socket() as outside:
        outside.bind(("127.0.0.1", 0))
        outside.listen()
        outside.settimeout(0.3)
        with pytest.raises(SparqlError):
            workers.run(Request(sparql % f"<http://127.0.0.1:{outside.getsockname()[1]}/>", limits=Limits(seconds=10)))
        with pytest.raises(TimeoutError):
            outside.accept()


def test_a_query_that_asks_the_clock_says_so(workers: Workers) -> None:
    assert workers.run(Request("SELECT (NOW() AS ?n) {}")).facts.changing
    assert not workers.run(Request('SELECT ("now" AS ?n) {}')).facts.changing


STARTER = """
import sys
from pathlib import Path
from queries.jobs import Request
from queries.workers import Edition, Workers

running = Workers(lambda: Edition("one", Path(sys.argv[1])), size=1)
running.run(Request("ASK {}"))
print(*[worker.process.pid for worker in running._idle], flush=True)
running.run(Request(sys.argv[2]))
"""


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_ends_with_the_process_that_started_it_even_amid_a_query(small_home: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(edition(small_home).store), ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        workers = [int(pid) for pid in starter.stdout.readline().split()]
        assert workers
        assert all(map(lives, workers))
        time.sleep(0.3)
        starter.kill()
    end = time.monotonic() + 10
    while any(map(lives, workers)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(lives, workers))
