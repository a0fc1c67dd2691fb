"""Requests per second of the endpoint, beside the raw Oxigraph server on the same store with the same queries.

Run with ``python -m benchmarks.endpoint``. Both servers get the same requests from the same clients in the same order,
and take turns, so that whatever else the machine does meets both. Each query is measured new, with a comment that was
never sent before, and again, as pages and notebooks send it: the endpoint keeps answers, for a release never changes.
"""

import http.client
import itertools
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from loaders.refresh import refresh
from loaders.releases import current_release
from ontology.namespaces import slug_of
from queries.catalogue import question
from queries.engines import Embedded
from queries.results import rows
from tests.virtuoso import free_port

CLIENTS = (1, 8, 64)
SECONDS = 3.0
ROUNDS = 3
QUESTIONS = ("need", "requirements-of-need", "tools-for-need")
"""Asked of every need in turn: two that take about a millisecond, and the headline."""
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Throughput:
    """Requests per second of both servers at one number of clients; the median of the rounds.

    Attributes:
        clients: connections at once.
        new: whether each query was sent for the first time.
        endpoint: of ours.
        raw: of the Oxigraph server.
    """

    clients: int
    new: bool
    endpoint: float
    raw: float

    @property
    def ratio(self) -> float:
        """Endpoint to raw server."""
        return self.endpoint / self.raw


@dataclass(frozen=True)
class Result:
    """What was measured.

    Attributes:
        throughputs: one for each number of clients.
        serving: bytes of memory of the serving process after the load.
        workers: bytes of memory of its worker processes together, shared pages counted once.
    """

    throughputs: list[Throughput]
    serving: int
    workers: int


def main() -> None:
    """Measure the shipped landscape, or the one in the home that is named, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder)
        if len(sys.argv) == 1:
            refresh(home)
        result = measure(home)
    print(f"{'clients':>8} {'queries':>8} {'endpoint/s':>12} {'oxigraph/s':>12} {'endpoint / oxigraph':>20}")
    for line in result.throughputs:
        sent = "new" if line.new else "again"
        print(f"{line.clients:>8} {sent:>8} {line.endpoint:>12,.0f} {line.raw:>12,.0f} {line.ratio:>20.2f}", flush=True)
    print(f"memory: serving process {result.serving >> 20} MB, its workers {result.workers >> 20} MB")


def measure(home: Path, clients: Sequence[int] = CLIENTS, seconds: float = SECONDS) -> Result:
    """Return the throughput of both servers on the current release of `home`.

    Args:
        home: the folder of the graph.
        clients: numbers of clients to measure with.
        seconds: how long each round takes.
    """
    store = current_release(home).store
    paths = requests(store)
    throughputs = []
    with _endpoint(home) as (ours, process), _oxigraph(store) as theirs:
        for number, new in itertools.product(clients, (True, False)):
            endpoint, raw = [], []
            for _ in range(ROUNDS):
                endpoint.append(_rate(ours, "/sparql", paths, number, seconds, new))
                raw.append(_rate(theirs, "/query", paths, number, seconds, new))
            throughputs.append(Throughput(number, new, statistics.median(endpoint), statistics.median(raw)))
        serving, workers = _memory(process.pid)
    return Result(throughputs, serving, workers)


def requests(store: Path) -> list[str]:
    """Return the query strings to send: each question of `QUESTIONS` for each need."""
    needs = [slug_of(str(row["need"])) for row in rows(Embedded(store), "needs")]
    return [urlencode({"query": _bare(question(name).bind({"need": need}))}) for need in needs for name in QUESTIONS]


def _bare(sparql: str) -> str:
    """Return a query without its lines of comments: the Oxigraph server takes no address of more than 8 kB."""
    return "\n".join(line for line in sparql.splitlines() if not line.lstrip().startswith("#"))


def _rate(port: int, path: str, queries: Sequence[str], clients: int, seconds: float, new: bool) -> float:
    """Return the requests per second that `clients` connections get answered."""
    order = itertools.cycle(queries)
    comment = f"%0A%23{time.time_ns()}." if new else ""
    sent = itertools.count()
    end = time.perf_counter() + seconds
    done = [0] * clients
    failures: list[str] = []

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < end and not failures:
            connection.request(
                "GET", f"{path}?{next(order)}{comment and comment + str(next(sent))}", headers={"Accept": JSON}
            )
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != http.HTTPStatus.OK:
                failures.append(f"{answer.status}: {body[:300]!r}")
            done[number] += 1
        connection.close()

    start = time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"port {port} failed: {failures[0]}")
    return sum(done) / (time.perf_counter() - start)


@contextmanager
def _endpoint(home: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = free_port()
    program = Path(sys.executable).with_name("cxscape")
    options = ["--port", str(port), "--per-client", str(max(CLIENTS))]
    command: list[str | Path] = [program, "--home", home, "serve", *options]
    with _running(command, port, "/healthz") as process:
        yield port, process


@contextmanager
def _oxigraph(store: Path) -> Iterator[int]:
    port = free_port()
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    command: list[str | Path] = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with _running(command, port, "/query?query=ASK%7B%7D"):
        yield port


@contextmanager
def _running(command: Sequence[str | Path], port: int, path: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, path)
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, path: str) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers at port {port}")


def _memory(pid: int) -> tuple[int, int]:
    """Return the memory of process `pid` and that of its children together, in bytes, from Linux's /proc."""
    children = [
        int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _parent(int(path.name)) == pid
    ]
    return _field(pid, "Pss:"), sum(_field(child, "Pss:") for child in children)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _field(pid: int, name: str) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return 1024 * int(next(line.split()[1] for line in text.splitlines() if line.startswith(name)))


if __name__ == "__main__":
    main()
