"""Take the pictures of the documentation anew: every page, light and dark, at a desk and on a phone.

Run with ``make screenshots``, and look at them before they are committed.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from loaders.refresh import refresh, shipped_landscape
from tests import browser as browsers
from tests.ui.endpoint.serving import serving
from tests.ui.visits import LOOKS, Visit
from ui.workbench import words

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
ADDRESSES = {
    "board": "",
    "gaps": "?need=recover-abandoned-carts",
    "landscape": "landscape",
    "compare": "compare?tools=klaviyo,mailchimp,hubspot&needs=recover-abandoned-carts",
    "shortlist": "shortlist?list=klaviyo,mailchimp,hubspot,intercom&needs=recover-abandoned-carts",
    "tool": "tool?id=klaviyo",
    "vendor": "vendor?id=oracle",
    "category": "category?id=email-marketing",
    "capability": "capability?id=cart-recovery",
    "changes": "changes",
    "data": "data",
    "workbench": "workbench?question=tools-for-need&need=recover-abandoned-carts",
    "workbench-graph": "workbench?query=DESCRIBE%20tool:klaviyo",
}
PLANS = {
    "stack": "My stack",
    "maturity": "Maturity",
    "projects": "Projects",
    "strategy": "Strategy",
    "communities": "Communities",
}
"""Pages that the example company fills, by their names in the navigation."""
_HEIGHTS = {1280: 1000, 390: 844}
_HIGHEST = {1280: 1800, 390: 2400}
_HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
_COLORS = 256
_NEW = 100
"""Of so many lines the last one is new."""


def main() -> None:
    """Take all pictures."""
    path = browsers.find()
    if path is None:
        raise SystemExit(browsers.MISSING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder, "home")
        refresh(home, _as_it_was(Path(folder)))
        refresh(home)
        browser = playwright.chromium.launch(executable_path=path, args=list(browsers.FLAGS))
        with _open(browser, home) as visit:
            for name, address in ADDRESSES.items():
                _photograph(visit, name, address, whole=name.startswith("workbench"))
            visit.open("workbench").get_by_role("textbox", name=words.EDITOR).focus()
            visit.page.keyboard.press("Control+a")
            visit.page.keyboard.type("ASK { abandoned-ca")
            expect(visit.page.get_by_role("option").first).to_be_visible()
            _take(visit.page, FOLDER / "workbench-completion-light-1280.png")
            visit.open("stack").get_by_role("button", name="Show the example company").click()
            for name, title in PLANS.items():
                visit.page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
                expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)
                visit.settle()
                _photograph(visit, name, whole=True)
        browser.close()


def _as_it_was(folder: Path) -> list[Path]:
    """Return the shipped files without the last lines of each, so that there is something to tell of changes."""
    files = []
    for file in shipped_landscape():
        files.append(folder / file.name)
        lines = file.read_bytes().splitlines(keepends=True)
        files[-1].write_bytes(b"".join(lines[: -max(1, len(lines) // _NEW)]))
    return files


@contextmanager
def _open(browser: Browser, home: Path) -> Iterator[Visit]:
    with tempfile.TemporaryDirectory() as folder, serving(home, Path(folder)) as running:
        context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 1000})
        yield Visit(context, f"http://127.0.0.1:{running.port}")
        context.close()


def _photograph(visit: Visit, name: str, address: str | None = None, *, whole: bool = False) -> None:
    """Take the pictures of a page, what a window shows of it or the whole down to a limit.

    It is opened for each, as a visitor with that look opens it; without an address it is the page that is open.
    """
    for scheme, width in LOOKS:
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.set_viewport_size({"width": width, "height": _HEIGHTS[width]})
        if address is not None:
            visit.open(address)
        expect(visit.page.locator(".stApp")).to_have_css("color-scheme", scheme)
        visit.settle()
        graphs = visit.page.get_by_test_id("stGraphVizChart")
        expect(graphs.locator("svg")).to_have_count(graphs.count())
        if whole:
            height = min(visit.page.evaluate(_HEIGHT), _HIGHEST[width])
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.settle()
        _take(visit.page, FOLDER / f"{name}-{scheme}-{width}.png")
    visit.page.set_viewport_size({"width": 1280, "height": 1000})


def _take(page: Page, file: Path) -> None:
    page.wait_for_timeout(1000)
    page.screenshot(path=file)
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(_COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            file, optimize=True
        )


if __name__ == "__main__":
    main()
