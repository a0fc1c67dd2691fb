"""The page about the tools that a visitor has: what goes in, what it says, and that it stays with the visitor."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from loaders.identity import slug
from plans.candidates import Constraints
from plans.closing_plan import LEAST_CHANGE
from plans.errors import PlanError
from plans.findings import OVERLAP
from plans.organisation import new
from plans.stack import USES, Cost, Owned, Stack, read_stack, with_stack
from tests.landscapes import FIXTURES, csv_of
from tests.ui.pages import open_page, said
from ui.company import files as company_files
from ui.company import words as company_words
from ui.exports import Document
from ui.stack import files, words

SECTIONS = ("board", "ends", "overlaps", "alone", "retire", "close")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> AppTest:
    return open_page(monkeypatch, small_home, "stack")


def paste(app: AppTest, *names: str) -> AppTest:
    app.session_state["stack-enter"] = True
    app.run()
    app.text_area(key="stack-paste").set_value("\n".join(names))
    return app.button(key="stack-add-pasted").click().run()


def send(app: AppTest, name: str, content: bytes) -> AppTest:
    app.session_state["stack-enter"] = True
    app.run()
    app.file_uploader(key="stack-file").set_value((name, content, "text/plain"))
    return app.button(key="stack-open").click().run()


def told(app: AppTest) -> str:
    messages = [str(each.value) for kind in (app.success, app.info, app.warning, app.error) for each in kind]
    return "\n".join([said(app), *messages]).replace("\\", "")


def opened(app: AppTest, *sections: str) -> AppTest:
    for section in sections:
        app.session_state[f"stack-{section}"] = True
    return app.run()


def owned(app: AppTest) -> Stack:
    stack: Stack = app.session_state["company"][1]
    return stack


def test_nothing_entered_says_what_to_do(page: AppTest) -> None:
    assert words.NOTHING in told(page)
    assert words.BOARD not in told(page)


def test_a_pasted_list_shows_the_board_and_what_is_unsure(page: AppTest) -> None:
    paste(page, "CartSaver", "cartsaver", "Mailwel", "Our own thing")
    said_now = told(page)
    assert "4 lines read, 3 new" in said_now
    assert "means the same as line 1" in said_now
    assert "it is not decided yet what Mailwel, Our own thing is" in said_now
    assert words.REVIEW in [header.value for header in page.header]
    assert "Fragile" in said_now


def test_decisions_are_kept(page: AppTest) -> None:
    paste(page, "Mailwel", "Our own thing")
    page.selectbox(key="stack-means-Mailwel").set_value("mailwell")
    page.selectbox(key="stack-means-Our own thing").set_value("none")
    page.button(key="stack-decide").click().run()
    assert not page.exception
    assert {each.name: (each.tool, each.absent) for each in owned(page).owned} == {
        "Mailwel": ("mailwell", False),
        "Our own thing": (None, True),
    }
    assert words.REVIEW not in [header.value for header in page.header]
    assert "nothing is known of what Our own thing can do" in told(page)


def test_tools_are_found_by_search(page: AppTest) -> None:
    page.multiselect(key="stack-search").set_value(["cartsaver", "mailwell"])
    page.button(key="stack-add").click().run()
    assert owned(page).tools() == ["cartsaver", "mailwell"]


def test_every_section_tells_and_names_its_query(page: AppTest) -> None:
    paste(page, "CartSaver", "Mailwell")
    for section in SECTIONS:
        page.session_state[f"query-stack-{section}"] = True
    opened(page, *SECTIONS, "list")
    assert not page.exception
    asked = "\n".join(str(code.value) for code in page.code)
    for question in ("board-of-stack", "end-to-end-gaps", "losses-of-stack", "overlap-of-tools"):
        assert f"cxscape run {question} --set tool=cartsaver --set tool=mailwell" in asked


def test_the_list_tells_of_each_name_what_it_is_taken_for(page: AppTest) -> None:
    opened(paste(page, "CartSaver", "Mailwel"), "list")
    cells = "\n".join(str(cell) for table in page.table for cell in table.value.to_numpy().flat)
    assert words.UNDECIDED in cells


def test_closed_sections_do_nothing(page: AppTest) -> None:
    paste(page, "CartSaver")
    assert set(page.session_state["company-found"][1]) <= {"standing", "board", "questions"}


def test_a_closing_set_is_proven(page: AppTest) -> None:
    opened(paste(page, "Mailwell"), "close")
    needs = page.multiselect(key="stack-close-needs")
    assert needs.options
    page.multiselect(key="stack-close-needs").set_value(["recover-abandoned-carts"])
    page.button(key="stack-find").click().run()
    assert "Proven: no set is better." in told(page)
    assert words.BEST in [each.value for each in page.subheader]
    page.session_state["stack-pack"] = True
    page.run()
    assert not page.exception
    offered = [
        button.proto.label for button in page.get("download_button") if str(button.key).startswith("stack-pack-")
    ]
    assert [label.partition(",")[0] for label in offered] == ["PDF", "PowerPoint", "Excel", "CSV"]


def test_a_board_reads_names_and_no_ids(page: AppTest) -> None:
    opened(paste(page, "Mailwell"), "close")
    page.multiselect(key="stack-close-needs").set_value(["recover-abandoned-carts"])
    page.radio(key="stack-close-objective").set_value(LEAST_CHANGE)
    chosen = {"price_level": ["low"], "channels": ["email", "website"], "keep": ["seopro"], "without": ["seo-garden"]}
    for name, values in chosen.items():
        page.multiselect(key=f"stack-close-{name}").set_value(values)
    page.button(key="stack-find").click().run()
    page.session_state["stack-pack"] = True
    page.run()
    held = [key[0] for key in page.session_state["company-found"][1] if isinstance(key, tuple)]
    [document] = {each for each in held if isinstance(each, Document)}
    assert document.filters == (
        ("Objective", "Least change"),
        ("Price level", "Low price"),
        ("Channel", "Email or Website"),
        ("Must be there in the end", "SeoPro"),
        ("Must not be there in the end", "SEO Garden"),
    )
    missing = next(section for section in document.sections if section.title.startswith("Missing"))
    assert "`" not in " ".join(missing.says)


def test_what_no_set_closes_is_named(page: AppTest) -> None:
    opened(paste(page, "Mailwell"), "close")
    page.multiselect(key="stack-close-needs").set_value(["recover-abandoned-carts"])
    every = [slug(row["tool"]) for row in csv_of(FIXTURES / "valid-dozen-tools.csv")]
    page.multiselect(key="stack-close-without").set_value([tool for tool in every if tool != "mailwell"])
    page.button(key="stack-find").click().run()
    assert words.IMPOSSIBLE in told(page)
    assert "Recover abandoned carts: " in told(page)


def test_what_is_added_obeys_price_level_channel_and_what_it_works_with(page: AppTest) -> None:
    opened(paste(page, "Mailwell"), "close")
    page.multiselect(key="stack-close-needs").set_value(["recover-abandoned-carts"])
    page.multiselect(key="stack-close-price_level").set_value(["low"])
    page.multiselect(key="stack-close-channels").set_value(["email"])
    page.button(key="stack-find").click().run()
    assert "Proven: no set is better." in told(page)
    assert "CartSaver" in told(page)
    page.multiselect(key="stack-close-works_with").set_value(["seopro"])
    page.button(key="stack-find").click().run()
    assert words.IMPOSSIBLE in told(page)
    assert "known to work with seopro" in told(page)
    _, constraints = page.session_state["company-found"][1]["closing set"]
    assert constraints == Constraints(price_level=("low",), channels=("email",), works_with=("seopro",))


def test_no_gap_chosen_is_said(page: AppTest) -> None:
    opened(paste(page, "Mailwell"), "close").button(key="stack-find").click().run()
    assert words.CHOOSE_GAP in told(page)


def test_use_is_changed_and_tools_are_taken_out(page: AppTest) -> None:
    opened(paste(page, "CartSaver", "Mailwell"), "list")
    page.multiselect(key="stack-chosen").set_value(["Mailwell"])
    page.selectbox(key="stack-use").set_value("shelfware")
    page.button(key="stack-set-use").click().run()
    assert "Not in use, so not counted: Mailwell." in told(page)
    page.multiselect(key="stack-chosen").set_value(["Mailwell"])
    page.button(key="stack-take-out").click().run()
    assert [each.name for each in owned(page).owned] == ["CartSaver"]
    page.button(key="company-start-over").click().run()
    assert words.NOTHING in told(page)


def test_a_turtle_file_takes_the_place_of_what_is_there(page: AppTest) -> None:
    paste(page, "CartSaver")
    own = with_stack(new("A <b>company</b>"), Stack((Owned("Mailwell", tool="mailwell"),)))
    send(page, "own.ttl", company_files.turtle(own))
    assert owned(page).tools() == ["mailwell"]
    assert "Opened the file of A <b>company</b>: 1 tool." in told(page)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("own.ttl", b"no turtle", "this is no Turtle"),
        ("own.csv", b"tool,use\nCartSaver,sometimes\n", "none of active, shelfware, planned"),
        ("own.csv", b"tool,means\nCartSaver,nobody\n", "the landscape has no such tool"),
        ("own.csv", b" ", "the list is empty"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(page: AppTest, name: str, content: bytes, why: str) -> None:
    paste(page, "CartSaver")
    send(page, name, content)
    assert why in told(page)
    assert owned(page).tools() == ["cartsaver"]


def test_another_session_sees_nothing_of_it(page: AppTest, monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    paste(page, "CartSaver", "A secret of ours")
    other = open_page(monkeypatch, small_home, "stack")
    assert words.NOTHING in told(other)
    assert not page.query_params


def test_the_example_and_tools_that_are_gone(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = open_page(monkeypatch, shipped_home, "stack")
    app.button(key="company-example").click().run()
    assert company_words.EXAMPLE_SAID in told(app)
    assert len(owned(app).owned) == 25
    assert "No longer on offer, so not counted: Google Optimize" in told(app)
    opened(app, "ends", "overlaps", "alone", "retire")
    assert words.PROVEN_GROUP in told(app)


def test_five_hundred_tools_are_judged(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = open_page(monkeypatch, shipped_home, "stack")
    tools = list(app.multiselect(key="stack-search").options)[:500]
    paste(app, *tools)
    assert "500 lines read" in told(app)
    head = words.STATE_HEADS[OVERLAP]
    [board] = [each.value for each in app.table if head in each.value]
    assert all(int(number) > 0 for number in board[head]), "of hundreds of tools, several serve a need at each stage"


TEXTS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
COSTS = st.none() | st.builds(Cost, st.decimals(0, 10**9, places=2), st.sampled_from(["EUR", "USD"]))
OWNED = st.builds(Owned, TEXTS, use=st.sampled_from(USES), cost=COSTS, owner=st.just("") | TEXTS)


@settings(max_examples=60)
@given(st.lists(OWNED, min_size=1, max_size=5, unique_by=lambda each: each.name))
def test_files_give_back_what_they_hold(stack: list[Owned]) -> None:
    read = files.read_table(files.table(Stack(tuple(stack))))
    assert [(each.name, each.use, each.cost, each.owner) for each in read] == [
        (each.name, each.use, each.cost, each.owner) for each in stack
    ]
    own = company_files.read_turtle(company_files.turtle(with_stack(new("Ours"), Stack(tuple(stack)))), "ours.ttl")
    assert set(read_stack(own).owned) == set(stack)


def test_no_text_of_the_table_is_a_formula() -> None:
    text = files.table(Stack((Owned("=1+1", owner="@x", cost=Cost(Decimal("1E+3"), "EUR")),))).decode("utf-8-sig")
    assert text.splitlines()[1] == "'=1+1,active,1000,EUR,'@x,"


def test_a_stack_that_is_too_large_is_refused() -> None:
    many = Stack(tuple(Owned(f"Tool {at}") for at in range(2_001)))
    with pytest.raises(PlanError, match="more than 2,000"):
        company_files.read_turtle(company_files.turtle(with_stack(new("Ours"), many)), "ours.ttl")
