"""Measure loading: a full build, the release of a small change, and the check against the shapes.

Each is a process of its own, so that its peak of memory is known. The floor is the store's own bulk load of the very
quads that the build came to, from one file.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store

from benchmarks.generated import change, generate
from loaders.refresh import refresh
from loaders.releases import current_release
from ontology.shacl import Validator

SHARE = 0.01
VALIDATED = 200_000
"""The largest landscape that is validated as a whole: the build does it in parts, to need less memory."""


@dataclass(frozen=True)
class Run:
    """Wall seconds, processor seconds and peak memory in MB of one process."""

    seconds: float
    processor: float
    peak: int


def main(sizes: list[int]) -> None:
    """Print a table with a line for each number of tools in `sizes`."""
    print("loading: a CSV file to a published release, beside the raw bulk load of the same quads (the floor)")
    columns = ["rows", "quads", "build s", "rows/s", "peak MB", "floor s", "floor MB", "build/floor"]
    columns += ["1 % s", "build/1 %", "1 % moving s", "build/that", "SHACL s"]
    print(" ".join(f"{column:>12}" for column in columns), flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(" ".join(f"{cell:>12}" for cell in _line(Path(folder), size)), flush=True)


def _line(folder: Path, size: int) -> list[str]:
    file, home, dump = folder / "landscape.csv", folder / "home", folder / "quads.nq"
    generate(file, size)
    build = _run("build", home, file)
    store = Store.read_only(str(current_release(home).store))
    quads = current_release(home).report["quads"]
    store.dump(str(dump), RdfFormat.N_QUADS)
    shapes = "-"
    if size <= VALIDATED:
        store.dump(str(folder / "whole.nt"), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        shapes = f"{_run('validate', folder / 'whole.nt', file).seconds:.2f}"
    del store
    floor = _run("floor", folder / "floor", dump)
    dump.unlink()
    small = []
    for moving in (False, True):
        change(file, SHARE, moving=moving)
        small.append(_run("build", home, file).seconds)
    return [
        f"{size:,}",
        f"{quads:,}",
        f"{build.seconds:.1f}",
        f"{size / build.seconds:,.0f}",
        f"{build.peak:,}",
        f"{floor.seconds:.1f}",
        f"{floor.peak:,}",
        f"{build.seconds / floor.seconds:.2f}",
        f"{small[0]:.2f}",
        f"{build.seconds / small[0]:.0f}",
        f"{small[1]:.2f}",
        f"{build.seconds / small[1]:.0f}",
        shapes,
    ]


def _run(what: str, place: Path, file: Path) -> Run:
    command = [sys.executable, "-m", "benchmarks.loading", what, str(place), str(file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Run(**json.loads(done.stdout))


def _measured(what: str, place: Path, file: Path) -> Run:
    start = time.perf_counter()
    if what == "build":
        refresh(place, [file])
    elif what == "floor":
        store = Store(str(place))
        store.bulk_load(path=str(file))
        store.flush()
    else:
        Validator().findings(place.read_text(encoding="utf-8"))
    return Run(time.perf_counter() - start, time.process_time(), _peak())


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells there is at least the peak of the process that started this one.
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(json.dumps(vars(_measured(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))))
