"""Free queries, each in a process that can be killed: a query inside our own process cannot be stopped.

`Workers` keeps a few processes, each with the store of the current release open, and one spare that is ready before it
is needed. A query that takes too long is ended with its process, which frees the processor and the memory at once.
"""

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path

from queries.errors import QueryError
from queries.jobs import Facts, Request
from queries.limits import BusyError, CancelledError, Limits, MemoryLimitError, TimeLimitError, WorkerError

_START_SECONDS = 30.0
_GLANCE_SECONDS = 0.02
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
        self._ended = False
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

    def send(self, request: Request) -> None:
        try:
            self.connection.send(request)
        except OSError as error:
            raise self._died() from error

    def limit(self, request: Request) -> float:
        """Return the seconds in which the next message must come: the answer, or a sign of life before it."""
        return request.limits.seconds if self._ready else _START_SECONDS

    def receive(self) -> tuple[Facts, bytes] | None:
        """Return the answer, or None for the sign of life of a process that has just started."""
        try:
            said = self.connection.recv()
            if isinstance(said, Facts):
                self._ended = said.last
                return said, self.connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._died() from error
        if said is not None:
            raise said
        self._ready = True
        return None

    def overdue(self, request: Request) -> QueryError:
        """End the process and return what to tell the asker."""
        self.kill()
        if not self._ready:
            return WorkerError(
                f"no worker started within {_START_SECONDS:g} seconds: ask again when there is less to do"
            )
        return TimeLimitError(
            f"the query took longer than {request.limits.seconds:g} seconds and was ended: ask for less, for "
            "example with a LIMIT, and join every pattern to another by a variable they share"
        )

    def _died(self) -> QueryError:
        self._ended = True
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
        return not self._ended and self.process.poll() is None

    def kill(self) -> None:
        self._ended = True
        self.process.kill()

    def end(self) -> None:
        self.kill()
        self.connection.close()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()


class Job:
    """A query on its way, which another thread may cancel."""

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
        with self._workers.lent(self._request.limits.wait, lambda: self._cancelled) as worker:
            with self._lock:
                self._worker = worker
            try:
                return self._ask(worker)
            except QueryError as error:
                if self._cancelled:
                    raise CancelledError("the query was ended because nobody waits for its answer") from error
                raise
            finally:
                with self._lock:
                    self._worker = None

    def _ask(self, worker: _Worker) -> Answer:
        if self._cancelled:
            raise CancelledError("the query was given up before it began")
        worker.send(self._request)
        while worker.connection.poll(worker.limit(self._request)):
            said = worker.receive()
            if said is not None:
                return Answer(said[1], worker.edition.release, said[0])
        raise worker.overdue(self._request)

    def cancel(self) -> None:
        """End the work; `result` raises `CancelledError`."""
        with self._lock:
            self._cancelled = True
            if self._worker is not None:
                self._worker.kill()
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

    async def answer(self, request: Request) -> Answer:
        """Return the answer to `request` without a thread of its own; the work ends where the task is cancelled.

        Raises:
            NoReleaseError: nothing is loaded.
            QueryError: there is no answer; see `queries.limits` and `queries.errors`.
        """
        end = time.monotonic() + request.limits.wait
        while self._busy >= self.size and time.monotonic() < end:  # noqa: ASYNC110 - others take turns in threads
            await asyncio.sleep(_GLANCE_SECONDS)
        with self.lent(0, lambda: False) as worker:
            worker.send(request)
            try:
                while await _readable(worker.connection.fileno(), worker.limit(request)):
                    said = worker.receive()
                    if said is not None:
                        return Answer(said[1], worker.edition.release, said[0])
            except asyncio.CancelledError:
                worker.kill()
                raise
            raise worker.overdue(request)

    @contextmanager
    def lent(self, seconds: float, cancelled: Callable[[], bool]) -> Iterator[_Worker]:
        """Lend a process that has the current release and nothing to do; it must not be in the middle of a query after.

        Raises:
            NoReleaseError: nothing is loaded.
            BusyError: there was none within `seconds`.
            CancelledError: `cancelled` came true.
        """
        worker = self._take(seconds, cancelled)
        try:
            yield worker
        finally:
            self._give_back(worker)

    def _take(self, seconds: float, cancelled: Callable[[], bool]) -> _Worker:
        end = time.monotonic() + seconds
        edition = self._current()
        with self._changed:
            while self._busy >= self.size and not self._closed:
                if not self._changed.wait(end - time.monotonic()):
                    raise BusyError("all workers are taken by other queries: ask again in a few seconds")
                if cancelled():
                    raise CancelledError("the query was given up before it began")
            if self._closed:
                raise BusyError("the service is ending: ask again when it is back")
            outdated = [worker for worker in self._idle if worker.edition != edition or not worker.alive()]
            if outdated:
                self._idle = [worker for worker in self._idle if worker not in outdated]
            worker = self._idle.pop() if self._idle else _Worker(edition, self._memory)
            self._busy += 1
            if not self._idle:
                self._idle.append(_Worker(edition, self._memory))
        for old in outdated:
            old.end()
        return worker

    def _give_back(self, worker: _Worker) -> None:
        with self._changed:
            self._busy -= 1
            keep = not self._closed and worker.alive()
            if keep:
                self._idle.append(worker)
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


async def _readable(descriptor: int, seconds: float) -> bool:
    """Wait for something to read from `descriptor`; return whether it came within `seconds`."""
    loop = asyncio.get_running_loop()
    came: asyncio.Future[bool] = loop.create_future()

    def set_result(value: bool) -> None:
        if not came.done():
            came.set_result(value)

    late = loop.call_later(seconds, set_result, False)
    loop.add_reader(descriptor, set_result, True)
    try:
        return await came
    finally:
        late.cancel()
        loop.remove_reader(descriptor)
