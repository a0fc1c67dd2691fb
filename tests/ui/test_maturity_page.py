"""The page about maturity: the questionnaire, what it comes to, and that it stays with the visitor."""

from dataclasses import asdict
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from plans.company import Company
from plans.example import example
from plans.maturity import maturity
from plans.maturity_answers import Given, answers_of, blank, with_answers
from plans.organisation import Organisation, new
from plans.stack import Stack
from tests.ui.pages import open_page, said
from ui.company import files as company_files
from ui.exports.spreadsheet import Value, workbook
from ui.maturity import files, words

SECTIONS = ("ladder", "missing", "each", "apart", "evidence", "figures", "road")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> AppTest:
    return open_page(monkeypatch, small_home, "maturity")


def told(app: AppTest) -> str:
    messages = [str(each.value) for kind in (app.success, app.info, app.warning, app.error) for each in kind]
    return "\n".join([said(app), *messages]).replace("\\", "")


def own(app: AppTest) -> Organisation:
    organisation: Organisation = app.session_state["company"][0]
    return organisation


def scores(app: AppTest) -> dict[tuple[str, str], int | None]:
    return {(each.question, each.channel): each.score for each in answers_of(own(app))}


def opened(app: AppTest, *sections: str) -> AppTest:
    for section in sections:
        app.session_state[f"maturity-{section}"] = True
    return app.run()


def send(app: AppTest, name: str, content: bytes) -> AppTest:
    opened(app, "enter").file_uploader(key="maturity-file").set_value((name, content, "text/plain"))
    return app.button(key="maturity-send").click().run()


def radio(app: AppTest, question: str) -> str:
    """Return the key of the question with this id in the form."""
    return next(str(each.key) for each in app.radio if f"-{question}-" in str(each.key))


def test_the_questionnaire_is_filled_in_by_hand_and_what_is_blank_makes_it_partial(page: AppTest) -> None:
    assert words.NOTHING in told(page)
    page.button(key="maturity-start").click().run()
    assert words.NO_CHANNEL in told(page)
    page.multiselect(key="maturity-channels").set_value(["website", "email"])
    page.button(key="maturity-start").click().run()
    assert "0 of 45 answers are given." in told(page)
    assert words.BEFORE_FURTHER in told(page)
    assert words.DISCONNECTED_OPEN in told(page)
    assert words.NOT_COMPARED.format(names="Email, Website") in told(page)
    for each in ("mq-initiate-1", "mq-initiate-2", "mq-initiate-4"):
        page.radio(key=radio(page, each)).set_value(4)
    page.button(key="maturity-keep").click().run()
    assert "Kept: 3 of 45 answers are given." in told(page)
    assert "Email" in [each.value for each in page.header]
    page.radio(key=radio(page, "mq-initiate-1")).set_value(0)
    page.button(key="maturity-result").click().run()
    assert not page.exception
    assert not page.radio, "the questionnaire closes over the result"
    assert scores(page)["mq-initiate-1", "email"] == 0
    assert scores(page)["mq-initiate-1", "website"] == 4
    assert "Partial: 4 of 45 answers are given." in told(page)
    assert [each.value for each in page.subheader] == [words.BEFORE]
    # What is taken out goes, what stays keeps its answers.
    opened(page, "enter")
    page.multiselect(key="maturity-channels-now-website-email").set_value(["email", "phone"])
    page.button(key="maturity-change").click().run()
    assert "Taken out with their answers: Website." in told(page)
    assert {place: score for place, score in scores(page).items() if score is not None} == {
        ("mq-initiate-1", "email"): 0
    }


def test_the_example_says_what_the_python_api_says(page: AppTest, small_home: Path) -> None:
    page.button(key="company-example").click().run()
    opened(page, *SECTIONS)
    company = Company(example(), home=small_home)
    result, planned = company.maturity(), company.roadmap()
    shown = told(page)
    assert "Stage 1 of 7: Initiate" in [each.value for each in page.subheader]
    states = page.table[0].value[words.LADDER_HEAD[1]]
    assert list(states) == [words.STATES[stage.state] for stage in result.whole.stages]
    for pair in result.disconnected:
        assert f"{pair.ahead_label} ({pair.ahead_stage_label}) by {pair.gap} stages" in shown
    assert shown.count(":material/link_off:") == len({pair.channel for pair in result.disconnected}) == 5
    for missing in result.whole.missing:
        assert missing.text in shown
    for at, step in enumerate(planned.steps, 1):
        assert f"{at}. [{step.label}](./?need={step.need})" in shown
    figure = result.benchmarks[0]
    assert all(part in shown for part in (str(figure.year), figure.source, figure.population, words.FIGURES_LEAD))
    assert not page.query_params


def test_the_road_leads_on_and_tells_a_need_closely(page: AppTest, small_home: Path) -> None:
    page.button(key="company-example").click().run()
    opened(page, "road")
    page.session_state["query-maturity-road"] = True
    page.selectbox(key="maturity-through-radiate").set_value("align").run()
    planned = Company(example(), home=small_home).roadmap(through="align")
    step = next(step for step in planned.steps if step.reasons and step.before)
    page.selectbox(key="maturity-step").set_value(step.need).run()
    shown = told(page)
    assert all(f"- {reason}" in shown for reason in step.reasons)
    assert f"neither can do without {step.before[0].capability}" in shown
    assert "cxscape run needs-in-order --set maturity=radiate --set maturity=align" in shown


def test_queries_of_own_data_are_shown_as_such(page: AppTest) -> None:
    page.button(key="company-example").click().run()
    page.session_state["query-maturity-apart"] = True
    page.run()
    assert "cx:DisconnectedChannel" in told(page)
    assert "--file my-company.ttl" in told(page)


def test_tables_are_read_and_what_is_wrong_changes_nothing(page: AppTest) -> None:
    given = [Given(each.question, each.channel, 3) for each in blank(["website"])]
    rows: list[list[Value]] = [["question", "channel", "score"]]
    rows += [[each.question, each.channel, each.score] for each in given]
    send(page, "filled <b>.xlsx", workbook({"Answers": rows}))
    assert "Read filled <b>.xlsx: 30 of 30 answers are given, for Website." in told(page)
    assert words.ALL_PASSED in told(page)
    for content, why in {
        b"question,channel,score\nmq-initiate-1,website,7\n": "line 2, score '7': a score is 0 = no",
        b"question,channel,score\nmq-initiate-9,website,1\n": "line 2, question 'mq-initiate-9'",
        b"question,channel,score\nmq-initiate-1,webside,1\n": "did you mean",
        b"question,score\nmq-initiate-1,1\n": "the column channel is missing",
        b"question,channel,score\nmq-initiate-3,,1\n": "names no channel",
        b"\xff\xfe\x00": "Nothing was changed.",
    }.items():
        send(page, "answers.csv", content)
        assert why in told(page)
        assert len(scores(page)) == 30
    page.button(key="maturity-send").click().run()
    # A half-filled table is read: what is blank stays unknown.
    send(page, "half.csv", b"question,channel,score,note\nmq-initiate-1,email,4,'=1+1\nmq-initiate-2,email,,\n")
    assert "Read half.csv: 1 of 30 answers are given, for Email." in told(page)
    assert [each.note for each in answers_of(own(page)) if each.note] == ["=1+1"]


def test_what_cannot_be_used_is_said_and_another_session_sees_nothing(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    name = "A <script>alert(1)</script> \N{PARTY POPPER} company"
    filled = with_answers(new(name), [Given("mq-initiate-1", "website", 4)])
    wrong = company_files.turtle(filled).replace(b"cx:answerScore 4", b"cx:answerScore 9")
    page.session_state["company"] = (company_files.read_turtle(wrong, "own.ttl"), Stack())
    page.run()
    assert "The answers in your file cannot be used" in told(page)
    assert f"**{name}**" in told(page)
    assert words.STANDING not in told(page)
    other = open_page(monkeypatch, small_home, "maturity")
    assert words.NOTHING in told(other)
    page.button(key="company-start-over").click().run()
    assert words.NOTHING in told(page)


def test_a_channel_that_is_there_twice_is_said_with_what_starting_anew_does(page: AppTest) -> None:
    filled = with_answers(new("Ours"), [Given("mq-initiate-1", "website", 4)])
    twice = company_files.turtle(filled) + (
        b"<https://w3id.org/cxscape/id/presence/second> a cx:ChannelPresence ; cx:ofChannel "
        b"<https://w3id.org/cxscape/id/channel/website> ; cx:inAssessment "
        b"<https://w3id.org/cxscape/id/assessment/ours> .\n"
    )
    page.session_state["company"] = (company_files.read_turtle(twice, "own.ttl"), Stack())
    page.run()
    assert "presence/ours-website> is of the same channel already: keep one of the two" in told(page)
    assert "start the questionnaire anew, which takes their place" in told(page)
    assert words.STANDING not in told(page)


def test_a_table_gives_back_what_it_holds_and_no_text_is_a_formula() -> None:
    given = [Given(each.question, each.channel, at % 5, "=cmd") for at, each in enumerate(blank(["website", "email"]))]
    text = files.table(given)
    assert files.read_table(text) == given
    assert b",=cmd" not in text
    assert answers_of(with_answers(new("Ours"), given)) == given
    assert asdict(maturity(with_answers(new("Ours"), given)))["answered"] == 45
