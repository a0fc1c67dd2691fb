"""Checking a release against the shapes of the ontology while it is being written."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from loaders.errors import LoadError
from ontology.findings import Finding
from ontology.shacl import Validator

MOST = 10
"""Findings that a message lists."""

ENOUGH = 250_000
"""Triples that are checked at a time: fewer would have the model read more often, more would take more memory."""


class Validation:
    """The checks that are under way; use it in a ``with`` block, which waits for them.

    Shapes look at a tool and at what it refers to. So some tools at a time are checked, each time together with the
    model, and memory does not grow with the landscape.
    """

    def __init__(self, model: Iterable[str]) -> None:
        """Check tools together with `model`, lines of N-Triples without the full stop, and `model` itself."""
        self._model = "".join(f"{line} .\n" for line in model)
        self._validator = Validator()
        self._thread = ThreadPoolExecutor(1, "validate")
        self._checks: list[Future[list[Finding]]] = []
        self._pending: list[str] = []
        self._waiting = 0

    def check(self, triples: Iterable[str]) -> None:
        """Check triples, lines of N-Triples without the full stop, now or with others that follow.

        Raises:
            LoadError: what was checked earlier violates a shape of severity *error*.
        """
        lines = [*triples, ""]
        self.check_text(" .\n".join(lines), len(lines) - 1)

    def check_text(self, text: str, triples: int) -> None:
        """Check lines of N-Triples, now or with others that follow.

        Args:
            text: the lines.
            triples: how many there are.

        Raises:
            LoadError: what was checked earlier violates a shape of severity *error*.
        """
        self._pending.append(text)
        self._waiting += triples
        if self._waiting >= ENOUGH:
            self.begin()

    def begin(self) -> None:
        """Hand what is pending to the thread that checks, once it has done what it was given before.

        Raises:
            LoadError: what was checked earlier violates a shape of severity *error*.
        """
        text = "".join([self._model, *self._pending])
        self._pending.clear()
        self._waiting = 0
        while self._checks:
            _refuse(self._checks.pop().result())
        self._checks.append(self._thread.submit(self._validator.findings, text))

    def __enter__(self) -> Self:
        """Begin to check."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the checks.

        Raises:
            LoadError: a shape of severity *error* is violated.
        """
        try:
            if kind is None:
                if self._pending or not self._checks:
                    self.begin()
                _refuse(self._checks.pop().result())
        finally:
            self._thread.shutdown(cancel_futures=True)


def _refuse(findings: list[Finding]) -> None:
    errors = [finding.line() for finding in findings if finding.severity == "error"]
    if errors:
        more = f"\n  and {len(errors) - MOST} more" if len(errors) > MOST else ""
        listed = "".join(f"\n  {line}" for line in errors[:MOST])
        raise LoadError(f"the release would break the ontology, so nothing was changed:{listed}{more}")
