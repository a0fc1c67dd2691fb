"""Writing a store from text in bulk: while the store loads, the text that it loads next is being made."""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import RdfFormat, Store

BATCH = 250_000
"""Quads that are loaded at once: more would be a little faster, and take gigabytes of memory."""

LOADERS = 2
"""Batches that are loaded at a time."""


class BulkWriter:
    """A new store and what is still to be written to it; use it in a ``with`` block.

    Quads of the default graph are loaded apart from those of named graphs, because the store keeps them apart: so it
    has half as many layers of either to merge.

    Attributes:
        quads: how many were written.
    """

    def __init__(self, folder: Path) -> None:
        """Make a store in `folder`."""
        self.quads = 0
        self._store = Store(str(folder))
        self._default, self._named = _Pending(), _Pending()
        self._threads = ThreadPoolExecutor(LOADERS, "bulk-load")
        self._loading: deque[Future[None]] = deque()
        self._ending: Future[None] | None = None

    def add(self, triples: Iterable[str], graph: str = "") -> None:
        """Write triples that were not written yet.

        Args:
            triples: lines of N-Triples without the full stop.
            graph: the named graph as ``<https://...>``, or empty for the default graph.

        Raises:
            OSError: the disk is full, or cannot be written.
        """
        lines = [*triples, ""]
        self.write(f" {graph} .\n".join(lines), len(lines) - 1, graph)

    def write(self, text: str, quads: int, graph: str = "") -> None:
        """Write quads that were not written yet.

        Args:
            text: lines of N-Quads; their terms are taken to be well formed.
            quads: how many there are.
            graph: their graph as ``<https://...>``, or empty for the default graph.

        Raises:
            OSError: the disk is full, or cannot be written.
        """
        pending = self._named if graph else self._default
        pending.parts.append(text.encode())
        pending.quads += quads
        self.quads += quads
        if pending.quads >= BATCH:
            self._load(pending)

    def finish(self) -> Future[None]:
        """Begin to write the rest and to put the store in order; nothing can be added then.

        Returns:
            What is under way; it ends with the error, if there is one.

        Raises:
            OSError: the disk is full, or cannot be written.
        """
        if self._ending is None:
            self._load(self._default)
            self._load(self._named)
            self._ending = self._threads.submit(self._end, [*self._loading])
        return self._ending

    def _load(self, pending: "_Pending") -> None:
        """Hand what is pending to a thread that loads, once one is free."""
        text = b"".join(pending.parts)
        pending.parts.clear()
        pending.quads = 0
        while len(self._loading) >= LOADERS:
            self._loading.popleft().result()
        # Whoever wrote the lines checked the terms, when rows were read.
        self._loading.append(self._threads.submit(self._store.bulk_load, text, RdfFormat.N_QUADS, lenient=True))

    def _end(self, loading: list[Future[None]]) -> None:
        for batch in loading:
            batch.result()
        if self.quads > BATCH:
            # Batches lie in layers, and every question looks into each.
            self._store.optimize()
        self._store.flush()

    def __enter__(self) -> Self:
        """Begin to write."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until everything is written; after an error only end the threads."""
        try:
            if kind is None:
                self.finish().result()
        finally:
            self._threads.shutdown()
            del self._store


class _Pending:
    """Quads that wait to be loaded, as text."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.quads = 0
