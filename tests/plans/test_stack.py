"""A list of software becomes a stack: what is sure is identified, what is not is asked, and every decision is kept."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.releases import current_release
from plans.errors import PlanError
from plans.names import ToolNames
from plans.organisation import from_turtle, new
from plans.stack import USES, Cost, Owned, Stack, cost_of, read_stack, with_stack
from plans.stack_import import decide, import_list, open_questions
from plans.stack_reading import MOST, from_lines, read_list, read_text
from plans.texts import one_line
from queries.engines import Embedded

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan"

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(one_line).filter(bool)
_IDS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
_COSTS = st.builds(Cost, st.decimals(0, 10**9, places=2), st.sampled_from(["EUR", "USD"]))


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    owned = []
    for name in draw(st.lists(_TEXTS, max_size=5, unique_by=str.casefold)):
        tool = draw(st.none() | _IDS)
        others = tuple(sorted(draw(st.sets(_TEXTS, max_size=2)) - {name}))
        absent = tool is None and draw(st.booleans())
        cost, owner = draw(st.none() | _COSTS), draw(st.just("") | _TEXTS)
        owned.append(Owned(name, others, tool, absent, draw(st.sampled_from(USES)), cost, owner))
    return Stack(tuple(owned))


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    return Embedded(current_release(small_home).store)


@pytest.fixture(scope="module")
def names(engine: Embedded) -> ToolNames:
    return ToolNames(engine)


@given(stacks())
def test_a_stack_is_read_back_as_it_was_written(stack: Stack) -> None:
    written = with_stack(new("Harbor & Pine"), stack)
    again = from_turtle(written.turtle().encode(), "a file")
    assert sorted(read_stack(again).owned, key=repr) == sorted(stack.owned, key=repr)
    assert with_stack(again, read_stack(again)).turtle() == written.turtle()


def test_another_stack_leaves_the_rest_of_the_file_alone() -> None:
    whole = from_turtle((EXAMPLE / "northwind.ttl").read_bytes(), "northwind.ttl")
    emptied = with_stack(whole, Stack())
    assert read_stack(emptied).owned == ()
    assert with_stack(emptied, read_stack(whole)).turtle() == whole.turtle()


def test_a_stack_written_by_hand_in_the_words_of_the_ontology_is_a_stack() -> None:
    text = b"""
    @prefix cx: <https://w3id.org/cxscape/ontology#> . @prefix tool: <https://w3id.org/cxscape/id/tool/> .
    <https://e.org/id/me> a <https://schema.org/Organization> ; <https://schema.org/name> "Me" .
    <https://e.org/id/ours> a cx:Stack ; cx:includesTool tool:mailwell , tool:seopro .
    """
    stack = read_stack(from_turtle(text, "f.ttl"))
    assert stack.tools() == ["mailwell", "seopro"]


@pytest.mark.parametrize(
    ("triples", "says"),
    [
        ("<https://e.org/a> a cx:Stack . <https://e.org/b> a cx:Stack .", "several stacks"),
        ("<https://e.org/a> a cx:Stack ; cx:includesTool <https://e.org/tool> .", "no tool of the landscape"),
        ("<https://e.org/a> a cx:Stack ; dct:hasPart [ schema:creativeWorkStatus 'x' ] .", "no schema:name"),
        ("<https://e.org/a> a cx:Stack ; dct:hasPart [ schema:name 'N' ; schema:creativeWorkStatus 'x' ] .", "the use"),
        (
            "<https://e.org/a> a cx:Stack ; dct:hasPart [ schema:name 'N' ; schema:offers [ schema:price '-1' ] ] .",
            "no amount",
        ),
    ],
)
def test_a_stack_that_cannot_be_read_is_one_clear_error(triples: str, says: str) -> None:
    text = f"""
    @prefix cx: <https://w3id.org/cxscape/ontology#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix schema: <https://schema.org/> .
    <https://e.org/id/me> a schema:Organization ; schema:name "Me" . {triples}
    """
    with pytest.raises(PlanError, match=says):
        read_stack(from_turtle(text.encode(), "f.ttl"))


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("CartSaver", "cartsaver"),
        ("cart saver", "cartsaver"),
        ("tool:cartsaver", "cartsaver"),
        ("https://w3id.org/cxscape/id/tool/cartsaver", "cartsaver"),
        ("CartSaver GmbH", "cartsaver"),
        ("ChatLine", "chatline"),
        ("Cartsavr", None),
        ("Twinname", None),
        ("Nothing like it", None),
        ("!!", None),
        ('"> ?s ?p ?o } #', None),
    ],
)
def test_a_name_is_sure_or_left_to_a_person(names: ToolNames, text: str, tool: str | None) -> None:
    assert names.match(text).tool == tool


def test_what_is_not_sure_comes_with_the_most_alike_names(names: ToolNames) -> None:
    assert names.match("Cartsavr").suggestions[0].tool == "cartsaver"
    assert {each.label for each in names.match("Twinname").suggestions[:2]} == {"Twinname"}
    assert names.match("Nothing like it").suggestions == ()


def test_decisions_are_kept_when_the_list_comes_again(names: ToolNames) -> None:
    lines = from_lines("CartSaver\nCartsavr\nHouse CRM\nMailwell\n")
    first = import_list(Stack(), lines, names)
    assert [question.name for question in first.questions] == ["Cartsavr", "House CRM"]
    stack = decide(first.stack, "House CRM", None, names)
    stack = decide(stack, "Cartsavr", "cartsaver", names)
    assert [(each.name, each.others, each.tool, each.absent) for each in stack.owned] == [
        ("CartSaver", ("Cartsavr",), "cartsaver", False),
        ("House CRM", (), None, True),
        ("Mailwell", (), "mailwell", False),
    ]
    again = import_list(stack, lines, names)
    assert (again.stack, again.questions, again.added) == (stack, (), 0)
    assert again.repeated == ("line 2, Cartsavr: means the same as line 1",)


def test_a_repeated_line_is_told_and_its_cost_is_not_added(names: ToolNames) -> None:
    table = "tool,cost,currency,owner\nCartSaver,100,EUR,Shop\ntool:cartsaver,40,EUR,\n"
    result = import_list(Stack(), read_text(table), names)
    assert result.repeated == ("line 3, tool:cartsaver: means the same as line 2; its cost of 40 EUR is not added",)
    assert [(each.name, each.cost, each.owner) for each in result.stack.owned] == [
        ("CartSaver", Cost(Decimal(100), "EUR"), "Shop")
    ]


def test_a_very_much_alike_name_is_taken_only_when_asked_to(names: ToolNames) -> None:
    lines = from_lines("Cartsavr\nTwinname")
    assert not import_list(Stack(), lines, names).stack.tools()
    guessed = import_list(Stack(), lines, names, guess=True)
    assert guessed.guessed == (("Cartsavr", "cartsaver"),)
    # Two tools have this very name: neither is taken.
    assert [question.name for question in guessed.questions] == ["Twinname"]


def test_a_decision_in_the_table_must_name_a_tool(names: ToolNames) -> None:
    given = read_text("tool,means\nOur shop,cartsaver\nOur CRM,none\n")
    assert [(e.tool, e.absent) for e in import_list(Stack(), given, names).stack.owned] == [
        (None, True),
        ("cartsaver", False),
    ]
    with pytest.raises(PlanError, match="line 2, means 'kart'"):
        import_list(Stack(), read_text("tool,means\nOur shop,kart\n"), names)


def test_500_lines_are_read_and_each_is_accounted_for(names: ToolNames) -> None:
    result = import_list(Stack(), from_lines("\n".join(f"Our own program {at}" for at in range(500))), names)
    assert (result.lines, result.added, len(result.questions)) == (500, 500, 500)


def test_lines_alone_and_tables_are_told_apart(tmp_path: Path) -> None:
    assert [each.name for each in read_text("Zendesk, Inc.\n\n  Hotjar \n")] == ["Zendesk, Inc.", "Hotjar"]
    file = tmp_path / "list.csv"
    file.write_text("Tool;Use;Cost;Currency\nMailwell;Planned;1.200;EUR\n".lower(), encoding="utf-8")
    [one] = read_list(file)
    assert (one.name, one.use, one.cost) == ("mailwell", "planned", Cost(Decimal("1.200"), "EUR"))


def test_a_list_may_be_in_an_older_encoding_and_steers_no_terminal() -> None:
    assert [each.name for each in read_text("Caf\u00e9 Caisse\nH\u00f6tjar\n".encode("cp1252"))] == [
        "Café Caisse",
        "Hötjar",
    ]
    assert [each.name for each in read_text("\x1b[31mRed\n\x07\n")] == ["[31mRed"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("tool,use\nA,sometimes\n", r"line 2, use 'sometimes'"),
        ("tool,cost,currency\nA,much,EUR\n", r"line 2, cost .*no amount"),
        ("tool,cost,currency\nA,5,euro\n", r"line 2, cost .*three letters"),
        ("tool,cost,currency\nA,NaN,EUR\n", r"no amount"),
        ("tool,use\n,active\n", r"line 2, tool.*blank"),
        ('tool,use\nA,"active\n', r"^line 2: .*quote"),
        ("cost,currency\n5,EUR\n", "no column 'tool'"),
        ("tool,price\nA,5\n", "'price' is no column"),
        ("\n".join(f"n{at}" for at in range(MOST + 1)), "more than 5,000"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(PlanError, match=says):
        read_text(text)


@pytest.mark.parametrize("amount", ["1,200", "1 200.00", "1200"])
def test_amounts_may_be_grouped(amount: str) -> None:
    assert cost_of(amount, "eur") == Cost(Decimal(1200), "EUR")


def test_an_open_question_is_one_that_nobody_decided(names: ToolNames) -> None:
    stack = Stack((Owned("A", tool="mailwell"), Owned("B", absent=True), Owned("C")))
    assert [question.name for question in open_questions(stack, names)] == ["C"]


def test_the_example_is_what_importing_its_table_gives(shipped_home: Path) -> None:
    names = ToolNames(Embedded(current_release(shipped_home).store))
    result = import_list(Stack(), read_list(EXAMPLE / "stack.csv"), names)
    assert (len(result.stack.owned), result.questions, result.repeated) == (25, (), ())
    example = from_turtle((EXAMPLE / "northwind.ttl").read_bytes(), "northwind.ttl")
    assert example.name == "Northwind Outfitters"
    assert read_stack(example) == result.stack
