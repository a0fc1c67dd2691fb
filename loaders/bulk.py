"""Writing a store from text in bulk: while the store loads one batch, the next one is being made."""

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import RdfFormat, Store

BATCH = 250_000
"""Quads that are loaded at once: more would be a little faster, and take gigabytes of memory."""


class BulkWriter:
    """A new store and what is still to be written to it; use it in a ``with`` block.

    Attributes:
        quads: how many were written.
    """

    def __init__(self, folder: Path) -> None:
        """Make a store in `folder`."""
        self.quads = 0
        self._store = Store(str(folder))
        self._pending: defaultdict[str, list[str]] = defaultdict(list)
        self._waiting = 0
        self._thread = ThreadPoolExecutor(1, "bulk-load")
        self._loading: Future[None] | None = None

    def add(self, triples: Iterable[str], graph: str = "") -> None:
        """Write triples that were not written yet.

        Args:
            triples: lines of N-Triples without the full stop.
            graph: the named graph as ``<https://...>``, or empty for the default graph.

        Raises:
            OSError: the disk is full, or cannot be written.
        """
        lines = self._pending[graph]
        before = len(lines)
        lines += triples
        self.quads += len(lines) - before
        self._waiting += len(lines) - before
        if self._waiting >= BATCH:
            self.load()

    def load(self) -> None:
        """Hand what is pending to the thread that loads, once it has loaded what it was given before.

        Raises:
            OSError: the disk is full, or cannot be written.
        """
        pending, self._pending, self._waiting = self._pending, defaultdict(list), 0
        parts = []
        for graph, lines in pending.items():
            end = f" {graph} .\n"
            parts.append(end.join([*lines, ""]))
        text = "".join(parts).encode()
        pending.clear()
        self._wait()
        self._loading = self._thread.submit(self._store.bulk_load, text, RdfFormat.N_QUADS)

    def _wait(self) -> None:
        if self._loading is not None:
            self._loading.result()
            self._loading = None

    def __enter__(self) -> Self:
        """Begin to write."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the rest; after an error only end the thread."""
        try:
            if kind is None:
                self.load()
                self._wait()
                if self.quads > BATCH:
                    # Batches lie in layers, and every question looks into each.
                    self._store.optimize()
                self._store.flush()
        finally:
            self._thread.shutdown()
            del self._store
