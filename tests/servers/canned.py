"""A server that says what a test wants it to say, for the ways in which servers of others go wrong."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROWS = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "1"}}]}}'
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Asked:
    """A request: its method, its path with the query, its headers by lower-case name, and its body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What the server says; with `hangs_up` it closes the connection instead, `wait` seconds pass before."""

    body: bytes = ROWS
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    promised: int | None = None
    hangs_up: bool = False
    wait: float = 0.0
    chunk_wait: float = 0.0


@dataclass
class Canned:
    """A running server: its address, and what it was asked."""

    address: str
    asked: list[Asked]


@contextmanager
def canned(reply: Callable[[Asked], Reply]) -> Iterator[Canned]:
    """Serve what `reply` says on loopback until the end of the block."""
    asked: list[Asked] = []
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Asked(self.command, self.path, headers, self.rfile.read(length))
            asked.append(request)
            said = reply(request)
            stop.wait(said.wait)
            if said.hangs_up:
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body) if said.promised is None else said.promised))
            self.end_headers()
            for place in range(0, len(said.body), 10 if said.chunk_wait else len(said.body) or 1):
                self.wfile.write(said.body[place : place + 10] if said.chunk_wait else said.body)
                self.wfile.flush()
                if stop.wait(said.chunk_wait):
                    return

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Canned(f"http://127.0.0.1:{server.server_port}/sparql", asked)
    finally:
        stop.set()
        server.shutdown()
        thread.join()
        server.server_close()
