"""The pages of a release in a real browser: they ask nobody for anything, and everybody can read them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browser as browsers
from tests.accessibility import SCHEMES, broken
from tests.servers.fixtures import need

PAGES = ["index.html", "vocabularies.html", "mappings.html", "alignments.html", "id/importance.html", "id/phase.html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need(browsers.find(), browsers.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=list(browsers.FLAGS))
        yield browser
        browser.close()


@pytest.mark.browser
def test_a_page_fetches_nothing_and_breaks_no_rule_of_accessibility(browser: Browser, published: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        asked.clear()
        page.goto((published / name).as_uri())
        assert [url for url in asked if not url.startswith("data:")] == [(published / name).as_uri()]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert (name, scheme, broken(page)) == (name, scheme, [])
    page.close()


@pytest.mark.browser
def test_the_address_of_a_term_leads_to_its_definition(browser: Browser, published: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(published / 'ontology.html').as_uri()}#CXNeed")
    shown = page.locator(":target")
    assert "CX need" in shown.inner_text()
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 200
    page.close()


@pytest.mark.browser
def test_a_page_fits_a_phone(browser: Browser, published: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for name in [*PAGES, "ontology.html", "id/need.html"]:
        page.goto((published / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page.close()
