"""Free queries, each in a process that can be killed: a query inside our own process cannot be stopped.

`Workers` keeps a few processes, each with the store of the current release open, and one spare that is ready before it
is needed. A query that takes too long is ended with its process, which frees the processor and the memory at once.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path

from queries.errors import QueryError
from queries.jobs import Facts, Request
from queries.limits import BusyError, CancelledError, Limits, MemoryLimitError, TimeLimitError, WorkerError

_START_SECONDS = 30.0
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Edition:
    """The release that is current.

    Attributes:
        release: its id.
        store: the folder of its graph.
    """

    release: str
    store: Path


@dataclass(frozen=True)
class Answer:
    """What a worker answered.

    Attributes:
        content: the bytes.
        release: the id of the release it was asked of.
        facts: what is known of it besides.
    """

    content: bytes
    release: str
    facts: Facts


class _Worker:
    """One process and the connection to it."""

    def __init__(self, edition: Edition, memory: int) -> None:
        self.edition = edition
        self.memory = memory
        self.connection, theirs = Pipe()
        self._ready = False
        # One arena: what a query frees goes back to the system, and address space is what the limit counts.
        environment = {**os.environ, "MALLOC_ARENA_MAX": "1", "PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1"}
        arguments = [str(theirs.fileno()), str(edition.store), str(memory)]
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "queries.worker_process", *arguments],
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        theirs.close()

    def ask(self, request: Request) -> tuple[Facts, bytes]:
        self._wait_until_ready()
        try:
            self.connection.send(request)
            if not self.connection.poll(request.limits.seconds):
                self.end()
                raise TimeLimitError(
                    f"the query took longer than {request.limits.seconds:g} seconds and was ended: ask for less, for "
                    "example with a LIMIT, and join every pattern to another by a variable they share"
                )
            said = self.connection.recv()
            if isinstance(said, QueryError):
                raise said
            return said, self.connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._died() from error

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            said = self.connection.recv() if self.connection.poll(_START_SECONDS) else WorkerError("no sign of life")
        except (EOFError, OSError) as error:
            raise self._died() from error
        if said is not None:
            self.end()
            raise said
        self._ready = True

    def _died(self) -> QueryError:
        self.process.wait()
        said = self.process.stderr.read() if self.process.stderr else b""
        if b"alloc" in said or b"memory" in said.lower():
            return MemoryLimitError(
                f"the query needed more than {self.memory >> 20} MB of memory and was ended: ask for less, for "
                "example with fewer rows to sort or to group, or a more exact pattern"
            )
        reason = said.decode(errors="replace").strip().splitlines()[-1:] or [f"code {self.process.returncode}"]
        return WorkerError(f"the worker of this query ended ({reason[0]}): ask again")

    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        self.process.kill()
        self.connection.close()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()


class Job:
    """A query on its way."""

    def __init__(self, workers: "Workers", request: Request) -> None:
        self._workers = workers
        self._request = request
        self._worker: _Worker | None = None
        self._lock = threading.Lock()
        self._cancelled = False

    def result(self) -> Answer:
        """Wait for the answer.

        Raises:
            QueryError: there is none; see `queries.limits` and `queries.errors`.
        """
        worker = self._workers.take(self._request.limits.wait, lambda: self._cancelled)
        with self._lock:
            self._worker = worker
            if self._cancelled:
                worker.end()
        last = True
        try:
            facts, content = worker.ask(self._request)
            last = facts.last
        except (TimeLimitError, MemoryLimitError, WorkerError):
            if self._cancelled:
                raise CancelledError("the query was ended because nobody waits for its answer") from None
            raise
        except QueryError:
            last = False
            raise
        finally:
            with self._lock:
                self._worker = None
            self._workers.give_back(worker, last)
        return Answer(content, worker.edition.release, facts)

    def cancel(self) -> None:
        """End the work; `result` raises `CancelledError`."""
        with self._lock:
            self._cancelled = True
            if self._worker is not None:
                self._worker.process.kill()
        self._workers.wake()


class Workers:
    """Answers free queries with several processes at once."""

    def __init__(self, current: Callable[[], Edition], size: int = 4, memory: int = Limits.memory) -> None:
        """Start with one process, the spare; further ones start when they are needed.

        Args:
            current: tells the current release, or raises NoReleaseError; called for every query.
            size: how many queries run at once.
            memory: bytes that each may use on top of what an idle process has.
        """
        self.size = size
        self._current = current
        self._memory = memory
        self._idle: list[_Worker] = []
        self._busy = 0
        self._changed = threading.Condition()
        self._closed = False

    def run(self, request: Request) -> Answer:
        """Return the answer to `request`.

        Raises:
            NoReleaseError: nothing is loaded.
            QueryError: there is no answer; see `queries.limits` and `queries.errors`.
        """
        return Job(self, request).result()

    def job(self, request: Request) -> Job:
        """Return the work of answering `request`, for an asker who may cancel it from another thread."""
        return Job(self, request)

    def take(self, seconds: float, cancelled: Callable[[], bool]) -> _Worker:
        """Return a process that has the current release and nothing to do.

        Raises:
            NoReleaseError: nothing is loaded.
            BusyError: there was none within `seconds`.
            CancelledError: `cancelled` came true.
        """
        end = time.monotonic() + seconds
        with self._changed:
            while self._busy >= self.size and not self._closed:
                if not self._changed.wait(end - time.monotonic()):
                    raise BusyError("all workers are taken by other queries: ask again in a few seconds")
                if cancelled():
                    raise CancelledError("the query was given up before it began")
            if self._closed:
                raise BusyError("the service is ending: ask again when it is back")
            edition = self._current()
            outdated = [worker for worker in self._idle if worker.edition != edition or not worker.alive()]
            self._idle = [worker for worker in self._idle if worker not in outdated]
            worker = self._idle.pop() if self._idle else _Worker(edition, self._memory)
            self._busy += 1
            self._keep_spare(edition)
        for old in outdated:
            old.end()
        return worker

    def give_back(self, worker: _Worker, last: bool) -> None:
        """Take `worker` back; where this was its `last` answer, it ends and another one starts in its place."""
        with self._changed:
            self._busy -= 1
            keep = not last and not self._closed and worker.alive()
            if keep:
                self._idle.append(worker)
            elif not self._closed:
                self._keep_spare(worker.edition)
            self._changed.notify()
        if not keep:
            worker.end()

    def wake(self) -> None:
        """Let those who wait look whether they were cancelled."""
        with self._changed:
            self._changed.notify_all()

    def running(self) -> int:
        """Return how many queries run now."""
        return self._busy

    def processes(self) -> int:
        """Return how many processes there are now, idle ones included."""
        return self._busy + len(self._idle)

    def close(self) -> None:
        """End all processes that are idle, and the others when their query ends."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            self._changed.notify_all()
        for worker in idle:
            worker.end()

    def _keep_spare(self, edition: Edition) -> None:
        if not self._idle:
            self._idle.insert(0, _Worker(edition, self._memory))
