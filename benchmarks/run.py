"""Measure loading and answering on the shipped landscape, beside plain rdflib in memory on the same triples.

Run with ``make bench``. Prints a table; nothing is asserted, because the speed of a machine is no property of the code.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store

from loaders.refresh import refresh
from loaders.releases import Release
from loaders.report import Report
from ontology.namespaces import slug_of
from queries.catalogue import question
from queries.engines import Embedded
from queries.results import rows

T = TypeVar("T")
HEADLINE = "tools-for-need"
RDFLIB_SAMPLE = 16
"""rdflib answers every sixteenth need only: it takes seconds where the store takes milliseconds."""


def main() -> None:
    """Run every measurement and print the table."""
    print(f"{'what':44} {'cxscape':>14} {'rdflib':>14} {'rdflib / cxscape':>18}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        seconds, (release, report) = timed(lambda: refresh(home))
        triples = home / "triples.nt"
        Store.read_only(str(release.store)).dump(str(triples), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        parse, graph = timed(lambda: rdflib.Graph().parse(triples, format="nt"))
        loading(report, seconds, parse)
        answering(release, graph)
        starting(home, triples)


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Return the wall seconds that `call` took, and its result."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def line(what: str, ours: str, theirs: str, ratio: float) -> None:
    """Print one row of the table."""
    print(f"{what:44} {ours:>14} {theirs:>14} {ratio:>17.1f}x", flush=True)


def loading(report: Report, seconds: float, parse: float) -> None:
    """Compare a whole refresh (read, map, match, infer, publish) with rdflib parsing the triples it came to."""
    read = sum(file.read for file in report.files)
    line("load, CSV rows per second", f"{read / seconds:,.0f}", f"{read / parse:,.0f}", parse / seconds)


def answering(release: Release, graph: rdflib.Graph) -> None:
    """Compare the headline question, over all needs in the store and over a sample of them in rdflib."""
    engine = Embedded(release.store)
    needs = [slug_of(str(row["need"])) for row in rows(engine, "needs")]
    ours = [timed(partial(rows, engine, HEADLINE, need=need))[0] for need in needs]
    texts = [question(HEADLINE).bind({"need": need}) for need in needs[::RDFLIB_SAMPLE]]
    theirs = [timed(partial(answered, graph, text))[0] for text in texts]
    for name, place in (("p50", 50), ("p95", 95)):
        mine, other = percentile(ours, place), percentile(theirs, place)
        what = f"headline question, {name} of {len(ours)} needs (rdflib: {len(theirs)})"
        line(what, f"{1000 * mine:,.0f} ms", f"{1000 * other:,.0f} ms", other / mine)


def answered(graph: rdflib.Graph, sparql: str) -> int:
    """Return the number of rows with which rdflib answers."""
    return len(list(graph.query(sparql)))


def starting(home: Path, triples: Path) -> None:
    """Compare the time from process start to the first answer."""
    ask = [
        str(Path(sys.executable).with_name("cxscape")),
        "--home",
        str(home),
        "ask",
        "recover-abandoned-carts",
        "--json",
    ]
    ours = statistics.median(timed(lambda: run(ask))[0] for _ in range(5))
    script = (
        "import sys, rdflib; g = rdflib.Graph().parse(sys.argv[1], format='nt'); "
        "print(len(list(g.query(open(sys.argv[2]).read()))))"
    )
    file = home / "headline.rq"
    file.write_text(question(HEADLINE).sparql, encoding="utf-8")
    theirs = timed(lambda: run([sys.executable, "-c", script, str(triples), str(file)]))[0]
    line("process start to first answer", f"{ours:.2f} s", f"{theirs:.2f} s", theirs / ours)


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def percentile(values: list[float], place: int) -> float:
    """Return the `place`-th percentile of `values`."""
    return statistics.quantiles(values, n=100, method="inclusive")[place - 1]


if __name__ == "__main__":
    main()
