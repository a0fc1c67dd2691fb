"""A refresh in a process of its own, which can be killed."""

import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from pathlib import Path

from loaders.refresh import refresh

_FORKED = multiprocessing.get_context("forkserver")
# So that what is killed is a refresh, and not a Python that is still importing it.
_FORKED.set_forkserver_preload(["tests.loaders.warmed"])


def begin(home: Path, file: Path, dies_at: str = "") -> BaseProcess:
    """Begin to load `file` into `home`, in a process that kills itself at the stage `dies_at`, if one is named."""
    process = _FORKED.Process(target=_load, args=(home, file, dies_at))
    process.start()
    return process


def ended(process: BaseProcess) -> int | None:
    """Wait until a process has ended and return its exit code, which is negative for a signal."""
    process.join()
    return process.exitcode


def _load(home: Path, file: Path, dies_at: str) -> None:
    def progress(stage: str, _share: float) -> None:
        if stage == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    refresh(home, [file], progress=progress)
