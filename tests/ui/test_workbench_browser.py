"""The workbench as analysts meet it: a real server, a real browser, the shipped landscape."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Page, expect
from pyoxigraph import RdfFormat, parse

from tests.ui.visits import Visit
from ui.workbench import words

pytestmark = pytest.mark.browser

CARTS = "recover-abandoned-carts"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def answered(page: Page) -> str:
    """Wait for an answer and return the line that tells its size."""
    line = page.get_by_text(re.compile(r"^[\d,]+ (rows?|triples?) in .* release"))
    expect(line).to_be_visible(timeout=30_000)
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0, timeout=30_000)
    return line.inner_text()


def write(page: Page, text: str) -> None:
    """Type a query into the editor, in place of what is there."""
    editor = page.get_by_role("textbox", name=words.EDITOR)
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def exported(page: Page, name: str) -> tuple[Download, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value, Path(download.value.path()).read_bytes()


def test_typed_query_is_completed_run_linked_and_remembered(chromium: Browser, server: str, visit: Visit) -> None:
    page = visit.open("workbench")
    write(page, "ASK { abandoned-ca")
    offered = page.get_by_role("option", name=re.compile("Recover abandoned carts"))
    expect(offered).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("r")
    expect(offered).to_be_visible()
    page.wait_for_timeout(100)  # the editor takes no key for an answer right after it has opened the list
    page.keyboard.press("Enter")
    page.keyboard.type(" a cx:CXNeed }")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(words.YES_ANSWER)).to_be_visible()
    assert answered(page).startswith("1 row in")
    assert "need%3Arecover-abandoned-carts" in page.url

    page.keyboard.type(" # goes on where it was")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"cx%3ACXNeed\+%7D\+%23\+goes\+on"))
    answered(page)

    page.get_by_role("textbox", name=words.EDITOR).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=words.RUN)).to_be_focused()

    page.get_by_text(words.HISTORY).click()
    expect(page.get_by_role("button", name=re.compile("ASK"))).to_have_count(2)

    other = chromium.new_context()
    again = Visit(other, server)
    again.open(page.url.removeprefix(f"{server}/"))
    expect(again.page.get_by_text(words.YES_ANSWER)).to_be_visible()
    expect(again.page.get_by_role("textbox", name=words.EDITOR)).to_contain_text("need:recover-abandoned-carts")
    other.close()
    assert visit.outside == []
    # Streamlit looks for its own addresses below each page first, and finds nothing there.
    assert [error for error in visit.complaints() if "404" not in error] == []


def test_error_is_marked_at_its_line_and_goes_with_the_next_answer(visit: Visit) -> None:
    page = visit.open("workbench")
    write(page, "SELECT *\nWHRE { ?tool a cx:Tool }\nLIMIT 3")
    page.get_by_role("button", name=words.RUN).click()
    expect(page.get_by_role("alert").get_by_text("WHRE is no word of SPARQL")).to_be_visible()
    expect(page.locator(".cm-lintRange-error")).to_have_text("WHRE")
    marker = page.locator(".cm-lint-marker-error").bounding_box()
    line = page.locator(".cm-line").nth(1).bounding_box()
    assert marker
    assert line
    assert line["y"] <= marker["y"] + marker["height"] / 2 <= line["y"] + line["height"]
    write(page, "SELECT *\nWHERE { ?tool a cx:Tool }\nLIMIT 3")
    page.get_by_role("button", name=words.RUN).click()
    assert answered(page).startswith("3 rows")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)


def test_question_becomes_a_form_and_the_form_becomes_sparql(visit: Visit) -> None:
    page = visit.open("workbench")
    page.get_by_role("searchbox", name=words.FIND).fill("serve this need best")
    page.get_by_text("Which tools serve this need best?").click()
    expect(page.get_by_role("heading", level=2, name="Which tools serve this need best?")).to_be_visible()
    first = answered(page)
    page.get_by_role("combobox", name="Need").click()
    page.keyboard.type("Keep customers")
    page.get_by_role("option", name="Keep customers from leaving").click()
    page.get_by_role("button", name=words.RUN).click()
    expect(page).to_have_url(re.compile("need=prevent-churn"))
    expect(page.get_by_text(first, exact=True)).to_have_count(0)
    count = answered(page).partition(" in ")[0]
    page.get_by_role("button", name=words.EDIT).click()
    editor = page.get_by_role("textbox", name=words.EDITOR)
    expect(editor).to_contain_text("SELECT ?tool ?label ?fit")
    assert answered(page).startswith(count)


def test_declared_prefixes_and_what_is_typed_after_them_run(visit: Visit) -> None:
    page = visit.open("workbench")
    write(page, "ASK { tool:klaviyo a cx:Tool }")
    page.get_by_role("button", name=words.DECLARE).click()
    editor = page.get_by_role("textbox", name=words.EDITOR)
    expect(editor).to_contain_text("PREFIX cx: <https://w3id.org/cxscape/ontology#>")
    page.get_by_role("button", name=words.RUN).click()
    expect(page.get_by_text(words.YES_ANSWER)).to_be_visible()
    expect(editor).to_contain_text("PREFIX tool:")


def test_endless_query_is_cancelled_and_the_next_one_answered(visit: Visit) -> None:
    page = visit.open("workbench")
    write(page, ENDLESS)
    page.get_by_role("button", name=words.RUN).click()
    expect(page.get_by_text("Running for")).to_be_visible()
    page.get_by_role("button", name=words.CANCEL).click()
    expect(page.get_by_text("You cancelled the query")).to_be_visible()
    write(page, "ASK { tool:klaviyo a cx:Tool }")
    page.get_by_role("button", name=words.RUN).click()
    expect(page.get_by_text(words.YES_ANSWER)).to_be_visible()


def test_exports_hold_the_answer(visit: Visit) -> None:
    sparql = 'SELECT ?label ?text { tool:klaviyo skos:prefLabel ?label BIND("=1+1" AS ?text) }'
    page = visit.open(f"workbench?query={quote(sparql)}")
    answered(page)
    page.get_by_role("button", name=words.EXPORT).click()
    file, content = exported(page, "CSV")
    assert re.match(r"query-[\w-]+\.csv$", file.suggested_filename)
    assert list(csv.DictReader(io.StringIO(content.decode()))) == [{"label": "Klaviyo", "text": "=1+1"}]
    _, content = exported(page, "JSON")
    assert json.loads(content)["results"]["bindings"][0]["label"]["value"] == "Klaviyo"
    _, content = exported(page, "XLSX")
    sheet = load_workbook(io.BytesIO(content))["Answer"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [["label", "text"], ["Klaviyo", "=1+1"]]
    assert sheet["B2"].data_type == "s"

    page = visit.open("workbench?query=DESCRIBE%20tool:klaviyo")
    count = int(answered(page).partition(" ")[0])
    page.get_by_role("button", name=words.EXPORT).click()
    _, content = exported(page, "Turtle")
    assert len(list(parse(content, format=RdfFormat.TURTLE))) == count


ADDRESSES = (
    "workbench",
    f"workbench?question=tools-for-need&need={CARTS}",
    f"workbench?question=tools-for-need&need={CARTS}&view=chart",
    "workbench?query=DESCRIBE%20tool:klaviyo",
    "workbench?query=SELECT%20*%0AWHRE%20%7B%7D",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_accessible_and_fits(seen: Visit, address: str) -> None:
    page = seen.open(address)
    if "question" in address:
        page.get_by_text(words.CODE).click()
    if address != "workbench":
        page.get_by_text(words.HISTORY).click()
    page.wait_for_timeout(1000)
    seen.check_looks()
    assert seen.outside == []
