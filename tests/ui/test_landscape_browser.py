"""The landscape page in a real browser: what a test without one cannot do is click on a chart."""

import re

from playwright.sync_api import expect

from tests.ui.visits import Visit


def test_a_box_of_the_map_opens_its_category_and_the_list_is_narrowed_and_paged(visit: Visit) -> None:
    page = visit.open("landscape")
    alt = str(page.locator("[aria-label^=Treemap]").get_attribute("aria-label"))
    drawn = page.locator("canvas").first.bounding_box()
    assert drawn
    # Well within the largest field there is: of its boxes, the largest is at the top left.
    page.mouse.click(drawn["x"] + 60, drawn["y"] + 100)
    expect(page).to_have_url(re.compile(r"/category\?id=[a-z-]+$"))
    visit.settle()
    title = page.get_by_role("heading", level=1).inner_text()
    assert title in alt
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="The whole landscape")).to_be_visible()
    visit.settle()
    category = page.get_by_role("combobox", name="Category")
    category.click()
    category.fill("Email Marketing")
    page.get_by_role("option", name="Email Marketing (69)").click()
    expect(page.get_by_role("heading", level=3, name="69 tools")).to_be_visible()
    page.get_by_role("button", name="Page 3").click()
    expect(page.get_by_text("51 to 69 of 69")).to_be_visible()
    expect(page).to_have_url(re.compile(r"category=email-marketing&page=3$"))
    page.go_back()
    expect(page.get_by_text("1 to 25 of 69")).to_be_visible()
    assert visit.outside == []
