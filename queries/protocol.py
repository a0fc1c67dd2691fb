"""The SPARQL 1.1 Protocol through SPARQLWrapper (https://www.w3.org/TR/sparql11-protocol/).

A connection fault is tried again, an answer never: whatever a server says, it has said.
"""

import ast
import re
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from SPARQLWrapper import ASK, CONSTRUCT, DESCRIBE, GET, INSERT, POST, POSTDIRECTLY, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from queries.endpoint import CONNECT_SECONDS, VARIABLE, Endpoint
from queries.errors import (
    AccessError,
    IncompleteAnswerError,
    NotSparqlError,
    RemoteError,
    RemoteTimeoutError,
    SparqlError,
    UnreachableError,
)
from queries.login import Login

PAUSES = (0.2, 1.0, 3.0)
"""Seconds between the attempts to reach a server: a restart takes about as long as all of them."""
LONGEST_GET = 2000
"""Characters of a request that every server and proxy takes in an address."""
LONGEST_ANSWER = 256 << 20
"""Bytes of an answer that are read; it is held in memory whole, because a part of it must not be taken for all."""
_TABLE = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_GRAPH = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_ACCEPT = {SELECT: _TABLE, ASK: _TABLE, CONSTRUCT: _GRAPH, DESCRIBE: _GRAPH}
_OUT_OF_TIME = re.compile(r"time[sd]?[ -]?out|S1T00|exceeds the limit of [\d.]+ \(sec\)", re.IGNORECASE)
_READ_AT_ONCE = 1 << 20
_UNAUTHORIZED, _FORBIDDEN, _REQUEST_TIMEOUT, _GATEWAY_TIMEOUT = 401, 403, 408, 504
_BAD_REQUEST, _NO_ENDPOINT, _BUSY = 400, (404, 405, 406, 410, 415), (429, 503)


@dataclass(frozen=True)
class Dataset:
    """The graphs a query is asked of, by their IRIs; the empty sets mean what the server takes by itself."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


@dataclass(frozen=True)
class Response:
    """What a server answered, whole: its bytes, their media type, and the other headers by lower-case name."""

    content: bytes
    media_type: str
    headers: dict[str, str]


class Protocol:
    """Sends queries and updates to one endpoint and returns what it answers."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Talk to `endpoint`; nothing is sent yet."""
        self.endpoint = endpoint
        self._logins = {address: Login(endpoint, address) for address in (endpoint.query, endpoint.update)}
        self._reached: set[str] = set()

    def ask(self, sparql: str, form: str, dataset: Dataset | None = None) -> Response:
        """Return the answer to a query.

        Args:
            sparql: the query.
            form: its form: SELECT, ASK, CONSTRUCT or DESCRIBE.
            dataset: the graphs to ask.

        Raises:
            SparqlError: the server does not understand the query.
            RemoteError: it does not answer as it should; see `queries.errors`.
        """
        wrapper = self._wrapper(sparql, form)
        wrapper.addCustomHttpHeader("Accept", _ACCEPT[form])
        graphs = dataset or Dataset()
        for graph in graphs.default:
            wrapper.addParameter("default-graph-uri", graph)
        for graph in graphs.named:
            wrapper.addParameter("named-graph-uri", graph)
        length = len(sparql.encode()) + sum(len(graph) + 20 for graph in (*graphs.default, *graphs.named))
        wrapper.setMethod(GET if length <= LONGEST_GET else POST)
        return self._send(wrapper, self.endpoint.query)

    def update(self, sparql: str) -> None:
        """Have the server carry out an update.

        Where a connection breaks it is sent again, so it must mean the same when it is carried out twice.

        Raises:
            SparqlError: the server does not understand the update.
            RemoteError: it does not answer as it should; see `queries.errors`.
        """
        self._send(self._change(sparql), self.endpoint.update)

    def _wrapper(self, sparql: str, form: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.endpoint.query, updateEndpoint=self.endpoint.update, agent="cxscape")
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self.endpoint.seconds)
        # Not setQuery: it guesses the form, and takes a word of a comment or a prefix for it.
        wrapper.queryString, wrapper.queryType = sparql, form
        return wrapper

    def _change(self, sparql: str) -> SPARQLWrapper:
        wrapper = self._wrapper(sparql, INSERT)
        wrapper.setMethod(POST)
        # As it is: in a form, every third byte of an update would be an escape, and making them takes its time.
        wrapper.setRequestMethod(POSTDIRECTLY)
        return wrapper

    def _send(self, wrapper: SPARQLWrapper, address: str) -> Response:
        for pause in (*PAUSES, None):
            try:
                self._reach(address)
                if wrapper.isSparqlUpdateRequest() and self._logins[address].must_be_asked:
                    self._knock(address)
                return self._authorized(wrapper, address)
            except (URLError, ConnectionError) as error:
                self._reached.discard(address)
                self._logins[address].forget()
                if pause is None or _lasting(error):
                    raise UnreachableError(_unreachable(address, error)) from error
                time.sleep(pause)
        raise AssertionError(address)  # the last pause is None

    def _reach(self, address: str) -> None:
        """Connect once with a short patience: SPARQLWrapper knows one timeout, and that is the one for the answer."""
        parts = urlsplit(address)
        host = str(parts.hostname)
        if address in self._reached or (parts.scheme in getproxies() and not proxy_bypass(host)):
            return
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            socket.create_connection((host, port), timeout=CONNECT_SECONDS).close()
        except OSError as error:
            raise URLError(error) from error
        self._reached.add(address)

    def _knock(self, address: str) -> None:
        """Learn how the server wants to be entered; some hang up on a long update before they say so."""
        wrapper = self._change("")
        try:
            wrapper.query().response.read()
        except SPARQLWrapperException as error:
            self._logins[address].learn(_challenges(error.__context__))
        except (HTTPError, TimeoutError):
            return  # the update itself will meet the same, and say so

    def _authorized(self, wrapper: SPARQLWrapper, address: str) -> Response:
        """Send; where the server asks who we are, or finds its own question out of date, answer once."""
        login = self._logins[address]
        for last in (False, True):
            header = login.header()
            if header is not None:
                wrapper.setMethod(POST)
                wrapper.addCustomHttpHeader("Authorization", header)
            try:
                return self._once(wrapper, address)
            except SPARQLWrapperException as error:
                status = getattr(error.__context__, "code", 0)
                if last or status != _UNAUTHORIZED or not login.learn(_challenges(error.__context__)):
                    self._refuse(address, status, _said(error))
            except HTTPError as error:
                self._refuse(address, error.code, error.read())
        raise AssertionError(address)  # the second round returns or raises

    def _once(self, wrapper: SPARQLWrapper, address: str) -> Response:
        end = time.monotonic() + self.endpoint.seconds
        try:
            response = wrapper.query().response
            content = _read(response, end)
            if content is None:
                raise RemoteError(
                    f"the answer of {address} is larger than {LONGEST_ANSWER >> 20} MiB: ask for less, with LIMIT"
                )
        except TimeoutError as error:
            raise RemoteTimeoutError(
                f"{address} did not answer within {self.endpoint.seconds} seconds: ask for less, or wait longer with "
                f"{VARIABLE}_TIMEOUT"
            ) from error
        except IncompleteRead as error:
            raise IncompleteAnswerError(_incomplete(address)) from error
        except ConnectionError:
            raise
        except HTTPException as error:
            raise NotSparqlError(f"{address} does not speak HTTP ({error!r}): check the address") from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Response(content, response.headers.get_content_type(), headers)

    def _refuse(self, address: str, status: int, content: bytes) -> NoReturn:
        said = " ".join(content[:2000].decode("utf-8", "replace").split("\n\n")[0].split())[:500] or "no reason given"
        if status == _BAD_REQUEST:
            raise SparqlError(f"{address} does not take this: {said}")
        if status in (_UNAUTHORIZED, _FORBIDDEN):
            raise AccessError(self._no_access(address, status))
        if status in (_REQUEST_TIMEOUT, _GATEWAY_TIMEOUT) or _OUT_OF_TIME.search(said):
            raise RemoteTimeoutError(f"{address} ran out of time ({said}): ask for less")
        if status in _NO_ENDPOINT:
            raise NotSparqlError(f"{address} is no SPARQL endpoint (HTTP {status}): check the address")
        if status in _BUSY:
            raise RemoteError(f"{address} takes no more work now (HTTP {status}): try again later")
        raise RemoteError(f"{address} failed (HTTP {status}): {said}")

    def _no_access(self, address: str, status: int) -> str:
        known = self.endpoint.token or self.endpoint.user
        what = "does not accept the credentials given" if known else "wants to know who asks"
        return (
            f"{address} {what} (HTTP {status}): set {VARIABLE}_USER and {VARIABLE}_PASSWORD, or {VARIABLE}_TOKEN, and "
            "for updates perhaps --update-endpoint (Virtuoso takes them at /sparql-auth)"
        )


def incomplete(address: str) -> IncompleteAnswerError:
    """Return the error for an answer of which only a part came."""
    return IncompleteAnswerError(_incomplete(address))


def _incomplete(address: str) -> str:
    return f"{address} broke off in the middle of its answer, perhaps at a time limit of its own: ask for less"


def _reason(error: OSError) -> object:
    return error.reason if isinstance(error, URLError) else error


def _lasting(error: OSError) -> bool:
    """Tell whether trying again soon is no use: no such host, nobody there in all that time, a wrong certificate."""
    return isinstance(_reason(error), ssl.SSLCertVerificationError | socket.gaierror | TimeoutError)


def _unreachable(address: str, error: OSError) -> str:
    reason = _reason(error)
    text = getattr(reason, "strerror", None) or str(reason)
    return f"{address} cannot be reached ({text}): check the address, and that the server runs"


def _read(response: HTTPResponse, end: float) -> bytes | None:
    """Return all that comes until `end`, a time of `time.monotonic`, or None where that is too long to hold.

    A server that dribbles runs out of time as one that is silent does.
    """
    parts = []
    room = LONGEST_ANSWER
    while part := response.read1(_READ_AT_ONCE):
        if time.monotonic() > end:
            raise TimeoutError
        room -= len(part)
        if room < 0:
            response.close()
            return None
        parts.append(part)
    if response.length:
        raise IncompleteRead(b"", response.length)
    return b"".join(parts)


def _challenges(error: object) -> list[str]:
    headers = error.headers if isinstance(error, HTTPError) else None
    return headers.get_all("WWW-Authenticate", []) if headers is not None else []


def _said(error: SPARQLWrapperException) -> bytes:
    """Return the body of an error answer: SPARQLWrapper read it and kept nothing of it but its representation."""
    text = str(error).partition("Response:\n")[2]
    content = ast.literal_eval(text) if text else b""
    return content if isinstance(content, bytes) else b""
