"""The app as people meet it: a real server, a real browser, the shipped landscape."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.landscapes import FIXTURES, csv_of
from tests.ui.endpoint.serving import serving
from tests.ui.visits import Visit

pytestmark = pytest.mark.browser

NEED = "?need=recover-abandoned-carts"


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
    with serving(hostile_home, tmp_path) as running:
        context = chromium.new_context()
        visit = Visit(context, f"http://127.0.0.1:{running.port}")
        page = visit.open(NEED)
        shown = [name.partition(". ")[2].replace("\N{WORD JOINER}", "") for name in visit.tools()]
        assert sorted(shown) == sorted(names)
        assert page.locator("a[href*='evil.example']").count() == 0
        assert visit.outside == []
        context.close()


@pytest.mark.parametrize("address", ["", NEED, "?q=customers+leave", f"{NEED}&stage=refer&channel=fax"])
def test_page_is_accessible_and_fits(seen: Visit, address: str) -> None:
    page = seen.open(address)
    if address == NEED:
        # One after the other: what opens is drawn by a run of its own, and a click during it is lost.
        page.get_by_text("Why, and how we know").first.click()
        expect(page.get_by_role("img", name=re.compile("Path from the need"))).to_be_visible()
        page.get_by_text("Narrow the answer").click()
        expect(page.get_by_role("combobox", name="Pricing model")).to_be_visible()
        page.get_by_text("The query behind this page").click()
    seen.check_looks()


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


def test_a_wide_table_scrolls_beside_its_first_column_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("compare?tools=klaviyo,mailchimp,hubspot&needs=recover-abandoned-carts")
    table = page.get_by_role("table", name=re.compile("^Recover abandoned carts"))
    first, last = table.get_by_role("rowheader").first, table.get_by_role("columnheader").last
    before = first.bounding_box()
    expect(last).not_to_be_in_viewport(ratio=0.9)
    last.get_by_role("link").focus()
    expect(last).to_be_in_viewport(ratio=0.9)
    after = first.bounding_box()
    assert before
    assert after
    assert after["x"] == before["x"]
    assert table.get_by_role("cell").first.bounding_box()["x"] < before["x"]  # type: ignore[index]
