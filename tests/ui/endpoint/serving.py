"""A real ``cxscape serve`` for tests, on a port of its own."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.virtuoso import free_port

ROOT = Path(__file__).parents[3]
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Reply:
    """What a server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int
    log: Path
    sparql: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sparql", f"http://127.0.0.1:{self.port}/sparql")

    def call(
        self, method: str, path: str, body: bytes | None = None, source: str = "127.0.0.1", **headers: str
    ) -> Reply:
        """Send a request; names of headers have underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90, source_address=(source, 0))
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def ask(self, sparql: str, accept: str = "*/*", **headers: str) -> Reply:
        return self.call("GET", f"/sparql?{urlencode({'query': sparql})}", None, "127.0.0.1", Accept=accept, **headers)

    def workers(self) -> list[int]:
        """Return the processes that the server has started."""
        found = []
        for folder in Path("/proc").iterdir():
            words = _stat(folder)
            if words and int(words[1]) == self.pid and words[0] != "Z":
                found.append(int(folder.name))
        return found

    def memory(self) -> int:
        """Return the bytes that the server itself holds."""
        text = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return 1024 * int(text.partition("VmRSS:")[2].split()[0])

    def processor(self) -> float:
        """Return the seconds of processor that the server and its workers have used."""
        used = [_stat(Path(f"/proc/{pid}")) for pid in [self.pid, *self.workers()]]
        return sum(int(words[11]) + int(words[12]) for words in used if words) / os.sysconf("SC_CLK_TCK")


def _stat(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


@contextmanager
def serving(home: Path, folder: Path, *options: str, path: str = "", port: int = 0) -> Iterator[Server]:
    """Run ``cxscape serve`` on `home` with `options` until the end of the block; the app lies under `path`."""
    port, log = port or free_port(), folder / "serve.log"
    program = [str(Path(sys.executable).with_name("cxscape")), "--home", str(home), "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as output:
        process = subprocess.Popen([*program, *options], cwd=folder, stdout=output, stderr=output, env=environment)
    server = Server(port, process.pid, log)
    try:
        _wait(server, process, path)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(server: Server, process: "subprocess.Popen[bytes]", path: str) -> None:
    parts = urlsplit(server.sparql)
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
            connection.request("GET", f"{path}/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"cxscape does not start:\n{server.log.read_text(encoding='utf-8')}")
