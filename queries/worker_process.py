"""A worker: a process that answers one free query at a time, and that nobody minds to kill.

Started by `queries.workers` as ``python -m queries.worker_process FD STORE MEMORY``. It takes requests from the
connection FD and answers each with `Facts` and the written bytes, or with the error. It ends with its parent.
"""

import os
import select
import sys
import threading
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from ontology.namespaces import prefixes
from queries.bounded import Written, write_graph, write_table
from queries.datasets import held_graphs
from queries.errors import NoReleaseError, QueryError, SparqlError
from queries.formats import GRAPHS, TABLES
from queries.jobs import Facts, Request
from queries.limits import FormatError, MemoryLimitError
from queries.sandbox import leave_network, limit_memory, resident
from queries.text import check_read_only, graphs_named, keywords

_HOARD = 200 << 20
"""A worker that holds so many bytes more than at first makes way for a fresh one, which gives the memory back."""
_CHANGING = frozenset(["NOW", "RAND", "UUID", "STRUUID"])
_Found = QuerySolutions | QueryBoolean | QueryTriples


def main(descriptor: int, store: Path, memory: int) -> None:
    """Answer requests from the connection `descriptor` until it is closed."""
    connection = Connection(descriptor)
    try:
        leave_network()
        known = prefixes()
        graph = Store.read_only(str(store))
        limit_memory(memory)
    except (OSError, ValueError) as error:
        connection.send(NoReleaseError(f"{store} holds no graph ({error}): load one with `cxscape refresh`"))
        return
    connection.send(None)
    usual = resident()
    # It notices that the parent is gone even while a query runs.
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    last = False
    while not last:
        try:
            request: Request = connection.recv()
        except (EOFError, OSError):
            return
        start = time.perf_counter()
        try:
            written, media_type = answer(graph, request, known)
        except QueryError as error:
            connection.send(error)
        except MemoryError:
            connection.send(MemoryLimitError("the query needed more memory than it may"))
            return
        else:
            last = usual > 0 and resident() - usual > _HOARD
            seconds = time.perf_counter() - start
            changing = _changing(request.sparql)
            connection.send(Facts(media_type, written.rows, written.cut, seconds, changing, last))
            connection.send_bytes(written.content)


def answer(store: Store, request: Request, known_prefixes: dict[str, str]) -> tuple[Written, str]:
    """Return the answer to `request`, and the media type it is written in.

    Raises:
        SparqlError: the text is no query, or asks for what a reader may not do.
        FormatError: no format of the request can hold the answer.
    """
    words = request.sparql.upper()
    if "SERVICE" in words:
        check_read_only(request.sparql)
    try:
        found = _ask(store, request, known_prefixes, "FROM" in words)
        if isinstance(found, QueryTriples):
            media_type = _wanted(request.graph, "a graph, and the formats asked for hold tables", GRAPHS)
            rdf = GRAPHS[media_type]
            return write_graph(found, rdf, request.limits.rows, request.limits.size, known_prefixes), media_type
        media_type = _wanted(request.table, "a table, and the formats asked for hold graphs", TABLES)
        if isinstance(found, QueryBoolean):
            return Written(found.serialize(format=TABLES[media_type]) or b"", 1, ""), media_type
        return write_table(found, TABLES[media_type], request.limits.rows, request.limits.size), media_type
    except SyntaxError as error:
        check_read_only(request.sparql)
        raise SparqlError(f"this is not a SPARQL query: {error}") from error
    except QueryError:
        raise
    except (OSError, ValueError) as error:
        raise SparqlError(f"the query cannot be answered: {error}") from error


def _ask(store: Store, request: Request, known_prefixes: dict[str, str], names_graphs: bool) -> _Found:
    def held() -> list[str]:
        return [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]

    given = held_graphs([*request.default_graphs, *request.named_graphs], held)
    if not given and names_graphs:
        held_graphs(graphs_named(request.sparql, known_prefixes), held)
    default: list[NamedNode | BlankNode | DefaultGraph] = [*given[: len(request.default_graphs)]]
    named: list[NamedNode | BlankNode] = [*given[len(request.default_graphs) :]]

    def ask(prefixes: dict[str, str]) -> _Found:
        if not given:
            return store.query(request.sparql, prefixes=prefixes)
        return store.query(request.sparql, prefixes=prefixes, default_graph=default, named_graphs=named)

    try:
        return ask({})
    except SyntaxError:
        # Half of the parsing time would go into declaring our prefixes, which most programs declare themselves.
        return ask(known_prefixes)


def _changing(sparql: str) -> bool:
    capitals = sparql.upper()
    return any(word in capitals for word in _CHANGING) and not _CHANGING.isdisjoint(keywords(sparql))


def _wanted(media_type: str | None, problem: str, formats: Mapping[str, object]) -> str:
    if media_type is None:
        raise FormatError(f"the answer is {problem}: accept {' or '.join(formats)}")
    return media_type


def _end_with(connection: Connection) -> None:
    """Wait until the other end of the connection is closed, and end the process."""
    closing = select.poll()
    closing.register(connection, 0)
    closing.poll()
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
