"""A real Virtuoso 7 for tests: found on this machine, or installed where that is possible, and started on loopback.

Debian's package virtuoso-opensource-7-bin has the server alone. Without it, its tests are skipped, except where
CI=true: there they must run.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
    urlopen,
)

from tests.servers.install import install

NAMES = ("virtuoso-t", "virtuoso")
PACKAGE = "virtuoso-opensource-7-bin"
MISSING = f"no Virtuoso found: install Debian's {PACKAGE}, or put its server virtuoso-t on the PATH"
SECONDS_TO_START = 90

CONFIGURATION = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 500
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
FileExtend = 200
MaxCheckpointRemap = 500

[Parameters]
ServerPort = 127.0.0.1:{server_port}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = .

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = .
ServerThreads = 8
EnabledGzipContent = 0

[SPARQL]
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 0
"""


@dataclass(frozen=True)
class Virtuoso:
    """A running server.

    Attributes:
        query: the address of SPARQL queries; everybody may ask.
        update: the address of SPARQL updates; needs HTTP digest authentication.
        graphs: the address of the SPARQL 1.1 Graph Store Protocol; needs HTTP digest authentication.
        user: who may update.
        password: their password.
    """

    query: str
    update: str
    graphs: str
    user: str
    password: str

    def put(self, graph: str, content: bytes, media_type: str) -> None:
        """Make `content` the whole content of the named graph `graph`.

        The challenge is asked for with a request of its own, because Virtuoso hangs up on a large body that comes
        without an answer to it.

        Raises:
            HTTPError: the server refuses.
        """
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self.graphs, self.user, self.password)
        digest = HTTPDigestAuthHandler(passwords)
        address = f"{self.graphs}?{urlencode({'graph-uri': graph})}"
        request = Request(address, data=content, method="PUT", headers={"Content-Type": media_type})  # noqa: S310
        try:
            urlopen(Request(address, method="HEAD"), timeout=30)  # noqa: S310 - loopback
        except HTTPError as error:
            fields = parse_http_list(error.headers["WWW-Authenticate"].removeprefix("Digest "))
            challenge = parse_keqv_list(fields)
            answer = digest.get_authorization(request, challenge)
            request.add_header("Authorization", f"Digest {answer}")
        with urlopen(request, timeout=120) as done:  # noqa: S310 - loopback
            done.read()


def find() -> str | None:
    """Return the path of the server, installed first where it is missing and that is possible, or None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and install(PACKAGE):
        found = next(filter(None, map(shutil.which, NAMES)), None)
    return found


@contextmanager
def virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """Run Virtuoso with an empty database in `folder` until the end of the block.

    Raises:
        RuntimeError: there is no Virtuoso, or it does not start.
    """
    program = find()
    if program is None:
        raise RuntimeError(MISSING)
    folder.mkdir(parents=True, exist_ok=True)
    server_port, http_port = free_port(), free_port()
    text = CONFIGURATION.format(server_port=server_port, http_port=http_port)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    with (folder / "output.log").open("wb") as log:
        command = [program, "+foreground", "+configfile", "virtuoso.ini"]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{http_port}"
        _wait(process, f"{base}/sparql", folder)
        yield Virtuoso(f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth", "dba", "dba")
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def must_run() -> bool:
    """Return whether tests without their server count as failed."""
    return os.environ.get("CI", "").lower() == "true"


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}?query=ASK%7B%7D", timeout=5) as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    log = (folder / "output.log").read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"Virtuoso does not start:\n{log[-2000:]}")
