"""What is given for a parameter is taken by id or name, or refused in one clear sentence, and never read as SPARQL."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.releases import current_release
from queries.catalogue import names, question
from queries.choices import resolve
from queries.engines import Embedded
from queries.errors import ParameterError, UnknownQuestionError

NEED = "recover-abandoned-carts"
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HIDDEN = st.sampled_from(
    [
        '" } ?s ?p ?o } #',
        "> } DROP ALL #",
        'x" } UNION { ?s ?p ?o',
        "VALUES ?tool { tool:klaviyo }",
        "VALUES ?words { 'x' }",
        "need:x } INSERT DATA { <a:a> <a:b> <a:c>",
        "\\",
        "'''",
        '"""',
        "{",
        "}",
    ]
)


@pytest.fixture(scope="module")
def engine(shipped_home: Path) -> Embedded:
    """The shipped landscape."""
    return Embedded(current_release(shipped_home).store)


def refusal(engine: Embedded, name: str, **values: str | list[str]) -> str:
    asked = question(name)
    given = {key: [value] if isinstance(value, str) else value for key, value in values.items()}
    with pytest.raises(ParameterError) as caught:
        asked.bind(resolve(engine, asked, given))
    return str(caught.value)


def test_an_unknown_question_gets_the_nearest() -> None:
    with pytest.raises(
        UnknownQuestionError, match=r"no question is named 'tool-for-need' \(did you mean tools-for-need"
    ):
        question("tool-for-need")


@pytest.mark.parametrize("name", ["../tools", "/etc/passwd", "", "Tools"])
def test_only_a_name_of_the_catalogue_is_a_name(name: str) -> None:
    with pytest.raises(UnknownQuestionError):
        question(name)


def test_an_unknown_parameter_gets_the_nearest_and_all_there_are(engine: Embedded) -> None:
    assert refusal(engine, "why-not-tool", nead=NEED, tool="klaviyo") == (
        "why-not-tool has no parameter 'nead' (did you mean need?); it has: need, tool"
    )


def test_a_missing_parameter_is_named_with_an_example(engine: Embedded) -> None:
    assert refusal(engine, "why-not-tool", need=NEED) == (
        "why-not-tool needs the parameter 'tool': The tool. For example: --set tool=mailchimp"
    )


def test_a_single_parameter_takes_one_value(engine: Embedded) -> None:
    message = refusal(engine, "why-not-tool", need=[NEED, "raise-conversion"], tool="klaviyo")
    assert message == "parameter 'need' takes one value, not 2"


def test_an_unknown_id_gets_the_nearest_and_the_list(engine: Embedded) -> None:
    assert refusal(engine, "need", need="need:recover-abandoned-cart") == (
        f"no need is called 'need:recover-abandoned-cart' (did you mean {NEED}?); `cxscape run needs` lists them all"
    )
    assert "(did you mean mailchimp" in refusal(engine, "needs-of-tool", tool="mailchim")


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        ("open_source", "perhaps", "filters-of-tools, parameter 'open_source': 'perhaps' is neither true nor false"),
        ("pricing", "cheap as chips", "no pricing is called 'cheap as chips'; `cxscape run pricing-models` lists them"),
    ],
)
def test_an_ill_typed_value_is_named(engine: Embedded, parameter: str, value: str, message: str) -> None:
    assert refusal(engine, "filters-of-tools", **{"tool": "klaviyo", parameter: value}).startswith(message)


@pytest.mark.parametrize(
    "value",
    [
        NEED,
        f"need:{NEED}",
        f"https://w3id.org/cxscape/id/need/{NEED}",
        "Recover abandoned carts",
        "RECOVER abandoned carts",
    ],
)
def test_a_thing_is_known_by_id_iri_prefixed_name_and_label(engine: Embedded, value: str) -> None:
    asked = question("need")
    answer = engine.query(asked.bind(resolve(engine, asked, {"need": [value]})))
    assert isinstance(answer, ox.QuerySolutions)
    assert {row["need"].value.rpartition("/")[2] for row in answer} == {NEED}


def test_an_id_of_another_type_is_not_taken(engine: Embedded) -> None:
    assert refusal(engine, "need", need="tool:klaviyo").startswith("no need is called 'tool:klaviyo'")


def test_every_required_parameter_is_asked_for() -> None:
    for name in names():
        asked = question(name)
        if any(not parameter.optional for parameter in asked.parameters.values()):
            with pytest.raises(ParameterError, match=f"^{name} needs the parameter"):
                asked.bind({})


@given(ANYTHING | HIDDEN)
def test_whatever_is_typed_for_a_text_only_names_tools(engine: Embedded, words: str) -> None:
    answer = engine.query(question("tools-by-name").bind({"words": words + "~"}))
    assert isinstance(answer, ox.QuerySolutions)
    assert list(answer) == []


@given(ANYTHING | HIDDEN, st.sampled_from(["need", "tool"]))
def test_whatever_is_typed_for_a_thing_is_refused_or_an_id(typed: str, name: str) -> None:
    asked = question("why-not-tool")
    values = {"need": NEED, "tool": "klaviyo", name: typed}
    try:
        bound = asked.bind(values)
    except ParameterError:
        return
    answer = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {_block(bound, name)} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    [row] = list(answer)
    assert row["x"].value.startswith(f"https://w3id.org/cxscape/id/{name}/")
    assert bound.count("{") == asked.sparql.count("{")


@given(HIDDEN, HIDDEN)
def test_a_block_in_a_value_is_not_filled_by_another_parameter(engine: Embedded, first: str, second: str) -> None:
    asked = question("changes-of-tools")
    answer = engine.query(asked.bind({"change": [first, second]}))
    assert isinstance(answer, ox.QuerySolutions)
    assert list(answer) == []


def _block(bound: str, name: str) -> str:
    return bound.partition(f"VALUES ?{name} {{")[2].partition("}")[0]


def test_rows_are_left_out_at_the_start(engine: Embedded) -> None:
    asked = question("tools-by-facets")

    def tools(**values: str) -> list[str]:
        answer = engine.query(asked.bind({"category": "email-marketing", **values}))
        assert isinstance(answer, ox.QuerySolutions)
        return [row["tool"].value for row in answer]

    whole = tools() + tools(skip="25") + tools(skip="50")
    assert len(whole) == len(set(whole)) == 69
    assert tools(skip="1")[:24] == tools()[1:]
    assert tools(skip="69") == []


@pytest.mark.parametrize("skip", ["-1", "1.5", "", "²", "1 LIMIT 9", "9" * 10])
def test_only_a_number_of_rows_can_be_left_out(engine: Embedded, skip: str) -> None:
    assert "is no number of rows to leave out" in refusal(engine, "tools-by-facets", skip=skip)
