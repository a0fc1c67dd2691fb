"""Putting tools and categories side by side, on a landscape that the real loader built."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.apptest import APP, text
from tests.ui.pages import HOSTILE, go
from ui.compare import words
from ui.components.basis import badge
from ui.things import words as thing_words
from ui.words import EVIDENCED, IMPLIED, QUERY_TITLE, UNKNOWN

CARTS = "recover-abandoned-carts"
TWO = "cartsaver,mailwell"


class Opener:
    """Opens the page at an address; opening it again takes a fraction of the time."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=60).run()
        self.app.switch_page("app_pages/compare.py")

    def __call__(self, **asked: str) -> AppTest:
        return go(self.app, **asked)


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> Opener:
    """The page on the small landscape."""
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    return Opener()


def said(app: AppTest) -> str:
    return "\n".join([text(app), *(info.value for info in app.info)]).replace("\\", "")


def table(app: AppTest, corner: str) -> dict[str, list[str]]:
    """Return the cells of each line of the table with this heading over its first column."""
    [frame] = [each.value for each in app.table if each.value.index.name == corner]
    return {
        str(line[0]).partition("  \n")[0].replace("\\", ""): [str(cell).replace("\\", "") for cell in line[1:]]
        for line in frame.itertuples()
    }


def heads(app: AppTest) -> list[str]:
    return [str(column) for column in app.table[0].value.columns]


def test_requirements_of_a_need_tell_evidence_expectation_and_the_unknown_with_their_line(compare: Opener) -> None:
    app = compare(tools=TWO, needs=CARTS)
    lines = table(app, words.REQUIRED)
    ours, theirs = lines["Cart and browse recovery"]
    assert EVIDENCED in ours
    assert "stated outright; valid-dozen-tools.csv, line 2]]" in ours
    assert f"{IMPLIED}] most do this" in theirs
    assert "listed as “Email Marketing”; " in theirs
    assert any(UNKNOWN in cell for cells in lines.values() for cell in cells)
    assert lines[f"**{words.FIT_ROW}**"][0].startswith("**Primary fit**, covers")


def test_tables_have_the_tools_as_headings_that_lead_to_their_pages(compare: Opener) -> None:
    assert heads(compare(tools=TWO)) == ["[CartSaver](tool?id=cartsaver)", "[Mailwell](tool?id=mailwell)"]


def test_tools_of_one_name_are_told_apart(compare: Opener) -> None:
    app = compare(tools="cartsaver,mailwell")
    app.text_input(key="compare-find").set_value("twinname").run()
    twins = [str(button.key).removeprefix("add-") for button in app.button if str(button.key).startswith("add-")]
    app = compare(tools=",".join(twins))
    assert [head.partition("]")[0] for head in heads(app)] == ["[Twinname", "[Twinname"]
    assert not app.error


def test_what_differs_comes_first_and_alone_on_request(compare: Opener) -> None:
    app = compare(tools=TWO)
    lines = table(app, words.FACT)
    differs = [len({cell.partition("  \n")[0] for cell in cells}) > 1 for cells in lines.values()]
    assert differs == sorted(differs, reverse=True)
    assert True in differs
    assert False in differs
    app.toggle(key="compare-only").set_value(True).run()
    assert app.query_params["only"] == "differences"
    shown = table(app, words.FACT)
    assert list(shown) == [line for line, differ in zip(lines, differs, strict=True) if differ]
    assert words.SAME.format(count=differs.count(False)) in said(app)
    assert words.NEED in [each.value.index.name for each in app.table]


def test_facts_tell_price_and_adoption_with_their_line_and_what_nobody_says(compare: Opener) -> None:
    lines = table(compare(tools="cartsaver,openshop"), words.FACT)
    assert lines["Pricing model"][0].startswith("Subscription  \n:small[:gray[valid-dozen-tools.csv, line 2, read")
    assert lines["Seen on the web"][0].startswith("1,200 times")
    assert lines["Vendor"][1] == f":gray[{thing_words.NOBODY_SAYS}]"
    assert lines["Open source"] == [f":gray[{thing_words.NOBODY_SAYS}]", lines["Open source"][1]]
    assert lines["Open source"][1].startswith("Yes")
    assert lines["Run for you in the cloud"][1].startswith("No")


@pytest.mark.parametrize(
    ("evidenced", "sure", "shown"),
    [
        (True, 1.0, ":green-badge[:material/fact_check: Evidenced]"),
        (True, 0.6, ":orange-badge[:material/fact_check: Evidenced, 60% sure]"),
        (False, 1.0, ":blue-badge[:material/category: Category-implied]"),
        (False, 0.75, ":blue-badge[:material/category: Category-implied, 75% sure]"),
    ],
)
def test_a_badge_is_green_only_for_what_is_certain(evidenced: bool, sure: float, shown: str) -> None:
    assert badge(evidenced=evidenced, sure=sure) == shown


def test_what_only_one_does_is_told(compare: Opener) -> None:
    app = compare(tools="seopro,chatline")
    assert words.ONLY_ONE in said(app)
    shown = [markdown.value for markdown in app.markdown if words.EXPECTED in markdown.value]
    assert len(shown) == 2
    assert any("SEO" in each for each in shown)


def test_categories_are_compared_by_what_their_tools_usually_do(compare: Opener) -> None:
    app = compare(categories="email-marketing,mobile-marketing", needs=CARTS)
    assert heads(app)[0] == "[Email Marketing](category?id=email-marketing)"
    assert table(app, words.REQUIRED)["Cart and browse recovery"] == [words.USUAL["common"], words.USUAL["occasional"]]
    assert table(app, words.FACT)["Part of"][0] == "Content & Experience"


def test_tool_is_added_by_part_of_its_name_and_taken_out_again(compare: Opener) -> None:
    app = compare(tools="cartsaver", needs=CARTS)
    assert words.ONE in said(app)
    app.text_input(key="compare-find").set_value("mailw").run()
    app.button(key="add-mailwell").click().run()
    assert dict(app.query_params) == {"tools": "cartsaver,mailwell", "needs": CARTS}
    assert app.text_input(key="compare-find").value == ""
    assert len(app.table) == 3
    app.button(key="remove-cartsaver").click().run()
    assert dict(app.query_params) == {"tools": "mailwell", "needs": CARTS}
    app.button(key="start-over").click().run()
    assert dict(app.query_params) == {}
    assert words.NONE in said(app)


@pytest.mark.parametrize(("parameter", "one"), [("tools", "seopro"), ("categories", "crm")])
def test_single_one_gets_offered_what_is_like_it(compare: Opener, parameter: str, one: str) -> None:
    app = compare(**{parameter: one})
    like = [str(button.key) for button in app.button if str(button.key).startswith("like-")]
    app.button(key=like[0]).click().run()
    assert app.query_params[parameter] == f"{one},{like[0].removeprefix('like-')}"
    assert len(heads(app)) == 2


def test_category_is_added_from_the_list(compare: Opener) -> None:
    app = compare()
    app.selectbox(key="compare-category").set_value("crm").run()
    assert dict(app.query_params) == {"categories": "crm"}
    app.selectbox(key="compare-category").set_value("seo").run()
    assert dict(app.query_params) == {"categories": "crm,seo"}
    assert heads(app) == ["[CRM](category?id=crm)", "[SEO](category?id=seo)"]


def test_needs_are_chosen_and_stand_in_the_address(compare: Opener) -> None:
    app = compare(tools=TWO)
    app.multiselect(key="compare-needs").set_value([CARTS, "prevent-churn"]).run()
    assert app.query_params["needs"] == f"{CARTS},prevent-churn"
    assert [each.value for each in app.header][:2] == ["Recover abandoned carts", "Keep customers from leaving"]


def test_shortlist_is_a_start(compare: Opener) -> None:
    app = compare(list="mailwell,cartsaver,seopro")
    assert words.SHORTLIST.format(count=3) in said(app)
    app.button(key="compare-shortlist").click().run()
    assert app.query_params["tools"] == "mailwell,cartsaver,seopro"
    assert len(heads(app)) == 3


def test_more_than_five_are_cut_and_named(compare: Opener) -> None:
    app = compare(tools="cartsaver,mailwell,campaigner,openshop,chatline,onedesk,seopro")
    assert len(heads(app)) == 5
    assert "5 fit side by side. Left out: OneDesk, SeoPro." in said(app)
    assert not [each for each in app.text_input if each.key == "compare-find"]


def test_unknown_tool_is_named_left_out_and_can_be_replaced_by_the_nearest(compare: Opener) -> None:
    app = compare(tools="cart-saver,mailwell")
    assert "We know no tool called “cart-saver”, so it is left out." in said(app)
    assert words.ONE in said(app)
    app.button(key="instead-cart-saver-cartsaver").click().run()
    assert app.query_params["tools"] == "cartsaver,mailwell"
    assert len(heads(app)) == 2


def test_unknown_need_is_named_with_the_nearest(compare: Opener) -> None:
    app = compare(tools=TWO, needs=f"recover-abandoned-cart,{CARTS}")
    assert "We know no need called “recover-abandoned-cart”" in said(app)
    assert "Recover abandoned carts" in said(app)
    assert table(app, words.REQUIRED)


def test_too_many_needs_are_cut_and_named(compare: Opener) -> None:
    needs = (
        "prevent-churn,raise-conversion,reward-loyalty,understand-customers,orchestrate-journeys,respect-preferences"
    )
    assert "At most 5 needs are told at a time. Left out: Respect channel" in said(compare(tools=TWO, needs=needs))


def test_tools_and_categories_do_not_mix(compare: Opener) -> None:
    app = compare(tools=TWO, categories="crm")
    assert words.BOTH in said(app)
    assert len(heads(app)) == 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_address_is_shown_as_it_is_and_the_rest_compared(compare: Opener, hostile: str) -> None:
    for parameter, others in (("tools", TWO), ("categories", "crm,seo"), ("needs", CARTS)):
        asked = {parameter: f"{hostile},{others}"} | ({"tools": TWO} if parameter == "needs" else {})
        app = compare(**asked, only=hostile)
        assert not app.error
        assert "so it is left out" in said(app)
        assert "](http://evil" not in text(app)
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in said(app)
        assert len(heads(app)) == 2


def test_tool_no_longer_on_offer_is_told_as_such(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(shipped_home))
    app = Opener()(tools="google-optimize,vwo")
    retired, active = table(app, words.FACT)[words.STATUS]
    assert retired.startswith("Retired, since 2023-09-30  \n:small[:gray[tool_status.csv, line 40, read")
    assert active == words.STATUS_ACTIVE


def test_queries_of_the_comparison_are_there(compare: Opener) -> None:
    app = compare(tools=TWO, needs=CARTS)
    assert QUERY_TITLE in said(app)
    app.session_state["query"] = True
    app.run()
    assert any("/tool/mailwell>" in code.value for code in app.code)
    assert any(f"/need/{CARTS}>" in code.value for code in app.code)
