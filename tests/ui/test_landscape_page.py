"""The page on the landscape as a whole."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders.releases import current_release
from queries.engines import Embedded
from tests.servers.oxigraph import Oxigraph
from tests.ui.pages import HOSTILE, go, links, open_page, said
from ui.overview import words
from ui.words import NO_DATA_TITLE


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, **address: str) -> AppTest:
    return open_page(monkeypatch, home, "landscape", **address)


def found(app: AppTest) -> list[str]:
    """Return the names of the tools in the list, in their order."""
    return [name.strip("*") for name in links(app, "tool")]


def chart(app: AppTest) -> Any:
    return app.get("echarts_chart")[0].proto


def test_all_tools_are_listed_the_most_widely_seen_first(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    assert app.title[0].value == words.TITLE
    assert found(app)[:4] == ["Mailwell", "AdBuyer", "SeoPro", "ChatLine"]
    assert len(found(app)) == 14 - 1  # two are called alike, so that their links have one name
    assert "14 tools, the most widely seen first" in said(app)
    assert "not counted on the web" in said(app)


def test_map_has_a_text_and_a_table_that_tell_the_same(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    alt = chart(app).alt
    assert re.match(r"Treemap of \d+ categories by number of tools", alt)
    assert "SEO (3)" in alt
    app.session_state["map"] = words.MAP_TABLE
    told = app.run().table[0].value
    row = next(row for name, row in told.iterrows() if "SEO" in name and "id=seo" in name)
    assert row[words.TOOLS] == "3"


def test_size_can_stand_for_adoption(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    app.radio(key="area").set_value("adoption").run()
    assert app.query_params["area"] == "adoption"
    assert "seen on the web" in chart(app).alt
    assert "Email Marketing (50,000)" in chart(app).alt


NARROWED: list[tuple[dict[str, str], list[str]]] = [
    ({"category": "seo"}, ["SeoPro", "SEO Garden", "Twinname"]),
    ({"pricing": "poa"}, ["AdBuyer", "Campaigner", "Campaigner Mobile"]),
    ({"price_level": "high"}, ["AdBuyer", "Campaigner"]),
    ({"open_source": "true"}, ["OpenShop", "SEO Garden"]),
    ({"open_source": "false"}, ["Mailwell"]),
    ({"measured": "false"}, ["Campaigner Mobile", "SEO Garden", "Twinname"]),
    ({"q": "campaign"}, ["Campaigner", "Campaigner Mobile"]),
    ({"q": "CAMP", "pricing": "poa", "measured": "true"}, ["Campaigner"]),
]


def test_choices_in_the_address_narrow_the_list(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    for chosen, names in NARROWED:
        assert found(go(app, **chosen)) == names
        assert not app.warning


def test_a_choice_tells_how_many_tools_it_leaves_and_stands_in_the_address(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = opened(monkeypatch, small_home, page="3")
    offered = app.selectbox(key="facet-category").options
    assert "SEO (3)" in offered
    assert not [option for option in offered if option.endswith("(0)")]
    app.selectbox(key="facet-category").set_value("seo").run()
    assert dict(app.query_params) == {"category": "seo"}
    assert "Low price (1)" in app.selectbox(key="facet-price_level").options
    assert app.selectbox(key="facet-category").options == offered
    app.button(key="clear").click().run()
    assert dict(app.query_params) == {}


def test_no_match_says_what_can_be_dropped(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home, category="seo", pricing="poa", open_source="false")
    assert words.NO_MATCH_TITLE in said(app)
    dropped = [button.key for button in app.button if str(button.key).startswith("drop-")]
    assert dropped == []
    go(app, category="seo", pricing="poa")
    assert "Drop category: SEO (3)" in said(app)
    app.button(key="drop-pricing").click().run()
    assert dict(app.query_params) == {"category": "seo"}
    assert len(found(app)) == 3


def test_table_tells_what_no_source_says_by_a_dash(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home, category="seo", view="table")
    told = next(each.value for each in app.table if words.VENDOR in each.value.columns)
    garden = next(row for name, row in told.iterrows() if "SEO Garden" in name)
    assert garden[words.PRICE] == garden[words.SEEN] == words.NOT_STATED
    assert garden[words.VENDOR] == "Garden BV"
    assert garden[words.LICENSE] == "Open source"
    assert words.NOT_STATED_MEANING in said(app)


def test_pages_hold_every_tool_once(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = opened(monkeypatch, shipped_home, category="email-marketing")
    names = found(app)
    assert len(names) == 25
    app.pagination(key="page-1").set_value(3).run()
    assert app.query_params["page"] == "3"
    assert "51 to 69 of 69" in said(app)
    assert not set(found(app)) & set(names)


def test_a_page_that_is_not_there_is_the_first_or_the_last(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    for page in ("0", "-1", "x", "\N{SUPERSCRIPT TWO}", "9" * 300, "77"):
        assert found(go(app, page=page))[0] == "Mailwell"


def test_tools_that_are_gone_are_told_apart(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = opened(monkeypatch, shipped_home, q="klaviyo")
    assert [option for option in app.selectbox(key="facet-retired").options if "No longer" in option] == []
    go(app)
    assert "No longer on offer (60)" in app.selectbox(key="facet-retired").options
    app.selectbox(key="facet-retired").set_value("true").run()
    assert dict(app.query_params) == {"retired": "true"}
    assert "60 tools, the most widely seen first" in said(app)


def test_unknown_values_are_said_and_ignored(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home, **dict.fromkeys(words.FACETS, "seos"))
    assert len(app.warning) == len(words.FACETS)
    assert all("“seos”, which we do not know" in warning.value for warning in app.warning)
    assert len(found(app)) == 13
    go(app, category="emails-marketing")
    assert "Nearest: Email Marketing" in app.warning[0].value


def test_hostile_text_is_no_error(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    for text in HOSTILE:
        go(app, **dict.fromkeys(("q", "view", "area", "page", *words.FACETS), text))
        assert not app.error
        assert not app.exception
        assert len(app.warning) == len(words.FACETS)


def test_hostile_names_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch, hostile_home: Path) -> None:
    app = opened(monkeypatch, hostile_home)
    for view in words.VIEWS:
        go(app, view=view)
        names = [link.proto.label for link in app.get("page_link")]
        names += [str(name).rpartition("](")[0] for each in app.table for name in each.value.index]
        bare = [re.sub(r"\\[!-/:-@\[-`{-~]", "", name).replace("**", "").removeprefix("[") for name in names]
        assert any("script" in name for name in bare)
        assert not [name for name in bare if set("*<>[]`#$:_&") & set(name)]


def test_a_tool_is_put_on_the_shortlist_and_taken_off(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    app.button(key="put-mailwell").click().run()
    assert app.query_params["list"] == "mailwell"
    app.button(key="take-mailwell").click().run()
    assert "list" not in app.query_params


def test_needs_that_no_kind_of_tool_covers_are_named(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    assert "11 needs that no single kind of tool covers by half" in said(app)
    assert links(app, "")["Build first-party data people gladly share"] == {"need": ["build-first-party-data"]}
    app.session_state["all-needs"] = True
    told = next(each.value for each in app.run().table if words.KINDS in each.value.columns)
    assert len(told) == 80


def test_the_queries_of_the_page_give_its_tools_and_numbers(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home, category="seo")
    app.session_state["query"] = True
    app.run()
    engine = Embedded(current_release(small_home).store)
    asked = [code.value for code in app.code if "SELECT" in code.value]
    listed = [row["label"].value for row in engine.query(asked[0])]  # type: ignore[union-attr]
    assert listed == found(app)
    numbers = {row["facet"].value: row["tools"].value for row in engine.query(asked[1])}  # type: ignore[union-attr]
    assert numbers["all"] == "3"


def test_a_landscape_without_categories_says_so_and_draws_nothing(
    monkeypatch: pytest.MonkeyPatch, hostile_home: Path
) -> None:
    app = opened(monkeypatch, hostile_home)
    assert words.MAP_EMPTY["tools"] in said(app)
    assert words.MAP_EMPTY["adoption"] in said(go(app, area="adoption"))
    assert not app.get("echarts_chart")


def test_a_server_gives_the_same_page(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, small_remote: Oxigraph, tmp_path: Path
) -> None:
    address = {"q": "camp", "pricing": "poa", "view": "table"}
    here = said(opened(monkeypatch, small_home, **address))
    monkeypatch.setenv("CXSCAPE_ENDPOINT", small_remote.query)
    assert said(opened(monkeypatch, tmp_path, **address)) == here


def test_nothing_loaded_says_which_command_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert NO_DATA_TITLE in said(opened(monkeypatch, tmp_path / "empty"))
