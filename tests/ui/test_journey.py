"""The way of a CMO through the app, in a real browser: from a symptom to a shortlist in files; every page on it."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from loaders.refresh import refresh, shipped_landscape
from loaders.releases import current_release
from tests.ui.pages import open_page, said
from tests.ui.visits import Visit

SYMPTOM = "Seven of ten carts are lost"
TWO = "list=klaviyo,mailchimp"
PAGES = {
    "landscape": "The whole landscape",
    "changes": "What changed",
    "data": "Data and quality",
    "compare?tools=klaviyo,mailchimp&needs=recover-abandoned-carts": "Compare",
    f"shortlist?{TWO}&needs=recover-abandoned-carts": "Shortlist",
    "stack": "My stack",
    "maturity": "Maturity",
    "projects": "Projects",
    "strategy": "Strategy",
    "communities": "Communities",
    "tool?id=klaviyo": "Klaviyo",
    "vendor?id=google": "Google",
    "category?id=crm": "CRM",
    "capability?id=cart-recovery": "Cart",
}
"""Addresses with what their titles say."""
PERMALINKS = (
    ("gaps", {"need": "recover-abandoned-carts"}),
    ("gaps", {"need": "recover-abandoned-carts", "pricing": "freemium"}),
    ("gaps", {"need": "recover-abandoned-carts", "channel": "email", "show": "20"}),
    ("gaps", {"need": "prevent-churn"}),
    ("gaps", {"need": "prevent-churn", "fit": "adjacent"}),
    ("vendor", {"id": "google"}),
    ("gaps", {"q": "Seven of ten carts are lost"}),
    ("gaps", {"q": "customers leave"}),
    ("tool", {"id": "klaviyo"}),
    ("tool", {"id": "hotjar"}),
    ("tool", {"id": "google-optimize"}),
    ("tool", {"id": "<script>alert(1)</script>"}),
    ("category", {"id": "live-chat-chatbots"}),
    ("capability", {"id": "cart-recovery"}),
    ("compare", {"tools": "klaviyo,mailchimp"}),
    ("compare", {"tools": "klaviyo,mailchimp,braze", "needs": "recover-abandoned-carts"}),
    ("compare", {"categories": "crm,email-marketing"}),
    ("shortlist", {"list": "klaviyo,hotjar"}),
    ("shortlist", {"list": "klaviyo,hotjar", "needs": "recover-abandoned-carts,prevent-churn"}),
    ("shortlist", {"list": "klaviyo,nobody"}),
)

RELEASES = r"\bRelease \d|^Data: |^This is the only release here|^Nothing changed in the 2 releases"
"""What tells of releases."""


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as begun:
        page.get_by_role("button", name=re.compile(name)).click()
    return Path(begun.value.path()).read_bytes()


def test_a_symptom_leads_to_a_shortlist_in_files(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("searchbox").fill(SYMPTOM)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Recover abandoned carts")).to_be_visible()
    visit.settle()
    first, second = (name.partition(". ")[2] for name in visit.tools()[:2])
    page.get_by_text("Why, and how we know").first.click()
    expect(page.get_by_text(re.compile(r"\.csv, line \d+")).first).to_be_visible()
    for number in (1, 2):
        # The button stays where it is and takes the tool off again: the next one is ours when it says so.
        page.get_by_role("button", name="Add to shortlist").first.click()
        expect(page.get_by_role("button", name=re.compile("On your shortlist"))).to_have_count(number)
    visit.settle()

    page.get_by_role("link", name=f"All about {first}").click()
    expect(page.get_by_role("heading", level=1, name=first)).to_be_visible()
    visit.settle()
    page.get_by_role("link", name="Shortlist").first.click()
    expect(page.get_by_role("heading", level=1, name="Shortlist")).to_be_visible()
    visit.settle()
    page.get_by_role("link", name="Compare them side by side").click()
    expect(page.get_by_role("heading", level=1, name="Compare")).to_be_visible()
    visit.settle()
    for name in (first, second):
        expect(page.get_by_role("columnheader", name=name).first).to_be_visible()
    page.get_by_role("link", name="Shortlist").first.click()
    expect(page.get_by_role("heading", level=1, name="Shortlist")).to_be_visible()
    visit.settle()
    page.get_by_role("button", name=re.compile("^Export")).click()
    expect(page.get_by_role("button", name=re.compile("PDF"))).to_be_visible(timeout=30_000)

    pdf = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(download(page, "PDF"))).pages)
    slides = Presentation(io.BytesIO(download(page, "PowerPoint|PPTX"))).slides
    shown = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    book = load_workbook(io.BytesIO(download(page, "Excel|XLSX")))
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    table = download(page, "CSV")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    for name in (first, second):
        assert name in pdf
        assert name in cells
        assert any(name in cell for row in rows for cell in row)
    assert slides
    assert shown
    assert visit.outside == []
    assert visit.complaints() == []


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit.open()

    def to(role: str, name: str) -> None:
        """Press Tab until the element that is named has the focus."""
        wanted = page.get_by_role(role, name=re.compile(name)).first  # type: ignore[arg-type]
        for _ in range(150):
            if wanted.count() and wanted.evaluate("each => each === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"Tab does not lead to the {role} {name}")

    to("searchbox", "What hurts")
    page.keyboard.type(SYMPTOM)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Recover abandoned carts")).to_be_visible()
    visit.settle()
    for listed in (1, 2):
        to("button", "Add to shortlist")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("On your shortlist"))).to_have_count(listed)
        visit.settle()
    for link, title in (("^Shortlist", "Shortlist"), ("^Compare them", "Compare"), ("^Shortlist", "Shortlist")):
        page.keyboard.press("Home")
        to("link", link)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        visit.settle()
    to("button", "^.*Export")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("CSV"))).to_be_visible(timeout=30_000)
    with page.expect_download() as begun:
        to("button", "CSV")
        page.keyboard.press("Enter")
    assert Path(begun.value.path()).stat().st_size > 0


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible_and_fits(seen: Visit, address: str) -> None:
    page = seen.open(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(PAGES[address])
    seen.check_looks()
    assert seen.outside == []
    assert seen.complaints() == []


def test_links_answer_the_same_after_a_restart_and_a_refresh_that_does_not_touch_them(
    shipped_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(shipped_home, home, symlinks=True)
    before = [answer(monkeypatch, home, page, address) for page, address in PERMALINKS]
    extra = tmp_path / "more.csv"
    extra.write_text("tool,category\nUtterly unlike anything,talent-management\n", encoding="utf-8")
    old = current_release(home)
    release, _ = refresh(home, [*shipped_landscape(), extra])
    assert release != old
    after = answers_of_a_new_process(home)
    assert len(after) == len(PERMALINKS)
    for (page, address), then, now in zip(PERMALINKS, before, after, strict=True):
        assert now == then, f"{page} {address} differs"


def answers_of_a_new_process(home: Path) -> list[list[str]]:
    """Return what the pages say that links lead to, in a process that has kept nothing of another one."""
    code = "from tests.ui import test_journey; test_journey.print_answers()"
    environment = {**os.environ, "CXSCAPE_HOME": str(home)}
    here = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment, cwd=here)
    told: list[list[str]] = json.loads(done.stdout.decode().splitlines()[-1])
    return told


def print_answers() -> None:
    """Print what the pages say that links lead to, as JSON."""
    with pytest.MonkeyPatch.context() as patch:
        home = Path(os.environ["CXSCAPE_HOME"])
        print(json.dumps([answer(patch, home, page, address) for page, address in PERMALINKS]))  # noqa: T201


def answer(monkeypatch: pytest.MonkeyPatch, home: Path, page: str, address: dict[str, str]) -> list[str]:
    """Return what a page says to a new visitor, without the lines that tell of releases."""
    told = said(open_page(monkeypatch, home, page, **address))
    return [line for line in told.splitlines() if not re.search(RELEASES, line)]
