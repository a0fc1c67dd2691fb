"""Answering a server that asks who we are: HTTP basic and digest authentication (RFC 7617, RFC 7616)."""

from base64 import b64encode
from collections.abc import Iterable
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from queries.endpoint import Endpoint


class Login:
    """What to say at one address.

    A password is sent only to a server that asks for it, and as a digest where the server takes one.
    """

    def __init__(self, endpoint: Endpoint, address: str) -> None:
        """Make a login at `address` with the credentials of `endpoint`."""
        self._address = address
        self._user, self._password, self._token = endpoint.user, endpoint.password, endpoint.token
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, address, self._user, self._password)
        self._digest = HTTPDigestAuthHandler(passwords)
        self._challenge: dict[str, str] | None = None
        self._basic = False

    @property
    def must_be_asked(self) -> bool:
        """Whether there is a password, but no server that asked for it yet."""
        return bool(self._user) and not self._token and self._challenge is None and not self._basic

    def learn(self, challenges: Iterable[str]) -> bool:
        """Take in the ``WWW-Authenticate`` headers of an answer; return whether we have something to say to them."""
        if not self._user or self._token:
            return False
        offered = {scheme.lower(): fields for scheme, _, fields in (text.partition(" ") for text in challenges)}
        if "digest" in offered:
            self._challenge = parse_keqv_list(parse_http_list(offered["digest"]))
        self._basic = "basic" in offered
        return "digest" in offered or self._basic

    def forget(self) -> None:
        """Forget what the server asked: it may not take an old answer again."""
        self._challenge, self._basic = None, False

    def header(self) -> str | None:
        """Return the ``Authorization`` header of a POST to the address, or None where nothing is to be said."""
        if self._token:
            return f"Bearer {self._token}"
        if self._challenge is not None:
            request = Request(self._address, data=b"", method="POST")  # noqa: S310 - never opened
            return f"Digest {self._digest.get_authorization(request, self._challenge)}"
        if self._basic:
            return f"Basic {b64encode(f'{self._user}:{self._password}'.encode()).decode('ascii')}"
        return None
