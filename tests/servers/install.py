"""Installing a Debian package where that is possible: as root, with apt-get."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def install(package: str) -> bool:
    """Install `package` and return whether that worked; parallel test processes wait for each other."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    with (Path(tempfile.gettempdir()) / "cxscape-install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _run(command, environment):
            return True
        return _run(["apt-get", "update"], environment) and _run(command, environment)


def _run(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
