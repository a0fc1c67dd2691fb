"""What a server answered, as the same types that the embedded engine gives."""

from collections import deque
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from queries.engines import Answer
from queries.errors import IncompleteAnswerError, NotSparqlError
from queries.protocol import Response, incomplete

_WHOLE_GRAPH = Path(__file__).parent / "remote_sparql" / "whole-graph.rq"
_BOOLEAN = b'{"head": {}, "boolean": %s}'


def read_answer(response: Response, form: str, address: str) -> Answer:
    """Return the answer of a server to a query of the form `form`.

    Raises:
        NotSparqlError: this is no answer to a query.
        IncompleteAnswerError: it is the beginning of one.
    """
    _check_limits(response, address)
    if form in ("CONSTRUCT", "DESCRIBE"):
        return _graph(response, address)
    format_ = ox.QueryResultsFormat.from_media_type(response.media_type)
    if format_ is None:
        raise _no_answer(response, address)
    try:
        count = _count(response.content, format_)
    except (SyntaxError, ValueError) as error:
        raise incomplete(address) from error
    limit = response.headers.get("x-sparql-maxrows", "")
    if limit.isdigit() and count >= int(limit):
        raise IncompleteAnswerError(f"{address} cuts every answer at {int(limit):,} rows: ask for less, with LIMIT")
    answer = ox.parse_query_results(response.content, format=format_)
    if form == "ASK" and isinstance(answer, ox.QuerySolutions):
        # Virtuoso 7 answers ASK in JSON with one row, which holds 1 or 0.
        yes = any(value is not None and value.value in ("1", "true") for row in answer for value in row)
        return ox.parse_query_results(_BOOLEAN % (b"true" if yes else b"false"), format=ox.QueryResultsFormat.JSON)
    return answer


def _count(content: bytes, format_: ox.QueryResultsFormat) -> int:
    """Read a whole answer for nothing but its rows: the parser works as it is read, and half an answer is none.

    No variable holds the parser: the traceback of an error would keep it, and it must not outlive its thread.
    """
    parse: Any = ox.parse_query_results
    if isinstance(parse(content, format=format_), ox.QueryBoolean):
        return 1
    last = deque(enumerate(parse(content, format=format_), 1), maxlen=1)
    return last[0][0] if last else 0


def _graph(response: Response, address: str) -> ox.QueryTriples:
    format_ = ox.RdfFormat.from_media_type(response.media_type)
    if format_ is None:
        raise _no_answer(response, address)
    store = ox.Store()
    try:
        store.load(response.content, format=format_, lenient=True)
    except (SyntaxError, ValueError) as error:
        raise incomplete(address) from error
    answer = store.query(_WHOLE_GRAPH.read_text(encoding="utf-8"))
    if not isinstance(answer, ox.QueryTriples):
        raise TypeError(_WHOLE_GRAPH)
    return answer


def _check_limits(response: Response, address: str) -> None:
    # Virtuoso's "anytime" answers: what was found when time ran out, with HTTP 200 and this state.
    if response.headers.get("x-sql-state") == "S1TAT":
        raise incomplete(address)


def _no_answer(response: Response, address: str) -> NotSparqlError:
    return NotSparqlError(
        f"{address} answers with {response.media_type}, which is no answer to a query: check that it is the address "
        "of a SPARQL endpoint"
    )
