"""The pages about one thing, on landscapes that the real loader built."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.refresh import refresh
from queries.catalogue import question
from tests.landscapes import FIXTURES, copy_of, csv_of
from tests.ui.pages import HOSTILE, links, open_page, said
from ui import words as app_words
from ui.things import words


def facts(app: AppTest) -> dict[str, str]:
    """Return the table of facts."""
    [column] = app.table[0].value.columns
    return {name: str(value).replace("\\", "") for name, value in app.table[0].value[column].items()}


def test_each_fact_of_a_tool_names_its_line_and_day_and_the_unknown_is_said(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_page(monkeypatch, small_home, "tool", id="cartsaver")
    assert app.title[0].value == "CartSaver"
    told = facts(app)
    for fact, value in (
        ("Website", "[cartsaver.example.com](https://cartsaver.example.com)"),
        ("Pricing model", "Subscription"),
        ("Run for you in the cloud", "Yes"),
        ("Seen on the web", "1,200 times"),
    ):
        assert told[fact].startswith(value)
        assert re.search(r"valid-dozen-tools.csv, line 2, read \d{4}-\d\d-\d\d", told[fact])
    assert told["Vendor"].startswith("[Saver Ltd](vendor?id=saver-ltd)")
    assert told["Open source"] == f":gray[{words.NOBODY_SAYS}]"


def test_what_a_tool_can_do_tells_evidence_from_expectation_and_counts_the_unknown(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_page(monkeypatch, small_home, "tool", id="cartsaver")
    groups = {expander.label: expander for expander in app.expander}
    evidenced = next(group for title, group in groups.items() if words.ABILITY_GROUPS["evidenced"][2] in title)
    known = [link.proto.label for link in evidenced.get("page_link")]
    assert known == ["Behavior\\-triggered messaging", "Cart and browse recovery"]
    assert words.STATED in evidenced.markdown[0].value
    assert any(words.ABILITY_GROUPS["core"][2] in title for title in groups)
    counted = re.search(r"Of (\d+) things .* say 2 of this tool. (\d+) more .* other (\d+) nobody", said(app))
    assert counted
    assert int(counted[1]) == 2 + int(counted[2]) + int(counted[3])


def test_needs_of_a_tool_stand_under_their_stage_and_lead_to_their_answer(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_page(monkeypatch, small_home, "tool", id="cartsaver")
    assert links(app, "")["Recover abandoned carts"] == {"need": ["recover-abandoned-carts"]}
    assert "Purchase" in [heading.value for heading in app.subheader]
    assert re.search(r"Primary fit, covers \d+% \(the best kind of tool usually \d+%\)", said(app))


def test_alternatives_do_the_same_and_are_offered_for_comparison(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_page(monkeypatch, shipped_home, "tool", id="hotjar")
    assert links(app, "tool")["Mouse Flow"] == {"id": ["mouse-flow"]}
    assert "5 of the 5 things known of this tool" in said(app)
    [compared] = links(app, "compare")[words.COMPARE]["tools"]
    assert compared.split(",")[0] == "hotjar"
    assert "mouse-flow" in compared


def test_tool_that_went_on_under_another_name_says_so_first_with_its_source(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_page(monkeypatch, shipped_home, "tool", id="decibel")
    warned = app.warning[0].value.replace("\\", "")
    assert "Decibel goes by another name now, since 2021" in warned
    assert "Medallia, announcement of the purchase of Decibel, 2021; tool_status.csv, line 22, read" in warned
    assert links(app, "tool")["Medallia"] == {"id": ["medallia"]}


def test_retired_tool_leads_to_the_page_that_tells_of_it(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    warned = open_page(monkeypatch, shipped_home, "tool", id="google-optimize").warning[0].value
    assert "Google Optimize is no longer on offer, since 2023\\-09\\-30" in warned
    assert "](https://support.google.com/optimize/answer/12979939)" in warned


def test_tool_tells_other_software_its_vendor_and_the_vendors_other_tools(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_page(monkeypatch, shipped_home, "tool", id="google-tag-manager")
    assert links(app, "vendor")["by Google"] == {"id": ["google"]}
    assert "More from Google" in said(app)
    assert "Google Analytics" in links(app, "tool")
    app.query_params["id"] = "wordpress"
    shown = said(app.run())
    assert "It brings along:" in shown
    assert "PHP" in shown
    assert re.search(r"and \d+ more", shown)


def test_disputed_label_is_told_and_counts_for_nothing(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    with (Path("data") / "curation" / "label_disputes.csv").open(encoding="utf-8", newline="") as handle:
        [disputed] = csv.DictReader(handle)
    tool = re.sub(r"\W+", "-", disputed["tool"].casefold())
    shown = said(open_page(monkeypatch, shipped_home, "tool", id=tool))
    assert "A curator found this label to be wrong for this tool" in shown
    assert "label_disputes.csv, line 2" in shown


def test_shortlist_is_filled_and_emptied_and_the_page_stays(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "tool", id="cartsaver", list="mailwell")
    app.button(key="put").click().run()
    assert dict(app.query_params) == {"id": "cartsaver", "list": "mailwell,cartsaver"}
    app.button(key="take").click().run()
    assert dict(app.query_params) == {"id": "cartsaver", "list": "mailwell"}
    assert app.title[0].value == "CartSaver"


def test_full_shortlist_is_said(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    full = ",".join(f"tool-{number}" for number in range(50))
    app = open_page(monkeypatch, small_home, "tool", id="cartsaver", list=full[:290])
    assert app.button(key="put")
    app.query_params["list"] = [f"tool-{number}" for number in range(50)]
    app.run()
    assert words.FULL.format(most=50) in said(app)


def test_long_list_is_shown_whole_on_request_and_the_address_says_so(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_page(monkeypatch, shipped_home, "category", id="email-marketing")
    few = len(links(app, "tool"))
    app.button(key="whole-tools").click().run()
    assert app.query_params["whole"] == "tools"
    assert len(links(app, "tool")) > few
    app.button(key="whole-tools").click().run()
    assert len(links(app, "tool")) == few


def test_a_list_that_is_longer_than_a_page_goes_on_where_there_are_pages(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    category = "content-and-experience"
    app = open_page(monkeypatch, shipped_home, "category", id=category)
    leads = {label: to for label, to in links(app, "landscape").items() if to == {"category": [category]}}
    [label] = leads
    assert int("".join(filter(str.isdigit, label))) > question("tools-of-category").page
    assert "whole-tools" not in [button.key for button in app.button]


def test_vendor_tells_its_tools_and_what_they_serve_together(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "vendor", id="big-suite-corp")
    assert app.title[0].value == "Big Suite Corp"
    assert list(links(app, "tool")) == ["Campaigner", "Campaigner Mobile"]
    assert links(app, "compare")[words.COMPARE_TOOLS] == {"tools": ["campaigner,campaigner-mobile"]}
    assert words.NEEDS_TOGETHER in said(app)
    assert "Recover abandoned carts" in links(app, "")


def test_category_tells_what_its_tools_do_and_what_others_call_it(
    monkeypatch: pytest.MonkeyPatch, shipped_home: Path
) -> None:
    app = open_page(monkeypatch, shipped_home, "category", id="email-marketing")
    shown = said(app)
    assert "Also called: ESP, newsletter software." in shown
    assert "Email campaigns" in links(app, "capability")
    assert "Send relevant messages instead of blasts" in links(app, "")
    assert next(iter(links(app, "tool"))) == "Klaviyo"
    assert "“Email”" in shown
    assert "82%" in shown
    assert "22 things in common" in shown
    assert links(app, "category")["Part of Content & Experience"] == {"id": ["content-and-experience"]}


def test_wide_category_tells_which_it_holds(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "category", id="content-and-experience")
    assert words.HOLDS in said(app)
    assert links(app, "category")["Email Marketing"] == {"id": ["email-marketing"]}


def test_capability_tells_who_asks_for_it_who_brings_it_and_who_is_known_to(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_page(monkeypatch, small_home, "capability", id="cart-recovery")
    assert app.title[0].value == "Cart and browse recovery"
    assert links(app, "")["Recover abandoned carts"] == {"need": ["recover-abandoned-carts"]}
    assert "Essential: without it the need is not served" in said(app)
    assert "eCommerce Marketing" in links(app, "category")
    assert list(links(app, "tool")) == ["CartSaver"]
    assert "valid-dozen-tools.csv, line 2" in said(app)


@pytest.mark.parametrize("kind", list(words.KINDS))
def test_id_that_means_nothing_gets_a_page_that_helps(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, kind: str
) -> None:
    app = open_page(monkeypatch, small_home, kind, id="x")
    for asked in HOSTILE:
        app.query_params["id"] = asked
        shown = said(app.run())
        assert not app.error
        assert app.title[0].value.startswith(f"We know no {kind} called “")
        assert len(app.title[0].value) < 100
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in app.title[0].value
        assert words.UNKNOWN_NEAR in shown or words.UNKNOWN_NONE in shown
        assert "data loaded" in shown


@pytest.mark.parametrize(
    ("kind", "asked", "near"),
    [
        ("tool", "cart-saver", "CartSaver"),
        ("tool", "Cartsavr", "CartSaver"),
        ("vendor", "saver", "Saver Ltd"),
        ("category", "Email Marketing", "Email Marketing"),
        ("capability", "cart-recovry", "Cart and browse recovery"),
    ],
)
def test_mistyped_id_gets_the_nearest_name(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, kind: str, asked: str, near: str
) -> None:
    assert near in links(open_page(monkeypatch, small_home, kind, id=asked), kind)


def test_what_holds_the_whole_name_is_nearer_than_what_shares_letters(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    near = list(links(open_page(monkeypatch, small_home, "capability", id="cart"), "capability"))
    assert near[:2] == ["Cart and browse recovery", "Cart and checkout"]


@pytest.mark.parametrize("asked", ["https://w3id.org/cxscape/id/tool/cartsaver", "tool:cartsaver", " cartsaver "])
def test_id_may_be_written_as_in_the_data(monkeypatch: pytest.MonkeyPatch, small_home: Path, asked: str) -> None:
    assert open_page(monkeypatch, small_home, "tool", id=asked).title[0].value == "CartSaver"


@pytest.mark.parametrize("kind", ["vendor", "category", "capability"])
def test_page_about_nothing_lists_what_there_is(monkeypatch: pytest.MonkeyPatch, small_home: Path, kind: str) -> None:
    app = open_page(monkeypatch, small_home, kind)
    assert app.title[0].value == words.PICK[kind]
    assert len(links(app, kind)) >= {"vendor": 9, "category": 55, "capability": 169}[kind]


def test_tool_is_found_by_part_of_its_name(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "tool")
    app.text_input(key="find-tool").set_value("camp").run()
    assert list(links(app, "tool")) == ["Campaigner", "Campaigner Mobile"]
    app.text_input(key="find-tool").set_value("zzz<b>").run()
    assert "No tool has “zzz<b>” in its name" in said(app)


def test_names_that_are_markup_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch, hostile_home: Path) -> None:
    app = open_page(monkeypatch, hostile_home, "capability", id="cart-recovery")
    ids = {label: asked["id"][0] for label, asked in links(app, "tool").items()}
    named = [row["tool"] for row in csv_of(FIXTURES / "valid-hostile-names.csv")]
    assert sorted(label.replace("\N{WORD JOINER}", "") for label in ids) == sorted(named)
    for tool in ids.values():
        app = open_page(monkeypatch, hostile_home, "tool", id=tool)
        assert not app.error
        plain = re.sub(r"\\[!-/:-@\[-`{-~]", "", app.title[0].value)
        assert not set("*<>[]`#$:_&\"'") & set(plain)


def test_query_of_the_page_is_there_for_each_thing(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    for kind, name in (
        ("tool", "cartsaver"),
        ("vendor", "saver-ltd"),
        ("category", "crm"),
        ("capability", "retargeting"),
    ):
        app = open_page(monkeypatch, small_home, kind, id=name)
        assert app_words.QUERY_TITLE in said(app)
        app.session_state["query"] = True
        app.run()
        assert any(f"/{name}>" in code.value for code in app.code)


def test_history_tells_what_each_release_changed_and_links_to_what_is_gone_still_help(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, tmp_path: Path
) -> None:
    landscape = tmp_path / "tools.csv"
    before = (FIXTURES / "valid-dozen-tools.csv").read_text(encoding="utf-8")
    copy_of(small_home, tmp_path / "home")
    app = open_page(monkeypatch, tmp_path / "home", "tool", id="mailwell")
    assert words.HISTORY_ONE in said(app)
    after = before.replace("CartSaver,", "CartRescue,").replace("freemium,true,false,50000", "poa,true,false,50000")
    after = "".join(line for line in after.splitlines(keepends=True) if not line.startswith("ChatLine"))
    landscape.write_text(after + "Fresh,,https://fresh.example.com,crm,,,,,\n", encoding="utf-8")
    newest, _ = refresh(tmp_path / "home", [landscape])
    being_removed = newest.folder.with_name("2020-01-01-0000aaaa")
    being_removed.mkdir()
    shutil.copy(newest.folder / "release.json", being_removed)
    told = {}
    for tool in ("mailwell", "fresh", "cartrescue", "seopro"):
        app.query_params["id"] = tool
        told[tool] = said(app.run())
    assert re.search(r"\*\*\d{4}-\d\d-\d\d\*\*: Pricing model: from Freemium to Price on request", told["mailwell"])
    assert "came in" in told["fresh"]
    assert "went on under this name; it was “cartsaver”" in told["cartrescue"]
    assert "Nothing changed in the 2 releases" in told["seopro"]
    app.query_params["id"] = "chatline"
    assert words.GONE in said(app.run())
    app.query_params["id"] = "cartsaver"
    assert words.MOVED_ON in said(app.run())
    assert links(app, "tool")["CartRescue"] == {"id": ["cartrescue"]}
