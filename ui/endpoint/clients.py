"""A fair share for everybody: how many queries one client may have on the way, and whose turn it is."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus

from queries.limits import BusyError
from ui.endpoint.problems import ProblemError


class Clients:
    """Counts what each client, known by its network address, has on the way."""

    def __init__(self, at_once: int, per_client: int) -> None:
        """Let `at_once` queries run, and each client have `per_client` on the way, those that wait included.

        One client never holds all workers: it has at most one less than there are.
        """
        self._per_client = per_client
        self._free = asyncio.Semaphore(at_once)
        self._share = max(1, at_once - 1)
        self._present: dict[str, int] = defaultdict(int)
        self._shares: dict[str, asyncio.Semaphore] = {}

    @contextmanager
    def present(self, client: str) -> Iterator[None]:
        """Count a request of `client` until the block ends.

        Raises:
            ProblemError: it has too many already.
        """
        if self._present[client] >= self._per_client:
            raise ProblemError(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"{self._per_client} queries of this client are on the way, and no more are taken: wait for an answer",
                {"Retry-After": "1"},
            )
        self._present[client] += 1
        self._shares.setdefault(client, asyncio.Semaphore(self._share))
        try:
            yield
        finally:
            self._present[client] -= 1
            if not self._present[client]:
                del self._present[client], self._shares[client]

    @asynccontextmanager
    async def turn(self, client: str, seconds: float) -> AsyncIterator[None]:
        """Wait until it is the turn of a request of `client`, which must be `present`.

        Raises:
            BusyError: that did not come within `seconds`.
        """
        share = self._shares[client]
        try:
            async with asyncio.timeout(seconds) as waiting, share, self._free:
                waiting.reschedule(None)
                yield
        except TimeoutError as error:
            raise BusyError("all workers are taken by other queries: ask again in a few seconds") from error
