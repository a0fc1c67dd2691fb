"""The app as people meet it: a real server, a real browser, the shipped landscape."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests import browser as browsers
from tests.landscapes import FIXTURES, csv_of

pytestmark = pytest.mark.browser

NEED = "?need=recover-abandoned-carts"
HARMLESS = ("favicon",)
AXE = files("axe_playwright_python") / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
STARTUP_SECONDS = 60


@pytest.fixture(scope="module")
def server(shipped_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running ``cxscape serve``."""
    with _serving(shipped_home, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@contextmanager
def _serving(home: Path, log: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command: list[str | Path] = [
        Path(sys.executable).with_name("cxscape"),
        "--home",
        str(home),
        "serve",
        "--port",
        str(port),
    ]
    root = Path(__file__).parents[2]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=log.parent, stdout=output, stderr=output, env={**os.environ, "PYTHONPATH": str(root)}
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser; without one its tests are skipped, or fail where they must run."""
    path = browsers.find()
    if path is None and browsers.must_run():
        pytest.fail(browsers.MISSING)
    if path is None:
        pytest.skip(browsers.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(browsers.FLAGS))
        yield browser
        browser.close()


class Visit:
    """A tab that notes what the page asks of the network and what it complains about."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.server = server
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", self._hear)
        self.page.on("response", self._look)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.server, self.server.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def _look(self, response: Response) -> None:
        # Streamlit looks for its own server below the address of a page first.
        if response.status >= HTTPStatus.BAD_REQUEST and "/_stcore/" not in response.url:
            self.errors.append(f"{response.status} {response.url}")

    def open(self, address: str = "") -> Page:
        self.page.goto(f"{self.server}/{address}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page is complete: its footer is there and nothing is loading."""
        expect(self.page.get_by_text("data loaded")).to_be_visible(timeout=30_000)
        expect(self.page.locator("[data-test-script-state=running]")).to_have_count(0, timeout=30_000)
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)

    def tools(self) -> list[str]:
        names = self.page.get_by_role("heading", level=3).all_inner_texts()
        return [name for name in names if re.match(r"\d+\. ", name)]

    def complaints(self) -> list[str]:
        return [error for error in self.errors if not any(word in error for word in HARMLESS)]


@pytest.fixture
def visit(chromium: Browser, server: str) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield Visit(context, server)
    context.close()


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A window by color scheme, for pages that are only looked at: the second one finds the app's scripts there."""
    opened = {scheme: chromium.new_context(color_scheme=scheme) for scheme in SCHEMES}
    yield {str(scheme): context for scheme, context in opened.items()}
    for context in opened.values():
        context.close()


@pytest.fixture
def seen(windows: dict[str, BrowserContext], server: str, scheme: str) -> Iterator[Visit]:
    """A tab in the color scheme that a test is run with."""
    visit = Visit(windows[scheme], server)
    yield visit
    visit.page.close()


def test_symptom_typed_gives_real_tools_and_a_link_that_reproduces_them(visit: Visit) -> None:
    page = visit.open()
    symptom = page.get_by_role("searchbox")
    symptom.fill("Seven of ten carts are lost")
    symptom.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Recover abandoned carts")).to_be_visible()
    visit.settle()
    answer = visit.tools()
    assert len(answer) == 10
    assert "q=Seven" in page.url
    assert visit.open(page.url.rpartition("/")[2]) is page
    assert visit.tools() == answer


def test_back_undoes_a_choice(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("link", name="Recover abandoned carts").click()
    expect(page).to_have_url(re.compile(r"\?need=recover-abandoned-carts$"))
    visit.settle()
    before = visit.tools()
    page.get_by_text("Narrow the answer").click()
    page.get_by_role("combobox", name="Pricing model").click()
    page.get_by_role("option", name="Freemium").click()
    expect(page).to_have_url(re.compile("pricing=freemium"))
    expect(page.get_by_role("heading", level=2, name=re.compile("pass your choices"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=2, name=re.compile("serve this need"))).to_be_visible()
    visit.settle()
    assert visit.tools() == before
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which tools close")


def test_a_need_of_the_journey_is_a_link_that_can_be_opened_apart(visit: Visit) -> None:
    page = visit.open()
    link = page.get_by_role("link", name="Recover abandoned carts")
    expect(link).to_contain_text("567 tools")
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Recover abandoned carts")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which tools close")


def test_reasons_and_query_open_in_one_click(visit: Visit) -> None:
    page = visit.open(NEED)
    page.get_by_text("Why, and how we know").first.click()
    expect(page.get_by_text(re.compile(r"\.csv, line \d+")).first).to_be_visible()
    page.get_by_text("The query behind this page").click()
    expect(page.get_by_text("need:recover-abandoned-carts").or_(page.get_by_text("SELECT")).first).to_be_visible()


def test_links_to_tools_open_apart_and_tell_them_nothing_of_us(visit: Visit) -> None:
    page = visit.open(NEED)
    link = page.get_by_test_id("stVerticalBlock").get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("^https://"))
    expect(link).to_have_attribute("target", "_blank")
    assert "noopener" in str(link.get_attribute("rel"))


def test_nothing_is_asked_of_anybody_else_and_the_console_is_quiet(visit: Visit) -> None:
    visit.open()
    page = visit.open(NEED)
    page.get_by_text("The query behind this page").click()
    visit.open("?need=nonsense")
    assert visit.outside == []
    assert visit.complaints() == []


def test_hostile_names_are_shown_as_they_are(chromium: Browser, hostile_home: Path, tmp_path: Path) -> None:
    names = [row["tool"] for row in csv_of(FIXTURES / "valid-hostile-names.csv")]
    with _serving(hostile_home, tmp_path / "log") as address:
        context = chromium.new_context()
        visit = Visit(context, address)
        page = visit.open(NEED)
        shown = [name.partition(". ")[2].replace("\N{WORD JOINER}", "") for name in visit.tools()]
        assert sorted(shown) == sorted(names)
        assert page.locator("a[href*='evil.example']").count() == 0
        assert visit.outside == []
        context.close()


LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
STATES = [
    *((address, *look) for address in ("", NEED) for look in LOOKS),
    ("?q=customers+leave", 1280, "light"),
    (f"{NEED}&stage=refer&channel=fax", 390, "light"),
    (f"{NEED}&stage=refer&channel=fax", 1280, "dark"),
]


@pytest.mark.parametrize(("address", "width", "scheme"), STATES)
def test_page_is_accessible_and_fits(seen: Visit, address: str, width: int) -> None:
    seen.page.set_viewport_size({"width": width, "height": 900})
    page = seen.open(address)
    if address == NEED:
        # One after the other: what opens is drawn by a run of its own, and a click during it is lost.
        page.get_by_text("Why, and how we know").first.click()
        expect(page.get_by_role("img", name=re.compile("Path from the need"))).to_be_visible()
        page.get_by_text("Narrow the answer").click()
        expect(page.get_by_role("combobox", name="Pricing model")).to_be_visible()
        page.get_by_text("The query behind this page").click()
        seen.settle()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_two_tabs_do_not_disturb_each_other(visit: Visit) -> None:
    other = Visit(visit.page.context, visit.server)
    visit.open(NEED)
    there = other.open("?need=prevent-churn")
    before = other.tools()
    visit.page.get_by_role("button", name="Add to shortlist").first.click()
    expect(visit.page.get_by_role("button", name=re.compile("On your shortlist"))).to_have_count(1)
    there.get_by_role("button", name="Add to shortlist").nth(1).click()
    expect(there.get_by_role("button", name=re.compile("On your shortlist"))).to_have_count(1)
    other.settle()
    assert other.tools() == before
    assert "recover-abandoned-carts" in visit.page.url
    assert "prevent-churn" in there.url
    listed = [re.search(r"list=([\w-]+)", page.url) for page in (visit.page, there)]
    assert listed[0]
    assert listed[1]
    assert listed[0][1] != listed[1][1]
