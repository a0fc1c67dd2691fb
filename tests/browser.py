"""The browser for the tests: ``python -m tests.browser`` finds one or installs it.

Debian's chromium, or any other Chromium or Chrome of this machine; the environment's CHROMIUM names another one.
Without a browser its tests are skipped, except where CI=true: there they must run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Nothing but the tests makes the browser speak to anybody."""

MISSING = "no browser found: install chromium, or name one in the environment variable CHROMIUM"


def find() -> str | None:
    """Return the path of a browser, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None) or next((p for p in PLACES if Path(p).is_file()), None)


def must_run() -> bool:
    """Return whether tests without a browser count as failed."""
    return os.environ.get("CI", "").lower() == "true"


def _install() -> None:
    """Install Debian's chromium where that is possible: as root, with apt-get."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
        if subprocess.run(install, env=environment, check=False).returncode != 0:
            subprocess.run(["apt-get", "update"], env=environment, check=False)
            subprocess.run(install, env=environment, check=False)


def main() -> int:
    """Find a browser, else install one, else say what to do; return the exit code."""
    if find() is None and "CHROMIUM" not in os.environ:
        _install()
    browser = find()
    print(f"browser for the tests: {browser}" if browser else MISSING)  # noqa: T201 - a command speaks
    return 1 if browser is None and must_run() else 0


if __name__ == "__main__":
    sys.exit(main())
