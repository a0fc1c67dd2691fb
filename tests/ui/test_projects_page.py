"""The page about projects: how they get in, what is said of each, and that they stay with the visitor."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from streamlit.testing.v1 import AppTest

from loaders.identity import slug
from ontology.namespaces import expand, individual
from plans.company import Company
from plans.errors import PlanError
from plans.example import example
from plans.initiatives_reading import TEXTS
from plans.organisation import Organisation, new
from plans.stack import Stack
from plans.verdicts import CHALLENGED, EXCEPTED, PASSED
from queries import catalogue
from queries.engines import Embedded
from queries.home import release_folder
from tests.ui.pages import HOSTILE, open_page, said
from ui.company import files as company_files
from ui.company import words as company_words
from ui.company.files import harmless, plain
from ui.components import query
from ui.exports.text import STARTERS
from ui.projects import files, words
from ui.projects.drafts import MOST, Draft, drafts, with_draft, without

TABLE = b"""name,needs,touchpoints,tools,categories,effects,exception,opportunity_cost
Cart rescue,,cart,cartsaver,,remove-pain,,
Ledger,,,,,,It loses its support.,Two developers.
AI,,,,live-chat-chatbots,,,
"""
GAPS = {None: words.GAP_UNKNOWN, True: words.GAP, False: words.NO_GAP}


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> AppTest:
    return open_page(monkeypatch, small_home, "projects")


def told(app: AppTest) -> str:
    messages = [str(each.value) for kind in (app.success, app.info, app.warning, app.error) for each in kind]
    return "\n".join([said(app), *messages]).replace("\\", "")


def send(app: AppTest, content: bytes, name: str = "projects.csv") -> AppTest:
    app.session_state["projects-enter"] = True
    app.run()
    app.file_uploader(key="projects-file").set_value((name, content, "text/csv"))
    return app.button(key="projects-open").click().run()


def ranked(app: AppTest) -> list[str]:
    return [str(each.value).partition(". ")[2].replace("\\", "") for each in app.subheader]


def own(app: AppTest) -> Organisation:
    organisation: Organisation = app.session_state["company"][0]
    return organisation


def test_one_is_judged_at_once_kept_changed_and_removed(page: AppTest) -> None:
    assert words.NOTHING in told(page)
    page.text_input(key="projects-new-name").set_value("Carts & <b>co</b>")
    page.multiselect(key="projects-new-touchpoints").set_value(["cart"])
    page.multiselect(key="projects-new-tools").set_value(["cartsaver"])
    page.button(key="projects-new-judge").click().run()
    judged = told(page)
    assert "The verdict on Carts & <b>co</b>" in judged
    assert words.VERDICTS[PASSED] in judged
    assert "Through [CartSaver](tool?id=cartsaver)" in judged
    assert "No stack is known" in judged
    assert words.NOTHING in judged

    page.button(key="projects-new-keep").click().run()
    assert ranked(page) == ["Carts & <b>co</b>"]
    [iri] = drafts(own(page))
    page.session_state[f"projects-why-{iri}"] = True
    page.run()
    page.button(key=f"projects-edit-{iri}").click().run()
    page.text_input(key="projects-change-name").set_value("The cloud")
    page.multiselect(key="projects-change-touchpoints").set_value([])
    page.button(key="projects-change-judge").click().run()
    assert words.AS_CHANGED in told(page)
    assert ranked(page)[0] == "Carts & <b>co</b>"
    page.button(key="projects-change-keep").click().run()
    assert [each.name for each in drafts(own(page)).values()] == ["The cloud"]
    assert list(drafts(own(page))) == [iri]
    assert words.VERDICTS[CHALLENGED] in told(page)
    assert "say at which touchpoint they notice it" in told(page)

    page.session_state[f"projects-why-{iri}"] = True
    page.run()
    page.button(key=f"projects-remove-{iri}").click().run()
    assert words.NOTHING in told(page)
    assert words.TAKEN_OUT.format(name="The cloud") in told(page)


def test_projects_of_a_file_that_cannot_be_judged_are_named_changed_and_removed(
    page: AppTest, engine: Embedded
) -> None:
    there = with_draft(with_draft(new("Ours"), Draft("Sound"), engine), Draft("Broken & <b>co</b>"), engine)
    sound, broken = drafts(there)
    wrong = Triple(NamedNode(broken), expand("cx:servesNeed"), individual("need", "no-such-need"))
    own_file = company_files.turtle(replace(there, triples=(*there.triples, wrong)))
    page.session_state["company"] = (company_files.read_turtle(own_file, "own.ttl"), Stack())
    page.run()
    now = told(page)
    assert "Broken & <b>co</b>: 'no-such-need' is no need that we know" in now
    assert words.UNUSABLE.partition(" {")[0].split(".")[0] in now
    assert "Nothing was changed" not in now
    assert {"Sound", "Broken & <b>co</b>"} <= {str(each.value).replace("\\", "") for each in page.subheader}

    page.button(key=f"projects-remove-{sound}").click().run()
    assert list(drafts(own(page))) == [broken]
    page.button(key=f"projects-edit-{broken}").click().run()
    assert page.multiselect(key="projects-change-needs").value == ["no-such-need"]
    page.button(key="projects-change-judge").click().run()
    assert "needs 'no-such-need': no need is called this" in told(page)
    assert "Nothing was changed" not in told(page)
    page.multiselect(key="projects-change-needs").set_value([])
    page.button(key="projects-change-keep").click().run()
    assert ranked(page) == ["Broken & <b>co</b>"]
    assert words.VERDICTS[CHALLENGED] in told(page)


def test_what_has_no_name_or_that_of_another_is_not_kept(page: AppTest) -> None:
    page.button(key="projects-new-keep").click().run()
    assert words.NAME_IT in told(page)
    send(page, TABLE)
    page.session_state["projects-enter"] = True
    page.run()
    page.text_input(key="projects-new-name").set_value("LEDGER")
    page.button(key="projects-new-keep").click().run()
    assert "another project is called 'LEDGER'" in told(page)
    assert page.text_input(key="projects-new-name").value == "LEDGER"
    assert len(drafts(own(page))) == 3


def test_a_table_is_ranked_explained_and_partial_without_a_stack(page: AppTest) -> None:
    send(page, TABLE)
    assert ranked(page) == ["Cart rescue", "Ledger", "AI"]
    for iri in drafts(own(page)):
        page.session_state[f"projects-why-{iri}"] = True
    page.session_state["query-projects-list"] = True
    page.run()
    now = told(page)
    for verdict in (PASSED, EXCEPTED, CHALLENGED):
        assert words.VERDICTS[verdict] in now
    assert "**Why it is done all the same:** It loses its support." in now
    assert words.OPENINGS in now
    assert "**Partial.** No stack is known" in now
    assert words.GAP_UNKNOWN in now
    assert words.NO_STACK in now
    assert "cxscape filter --file my-company.ttl" in now
    assert "cxscape run tools-in-a-plan --set tool=cartsaver" in now

    before = own(page)
    send(page, b"name,needs\nGood,\nBad,no-such-need\n")
    assert "line 3, needs 'no-such-need': no need is called this" in told(page)
    assert own(page) == before
    page.button(key="company-start-over").click().run()
    assert words.NOTHING in told(page)


def test_the_example_says_what_python_says_and_no_other_session_sees_it(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    page.button(key="company-example").click().run()
    found = Company(example(), home=small_home).portfolio()
    assert ranked(page) == [each.name for each in found.initiatives]
    heading = words.LIST.format(passed=sum(each.verdict == PASSED for each in found.initiatives), projects="8 projects")
    assert heading in [each.value for each in page.header]
    [balance] = [each.value for each in page.table]
    for each, there in zip(found.balance, balance[words.PROJECTS], strict=True):
        names = words.AT_STAGE.format(count=len(each.initiatives), names=", ".join(each.initiatives))
        assert there == (names if each.initiatives else words.NO_PROJECT)
    assert list(balance[words.TOOLS_THERE]) == [GAPS[each.gap] for each in found.balance]
    assert not page.query_params
    assert words.NOTHING in told(open_page(monkeypatch, small_home, "projects"))


def test_names_that_mean_harm_are_shown_as_they_are(page: AppTest) -> None:
    names = [name for name in HOSTILE if slug(name) and "\x00" not in name]
    lines = ['"' + name.replace('"', '""') + '"' for name in names]
    send(page, "\n".join(["name", *lines]).encode())
    shown = {name.replace("\N{WORD JOINER}", "") for name in ranked(page)}
    assert shown == {name.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "") for name in names}
    assert company_words.COMPANY in told(page)


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    return Embedded(release_folder(small_home) / "store")


NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12).filter(slug)
WRITTEN = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20)
DRAFTS = st.builds(
    Draft,
    NAMES,
    st.fixed_dictionaries(
        {
            "needs": st.just(("raise-conversion",)) | st.just(()),
            "touchpoints": st.sets(st.sampled_from(["cart", "checkout"])).map(lambda each: tuple(sorted(each))),
            "tools": st.just(("cartsaver",)) | st.just(()),
            **{column: st.just(()) for column in ("categories", "capabilities", "effects", "kpis")},
        }
    ),
    st.dictionaries(st.sampled_from(list(TEXTS)), WRITTEN),
)


@settings(max_examples=40, deadline=None)
@given(listed=st.lists(DRAFTS, min_size=1, max_size=3, unique_by=lambda each: slug(each.name)))
def test_the_table_gives_back_what_was_described(engine: Embedded, listed: list[Draft]) -> None:
    there = new("Ours")
    for draft in listed:
        there = with_draft(there, draft, engine)
    read = files.read_table(files.table(there), new("Ours"), engine)
    assert set(read.triples) == set(there.triples)
    for iri in drafts(there):
        there = without(there, iri)
    assert there.triples == new("Ours").triples


def test_no_cell_of_the_table_is_a_formula_and_marks_are_undone_in_messages(engine: Embedded) -> None:
    there = with_draft(new("Ours"), Draft("One"), engine)
    [iri] = map(NamedNode, drafts(there))
    says = (
        Triple(iri, expand("cx:servesNeed"), individual("need", "=cmd")),
        Triple(iri, expand("cx:rationale"), Literal("\t=1+1", language="en")),
    )
    written = files.table(replace(there, triples=(*there.triples, *says)))
    cells = [cell for row in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")) for cell in row]
    assert {"'=cmd", "'\t=1+1"} <= set(cells)
    with pytest.raises(PlanError, match="line 2, needs '=cmd': no need is called this"):
        files.read_table(written, new("Ours"), engine)


@given(st.text("=+-@\t\r'a "))
def test_a_mark_keeps_text_from_being_a_formula_and_can_be_undone(text: str) -> None:
    assert not harmless(text).startswith(STARTERS)
    assert plain(harmless(text)) == text


def test_a_renamed_project_keeps_its_address_and_its_old_name_is_free(engine: Embedded) -> None:
    there = with_draft(new("Ours"), Draft("One"), engine)
    [iri] = drafts(there)
    there = with_draft(there, Draft("Two", changes=iri), engine)
    there = with_draft(there, Draft("One"), engine)
    assert {key: each.name for key, each in drafts(there).items()} == {iri: "Two", f"{iri}-2": "One"}


def test_more_than_a_list_holds_is_refused(page: AppTest) -> None:
    send(page, "\n".join(["name", *(f"Project {at}" for at in range(MOST + 1))]).encode())
    assert f"a list holds {MOST} at most" in told(page)
    assert words.NOTHING in told(page)


def test_every_question_about_an_organization_has_its_command() -> None:
    own_questions = [name for name in catalogue.names() if "organisation" in catalogue.question(name).tags]
    assert own_questions
    for name in own_questions:
        assert set(catalogue.question(name).tags) & set(query._COMMANDS)  # noqa: SLF001 - one table for all of them
