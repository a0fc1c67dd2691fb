"""Measure the app as a visitor meets it: first paint, and from a click on a need to its answer, in a real browser.

Run with ``python -m benchmarks.browsing``. Beside it stands the same click in a page without an engine, which shows a
table that was worked out before: what is left is Streamlit, the browser and the way between them.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from benchmarks.answering import percentile
from benchmarks.generated import generate
from loaders.releases import current_release
from ontology.namespaces import slug_of
from queries.answers import tools_for_need
from queries.engines import Embedded
from queries.results import rows
from tests import browser as browsers
from ui.words import START_OVER

SIZE = 15_000
SHOWN = 10
PAINTS = 5
DISTURBED = 0.05
"""Share of the processors' time beyond which a click says more of the host's other guests than of the app."""
STARTUP_SECONDS = 60

CLICK = """
async ([label, answered]) => {
  const start = performance.now();
  [...document.querySelectorAll('button, .journey a')].find(each => each.textContent.includes(label)).click();
  const shown = () => {
    const title = document.querySelector('h1'), found = [...document.querySelectorAll('h2')];
    return title?.textContent.includes(label) && found.some(each => new RegExp(answered).test(each.textContent));
  };
  while (!shown()) {
    if (performance.now() - start > 20000) throw new Error('no answer to ' + label);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - start;
}
"""
"""Click on a need and wait until its name and the number of tools stand on the page; the milliseconds it took."""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ANSWERED = r"\d.*(serve|touch)|[Nn]o tool"


@dataclass(frozen=True)
class Click:
    """One click that was answered.

    Attributes:
        seconds: until the answer stood there.
        stolen: share of the processors' time that a virtual machine's host took away meanwhile; 0 on a real one.
    """

    seconds: float
    stolen: float


def main(size: int = SIZE) -> None:
    """Measure with a generated landscape of `size` tools, and print a table."""
    path = browsers.find()
    if path is None:
        print(f"browsing: not measured, {browsers.MISSING}")
        return
    # What the browser still writes into its profile while it ends is nobody's loss.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, sync_playwright() as playwright:
        folder, home = Path(place), Path(place) / "home"
        generate(folder / "landscape.csv", size)
        program = Path(sys.executable).with_name("cxscape")
        subprocess.run([program, "--home", home, "refresh", "--quiet", folder / "landscape.csv"], check=True)
        engine = Embedded(current_release(home).store)
        needs = {slug_of(str(row["need"])): str(row["label"]) for row in rows(engine, "needs")}
        answers = {need: _answer(engine, need, label) for need, label in needs.items()}
        (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        labels = list(needs.values())
        app = [str(program), "--home", str(home), "serve", "--no-endpoint", "--port"]
        static = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("static_app.py"))]
        static += ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.port"]
        print(f"\nbrowsing, {size:,} tools: milliseconds" + " " * 20 + f"{'p50':>10} {'p95':>10}")
        for name, command, variables in (
            ("the app", app, {}),
            ("a static table", static, {"ANSWERS": str(folder / "answers.json")}),
        ):
            # With a profile of its own, as a visitor has one: it keeps what the browser made of the scripts.
            context = playwright.chromium.launch_persistent_context(
                folder / name, executable_path=path, args=list(browsers.FLAGS), viewport={"width": 1280, "height": 900}
            )
            _measure(name, command, variables, context, labels)
            context.close()


def _answer(engine: Embedded, need: str, label: str) -> dict[str, object]:
    answer = tools_for_need(engine, "", need, limit=SHOWN)
    tools = [{"tool": tool.label, "fit": tool.fit, "covers": tool.coverage} for tool in answer.tools]
    return {"label": label, "total": answer.total, "tools": tools}


def _measure(
    name: str, command: list[str], variables: dict[str, str], context: BrowserContext, labels: Sequence[str]
) -> None:
    with _serving(command, variables) as address:
        for visit, times in (("first visit to a new server", 1), ("later visits", PAINTS)):
            paints, titles = zip(*(_paint(context, address) for _ in range(times)), strict=True)
            _line(f"{name}: first contentful paint, {visit}", paints)
            _line(f"{name}: title, {visit}", titles)
        # No need is asked for twice, so that the server has no answer ready.
        for way, clicks in (
            ("in a new tab", _visits(context, address, labels[::2])),
            ("further on in the app", _walk(context, address, labels[1::2])),
        ):
            _line(f"{name}: click to answer, {way}", [click.seconds for click in clicks])
            undisturbed = [click.seconds for click in clicks if click.stolen <= DISTURBED]
            if undisturbed:
                _line(f"  those of them that the host left alone, {len(undisturbed)} of {len(clicks)}", undisturbed)


def _paint(context: BrowserContext, address: str) -> tuple[float, float]:
    """Return the seconds until the first contentful paint (W3C Paint Timing) and until the title stands there."""
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("h1", timeout=20_000)
    seconds = time.perf_counter() - start
    paint = float(page.evaluate(PAINT)) / 1000
    page.close()
    return paint, seconds


def _visits(context: BrowserContext, address: str, labels: Sequence[str]) -> list[Click]:
    """Open the app in a tab of its own for each need, and click on it.

    In one tab that is loaded anew each time, the browser would clear away what earlier loads left, for 100 ms and more
    in the middle of some clicks.
    """
    clicks = []
    for label in labels:
        page = context.new_page()
        page.goto(address)
        clicks.append(_click(page, label))
        page.close()
    return clicks


def _walk(context: BrowserContext, address: str, labels: Sequence[str]) -> list[Click]:
    """Click on one need after the other in one tab, and go back to all needs by the app's own button."""
    page, clicks = context.new_page(), []
    page.goto(address)
    for label in labels:
        clicks.append(_click(page, label))
        _until_done(page)
        page.get_by_role("button", name=START_OVER).click()
    page.close()
    return clicks


def _until_done(page: Page) -> None:
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=20_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=20_000)


def _click(page: Page, label: str) -> Click:
    expect(page.locator("button, .journey a", has_text=label).first).to_be_visible(timeout=20_000)
    _until_done(page)
    before = _ticks()
    seconds = float(page.evaluate(CLICK, [label, ANSWERED])) / 1000
    stolen, spent = (after - earlier for after, earlier in zip(_ticks(), before, strict=True))
    return Click(seconds, stolen / max(spent, 1))


def _ticks() -> tuple[int, int]:
    """Return the processor time that the host gave to other machines, and all of it; zeros where it is not Linux."""
    file = Path("/proc/stat")
    if not file.exists():
        return 0, 0
    counts = [int(count) for count in file.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    return counts[-1], sum(counts)


@contextmanager
def _serving(command: list[str], variables: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, **variables}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, str(port)], stdout=quiet, stderr=quiet, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own server
                    break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _line(name: str, seconds: Sequence[float]) -> None:
    print(f"{name:52} {percentile(seconds, 50) * 1000:10.0f} {percentile(seconds, 95) * 1000:10.0f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
