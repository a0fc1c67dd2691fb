"""The page about the visitor's strategy: what goes in, what hangs in the air, and that it stays with the visitor."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from pyoxigraph import Triple
from streamlit.testing.v1 import AppTest

from ontology.namespaces import expand, individual
from plans.errors import PlanError
from plans.example import example
from plans.organisation import Organisation, new
from plans.strategy import strategy
from plans.strategy_reading import MOST, read_strategy
from plans.strategy_table import as_csv, strategy_rows, template_rows
from tests.ui.pages import HOSTILE, open_page, said
from ui import words as app_words
from ui.company import files as company_files
from ui.strategy import files, words

HEADER = "kind,id,name,supports,needs,kpis,stages,value,reason\n"
SMALL = (
    HEADER
    + "theme,t,Loved,,,nps,,,\n"
    + "strategic-objective,o,Grow,t,,customer-lifetime-value,,,\n"
    + "marketing-objective,m,Sell more,o,raise-conversion,conversion-rate,,,\n"
    + "digital-goal,early,Order,m,raise-conversion,conversion-rate,purchase,100,\n"
    + "digital-goal,late,Review,m,recover-abandoned-carts,nps,refer,30,\n"
    + "tactic,lost,Tokens,,,,,,\n"
)
SECTIONS = ("orphans", "ladder", "balance", "scale", "tools")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> AppTest:
    return open_page(monkeypatch, small_home, "strategy")


def send(app: AppTest, content: str | bytes, name: str = "strategy.csv") -> AppTest:
    app.session_state["strategy-change"] = True
    app.run()
    sent = content if isinstance(content, bytes) else content.encode()
    app.file_uploader(key="strategy-file").set_value((name, sent, "text/plain"))
    return app.button(key="strategy-open").click().run()


def choose(app: AppTest, which: str) -> AppTest:
    if "strategy-which" not in [box.key for box in app.selectbox]:
        app.session_state["strategy-change"] = True
        app.run()
    return app.selectbox(key="strategy-which").set_value(which).run()


def fill(app: AppTest, kind: str, label: str, value: object) -> None:
    found = next(each for each in app.get(kind) if getattr(each, "label", None) == label)
    found.set_value(value)  # type: ignore[union-attr]


def told(app: AppTest) -> str:
    assert not app.exception
    messages = [str(each.value) for kind in (app.success, app.info, app.warning, app.error) for each in kind]
    assert app_words.ERROR not in messages
    return "\n".join([said(app), *messages]).replace("\\", "")


def kept(app: AppTest) -> Organisation:
    own: Organisation = app.session_state["company"][0]
    return own


def test_nothing_entered_offers_the_template_which_is_in_order(page: AppTest) -> None:
    assert words.NOTHING in told(page)
    assert words.ORPHANS not in told(page)
    page.button(key="strategy-template").click().run()
    shown = told(page)
    assert words.ORPHANS_NONE in shown
    assert words.SUM_NOTHING.replace("\\", "") in shown
    assert len(strategy_rows(kept(page))) == len(template_rows())


def test_the_example_is_judged_as_from_python_and_every_section_names_its_query(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = open_page(monkeypatch, small_home, "strategy")
    app.button(key="company-example").click().run()
    assert words.SAVE not in told(app)
    app.session_state["strategy-theme"] = ""
    for section in SECTIONS:
        app.session_state[f"strategy-{section}"] = app.session_state[f"query-strategy-{section}"] = True
    app.run()
    shown = told(app)
    found = strategy(example())
    cells = {cell for each in app.table for row in each.value.itertuples() for cell in map(str, row)}
    plain = "\n".join(cells).replace("\\", "")
    for finding in found.findings:
        message = finding.message.partition("; explained")[0]
        assert finding.label in plain
        assert message[1:] in plain
    for element in found.elements:
        assert element.name in shown
        assert element.value is None or f"worth {element.value}" in shown or str(element.value) in cells
    assert all(need.label in plain for need in found.needs)
    asked = "\n".join(str(code.value) for code in app.code)
    for part in ("AlignedTactic", "cx:hasView", "earlier_value", "cxscape strategy show --file my-company.ttl"):
        assert part in asked
    assert not app.query_params


def test_a_table_is_judged_and_a_reason_explains_a_later_goal(page: AppTest) -> None:
    send(page, SMALL)
    shown = told(page)
    assert "Your strategy of 6 elements is kept" in shown
    assert "Serves no objective: say what it supports, or drop it." in shown
    page.session_state["strategy-scale"] = page.session_state["strategy-tools"] = True
    page.run()
    assert words.TOOLS_PARTIAL in told(page)
    assert words.UNEXPLAINED.partition("]")[0] in told(page)
    fill(page, "text_input", "Review, worth 30", "A review helps others.")
    page.button(key="strategy-explain").click().run()
    assert words.EXPLAINED.partition("]")[0] in told(page)
    assert words.UNEXPLAINED.partition("]")[0] not in told(page)
    reasons = {row["id"]: row["reason"] for row in strategy_rows(kept(page)).values()}
    assert reasons["late"] == "A review helps others."


def test_a_reason_that_was_changed_elsewhere_is_not_written_back(page: AppTest) -> None:
    send(page, SMALL)
    page.session_state["strategy-scale"] = True
    page.run()
    fill(page, "text_input", "Review, worth 30", "The first reason.")
    page.button(key="strategy-explain").click().run()
    send(page, SMALL.replace(",30,", ",30,The second reason."))
    assert "The second reason." in [each.value for each in page.text_input]
    page.button(key="strategy-explain").click().run()
    reasons = {row["id"]: row["reason"] for row in strategy_rows(kept(page)).values()}
    assert reasons["late"] == "The second reason."


def test_what_a_file_says_beside_the_columns_stays_when_something_is_changed(page: AppTest) -> None:
    send(page, SMALL.replace(",30,", ",30,A review helps others."))
    goal, value = (
        f"<https://w3id.org/cxscape/id/{kind}/my-company-late>" for kind in ("digital-goal", "engagement-value")
    )
    beside = (
        f'{goal} <http://www.w3.org/2004/02/skos/core#altLabel> "Rating" .\n'
        f'{value} cx:rationale "Bewertungen helfen anderen."@de , "Zo helpt men elkaar."@nl .\n'
    )
    there = company_files.read_turtle(company_files.turtle(kept(page)) + beside.encode(), "own.ttl")
    page.session_state["company"] = (there, None)
    page.session_state["strategy-scale"] = True
    page.run()
    page.button(key="strategy-explain").click().run()
    assert set(kept(page).triples) == set(there.triples)
    choose(page, "late")
    fill(page, "text_input", words.NAME, "Rate")
    page.button(key="strategy-save").click().run()
    assert len(kept(page).triples) == len(there.triples)
    assert len(set(kept(page).triples) - set(there.triples)) == 1


def test_elements_are_added_changed_and_taken_out_by_hand(page: AppTest) -> None:
    for kind, name, above in (("theme", "Be loved", []), ("strategic-objective", "Earn more", ["be-loved"])):
        choose(page, f"new:{kind}")
        fill(page, "text_input", words.NAME, name)
        fill(page, "multiselect", words.SUPPORTS, above)
        page.button(key="strategy-save").click().run()
        assert name in told(page)
    rows = {row["id"]: row for row in strategy_rows(kept(page)).values()}
    assert rows["earn-more"]["supports"] == "be-loved"
    choose(page, "earn-more")
    fill(page, "text_input", words.NAME, "")
    page.button(key="strategy-save").click().run()
    assert words.NO_NAME in told(page)
    page.selectbox(key="strategy-theme").set_value(next(iter(strategy_rows(kept(page)))))
    choose(page, "be-loved")
    page.button(key="strategy-remove").click().run()
    assert words.UNTIED.format(names="Earn more") in told(page)
    choose(page, "earn-more")
    page.button(key="strategy-remove").click().run()
    assert words.NOTHING in told(page)


def test_a_circle_is_refused_whichever_way_it_comes(page: AppTest) -> None:
    send(page, "kind,id,name,supports\nmarketing-objective,a,Aa,\nmarketing-objective,b,Bb,a\n")
    before = kept(page)
    choose(page, "a")
    fill(page, "multiselect", words.SUPPORTS, ["b"])
    page.button(key="strategy-save").click().run()
    assert "runs in a circle: " in told(page)
    assert "'Aa' supports 'Bb'" in told(page)
    assert kept(page) == before
    circle = company_files.turtle(before).decode() + (
        "<https://w3id.org/cxscape/id/marketing-objective/my-company-a> cx:contributesTo "
        "<https://w3id.org/cxscape/id/marketing-objective/my-company-b> .\n"
    )
    page.session_state["company"] = (company_files.read_turtle(circle.encode(), "own.ttl"), None)
    page.run()
    assert "cannot be followed from the top down" in told(page)
    assert "runs in a circle" in told(page)


BAD_TABLES: dict[str, str | bytes] = {
    "line 2, kind 'goal'": HEADER + "goal,a,A,,,,,,\n",
    "line 3, needs 'no-need'": HEADER + "theme,a,A,,,,,,\ntheme,b,B,,no-need,,,,\n",
    "line 2, value '101'": HEADER + "digital-goal,a,A,,,,,101,\n",
    "'A' supports 'B' supports 'A'. Remove one of these links": "kind,id,name,supports\ntactic,a,A,b\ntactic,b,B,a\n",
    "the column kind and the column id and the column name is missing": "tool\nMailwell\n",
    "has no row": HEADER,
    "more than 500": HEADER + "".join(f"theme,t{at},T,,,,,,\n" for at in range(MOST + 1)),
    "Nothing was changed. line 1: not utf-16": b"\x00\x01\x02",
}
"""Tables that cannot be used, by what is said of them."""


def test_a_table_that_cannot_be_used_changes_nothing(page: AppTest) -> None:
    send(page, SMALL)
    before = kept(page)
    for why, content in BAD_TABLES.items():
        send(page, content)
        assert why in told(page)
        assert "cxscape-" not in told(page)
        assert kept(page) == before


def test_what_a_file_has_off_the_scale_can_be_corrected_by_hand(page: AppTest) -> None:
    send(page, SMALL.replace(",Review,", f",{'Review ' * 100},"))
    wrong = company_files.turtle(kept(page)).decode().replace("cx:engagementValue 30", "cx:engagementValue 500")
    page.session_state["company"] = (company_files.read_turtle(wrong.encode(), "own.ttl"), None)
    page.run()
    assert "has the value" in told(page)
    choose(page, "late")
    fill(page, "number_input", words.VALUE_LABEL, 40)
    page.button(key="strategy-save").click().run()
    assert "has the value" not in told(page)
    assert {row["id"]: row["value"] for row in strategy_rows(kept(page)).values()}["late"] == "40"


@pytest.mark.parametrize(("class_", "what"), [("cx:Tactic", "elements"), ("cx:EngagementValue", "values")])
def test_a_file_with_more_than_one_can_steer_by_is_refused(class_: str, what: str) -> None:
    def file(number: int) -> bytes:
        many = [Triple(individual("x", f"e{at}"), expand("rdf:type"), expand(class_)) for at in range(number)]
        return company_files.turtle(new("Ours").replacing((), many))

    company_files.read_turtle(file(MOST), "own.ttl")
    with pytest.raises(PlanError, match=f"own.ttl: a strategy of 501 {what} is more than 500"):
        company_files.read_turtle(file(MOST + 1), "own.ttl")


def test_a_workbook_is_read_and_another_session_sees_nothing(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    book, content = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for line in SMALL.splitlines():
        sheet.append(line.split(","))
    book.save(content)
    send(page, content.getvalue(), "strategy.xlsx")
    assert len(strategy_rows(kept(page))) == 6
    assert words.NOTHING in told(open_page(monkeypatch, small_home, "strategy"))
    page.button(key="company-start-over").click().run()
    assert words.NOTHING in told(page)


def test_hostile_names_are_shown_as_they_are(page: AppTest) -> None:
    names = [name.replace("\x00", "") for name in HOSTILE]
    rows = [
        {**dict.fromkeys(strategy_rows(example()).popitem()[1], ""), "kind": "theme", "id": f"t{at}", "name": name}
        for at, name in enumerate(names)
    ]
    send(page, as_csv(rows))
    page.session_state["strategy-theme"] = ""
    for section in (*SECTIONS, "change"):
        page.session_state[f"strategy-{section}"] = True
    page.run()
    assert not page.exception
    html = [str(each.value) for each in page.markdown]
    assert not any("<script>" in each for each in html)
    assert all(name in "".join(page.selectbox(key="strategy-which").options) for name in names[:3])


def test_the_table_that_one_takes_along_is_read_again_without_formulas(tmp_path: Path) -> None:
    file = tmp_path / "strategy.csv"
    file.write_text("kind,id,name,definition\ntheme,a,=1+1,'@x\n", encoding="utf-8")
    own = read_strategy(file, new("Acme"))
    content = files.table(strategy_rows(own).values())
    assert ",'=1+1,''@x," in content.decode("utf-8-sig")
    again = {row.cells["id"]: row.cells for row in files.read_table(content)}
    assert again == {row["id"]: row for row in strategy_rows(own).values()}
