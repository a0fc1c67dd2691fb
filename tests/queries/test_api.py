"""The landscape from Python: typed rows, frames and graphs, from a release here or on a server, and clear errors."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import queries
from loaders.refresh import refresh
from loaders.releases import current_release
from ontology.namespaces import ID
from queries import ask, find_needs, graph, holds, shortlist
from queries.catalogue import names, question
from queries.errors import NoReleaseError, ParameterError, QueryError, SparqlError, UnknownQuestionError
from tests.servers.oxigraph import Oxigraph

NEED = "recover-abandoned-carts"


@pytest.fixture(autouse=True)
def home(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    monkeypatch.delenv("CXSCAPE_ENDPOINT", raising=False)
    return small_home


def test_a_question_gives_rows_with_plain_values(home: Path) -> None:
    tools = ask("tools-for-need", need=NEED)
    assert tools.columns == tuple(question("tools-for-need").columns)
    assert tools.release == current_release(home).id
    assert len(tools) == len(list(tools)) > 1
    first = tools[0]
    assert isinstance(first["coverage"], float)
    assert str(first["tool"]).startswith(f"{ID}tool/")
    assert [row["coverage"] for row in tools] == tools.column("coverage")


def test_moments_are_moments_and_what_is_unknown_is_none() -> None:
    issued, before = ask("release")[0]["issued"], ask("release")[0]["before"]
    assert isinstance(issued, datetime)
    assert issued.tzinfo is not None
    assert before is None


def test_a_moment_that_python_cannot_hold_stays_a_text() -> None:
    row = ask('SELECT ("12026-01-01"^^xsd:date AS ?day) ("2026-02-01"^^xsd:date AS ?other) {}')[0]
    assert row["day"] == "12026-01-01"
    assert str(row["other"]) == "2026-02-01"


def test_a_parameter_takes_names_ids_prefixed_names_truth_and_several() -> None:
    by_id = ask("tools-for-need", need=NEED, open_source=True)
    by_name = ask("tools-for-need", need="Recover abandoned carts", open_source="true")
    by_prefix = ask("tools-for-need", need=f"need:{NEED}", open_source=True)
    assert by_id == by_name == by_prefix
    levels = [ask("tools-for-need", need=NEED, fit=fit) for fit in ("primary", "supporting", ["primary", "supporting"])]
    assert len(levels[0]) + len(levels[1]) == len(levels[2]) > 0
    frame = ask("tools-for-need", need=NEED, fit=("supporting",)).to_pandas()
    assert len(ask("compare-tools", need=NEED, tool=frame["tool"])) > 0


def test_a_query_of_ones_own_needs_no_prefixes() -> None:
    assert ask("SELECT (COUNT(*) AS ?n) { ?tool a cx:Tool }").rows == ({"n": 14},)


def test_frames_know_types_and_what_is_missing() -> None:
    tools = ask("tools-for-need", need=NEED)
    frame = tools.to_pandas()
    assert list(frame.columns) == list(tools.columns)
    assert frame["coverage"].sum() == pytest.approx(sum(row["coverage"] for row in tools))  # type: ignore[misc]
    assert str(frame["label"].dtype) == "string"
    assert frame["adoption"].isna().sum() == tools.column("adoption").count(None)
    assert list(ask("SELECT ?a ?b { FILTER(false) }").to_pandas().columns) == ["a", "b"]


def test_a_table_shows_itself_in_a_notebook_without_markup_of_its_values() -> None:
    shown = ask('SELECT ("<script>alert(1)</script>" AS ?text) {}')._repr_html_()
    assert "<table" in shown
    assert "<script>" not in shown


def test_polars_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(QueryError, match="polars is not installed here: install it with `pip install polars`"):
        ask("needs").to_polars()


def test_polars_frames() -> None:
    pytest.importorskip("polars")
    tools = ask("tools-for-need", need=NEED)
    frame = tools.to_polars()
    assert frame.columns == list(tools.columns)
    assert frame["label"].to_list() == tools.column("label")
    assert frame["adoption"].null_count() == tools.column("adoption").count(None)


def test_an_unknown_column_is_told_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="has no column 'name'; it has: need, label"):
        ask("needs").column("name")


def test_a_graph_is_an_rdflib_graph_with_our_prefixes() -> None:
    from rdflib import URIRef  # noqa: PLC0415

    described = graph("describe", node=f"need:{NEED}")
    assert (URIRef(f"{ID}need/{NEED}"), None, None) in described
    assert f"need:{NEED}" in described.serialize(format="turtle")
    assert len(graph("CONSTRUCT WHERE { ?need a cx:CXNeed }")) == 80


def test_yes_or_no() -> None:
    assert holds("ASK { ?tool a cx:Tool }")
    assert not holds("ASK { ?tool a cx:NoSuchClass }")


def test_a_symptom_leads_to_tools_with_reasons() -> None:
    (need,) = find_needs("customers repeat their story on every channel")
    assert need.id == "one-conversation-across-channels"
    assert len(find_needs("shoppers leave")) > 1
    answer = shortlist("Recover abandoned carts", limit=2)
    assert answer.need["id"] == NEED
    assert [tool.rank for tool in answer.tools] == [1, 2]
    assert answer.tools[0].why
    assert shortlist(NEED, fit=["supporting"], limit=None).total == len(
        ask("tools-for-need", need=NEED, fit="supporting")
    )


@pytest.mark.parametrize(
    ("asked", "parameters", "error", "message"),
    [
        ("tool-for-need", {}, UnknownQuestionError, "did you mean tools-for-need"),
        ("tools-for-need", {}, ParameterError, "needs the parameter 'need'"),
        ("tools-for-need", {"need": NEED, "chanel": "sms"}, ParameterError, "did you mean channel"),
        ("tools-for-need", {"need": "recover-carts"}, ParameterError, f"did you mean {NEED}"),
        ("tools-for-need", {"need": []}, ParameterError, "takes one value, not 0"),
        ("tools-for-need", {"need": "} DROP ALL #"}, ParameterError, "no need is called"),
        ("SELECT * {}", {"need": NEED}, ParameterError, "a query has no parameters, and was given need"),
        ("SELECT * {", {}, SparqlError, "error at 1:11"),
        ("DROP ALL", {}, SparqlError, "read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1:9> {} }", {}, SparqlError, "SERVICE"),
        ("ASK {}", {}, SparqlError, "`queries.holds` gives yes or no"),
        ("need-graph", {"need": NEED}, SparqlError, "`queries.graph` gives graphs"),
    ],
)
def test_what_cannot_be_asked_is_told(
    asked: str, parameters: dict[str, str | list[str]], error: type[QueryError], message: str
) -> None:
    with pytest.raises(error) as raised:
        ask(asked, **parameters)  # type: ignore[arg-type]
    assert message in str(raised.value)


def test_other_kinds_of_answers_name_their_function() -> None:
    with pytest.raises(SparqlError, match=r"`queries\.ask` gives tables"):
        graph("needs")
    with pytest.raises(SparqlError, match=r"`queries\.ask` gives tables"):
        holds("SELECT * {}")


def test_each_release_can_be_asked(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="run `cxscape refresh`"):
        ask("tools", home=tmp_path)
    file = tmp_path / "tools.csv"
    file.write_text("tool,category\nOpenShop,ecommerce-platforms-carts\n")
    first, _ = refresh(tmp_path / "home", [file])
    assert len(ask("tools", home=str(tmp_path / "home"))) == 1
    file.write_text("tool,category\nOpenShop,ecommerce-platforms-carts\nCartSaver,ecommerce-marketing\n")
    second, _ = refresh(tmp_path / "home", [file])
    assert ask("tools", home=tmp_path / "home").release == second.id, "the new release is asked at once"
    assert len(ask("tools", home=tmp_path / "home", release=first.id)) == 1
    with pytest.raises(NoReleaseError, match=f"there are: {second.id}, {first.id}"):
        ask("tools", home=tmp_path / "home", release="last")


def test_a_server_gives_the_same_answers(home: Path, small_remote: Oxigraph, monkeypatch: pytest.MonkeyPatch) -> None:
    here = [ask("tools-for-need", need=NEED), find_needs("shoppers leave"), shortlist(NEED, limit=3)]
    triples = len(graph("need-graph", need=NEED))
    address = small_remote.query
    there = [
        ask("tools-for-need", need=NEED, endpoint=address),
        find_needs("shoppers leave", endpoint=address),
        shortlist(NEED, limit=3, endpoint=address),
    ]
    assert here == there
    assert len(graph("need-graph", need=NEED, endpoint=address)) == triples
    monkeypatch.setenv("CXSCAPE_ENDPOINT", address)
    monkeypatch.setenv("CXSCAPE_HOME", "/nowhere")
    assert ask("tools-for-need", need=NEED) == here[0]
    assert len(ask("tools", home=home)) == 14, "a home that is named goes before the environment"
    with pytest.raises(QueryError, match="without home and release"):
        ask("tools", home=home, endpoint=address)


def test_no_question_has_a_parameter_that_says_where_to_ask() -> None:
    taken = {name for each in names() for name in question(each).parameters} & {
        "home",
        "release",
        "endpoint",
        "all_rows",
        "limit",
    }
    assert not taken, "these words of `ask` and `shortlist` would hide parameters"


def test_the_package_offers_its_functions_and_loads_little() -> None:
    assert all(callable(getattr(queries, name)) for name in queries.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        getattr(queries, "nothing")  # noqa: B009 - mypy knows that it is not there
    heavy = "pandas", "polars", "rdflib", "SPARQLWrapper", "streamlit"
    code = f"from queries import ask; import sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
