"""Comunica, a SPARQL engine in JavaScript that others wrote, as a public client: installed into a folder of its own.

Without Node.js its test is skipped, except where CI=true: there Debian's is installed where that is possible.
"""

import shutil
import subprocess
from pathlib import Path

from tests.servers.install import install

PACKAGE = "@comunica/query-sparql@4"
MISSING = "no Comunica: it needs node, npm and the network; install nodejs and npm"


def comunica(folder: Path, *, must_run: bool) -> Path | None:
    """Return the command of Comunica, installed below `folder`, or None where that is not possible."""
    if must_run and not (shutil.which("node") and shutil.which("npm")):
        install("nodejs")
        install("npm")
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    # What npm has of an earlier run is taken without asking whether it is the newest.
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--prefix", str(folder)]
    done = subprocess.run([npm, "install", *options, PACKAGE], capture_output=True, check=False, timeout=400)
    program = folder / "node_modules" / ".bin" / "comunica-sparql"
    return program if done.returncode == 0 and program.exists() else None
