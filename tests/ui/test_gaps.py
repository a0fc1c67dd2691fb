"""What the Gaps page says beside the tools: combinations, why, why not, what filters leave, the shortlist."""

import re
from collections import Counter
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.releases import current_release
from queries.answers import Filters, tools_for_need
from queries.choices import SCHEMES, choices
from queries.engines import Embedded
from queries.results import Row, rows
from tests.ui.apptest import board, open_app, text, tools, with_filters
from ui import words

CARTS = "recover-abandoned-carts"
TOGETHER = "share-one-customer-view"
"""A need of which no vendor category covers most."""
HOSTILE = (
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    '"} DROP ALL #',
    "\u202egnp.exe",
    "🔥" * 50,
    "a" * 5000,
    "tool:mailwell } INSERT",
    "%00",
    "../../etc/passwd",
    ":material/home: [x](javascript:alert(1))",
)


def plain(app: AppTest) -> str:
    return text(app).replace("\\", "")


def pictures(app: AppTest) -> list[str]:
    """Return the pictures of the page in the language of Mermaid."""
    return [element.value for element in app.markdown if "\nflowchart " in element.value]


def links(app: AppTest) -> list[str]:
    """Return where the links of the page lead."""
    return [f"{link.proto.page}?{link.proto.query_string}" for link in app.get("page_link")]


def test_board_says_of_each_need_how_well_it_is_served(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    needs = board(open_app(monkeypatch, shipped_home))
    assert {need: needs[need]["served"] for need in (CARTS, TOGETHER, "equip-sales")} == {
        CARTS: "567 tools",
        TOGETHER: "84 tools, in part",
        "equip-sales": "none serves it well",
    }
    levels = Counter(entry["level"] for entry in needs.values())
    served = rows(Embedded(current_release(shipped_home).store), "coverage-of-needs")
    assert levels["together"] == len([row for row in served if row["tools"] and not row["enough"]])
    assert levels["none"] == len([row for row in served if not row["tools"]])


def test_need_that_takes_several_kinds_of_tools_shows_combinations_first(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_app(monkeypatch, shipped_home, need=TOGETHER)
    assert app.header[0].value == words.COMBINE_TITLE
    assert [heading.value for heading in app.subheader][:3] == list(words.COMBINE_NAMES)
    said = plain(app)
    assert "the best, Customer Data Platform, covers 50%. Two kinds together cover 75%" in said
    assert "**CRM**" in [link.proto.label for link in app.get("page_link")]
    assert "Best at: Contact and account records" in said
    found = links(app)
    assert any("category?" in link and "id=crm" in link for link in found)
    assert any("tool?" in link and "id=hubspot" in link for link in found)


def test_combinations_of_a_need_that_one_kind_covers_come_on_request(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_app(monkeypatch, shipped_home, need=CARTS)
    assert words.COMBINE_NAMES[0] not in text(app)
    app.session_state["combinations"] = True
    app.run()
    assert words.COMBINE_NAMES[0] in text(app)
    assert words.COMBINE_TITLE not in text(app)


def test_need_with_nothing_to_combine_says_so(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need="build-branded-community")
    app.session_state["combinations"] = True
    app.run()
    assert words.COMBINE_NONE in text(app)


def test_kind_of_tools_that_the_landscape_lacks_is_told(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    assert words.COMBINE_NO_TOOLS in text(open_app(monkeypatch, small_home, need=TOGETHER))


def test_alternatives_of_which_one_is_enough_are_told(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    said = plain(open_app(monkeypatch, small_home, need="welcome-new-customers"))
    assert "Or instead: Success playbooks. One is enough." in said


def test_each_value_of_a_filter_leaves_as_many_tools_as_it_says(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = with_filters(open_app(monkeypatch, shipped_home, need=CARTS, price_level="mid"))
    release = current_release(shipped_home)
    engine = Embedded(release.store)
    for name in ("channel", "pricing", "price_level"):
        offered = {}
        for option in app.selectbox(key=f"filter-{name}").options[1:]:
            label, _, count = option.rpartition(" (")
            offered[label] = int(count.rstrip(")").replace(",", ""))
        assert offered
        for choice in choices(engine, name):
            asked = Filters(**{"price_level": "mid", name: choice.id})  # type: ignore[arg-type]
            assert offered.get(choice.label, 0) == tools_for_need(engine, release.id, CARTS, asked, 0).total
    assert set(SCHEMES) >= {"channel", "pricing", "price_level"}


def test_filters_count_adjacent_tools_where_they_are_shown(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    def counted(**address: str) -> dict[str, int]:
        app = with_filters(open_app(monkeypatch, small_home, need=CARTS, **address))
        options = app.selectbox(key="filter-pricing").options[1:]
        return {label: int(count.rstrip(")")) for label, _, count in (option.rpartition(" (") for option in options)}

    without, with_them = counted(), counted(fit="adjacent")
    assert sum(with_them.values()) > sum(without.values())
    release = current_release(small_home)
    asked = Filters(pricing="freemium", fit=("primary", "supporting", "adjacent"))
    total = tools_for_need(Embedded(release.store), release.id, CARTS, asked, 0).total
    assert with_them.get("Freemium", 0) == total


def test_choice_that_leaves_nothing_stays_in_sight(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = with_filters(open_app(monkeypatch, small_home, need=CARTS, pricing="payg", open_source="false"))
    assert app.selectbox(key="filter-pricing").value == "payg"
    assert any(option.endswith("(0)") for option in app.selectbox(key="filter-pricing").options)


def test_card_tells_the_price_or_that_it_is_unknown(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    said = plain(open_app(monkeypatch, small_home, need=CARTS))
    assert words.PRICE_UNKNOWN in said
    assert re.search(r"Price on (demand|request)|Subscription|Freemium", said)


def test_why_opens_a_path_with_a_text_and_stands_in_the_address(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS)
    assert not pictures(app)
    app = open_app(monkeypatch, small_home, need=CARTS, why="cartsaver")
    (drawn,) = pictures(app)
    assert "stAlt: Path from the need over" in drawn
    assert "CartSaver" in drawn
    assert "Recover abandoned carts" in drawn
    assert "Cart and browse recovery" in drawn
    assert "-.->" in drawn
    assert words.PATH_LEGEND in text(app)


def test_names_cannot_speak_the_language_of_the_picture(monkeypatch: pytest.MonkeyPatch, hostile_home: Path) -> None:
    shown = open_app(monkeypatch, hostile_home, need=CARTS)
    keys = [str(button.key).removeprefix("list-") for button in shown.button if str(button.key).startswith("list-")]
    app = open_app(monkeypatch, hostile_home, need=CARTS, why=",".join(keys))
    drawn = pictures(app)
    assert len(drawn) == len(tools(app)) == 3
    for picture in drawn:
        nodes = [line for line in picture.splitlines() if '"' in line]
        assert nodes
        for line in nodes:
            assert line.count('"') == 2
            name = line.split('"')[1]
            assert not set("<>`\\") & set(name)
            assert not re.search(r"#[\w#]", name)
        assert "%%{" not in picture


def test_tool_goes_on_the_shortlist_and_off_again(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS)
    app.button(key="list-cartsaver").click().run()
    assert dict(app.query_params) == {"need": CARTS, "list": "cartsaver"}
    assert app.button(key="list-cartsaver").label == words.TAKE
    assert any("list=cartsaver" in link for link in links(app))
    app.button(key="list-cartsaver").click().run()
    assert dict(app.query_params) == {"need": CARTS}
    assert app.button(key="list-cartsaver").label == words.PUT


def test_full_shortlist_takes_no_more(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    full = ",".join(f"tool-{number}" for number in range(50))
    app = open_app(monkeypatch, small_home, need=CARTS, list=full)
    assert words.LIST_FULL.format(most=50) in text(app)
    assert "list-cartsaver" not in [button.key for button in app.button]


def test_link_to_copy_holds_the_choices_but_not_the_shortlist(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, pricing="poa", why_not="mailwell", list="cartsaver")
    copied = next(code.value for code in app.code if "need=" in code.value and "SELECT" not in code.value)
    assert copied.endswith(f"?need={CARTS}&pricing=poa&why_not=mailwell")


def test_why_not_names_the_first_missing_link_and_what_would_change_it(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    said = plain(open_app(monkeypatch, shipped_home, need="welcome-new-customers", why_not="mailchimp"))
    assert "MailChimp is no primary fit: it covers 22% of this need, as a supporting fit" in said
    assert "The first missing link is **Onboarding and in-product guidance** or **Success playbooks**" in said
    assert "which is essential" in said
    assert "would cover **47%**, which makes it **a primary fit**" in said
    assert "sources list it under" in said


def test_why_not_of_a_tool_that_is_a_primary_fit(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    said = plain(open_app(monkeypatch, small_home, need=CARTS, why_not="campaigner"))
    assert "Campaigner is a primary fit" in said
    assert words.WHY_NOT_BELOW in said


def test_why_not_of_a_tool_that_the_choices_leave_out(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, why_not="cartsaver", pricing="poa", channel="phone")
    said = plain(app)
    assert "Your choices leave CartSaver out" in said
    assert "pricing model" in said
    assert words.WHY_NOT_CHANNEL in said


def test_why_not_of_a_tool_that_is_gone_leads_to_its_successor(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_app(monkeypatch, shipped_home, need="see-where-users-struggle", why_not="at-internet-analyzer")
    assert "goes on under another name" in text(app)
    app.button(key="why-not-next-piano-analytics").click().run()
    assert app.query_params["why_not"] == "piano-analytics"
    assert "Piano Analytics" in plain(app)


def test_tool_is_found_while_its_name_is_typed(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, pricing="poa")
    app.text_input(key="why-not-name").set_value("mailw").run()
    app.button(key="why-not-mailwell").click().run()
    assert dict(app.query_params) == {"need": CARTS, "pricing": "poa", "why_not": "mailwell"}
    assert "Mailwell is" in plain(app)
    app.button(key="why-not-close").click().run()
    assert "why_not" not in app.query_params


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_in_the_field_and_in_the_address_is_only_text(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, typed: str
) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, why_not=typed, why=typed)
    said = text(app)
    assert not app.error
    assert words.WHY_NOT_UNKNOWN.partition("{")[0] in said
    assert "<script>" not in said
    app.text_input(key="why-not-name").set_value(typed[:300]).run()
    assert not app.exception
    assert not app.error
    assert len(tools(app)) == 6


def test_unknown_tool_offers_the_nearest(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, why_not="mailwel")
    assert words.WHY_NOT_NEAR in text(app)
    app.button(key="why-not-near-mailwell").click().run()
    assert app.query_params["why_not"] == "mailwell"


def test_what_was_asked_is_in_the_panel(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=TOGETHER, why_not="mailwell")
    tabs = [tab.label for tab in app.tabs]
    assert {words.QUERY_RANKING, words.QUERY_COMBINATIONS, words.QUERY_COUNTS, words.QUERY_WHY_NOT} <= set(tabs)
    assert [tab.label for tab in open_app(monkeypatch, small_home).tabs] == [words.QUERY_NEEDS, words.QUERY_SERVED]
    assert not board(app)


def test_why_not_of_a_tool_that_does_nothing_of_it(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    nothing = [row for row in _steps(small_home, "equip-sales", "cartsaver") if row["coverage"]]
    assert not nothing
    said = plain(open_app(monkeypatch, small_home, need="equip-sales", why_not="cartsaver"))
    assert "CartSaver is not ranked: nothing says that it does anything this need asks for" in said
    assert "which makes it **" in said
    assert "still be" not in said


def _steps(home: Path, need: str, tool: str) -> list[Row]:
    return rows(Embedded(current_release(home).store), "what-would-change", need=need, tool=tool)
