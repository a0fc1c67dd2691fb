"""The page about communities and channels: what it rests on, what it says, and that it stays with the visitor."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from plans.community import COMMUNITY, channels, community
from plans.example import example
from plans.maturity_answers import Given, answers_of, blank, with_answers
from plans.organisation import Organisation, new
from plans.stack import Owned, Stack, with_stack
from queries.engines import Embedded
from queries.home import release_folder
from tests.ui.pages import open_page, said
from ui import words as app_words
from ui.communities import own, words
from ui.company import files as company_files

SECTIONS = ("risks", "bridges", "benefits", "channels")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> AppTest:
    return open_page(monkeypatch, small_home, "communities")


def told(app: AppTest) -> str:
    assert not app.exception
    messages = [str(each.value) for kind in (app.success, app.info, app.warning, app.error) for each in kind]
    assert app_words.ERROR not in messages
    return "\n".join([said(app), *messages]).replace("\\", "")


def rows_of(app: AppTest) -> str:
    return "\n".join(str(cell) for each in app.table for row in each.value.itertuples() for cell in row).replace(
        "\\", ""
    )


def kept(app: AppTest) -> Organisation:
    organisation: Organisation = app.session_state["company"][0]
    return organisation


def answer(app: AppTest, at: int, score: int) -> AppTest:
    app.session_state["communities-know"] = True
    app.run()
    questions = [box for box in app.selectbox if str(box.key).startswith("communities-mq-")]
    questions[at].set_value(score)
    return app.button(key="communities-save").click().run()


def test_nothing_entered_tells_what_holds_for_any_company(page: AppTest) -> None:
    shown = told(page)
    assert words.NOTHING in shown
    assert words.PARTIAL.partition("{")[0] in shown
    assert "16 reasons: 16 unknown." in shown
    assert "No clear purpose" in shown
    assert not page.query_params


def test_a_few_answers_are_kept_and_speak_and_can_be_taken_back(page: AppTest) -> None:
    answer(page, 0, 1)
    assert "1 of 15 questions about your own community answered" in told(page)
    [given] = [each for each in answers_of(kept(page)) if each.score is not None]
    assert (given.channel, given.score) == (COMMUNITY, 1)
    assert words.NOTHING not in told(page)
    answer(page, 0, -1)
    assert words.CLEARED in told(page)
    assert not kept(page).members("cx:Assessment")
    assert words.NOTHING in told(page)


def test_the_example_gives_what_python_gives(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "communities")
    app.button(key="company-example").click().run()
    for section in SECTIONS:
        app.session_state[f"communities-{section}"] = app.session_state[f"query-communities-{section}"] = True
    app.run()
    shown, cells = told(app), rows_of(app)
    found = community(example(), Embedded(release_folder(small_home) / "store"), "r")
    for risk in found.risks:
        assert risk.label in shown
        assert risk.sign in shown
        assert all(reason in shown for reason in risk.reasons)
        assert all(f"[{each.label}](capability?id={each.id})" in shown for each in risk.capabilities)
    assert all(bridge.need_label in cells for bridge in found.bridges)
    assert all(benefit.definition in cells for benefit in found.benefits)
    assert all(each.label in cells for each in channels(example()))
    assert "Email [Nurture]" in cells
    asked = "\n".join(str(code.value) for code in app.code)
    for question in ("community-risks", "bridges-to-community", "community-benefits", "media-of-needs"):
        assert f"cxscape run {question}" in asked
    assert not app.query_params


def test_the_tools_that_lower_a_risk_are_named(page: AppTest) -> None:
    tools = Stack((Owned("Consently", tool="consently"), Owned("Ours <b>x</b>")))
    page.session_state["company"] = (with_stack(new("A <script>"), tools), tools)
    page.run()
    shown = told(page)
    assert "with software in part" in shown
    assert f"](capability?id=consent-management): {words.STATED} Consently" in shown
    assert "There is no assessment" in shown
    page.segmented_control[0].set_value(["open"]).run()
    assert f"](capability?id=consent-management): {words.STATED} Consently" not in told(page)


def test_channels_are_filtered(page: AppTest) -> None:
    page.session_state["communities-channels"] = True
    page.run()
    assert "80 needs, " in told(page)
    page.multiselect(key="communities-needs").set_value(["recover-abandoned-carts"]).run()
    assert "1 need, " in told(page)
    page.multiselect(key="communities-needs").set_value([])
    page.toggle(key="communities-one-side").set_value(True).run()
    assert ", 0 of them online and offline" in told(page)
    assert words.BOTH not in rows_of(page)


def test_answers_that_cannot_be_used_are_said(page: AppTest) -> None:
    scored = own.with_scores(new("Ours"), {"mq-align-2": 1})
    wrong = company_files.turtle(scored).decode().replace("cx:answerScore 1", "cx:answerScore 7")
    page.session_state["company"] = (company_files.read_turtle(wrong.encode(), "own.ttl"), Stack())
    page.run()
    assert "Your answers cannot be used" in told(page)
    assert ": a score is 0 = no" in told(page)


def test_a_channel_that_is_there_twice_is_said_and_its_answers_stay(page: AppTest) -> None:
    scored = own.with_scores(new("Ours"), {"mq-align-2": 1})
    twice = company_files.turtle(scored).decode() + (
        "<https://w3id.org/cxscape/id/presence/second> a cx:ChannelPresence ; cx:ofChannel "
        "<https://w3id.org/cxscape/id/channel/branded-community> ; cx:inAssessment "
        "<https://w3id.org/cxscape/id/assessment/ours> .\n"
    )
    there = company_files.read_turtle(twice.encode(), "own.ttl")
    page.session_state["company"] = (there, Stack())
    page.session_state["communities-know"] = True
    page.run()
    assert "Your answers cannot be used" in told(page)
    assert "presence/ours-branded-community> is of the same channel already: keep one of the two" in told(page)
    assert kept(page) == there


def test_clearing_the_only_channel_keeps_the_answers_for_the_whole_organization(page: AppTest) -> None:
    whole = Given("mq-initiate-3", "", 3, "Signed off")
    both = with_answers(new("Ours"), [whole, Given(blank([COMMUNITY])[0].question, COMMUNITY, 2)])
    page.session_state["company"] = (both, Stack())
    page.run()
    answer(page, 0, -1)
    assert "0 of 15 questions about your own community answered" in told(page)
    assert words.CLEARED not in told(page)
    assert [each for each in answers_of(kept(page)) if each.score is not None] == [whole]


def test_other_channels_keep_their_answers_and_another_session_sees_nothing(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    page.button(key="company-example").click().run()
    before = answers_of(kept(page))
    answer(page, 0, 4)
    after = answers_of(kept(page))
    [changed] = set(after) - set(before)
    assert (changed.channel, changed.score) == (COMMUNITY, 4)
    assert len(after) == len(before)
    assert words.NOTHING in told(open_page(monkeypatch, small_home, "communities"))
