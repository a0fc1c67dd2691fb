"""Every state of the home page, on landscapes that the real loader built."""

import gc
import re
import time
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from loaders.refresh import refresh
from loaders.releases import current_release
from queries.engines import Embedded
from tests.landscapes import FIXTURES, copy_of
from tests.ui.apptest import board, open_app, text, tools, with_filters
from ui import words

CARTS = "recover-abandoned-carts"


def test_start_shows_the_whole_journey(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home)
    assert app.title[0].value == words.TITLE
    assert len(board(app)) == 80
    assert not tools(app)


def test_need_in_the_address_is_answered_best_first(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS)
    assert app.title[0].value == "Recover abandoned carts"
    assert tools(app)[:2] == ["CartSaver", "Campaigner"]
    said = text(app)
    assert "6 tools serve this need, 2 with primary fit" in said
    assert "seen 1,200 times on the web" in said
    assert "[cartsaver\\.example\\.com](https://cartsaver.example.com)" in said


def test_reasons_tell_evidence_from_expectation_and_from_the_unknown(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, why="cartsaver,campaigner")
    first, second = [expander for expander in app.expander if expander.label.startswith(words.WHY)][:2]
    evidenced = next(m.value for m in first.markdown if f"**{words.EVIDENCED}**" in m.value)
    implied = next(m.value for m in second.markdown if f"**{words.IMPLIED}**" in m.value)
    assert "Cart and browse recovery (essential)" in evidenced
    assert "stated outright · valid-dozen-tools.csv, line 2" in evidenced.replace("\\", "")
    assert "in Marketing Automation" in implied
    assert any(words.UNKNOWN_MEANING in m.value for m in second.markdown)


def test_page_says_what_software_must_be_able_to_do(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    said = text(open_app(monkeypatch, small_home, need=CARTS))
    for importance in words.IMPORTANCE.values():
        assert f"**{importance}**" in said
    assert "Detects abandoned carts" in said
    assert "“Seven of ten carts are lost”" in said


def test_picking_a_need_changes_the_address_and_drops_the_old_filters(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, channel="sms")
    app.selectbox(key="need").set_value("prevent-churn").run()
    assert dict(app.query_params) == {"need": "prevent-churn"}
    assert app.title[0].value == "Keep customers from leaving"


def test_symptom_in_own_words_is_answered_with_the_phrase_that_matched(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_app(monkeypatch, small_home)
    app.text_input(key="symptom").set_value("people fill their cart and leave").run()
    assert dict(app.query_params) == {"q": "people fill their cart and leave"}
    assert app.title[0].value == "Recover abandoned carts"
    assert "People fill their cart and vanish" in text(app)


def test_ambiguous_symptom_offers_candidates_with_their_phrases(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_app(monkeypatch, small_home, q="shoppers leave")
    assert words.AMBIGUOUS_TITLE in text(app)
    assert "Matches “Shoppers put things into the basket and leave without paying”" in text(app)
    assert app.button(key="candidate-none").label == words.NONE_OF_THESE
    app.button(key="candidate-prevent-churn").click().run()
    assert dict(app.query_params) == {"need": "prevent-churn", "q": "shoppers leave"}
    assert app.title[0].value == "Keep customers from leaving"


def test_text_that_means_nothing_gets_examples_that_do(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, q="qqqq zzzz")
    assert words.NOTHING_TITLE in text(app)
    for place in range(len(words.EXAMPLES)):
        app = open_app(monkeypatch, small_home, q="qqqq zzzz")
        app.button(key=f"example-{place}").click().run()
        assert app.title[0].value not in (words.TITLE, words.NOTHING_TITLE)
        assert not board(app)


def test_filter_narrows_and_stands_in_the_address(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = with_filters(open_app(monkeypatch, small_home, need=CARTS))
    app.selectbox(key="filter-pricing").set_value("poa").run()
    assert dict(app.query_params) == {"need": CARTS, "pricing": "poa"}
    assert tools(app) == ["Campaigner", "Campaigner Mobile"]
    assert "2 tools of 6 pass your choices" in text(app)


def test_adjacent_tools_come_on_request(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = with_filters(open_app(monkeypatch, small_home, need=CARTS))
    served = tools(app)
    app.toggle(key="adjacent").set_value(True).run()
    assert app.query_params["fit"] == "adjacent"
    assert tools(app)[: len(served)] == served
    assert len(tools(app)) > len(served)
    assert "serve or touch this need" in text(app)


def test_no_match_names_the_filters_that_can_be_dropped(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, pricing="payg", open_source="false")
    said = text(app)
    assert words.NO_MATCH_TITLE in said
    assert "6 tools serve this need" in said
    assert "relax-open_source" not in [button.key for button in app.button]
    app.button(key="relax-pricing").click().run()
    assert dict(app.query_params) == {"need": CARTS, "open_source": "false"}
    assert tools(app) == ["Mailwell"]


def test_stage_where_the_need_does_not_arise_is_explained(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    said = text(open_app(monkeypatch, small_home, need=CARTS, stage="refer"))
    assert "does not arise at the stage Refer" in said
    assert "Evaluate and Purchase" in said


def test_need_that_no_tool_serves_is_a_finding(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    said = text(open_app(monkeypatch, small_home, need="choose-the-right-tools"))
    assert words.GAP_TITLE in said
    assert "That is a finding" in said


def test_unknown_need_offers_the_nearest(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need="recover-abandoned-cart")
    assert "recover\\-abandoned\\-cart" in app.title[0].value
    app.button(key=f"near-{CARTS}").click().run()
    assert app.title[0].value == "Recover abandoned carts"


def test_unknown_need_like_nothing_shows_all(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need="<script>")
    assert words.UNKNOWN_NEED_NONE in text(app)
    assert len(board(app)) == 80


def test_unknown_filter_value_is_said_and_ignored(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, channel="fax")
    assert "channel “fax”" in app.warning[0].value
    assert len(tools(app)) == 6


@pytest.mark.parametrize(("channel", "named"), [("email", None), ("e-mails", "Email"), ("websites", "Website")])
def test_mistyped_filter_value_gets_the_nearest(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, channel: str, named: str | None
) -> None:
    said = [warning.value for warning in open_app(monkeypatch, small_home, need=CARTS, channel=channel).warning]
    assert (len(said) == 1 and f"Nearest: {named}" in said[0]) if named else said == []


def test_few_values_are_listed(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, pricing="cheap")
    assert "Freemium, One-time purchase" in app.warning[0].value.replace("\\", "")


@pytest.mark.parametrize("show", ["-1", "abc", "99999999999999999999", "²"])
def test_senseless_number_of_tools_is_no_error(monkeypatch: pytest.MonkeyPatch, small_home: Path, show: str) -> None:
    assert len(tools(open_app(monkeypatch, small_home, need=CARTS, show=show))) == 6


def test_endless_text_is_no_error(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    assert not open_app(monkeypatch, small_home, q="customer leaves " * 5000).error


def test_way_back_to_all_needs(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, channel="sms")
    app.button(key="start-over").click().run()
    assert dict(app.query_params) == {}
    assert app.title[0].value == words.TITLE


def test_query_of_the_page_gives_the_tools_of_the_page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_app(monkeypatch, small_home, need=CARTS, pricing="poa")
    sparql = next(code.value for code in app.code if "SELECT" in code.value)
    answer = Embedded(current_release(small_home).store).query(sparql)
    assert isinstance(answer, QuerySolutions)
    assert [row["label"].value for row in answer] == tools(app)


def test_hostile_names_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch, hostile_home: Path) -> None:
    app = open_app(monkeypatch, hostile_home, need=CARTS)
    names = tools(app)
    assert len(names) == 3
    for name in names:
        plain = re.sub(r"\\[!-/:-@\[-`{-~]", "", name)
        assert not set("*<>[]`#$:_&\"'") & set(plain)


def test_nothing_loaded_says_which_command_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = text(open_app(monkeypatch, tmp_path / "empty"))
    assert words.NO_DATA_TITLE in said
    assert "cxscape refresh" in said


def test_new_release_answers_at_the_next_rerun(
    monkeypatch: pytest.MonkeyPatch, hostile_home: Path, tmp_path: Path
) -> None:
    copy_of(hostile_home, tmp_path)
    app = open_app(monkeypatch, tmp_path, need=CARTS)
    assert len(tools(app)) == 3
    refresh(tmp_path, [FIXTURES / "valid-dozen-tools.csv"])
    app.run()
    assert tools(app)[0] == "CartSaver"
    assert current_release(tmp_path).id.replace("-", "\\-") in text(app)


def test_unreadable_release_is_told_in_words_and_logged(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    release = current_release(copy_of(small_home, tmp_path))
    (release.folder / "release.json").write_text("{", encoding="utf-8")
    app = open_app(monkeypatch, tmp_path, need=CARTS)
    assert app.error[0].value == words.ERROR
    assert not app.exception
    assert "JSONDecodeError" in caplog.text


def test_what_stays_is_kept_out_of_the_search_for_garbage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gc.unfreeze()
    refresh(tmp_path, [FIXTURES / "valid-dozen-tools.csv"])
    assert not open_app(monkeypatch, tmp_path).exception
    end = time.monotonic() + 60
    while not gc.get_freeze_count() and time.monotonic() < end:
        time.sleep(0.1)
    assert gc.get_freeze_count()
