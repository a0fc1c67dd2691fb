"""Measure answering: the headline question beside DuckDB, raw Oxigraph and rdflib; all questions; names; the start.

Everything that is compared runs in one process, in turns, so that whatever else the machine does meets all of them.
Where rows are compared too, a difference is told.
"""

import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat, Store

from benchmarks.duck import Duck
from benchmarks.every_question import ask_every_question
from benchmarks.generated import generate
from loaders.releases import Release, current_release
from ontology.namespaces import slug_of
from queries.answers import Filters, tools_for_need
from queries.catalogue import question
from queries.engines import Embedded
from queries.labels import search
from queries.ranking import Ranking, ranking
from queries.results import all_rows, rows
from queries.terms import parse_term
from queries.text import fill_values

PLAIN = Path(__file__).with_name("tools-for-need.rq")
SHOWN = 20
FILTERS = tuple(itertools.product((None, "email"), (None, "poa")))
"""Channel and pricing model: none, one of them, and both."""
SMALL = 15_000
"""The largest landscape that rdflib is asked about, and of which questions that list all tools are worth a look."""
SAMPLE = 40
"""Of whoever takes seconds for a need, every fortieth is asked: rdflib, and the bare store in a large landscape."""
STARTS = 7
REPEATS = 20
GOAL = 0.1
"""Seconds within which each question of the catalogue is to answer."""
SLOWEST = 6
QUESTIONS = {
    "requirements-of-need": ("need", "needs"),
    "categories-of-need": ("need", "needs"),
    "need-graph": ("need", "needs"),
    "needs-of-tool": ("tool", "tools"),
    "alternatives-to-tool": ("tool", "tools"),
    "capabilities-of-tool": ("tool", "tools"),
    "provenance-of-tool": ("tool", "tools"),
    "tools-with-capability": ("capability", "capabilities"),
    "coverage-of-needs": ("", ""),
    "market-by-category": ("", ""),
}
"""Ten questions of the catalogue: the parameter that varies, and the question that lists its values."""


def main(sizes: Iterable[int]) -> None:
    """Print a table for each number of tools in `sizes`."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file, home = Path(folder) / "landscape.csv", Path(folder) / "home"
            generate(file, size)
            # A process of its own: what loading leaves behind is not to be in the way of asking.
            command = [str(_program()), "--home", str(home), "refresh", "--quiet", str(file)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print(f"\nanswering, {size:,} tools: milliseconds" + " " * 12 + _columns("p50", "p95", "p95 / ours"))
            measure(home, small=size <= SMALL)


def measure(home: Path, *, small: bool) -> None:
    """Measure the current release of `home` and print what comes of it.

    Args:
        home: the folder of the graph.
        small: whether to ask rdflib too.
    """
    release = current_release(home)
    engine = Embedded(release.store)
    if small:
        _every_question(engine)  # first, because what is compared with leaves much in the memory of this process
    needs = [slug_of(str(row["need"])) for row in rows(engine, "needs")]
    ours = _headline(release, engine, needs, small=small)
    _line("the same, with the reasons of each tool", _timed(partial(_explained, engine), needs), ours)
    for name, (parameter, options) in QUESTIONS.items():
        _line(f"question {name}", _asked(engine, name, parameter, options))
    labels = [str(row["label"]) for row in all_rows(engine, "tools")]
    parts = [
        label[at % 4 : at % 4 + 5]
        for at, label in enumerate(labels[:: max(1, len(labels) // 400)], 1)
        if label[at % 4 :]
    ]
    _line("names that hold five letters", _timed(partial(search, release.folder), parts))
    starts = [_seconds(partial(_run, [_program(), "--home", home, "ask", needs[at]])) for at in range(STARTS)]
    _line("process start to first answer", starts)
    print(f"{'memory of a process that answered every need, MB':52} {_memory(home):>12,}", flush=True)


def _headline(release: Release, engine: Embedded, needs: Sequence[str], *, small: bool) -> float:
    """Compare the headline question, and return the p95 of ours over all needs without filters."""
    duck, store = Duck(Store.read_only(str(release.store))), Store.read_only(str(release.store))
    times: dict[str, list[float]] = {name: [] for name in ("ours", "tool", "profile", "mixed", "tool*", "profile*")}
    different = 0
    for number, need in enumerate(needs):
        for mark, (channel, pricing) in (("", FILTERS[0]), ("*", FILTERS[number % len(FILTERS)])):
            start = time.perf_counter()
            found = ranking(engine, need, Filters(channel=channel, pricing=pricing), SHOWN)
            times["mixed" if mark else "ours"].append(time.perf_counter() - start)
            for design in ("tool", "profile"):
                start = time.perf_counter()
                theirs = duck.tools_for_need(design, need, channel, pricing)
                times[design + mark].append(time.perf_counter() - start)
                different += theirs != _answer(found)
    ours, mixed = percentile(times["ours"], 95), percentile(times["mixed"], 95)
    _line(f"headline, {len(needs)} needs, first {SHOWN} tools and the total", times["ours"])
    _line("  DuckDB, normalised tables", times["tool"], ours)
    _line("  DuckDB, scores of profiles worked out before", times["profile"], ours)
    text = PLAIN.read_text(encoding="utf-8")
    plain = [fill_values(text, {"need": str(parse_term("need", need))}) for need in needs]
    some = plain[::SAMPLE]
    raw = _timed(lambda text: _all(store.query(text)), plain if small else some)
    _line(f"  raw Oxigraph, the question that defines it, {len(raw)} needs", raw, ours)
    if small:
        _line(f"  rdflib, the same, {len(some)} needs", _rdflib(store, some), ours)
    _line("headline, filters by turns: none, channel, price, both", times["mixed"])
    _line("  DuckDB, normalised tables", times["tool*"], mixed)
    _line("  DuckDB, scores of profiles worked out before", times["profile*"], mixed)
    print(
        f"  answers of DuckDB that differ from ours: {different} of {4 * len(needs)} (shares there are binary numbers)"
    )
    return ours


def _answer(found: Ranking) -> tuple[list[str], int]:
    return [slug_of(str(row["tool"])) for row in found.best], found.total


def _explained(engine: Embedded, need: str) -> None:
    tools_for_need(engine, "", need, limit=SHOWN)


def _rdflib(store: Store, texts: Sequence[str]) -> list[float]:
    from rdflib import Graph  # noqa: PLC0415 - only where it is asked

    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    graph = Graph().parse(data=triples, format="nt")
    return _timed(lambda text: list(graph.query(text)), texts)


def _every_question(engine: Embedded) -> None:
    """Measure all questions of the catalogue and print the slowest, with the most rows that each gave."""
    asked = sorted(ask_every_question(engine), key=lambda each: percentile(each.seconds, 95), reverse=True)
    late = sum(percentile(each.seconds, 95) > GOAL for each in asked)
    print(f"all {len(asked)} questions: p95 over {1000 * GOAL:.0f} ms of processor time: {late}")
    for each in asked[: max(late, SLOWEST)]:
        _line(f"  {each.name}, {each.rows:,} rows", each.seconds)


def _asked(engine: Embedded, name: str, parameter: str, options: str) -> list[float]:
    """Return the seconds that question `name` takes with values of its parameter from all over their list."""
    if not parameter:
        return _timed(lambda _: rows(engine, name), range(REPEATS))
    column = next(iter(question(options).columns))
    values = [slug_of(str(row[column])) for row in all_rows(engine, options)]
    chosen = values[:: max(1, len(values) // REPEATS)]
    return _timed(lambda value: _read(engine, name, {parameter: value}), chosen)


def _read(engine: Embedded, name: str, values: dict[str, str]) -> None:
    """Read the whole answer to a question, whatever its form."""
    _all(engine.query(question(name).bind(values)))


def _all(answer: Any) -> None:
    if isinstance(answer, QuerySolutions):
        columns = [variable.value for variable in answer.variables]
        for row in answer:
            for column in columns:
                row[column]
    else:
        list(answer)


def _timed(call: Callable[[Any], object], values: Iterable[Any]) -> list[float]:
    return [_seconds(partial(call, value)) for value in values]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _memory(home: Path) -> int:
    """Return the peak of memory, in MB, of a process that answers the headline question for every need."""
    command = [sys.executable, "-m", "benchmarks.answerer", str(current_release(home).store)]
    return int(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def _program() -> Path:
    return Path(sys.executable).with_name("cxscape")


def percentile(times: Sequence[float], place: int) -> float:
    """Return the given percentile of `times`, which may be a single one."""
    return times[0] if len(times) == 1 else statistics.quantiles(times, n=100, method="inclusive")[place - 1]


def _line(what: str, times: Sequence[float], ours: float | None = None) -> None:
    """Print a row: the median and the 95th percentile, and how that compares with ours."""
    half, most = percentile(times, 50), percentile(times, 95)
    ratio = "" if ours is None else f"{most / ours:,.1f}"
    print(f"{what:52}{_columns(f'{1000 * half:,.1f}', f'{1000 * most:,.1f}', ratio)}", flush=True)


def _columns(*cells: str) -> str:
    return "".join(f"{cell:>13}" for cell in cells)
