"""What went wrong, as an HTTP answer that a person and a program can read (https://www.rfc-editor.org/rfc/rfc9457)."""

import json
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from queries.errors import NoReleaseError, QueryError, SparqlError
from queries.limits import BusyError, CancelledError, FormatError, MemoryLimitError, TimeLimitError, WorkerError
from ui.endpoint.accept import HTML, best

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_CLASS = re.compile(r"\[(?:'[^']*'|[^'\]])*\]", re.DOTALL)
_RETRY = {"Retry-After": "2"}
_STATUS: dict[type[QueryError], tuple[int, dict[str, str]]] = {
    SparqlError: (HTTPStatus.BAD_REQUEST, {}),
    FormatError: (HTTPStatus.NOT_ACCEPTABLE, {}),
    MemoryLimitError: (HTTPStatus.UNPROCESSABLE_ENTITY, {}),
    CancelledError: (HTTPStatus.SERVICE_UNAVAILABLE, _RETRY),
    WorkerError: (HTTPStatus.SERVICE_UNAVAILABLE, _RETRY),
    BusyError: (HTTPStatus.SERVICE_UNAVAILABLE, _RETRY),
    NoReleaseError: (HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "30"}),
    TimeLimitError: (HTTPStatus.GATEWAY_TIMEOUT, {}),
}
"""The status of each error, and the headers that go with it."""


@dataclass
class ProblemError(Exception):
    """A request that gets no answer.

    Attributes:
        status: the HTTP status.
        detail: what went wrong, and what to do.
        headers: that go with the status.
        more: further facts for programs.
    """

    status: int
    detail: str
    headers: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def response(self, accept: str | None) -> Response:
        """Return the answer: JSON for programs that take it, else plain text."""
        title = HTTPStatus(self.status).phrase
        offered = dict.fromkeys(("application/problem+json", "application/json", "text/plain", HTML))
        likes = best(accept, offered) or "application/problem+json"
        headers = {**self.headers, "Cache-Control": "no-store", "Vary": "Accept"}
        if likes in ("text/plain", HTML):
            return Response(f"{title}: {self.detail}\n", self.status, headers, "text/plain")
        members = {"type": "about:blank", "title": title, "status": self.status, "detail": self.detail, **self.more}
        body = json.dumps(members, ensure_ascii=False).encode()
        return Response(body, self.status, headers, "application/problem+json")


def problem_of(error: QueryError) -> ProblemError:
    """Return `error` as an HTTP problem, with the place of a syntax error as line and column, both from 1."""
    status, headers = next(
        (known for kind, known in _STATUS.items() if isinstance(error, kind)), (HTTPStatus.BAD_REQUEST, {})
    )
    place = _PLACE.search(str(error))
    more = {"line": int(place[1]), "column": int(place[2]), "expected": place[3]} if place else {}
    detail = (
        f"this is not a SPARQL query: line {place[1]}, column {place[2]}: {_expected(place[3])}"
        if place
        else str(error)
    )
    return ProblemError(status, detail, dict(headers), more)


def _expected(said: str) -> str:
    """Return what the parser said it expected, without the classes of characters among it."""
    if "Prefix not found" in said:
        return "the prefix that ends here is not declared: put a line PREFIX name: <...> at the start"
    tokens = [one.strip() for one in _CLASS.sub("", said.removeprefix("one of ")).split(", ")]
    named = [one for one in tokens if one not in ("", "<unreported>")]
    return f"expected {' or '.join(named)}" if named else "this was not expected"
