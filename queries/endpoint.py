"""Where a remote store is, and how it is entered and waited for."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from queries.errors import QueryError

VARIABLE = "CXSCAPE_ENDPOINT"
UPDATE_VARIABLE = "CXSCAPE_UPDATE_ENDPOINT"
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 120


@dataclass(frozen=True)
class Endpoint:
    """A SPARQL 1.1 endpoint.

    Attributes:
        query: its address for queries.
        update: its address for updates.
        user: who asks; sent with `password` by HTTP digest or basic authentication, only if the server asks for it.
        password: their password.
        token: a bearer token, sent with every request.
        seconds: how long to wait for an answer.
    """

    query: str
    update: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    seconds: int = ANSWER_SECONDS


def endpoint(query: str, update: str | None = None, environment: Mapping[str, str] = os.environ) -> Endpoint:
    """Return the endpoint at the address `query`.

    Args:
        query: its address for queries.
        update: its address for updates; by default what its kind of server uses: ``.../query`` has ``.../update``
            beside it (Oxigraph, Fuseki), ``.../repositories/NAME`` has ``.../repositories/NAME/statements`` (GraphDB,
            RDF4J), and every other address serves both.
        environment: holds CXSCAPE_ENDPOINT_USER and CXSCAPE_ENDPOINT_PASSWORD, or CXSCAPE_ENDPOINT_TOKEN, and perhaps
            CXSCAPE_ENDPOINT_TIMEOUT in seconds.

    Raises:
        QueryError: an address is none, or the timeout is no number of seconds.
    """
    seconds = environment.get(f"{VARIABLE}_TIMEOUT") or str(ANSWER_SECONDS)
    if not seconds.isascii() or not seconds.isdigit() or int(seconds) == 0:
        raise QueryError(f"{VARIABLE}_TIMEOUT is {seconds!r}: give whole seconds, for example {ANSWER_SECONDS}")
    return Endpoint(
        query=_checked(query),
        update=_checked(update or _update_beside(query)),
        user=environment.get(f"{VARIABLE}_USER", ""),
        password=environment.get(f"{VARIABLE}_PASSWORD", ""),
        token=environment.get(f"{VARIABLE}_TOKEN", ""),
        seconds=int(seconds),
    )


def _update_beside(query: str) -> str:
    above, _, last = query.rstrip("/").rpartition("/")
    if last == "query":
        return f"{above}/update"
    return f"{query.rstrip('/')}/statements" if above.endswith("/repositories") else query


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or not address.isascii() or any(character.isspace() for character in address):
        raise QueryError(f"{address!r} is no address of an endpoint: give one like http://localhost:7878/query")
    if parts.username is not None:
        raise QueryError(
            f"the address of the endpoint holds a user name: give it as {VARIABLE}_USER and {VARIABLE}_PASSWORD "
            "in the environment, where no log shows it"
        )
    if parts.query or parts.fragment:
        raise QueryError(f"{address!r} has a part after ? or #, which an endpoint's address does not: leave it out")
    return address
