"""The workbench as its address asks for it, on a landscape that the real loader built."""

import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from loaders.releases import current_release
from queries.catalogue import names, question
from tests.landscapes import FIXTURES, csv_of
from tests.servers.oxigraph import Oxigraph
from tests.ui.apptest import APP, text
from ui.workbench import words
from ui.workbench.address import RESERVED, Asked, Look, written

CARTS = "recover-abandoned-carts"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> "Opener":
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    return Opener()


class Opener:
    """Opens the page at an address and waits for the answer."""

    def __call__(self, **address: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.switch_page("app_pages/workbench.py")
        for name, value in address.items():
            app.query_params[name] = value
        return answered(app.run())


def answered(app: AppTest) -> AppTest:
    """Return the app when its query is done."""
    end = time.monotonic() + 60
    while any(button.key == "wb-cancel" for button in app.button):
        assert time.monotonic() < end
        time.sleep(0.2)
        app.run()
    return app


def said(app: AppTest) -> str:
    return "\n".join([text(app), *(str(each.value) for each in app.info)]).replace("\\", "")


def frame(app: AppTest) -> list[dict[str, object]]:
    records: list[dict[str, object]] = app.dataframe[0].value.to_dict("records")
    return records


def test_start_offers_all_questions_and_asks_nothing(open_page: Opener) -> None:
    app = open_page()
    assert app.title[0].value == words.TITLE
    assert len(app.radio(key="wb-pick").options) == len(names())
    assert words.ANSWER not in [header.value for header in app.header]


def test_question_in_the_link_is_answered_with_names_links_and_numbers(open_page: Opener) -> None:
    app = open_page(question="tools-for-need", need=CARTS)
    assert "6 rows in" in said(app)
    best = frame(app)[0]
    assert best["label"] == "CartSaver"
    assert str(best["tool"]).endswith("/id/tool/cartsaver#CartSaver")
    assert best["adoption"] == 1200
    assert 0 < float(str(best["coverage"])) <= 1


def test_query_in_the_link_is_answered(open_page: Opener) -> None:
    app = open_page(query="SELECT ?label { tool:cartsaver skos:prefLabel ?label }")
    assert frame(app) == [{"label": "CartSaver"}]
    assert "1 row in" in said(app)


def test_long_query_in_the_link_is_answered(open_page: Opener) -> None:
    sparql = f"# {'long ' * 200}\nASK {{ tool:cartsaver a cx:Tool }}"
    parameters = written(Asked(sparql=sparql), Look())
    assert list(parameters) == ["packed"]
    assert words.YES_ANSWER in said(open_page(**parameters))


def test_several_values_in_the_link_count(open_page: Opener) -> None:
    both = open_page(question="tools-for-need", need=CARTS, fit=["primary", "adjacent"])
    fits = {str(row["fit"]).rpartition("#")[2] for row in frame(both)}
    assert fits == {"Primary", "Adjacent"}


def test_picking_a_question_fills_its_form_and_answers_the_example(open_page: Opener) -> None:
    app = open_page()
    app.radio(key="wb-pick").set_value("needs-of-tool").run()
    app = answered(app)
    assert dict(app.query_params)["question"] == "needs-of-tool"
    assert "tool" in dict(app.query_params)
    assert app.header[0].value.startswith("Which needs does this tool serve")


def test_choosing_in_the_form_changes_the_link_and_the_answer(open_page: Opener) -> None:
    app = open_page(question="tools-for-need", need=CARTS)
    app.selectbox(key="wb-p-tools-for-need-need-widget").set_value("prevent-churn").run()
    app.button(key="wb-run-question").click().run()
    app = answered(app)
    assert dict(app.query_params) == {"question": "tools-for-need", "need": "prevent-churn"}
    assert "CartSaver" not in [row["label"] for row in frame(app)]


def test_an_answer_that_is_a_page_says_so_and_leads_to_the_next(open_page: Opener) -> None:
    app = open_page(question="need-phrases")
    first, last = words.MORE_ROWS.format(first=1, last=200), words.MORE_ROWS.format(first=201, last=400)
    assert first in said(app)
    begins = frame(app)[0]
    app.button(key="wb-next").click().run()
    app = answered(app)
    assert dict(app.query_params) == {"question": "need-phrases", "skip": "200"}
    assert last in said(app)
    assert frame(app)[0] != begins
    whole = open_page(question="tools")
    assert len(frame(whole)) < 200
    assert not [button for button in whole.button if button.key == "wb-next"]


def test_editing_a_question_as_sparql_asks_the_same(open_page: Opener) -> None:
    app = open_page(question="tools-for-need", need=CARTS)
    rows = frame(app)
    app.button(key="wb-edit").click().run()
    app = answered(app)
    assert "packed" in dict(app.query_params)
    assert [row["label"] for row in frame(app)] == [row["label"] for row in rows]


def test_words_and_tags_narrow_the_questions(open_page: Opener) -> None:
    app = open_page()
    app.text_input(key="wb-find").set_value("rejected").run()
    found = app.radio(key="wb-pick").options
    assert 0 < len(found) < 10
    app.button_group(key="wb-tags").set_value(["cmo", "steward", "strategy"]).run()
    assert words.NO_QUESTION in said(app)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"question": "tools-for-ned"}, "did you mean tools-for-need"),
        ({"question": "tools-for-need", "need": "recover-abandoned-cart"}, "did you mean recover-abandoned-carts"),
        ({"question": "tools-for-need", "needs": CARTS, "need": CARTS}, "no parameter 'needs'"),
        ({"question": "tools-for-need", "need": CARTS, "open_source": "maybe"}, "neither true nor false"),
        ({"question": "tools-for-need"}, "choose a value for need"),
        ({"question": "describe", "node": "tool:x> } DROP ALL #"}, "nor a prefixed name"),
        ({"query": "SELECT * WHERE {\n  ?x cx:madeBy\n}"}, "Line 3, column 1"),
        ({"query": "SELECT * WHRE { ?s ?p ?o }"}, "WHRE is no word of SPARQL (did you mean WHERE?)"),
        ({"query": "SELECT * { ?s\n foo:bar ?o }"}, "Line 2, column 2: the prefix foo: is not known"),
        ({"query": "DELETE WHERE { ?s ?p ?o }"}, "DELETE is an update"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE would send"),
        ({"packed": "eJwLdvVx"}, "This link cannot be read"),
        ({"packed": "!"}, "This link cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_explained(open_page: Opener, address: dict[str, str], told: str) -> None:
    app = open_page(**address)
    assert told.casefold() in app.error[0].value.replace("\\", "").casefold()
    assert not app.exception


def test_text_in_a_parameter_stays_a_text(open_page: Opener) -> None:
    app = open_page(question="tools-by-name", words='x" } UNION { ?tool a cx:Tool } #')
    assert words.EMPTY_TITLE in said(app)


def test_empty_answer_tells_unknown_from_no(open_page: Opener) -> None:
    assert "unknown" in said(open_page(query="SELECT * { tool:cartsaver cx:noSuchThing ?x }"))
    assert words.NO_ANSWER in said(open_page(query="ASK { tool:cartsaver cx:noSuchThing ?x }"))
    assert words.EMPTY_GRAPH in said(open_page(query="DESCRIBE tool:no-such-tool"))


def test_long_answer_is_cut_and_says_so(open_page: Opener) -> None:
    app = open_page(query="SELECT * { ?a ?b ?c }")
    assert "cut after 10,000 rows" in app.warning[0].value
    assert len(app.dataframe[0].value) == 10_000


def test_operators_limits_hold_here_too(monkeypatch: pytest.MonkeyPatch, open_page: Opener) -> None:
    monkeypatch.setenv("CXSCAPE_MAX_ROWS", "7")
    monkeypatch.setenv("CXSCAPE_TIMEOUT", "1")
    assert "cut after 7 rows" in open_page(query="SELECT * { ?a ?b ?c }").warning[0].value
    assert "longer than 1 seconds" in open_page(query=ENDLESS).error[0].value
    assert "1 row in" in said(open_page(query="ASK { tool:cartsaver a cx:Tool }"))


def test_cancelled_query_says_so_and_the_next_one_is_answered(open_page: Opener) -> None:
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("app_pages/workbench.py")
    app.query_params["query"] = ENDLESS
    app.run()
    assert "Running for" in said(app)
    app.button(key="wb-cancel").click().run()
    app.run()
    assert "you cancelled the query" in app.error[0].value.casefold()
    assert "1 row in" in said(open_page(query="ASK { tool:cartsaver a cx:Tool }"))


def test_graph_is_drawn_when_small_and_told_when_large(open_page: Opener) -> None:
    small = open_page(query="DESCRIBE tool:cartsaver")
    assert "CartSaver" in small.get("graphviz_chart")[0].proto.spec
    large = open_page(query="CONSTRUCT WHERE { ?a a ?b }", view="graph")
    assert "The first 60 of" in said(large)
    told = open_page(query="DESCRIBE tool:cartsaver", view="text")
    assert any("tool:cartsaver" in code.value for code in told.code)


def test_chart_follows_the_hint_and_the_choice(open_page: Opener) -> None:
    app = open_page(question="tools-for-need", need=CARTS, view="chart")
    assert app.selectbox(key="wb-chart-x").value == "label"
    assert app.selectbox(key="wb-chart-y").value == "coverage"
    app.selectbox(key="wb-chart-y").set_value("adoption").run()
    assert dict(app.query_params)["y"] == "adoption"
    assert app.selectbox(key="wb-chart-y").value == "adoption"


def test_senseless_look_in_the_link_is_no_error(open_page: Opener) -> None:
    app = open_page(question="tools-for-need", need=CARTS, view="hologram", chart="pie", x="nothing", y="label")
    assert len(frame(app)) == 6
    assert not app.error


def test_history_runs_again_what_was_run(open_page: Opener) -> None:
    app = open_page(query="ASK { tool:cartsaver a cx:Tool }")
    app.query_params["query"] = "ASK { tool:mailwell a cx:Tool }"
    app = answered(app.run())
    shown = [button.label.replace("\\", "") for button in app.button if str(button.key).startswith("wb-ran-")]
    assert shown == ["ASK { tool:mailwell a cx:Tool }", "ASK { tool:cartsaver a cx:Tool }"]
    app.button(key="wb-ran-1").click().run()
    assert dict(app.query_params) == {"query": "ASK { tool:cartsaver a cx:Tool }"}


def test_no_question_has_a_parameter_that_the_address_uses_otherwise() -> None:
    assert not {parameter for name in names() for parameter in question(name).parameters} & set(RESERVED)


def test_nothing_loaded_says_which_command_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(tmp_path / "empty"))
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("app_pages/workbench.py")
    assert "cxscape refresh" in text(app.run())


def test_names_of_the_data_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch, hostile_home: Path) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(hostile_home))
    names_of = {row["tool"] for row in csv_of(FIXTURES / "valid-hostile-names.csv")}
    app = Opener()(question="tools")
    assert {row["label"] for row in frame(app)} == names_of
    assert {unquote(str(row["tool"]).rpartition("#")[2]) for row in frame(app)} == names_of
    drawn = Opener()(query="CONSTRUCT WHERE { ?tool a cx:Tool }")
    assert len(drawn.get("graphviz_chart")) == 1
    assert not drawn.error


def test_a_server_is_asked_in_place_of_the_graph_here(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, tmp_path: Path, small_remote: Oxigraph
) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("CXSCAPE_ENDPOINT", small_remote.query)
    monkeypatch.setenv("CXSCAPE_MAX_ROWS", "7")
    app = Opener()(question="tools-for-need", need=CARTS)
    assert frame(app)[0]["label"] == "CartSaver"
    assert f"release {current_release(small_home).id}" in said(app)
    assert any(small_remote.query in code.value for code in app.code)
    assert "cut after 7 rows" in Opener()(query="SELECT * { ?a ?b ?c } LIMIT 50").warning[0].value
    assert words.YES_ANSWER in said(Opener()(query="ASK { tool:cartsaver a cx:Tool }"))
    assert "CartSaver" in Opener()(query="DESCRIBE tool:cartsaver").get("graphviz_chart")[0].proto.spec
    assert "Line 1" in Opener()(query="SELECT * { ?a }").error[0].value
