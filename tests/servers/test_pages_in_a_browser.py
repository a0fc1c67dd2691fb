"""The pages of a release in a real browser: they ask nobody for anything, and everybody can read them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.accessibility import SCHEMES, broken

PAGES = ["index.html", "vocabularies.html", "mappings.html", "alignments.html", "id/importance.html", "id/phase.html"]


@pytest.mark.browser
def test_a_page_fetches_nothing_and_breaks_no_rule_of_accessibility(chromium: Browser, published: Path) -> None:
    page = chromium.new_page()
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
def test_the_address_of_a_term_leads_to_its_definition(chromium: Browser, published: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{(published / 'ontology.html').as_uri()}#CXNeed")
    shown = page.locator(":target")
    assert "CX need" in shown.inner_text()
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 200
    page.close()


@pytest.mark.browser
def test_a_page_fits_a_phone(chromium: Browser, published: Path) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    for name in [*PAGES, "ontology.html", "id/need.html"]:
        page.goto((published / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page.close()
