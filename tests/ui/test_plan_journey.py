"""The worked example in a real browser: from a company's tools to its board pack, page by page, with nothing amiss."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.ui.visits import Visit
from ui.company import words as company
from ui.exports import words as exports
from ui.stack import words as stack

pytestmark = pytest.mark.browser

GAPS = ("Be found near me with correct details", "Reach the right new audiences")
ELSEWHERE = {
    "Maturity": ("Maturity", "Moments of disconnected frustration", "Phone and contact center"),
    "Projects": ("Projects", "serve the customer experience", "Balance over the journey"),
    "Strategy": ("Strategy", "What is not connected", "The ladder, from themes to tactics"),
    "Communities": ("Communities", "Northwind Outfitters"),
}
"""The other pages by their names in the navigation, each with its title and what else it says of the example."""


def test_from_the_tools_of_a_company_to_its_board_pack(visit: Visit) -> None:
    page = visit.open("stack")
    page.get_by_role("button", name=company.EXAMPLE).click()
    expect(page.get_by_text(stack.LIST.format(count=25))).to_be_visible()
    visit.settle()
    close_the_gaps(visit)
    visit.check_looks()
    pack_for_the_board(page)
    for title, said in ELSEWHERE.items():
        page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=said[0])).to_be_visible()
        visit.settle()
        for words in said:
            expect(page.get_by_text(words).first).to_be_visible()
        visit.check_looks()
    assert visit.outside == []
    assert visit.complaints() == []


def close_the_gaps(visit: Visit) -> None:
    page = visit.page
    page.get_by_text(stack.CLOSE_SECTION).click()
    gaps = page.get_by_role("combobox", name=re.compile(stack.GAPS_LABEL))
    for gap in GAPS:
        gaps.fill(gap)
        page.get_by_role("option", name=gap, exact=True).click()
    gaps.press("Escape")
    page.get_by_role("button", name=stack.FIND).click()
    expect(page.get_by_text("Proven: no set is better.")).to_be_visible(timeout=60_000)
    visit.settle()


def pack_for_the_board(page: Page) -> None:
    page.get_by_role("button", name=re.compile(exports.EXPORT)).last.click()
    expect(page.get_by_role("button", name=re.compile("PDF"))).to_be_visible(timeout=60_000)
    sheets = PdfReader(io.BytesIO(download(page, "PDF"))).pages
    printed = "\n".join(sheet.extract_text() for sheet in sheets)
    slides = Presentation(io.BytesIO(download(page, "PowerPoint"))).slides
    shown = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    book = load_workbook(io.BytesIO(download(page, "Excel")))
    cells = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    for content in (printed, shown, cells):
        assert "Northwind Outfitters" in content
    for gap in GAPS:
        assert gap in " ".join(printed.split())
        assert gap in cells
    page.keyboard.press("Escape")


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as begun:
        page.get_by_role("button", name=re.compile(name)).click()
    return Path(begun.value.path()).read_bytes()
