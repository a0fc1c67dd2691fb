"""HTTP as it comes from the network: uvicorn's faster way to read it, with a bound on what is kept of a request."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 1 << 16
"""Bytes of a request that are taken before its line and headers, or what follows its body, are complete.

The reader that uvicorn takes where there is no faster one has the same bound; the faster one has none of its own.
"""

_TOO_LONG = f"The address and headers are longer than {LONGEST_HEAD:,} bytes: send a long query with POST.\n"


class BoundedHttp(HttpToolsProtocol):
    """Hangs up on a request whose headers do not end."""

    _unread = 0

    def data_received(self, data: bytes) -> None:
        """Take what came, and count how much of it nobody can have yet."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response(_TOO_LONG)

    def send_400_response(self, msg: str) -> None:
        """Refuse a request; one that came whole and is too long cannot be read either."""
        super().send_400_response(_TOO_LONG if self._unread > LONGEST_HEAD else msg)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        super().on_headers_complete()
        self._unread = 0

    def on_body(self, body: bytes) -> None:
        """Take a part of the body, which the app asks for as it can."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that the request is complete."""
        self._unread = 0
        super().on_message_complete()
