"""A real Oxigraph server for tests, from the package oxigraph."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.virtuoso import free_port

MISSING = "no Oxigraph server found: pip install oxigraph"
SECONDS_TO_START = 30


@dataclass(frozen=True)
class Oxigraph:
    """A running server.

    Attributes:
        query: the address of SPARQL queries.
        update: the address of SPARQL updates.
        graphs: the address of the SPARQL 1.1 Graph Store Protocol.
    """

    query: str
    update: str
    graphs: str

    def put(self, graph: str, content: bytes, media_type: str) -> None:
        """Make `content` the whole content of the named graph `graph`.

        Raises:
            HTTPError: the server refuses.
        """
        address = f"{self.graphs}?{urlencode({'graph': graph})}"
        request = Request(address, data=content, method="PUT", headers={"Content-Type": media_type})  # noqa: S310
        with urlopen(request, timeout=120) as done:  # noqa: S310 - loopback
            done.read()


def find() -> str | None:
    """Return the path of the server beside this Python or on the PATH, or None."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[Oxigraph]:
    """Run Oxigraph on any port, or on `port`, with the database in `folder`, empty at first, until the block ends.

    Raises:
        RuntimeError: there is no Oxigraph, or it does not start.
    """
    program = find()
    if program is None:
        raise RuntimeError(MISSING)
    folder.mkdir(parents=True, exist_ok=True)
    base = f"127.0.0.1:{port or free_port()}"
    with (folder / "output.log").open("wb") as log:
        command = [program, "serve", "--location", str(folder / "store"), "--bind", base]
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        _wait(process, f"http://{base}/query?query=ASK%7B%7D", folder)
        yield Oxigraph(f"http://{base}/query", f"http://{base}/update", f"http://{base}/store")
    finally:
        process.kill()
        process.wait()


def tidy(folder: Path) -> None:
    """Put in order the database in `folder` of a server that has ended: the next one starts at once, not in seconds."""
    command = [str(find()), "optimize", "--location", str(folder / "store")]
    subprocess.run(command, check=True, capture_output=True)


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"Oxigraph does not start:\n{(folder / 'output.log').read_text(encoding='utf-8')[-2000:]}")
