"""What guards every answer of the server: whom it answers, and what a browser may do with what it gets.

The app shows what comes from data as text, never as HTML; the headers here are the second line behind that.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from socket import gethostname
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on
_HERE = ("localhost", "127.0.0.1", "::1")
_REFUSED = (
    "This server does not answer for the host {host!r}. Whoever runs it can let it do so: "
    "cxscape serve --allowed-host {host}\n"
)
_LONGEST_HOST = 253
"""Characters of a name (https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4)."""


class Hosts:
    """The names that requests may be addressed to.

    A page of another site can have its own name lead to this machine, and so read what is served here. A browser tells
    in ``Host`` which name it was given, so other names are refused.
    """

    def __init__(self, address: str, allowed: Iterable[str] = ()) -> None:
        """Allow the address that is listened on, this machine, and what is `allowed`.

        Args:
            address: the address that is listened on; where it is that of all networks, every numeric address may be
                asked, and the name of this machine.
            allowed: further names; ``*.example.com`` stands for all under it, ``*`` for any.
        """
        self._everywhere = address in _EVERYWHERE
        own = (gethostname(),) if self._everywhere else (address,)
        self._names = {name.strip("[]").lower().rstrip(".") for name in (*_HERE, *own, *allowed)}

    def allow(self, host: str) -> bool:
        """Return whether a request with this ``Host`` header is answered."""
        name = _name(host)
        if "*" in self._names or name in self._names:
            return True
        if not name:
            return False
        if self._everywhere and _is_numeric(name):
            return True
        return any(f"*{name[at:]}" in self._names for at, letter in enumerate(name) if letter == ".")


def _name(host: str) -> str:
    """Return the name in a ``Host`` header in lower case, without its port; empty where there is none."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return ""
    only_host = parts.netloc == host and "@" not in host
    return (parts.hostname or "").rstrip(".") if only_host and len(host) <= _LONGEST_HOST + len(":65535") else ""


def _is_numeric(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def policy() -> str:
    """Return what a browser may load and run for our pages (https://www.w3.org/TR/CSP3/): nothing of other servers.

    Streamlit's page has a script of one line in it, which is named by its digest; components come as modules that the
    page itself makes, and styles are made while it runs.
    """
    import streamlit as st  # noqa: PLC0415 - the server imports it when it has bound its socket

    shell = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(shell)
    ]
    rules = {
        "default-src": ["'self'"],
        # Graphs are drawn by a module of WebAssembly, which is no way to run text as a script.
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *digests],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(" ".join([name, *allowed]) for name, allowed in rules.items())


class Guard:
    """ASGI middleware that refuses requests to other hosts, and gives every answer the headers that guard it."""

    def __init__(self, app: ASGIApp, hosts: Hosts, policy: str) -> None:
        """Stand in front of `app`.

        Args:
            app: what answers.
            hosts: to which requests may be addressed.
            policy: the content security policy.
        """
        self._app = app
        self._hosts = hosts
        self._headers = {
            b"content-security-policy": policy.encode("latin-1"),
            b"x-content-type-options": b"nosniff",
            # The address of a page says what was asked: other servers are not told.
            b"referrer-policy": b"same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = (header for header in message.get("headers", []) if header[0].lower() not in self._headers)
                message["headers"] = [*others, *self._headers.items()]
                if scope["scheme"] == "https":
                    message["headers"] = [_secure(*header) for header in message["headers"]]
            await send(message)

        host = Headers(scope=scope).get("host", "")
        if self._hosts.allow(host):
            await self._app(scope, receive, guarded)
        else:
            await PlainTextResponse(_REFUSED.format(host=_name(host) or "?"), 400)(scope, receive, guarded)


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header; a cookie comes back over encrypted connections alone."""
    cookie = name.lower() == b"set-cookie" and b"secure" not in value.lower().split(b"; ")
    return name, value + b"; Secure" if cookie else value
