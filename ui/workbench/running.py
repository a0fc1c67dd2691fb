"""A query on its way: in a process that can be killed, or on the server that CXSCAPE_ENDPOINT names."""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from queries.bounded import write_graph, write_table
from queries.engines import Engine
from queries.errors import QueryError
from queries.formats import GRAPHS, TABLES
from queries.jobs import Request
from queries.limits import MEBIBYTE, CancelledError, Limits, WorkerError
from queries.workers import Workers
from ui.workbench.answers import Graph, Table, iris, read
from ui.workbench.names import labels

MOST_ROWS = 10_000
"""Rows that the page takes of an answer; more help nobody who reads, and the endpoint gives them to programs."""
_SIZE = 2
_JSON, _TURTLE = next(iter(TABLES)), next(iter(GRAPHS))


@dataclass(frozen=True)
class Outcome:
    """What came of a query.

    Attributes:
        sparql: the query.
        release: id of the release that answered; empty where none did.
        seconds: how long the work took.
        answer: the answer, or None.
        content: the answer as bytes: SPARQL results in JSON, or Turtle.
        rows: rows of the table, or triples of the graph.
        cut: the limit that the answer was longer than, ``rows`` or ``bytes``; empty where it is whole.
        labels: the names of the things in the answer, by IRI.
        error: why there is no answer.
    """

    sparql: str
    release: str = ""
    seconds: float = 0.0
    answer: Table | Graph | bool | None = None
    content: bytes = b""
    rows: int = 0
    cut: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    error: QueryError | None = None


def limits() -> Limits:
    """Return what a query of the page may use: what the operator allows, and `MOST_ROWS` at most."""

    def chosen(name: str, default: float) -> float:
        return float(os.environ.get(f"CXSCAPE_{name}") or default)

    return Limits(
        seconds=chosen("TIMEOUT", Limits.seconds),
        rows=min(int(chosen("MAX_ROWS", Limits.rows)), MOST_ROWS),
        size=int(chosen("MAX_BYTES", Limits.size)),
        memory=int(chosen("MAX_MEMORY", Limits.memory // MEBIBYTE)) * MEBIBYTE,
    )


class Run:
    """A query that works in a thread of its own; another thread may look at it and cancel it."""

    def __init__(self, sparql: str, ask: Callable[[], Outcome], stop: Callable[[], None]) -> None:
        """Start `ask`, which `stop` ends where that can be done."""
        self.sparql = sparql
        self.started = time.time()
        self._outcome: Outcome | None = None
        self._begun = time.monotonic()
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._stop = stop
        threading.Thread(target=self._work, args=(ask,), name="workbench", daemon=True).start()

    def _work(self, ask: Callable[[], Outcome]) -> None:
        try:
            outcome = ask()
        except QueryError as error:
            outcome = Outcome(self.sparql, seconds=self.elapsed(), error=error)
        except Exception:
            # Nobody else would notice: the page waits for an outcome.
            logging.getLogger("cxscape").exception("a query of the workbench failed")
            broken = WorkerError("something went wrong on our side; the log of the server says what")
            outcome = Outcome(self.sparql, seconds=self.elapsed(), error=broken)
        self._finish(outcome)

    def _finish(self, outcome: Outcome) -> None:
        """Keep the first outcome: what comes after a cancellation is not wanted."""
        with self._lock:
            if self._outcome is None:
                self._outcome = outcome
        self._done.set()

    def elapsed(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self._begun

    def wait(self, seconds: float) -> Outcome | None:
        """Return the outcome, if it is there within `seconds`."""
        self._done.wait(seconds)
        return self._outcome

    def cancel(self) -> None:
        """End the work; the outcome says so at once."""
        error = CancelledError("you cancelled the query")
        self._finish(Outcome(self.sparql, seconds=self.elapsed(), error=error))
        self._stop()


def run_here(workers: Workers, engine: Engine, sparql: str) -> Run:
    """Start a query in one of `workers`; `engine` has the same release and names what is in the answer."""
    job = workers.job(Request(sparql, _JSON, _TURTLE, limits=limits()))

    def ask() -> Outcome:
        found = job.result()
        answer = read(found.content, found.facts.media_type)
        facts = found.facts
        outcome = Outcome(sparql, found.release, facts.seconds, answer, found.content, facts.rows, facts.cut)
        return _named(outcome, engine)

    return Run(sparql, ask, job.cancel)


def run_there(engine: Engine, release: str, sparql: str) -> Run:
    """Start a query on the server behind `engine`; cancelled, it is no longer waited for."""
    most = limits()

    def ask() -> Outcome:
        begun = time.monotonic()
        found = engine.query(sparql)
        if isinstance(found, ox.QueryBoolean):
            content, rows, cut = found.serialize(format=ox.QueryResultsFormat.JSON) or b"", 1, ""
        elif isinstance(found, ox.QuerySolutions):
            written = write_table(found, ox.QueryResultsFormat.JSON, most.rows, most.size)
            content, rows, cut = written.content, written.rows, written.cut
        else:
            from ontology.namespaces import prefixes  # noqa: PLC0415 - used here alone

            written = write_graph(found, ox.RdfFormat.TURTLE, most.rows, most.size, prefixes())
            content, rows, cut = written.content, written.rows, written.cut
        seconds = time.monotonic() - begun
        answer = read(content, _TURTLE if isinstance(found, ox.QueryTriples) else _JSON)
        return _named(Outcome(sparql, release, seconds, answer, content, rows, cut), engine)

    return Run(sparql, ask, lambda: None)


def _named(outcome: Outcome, engine: Engine) -> Outcome:
    found = iris(outcome.answer) if outcome.answer is not None else []
    return replace(outcome, labels=labels(engine, found))
