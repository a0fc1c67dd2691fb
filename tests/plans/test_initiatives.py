"""The customer-experience filter: who passes and by which path, what is challenged, and what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, Literal, Triple

from ontology.namespaces import expand, individual
from plans.errors import PlanError
from plans.initiatives import portfolio
from plans.initiatives_reading import CHOICES, TEXTS, TOOLS, described, read_initiatives, template
from plans.organisation import Organisation, new, read
from plans.verdicts import CHALLENGED, EXCEPTED, PASSED, Judged, Portfolio
from queries.engines import Embedded
from queries.home import release_folder
from ui.cli.main import cli

TABLE = """\
name,needs,touchpoints,tools,categories,effects,kpis,target,rationale,exception,opportunity_cost
Cart rescue,,cart,cartsaver,,remove-pain,conversion-rate,By a tenth,Half of all carts are left.,,
Click and collect,blend-online-and-store,Store visit|checkout,,,serve,,,,,
Ledger,,,,,,,,,It loses its support.,Two developers.
Half an exception,,,,,,,,,It loses its support.,
Pipes,connect-our-systems,cart,,,,,,,,
Backstage,recover-abandoned-carts,,,,,,,,,
AI,,,,live-chat-chatbots,,,,,,
"""


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    return Embedded(release_folder(small_home) / "store")


def given(tmp_path: Path, engine: Embedded, text: str, whose: Organisation | None = None) -> Organisation:
    file = tmp_path / "projects.csv"
    file.write_text(text, encoding="utf-8")
    return read_initiatives(file, whose or new("Acme"), engine)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, engine: Embedded) -> Portfolio:
    return portfolio(given(tmp_path_factory.mktemp("projects"), engine, TABLE), engine, "r")


def named(found: Portfolio, name: str) -> Judged:
    return next(each for each in found.initiatives if each.name == name)


def test_who_serves_an_experience_need_at_a_touchpoint_passes_and_all_others_are_challenged(found: Portfolio) -> None:
    assert {each.name: each.verdict for each in found.initiatives} == {
        "Cart rescue": PASSED,
        "Click and collect": PASSED,
        "Ledger": EXCEPTED,
        "Half an exception": CHALLENGED,
        "Pipes": CHALLENGED,
        "Backstage": CHALLENGED,
        "AI": CHALLENGED,
    }


def test_the_path_says_whether_a_need_is_stated_or_served_through_a_tool(found: Portfolio) -> None:
    carts = {need.label: need for need in named(found, "Cart rescue").needs}
    assert carts["Recover abandoned carts"].through == ("CartSaver",)
    assert not carts["Recover abandoned carts"].stated
    [stated] = named(found, "Click and collect").needs
    assert (stated.stated, stated.through) == (True, ())


def test_touchpoints_come_with_stages_and_the_needs_that_arise_there(found: Portfolio) -> None:
    [cart] = named(found, "Cart rescue").touchpoints
    assert "Purchase" in cart.stages
    assert "Recover abandoned carts" in cart.needs


def test_indicators_that_are_meant_to_move_come_first(found: Portfolio) -> None:
    kpis = named(found, "Cart rescue").kpis
    assert (kpis[0].label, kpis[0].meant) == ("Conversion rate", True)
    assert any(not kpi.meant for kpi in kpis)


def test_each_challenge_says_what_is_missing(found: Portfolio) -> None:
    assert any("only enable others" in lack for lack in named(found, "Pipes").lacks)
    assert any("touchpoint" in lack for lack in named(found, "Backstage").lacks)
    assert any("write down what it takes away" in lack for lack in named(found, "Half an exception").lacks)
    assert (named(found, "Ledger").exception, named(found, "Ledger").opportunity_cost) == (
        "It loses its support.",
        "Two developers.",
    )


def test_a_buzzword_is_told_the_needs_it_could_serve(found: Portfolio) -> None:
    assert {opening.need.rpartition("/")[2] for opening in named(found, "AI").openings} >= {"resolve-without-calling"}


def test_the_list_is_ranked_and_its_balance_shows_what_passes_only(found: Portfolio) -> None:
    verdicts = [each.verdict for each in found.initiatives]
    assert verdicts == sorted(verdicts, key=[PASSED, EXCEPTED, CHALLENGED].index)
    assert found.initiatives[0].name == "Cart rescue"
    assert len(found.balance) == 10
    by_stage = {stage.stage: stage.initiatives for stage in found.balance}
    assert set(by_stage["purchase"]) == {"Cart rescue", "Click and collect"}
    assert by_stage["refer"] == ()


def test_without_a_stack_it_is_unknown_whether_a_gap_is_closed_and_the_result_is_partial(found: Portfolio) -> None:
    assert found.partial
    assert any("No stack is known" in note for note in found.notes)
    met = {criterion.id: criterion.met for criterion in named(found, "Cart rescue").criteria}
    assert met["filter-closes-gap"] is None
    assert (met["filter-drives-growth"], met["filter-competitive-advantage"]) == (True, False)
    assert {stage.gap for stage in found.balance} == {None}


def test_with_a_stack_a_gap_that_is_closed_counts(tmp_path: Path, engine: Embedded) -> None:
    there = new("Acme")
    stack = there.own("stack")
    owns = (
        Triple(stack, expand("rdf:type"), expand("cx:Stack")),
        Triple(stack, expand("cx:includesTool"), individual("tool", "seopro")),
    )
    found = portfolio(given(tmp_path, engine, TABLE, replace(there, triples=(*there.triples, *owns))), engine, "r")
    assert not found.partial
    assert {stage.stage for stage in found.balance if stage.gap} >= {"purchase"}
    met = {criterion.id: criterion.met for criterion in named(found, "Cart rescue").criteria}
    assert met["filter-closes-gap"] is True
    assert not named(found, "Ledger").criteria[6].met


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X,recover-carts", "projects.csv:2, needs 'recover-carts': no need is called this.*recover-abandoned-carts"),
        ("X,,till", "touchpoints 'till': no touchpoint"),
        ("X,,,cartsavr", "tools 'cartsavr': no tool is called.*cartsaver"),
        ("X,,,,,good", "effects 'good': no effect.*engage, remove-pain, serve"),
        ("X,,,,,,likes", "kpis 'likes'"),
        ("!!,,,,,,", "a name with a letter or digit"),
        ("X\nx", "projects.csv:3, name 'x': line 2 has this name already"),
    ],
    ids=["need", "touchpoint", "tool", "effect", "kpi", "no-name", "same-name"],
)
def test_a_wrong_cell_is_refused_with_its_line_and_value(
    tmp_path: Path, engine: Embedded, row: str, message: str
) -> None:
    rows = "\n".join(line + "," * (6 - line.count(",")) for line in row.split("\n"))
    with pytest.raises(PlanError, match=rf"(?s){message}"):
        given(tmp_path, engine, f"name,needs,touchpoints,tools,categories,effects,kpis\n{rows}\n")


def test_values_that_look_like_sparql_are_only_text(tmp_path: Path, engine: Embedded) -> None:
    name = 'Robert"} ; DROP ALL #'
    there = given(tmp_path, engine, f'name,rationale\n"{name.replace(chr(34), chr(34) * 2)}",<script>\n')
    [judged] = portfolio(there, engine, "r").initiatives
    assert judged.name == name


def test_the_template_can_be_read(tmp_path: Path, engine: Embedded) -> None:
    [judged] = portfolio(given(tmp_path, engine, template()), engine, "r").initiatives
    assert (judged.verdict, judged.score) == (PASSED, 3)


def test_a_verdict_that_the_file_states_is_not_taken_for_true(tmp_path: Path, engine: Embedded) -> None:
    there = given(tmp_path, engine, "name\nToken\n")
    node = there.own("initiative", "token")
    stated = (
        Triple(node, expand("cx:hasVerdict"), individual("verdict", "passed")),
        Triple(node, expand("rdf:type"), expand("cx:CXFacingInitiative")),
    )
    found = portfolio(replace(there, triples=(*there.triples, *stated)), engine, "r")
    assert found.initiatives[0].verdict == CHALLENGED
    assert any("worked out" in note for note in found.notes)


def test_a_tool_that_is_unknown_serves_nothing_and_that_is_said(tmp_path: Path, engine: Embedded) -> None:
    there = given(tmp_path, engine, "name\nToken\n")
    adopts = Triple(there.own("initiative", "token"), expand("cx:adoptsTool"), individual("tool", "nobody-knows"))
    found = portfolio(replace(there, triples=(*there.triples, adopts)), engine, "r")
    assert any("no tool 'nobody-knows'" in note for note in found.notes)


def test_a_tool_that_is_gone_is_called_by_its_name(retired_home: Path, tmp_path: Path) -> None:
    engine = Embedded(release_folder(retired_home) / "store")
    found = portfolio(given(tmp_path, engine, "name,tools\nToken,old-one\n"), engine, "r")
    assert "Old One is no longer on offer: it serves nothing here." in found.notes


@pytest.mark.parametrize(
    ("curie", "named", "message"),
    [
        ("cx:servesNeed", "need", r"\n  Token: 'nothing' is no need that we know \(cx:servesNeed\)"),
        ("cx:hasEffect", "effect", "is no effect"),
    ],
)
def test_turtle_that_names_what_is_not_there_is_refused(
    tmp_path: Path, engine: Embedded, curie: str, named: str, message: str
) -> None:
    there = given(tmp_path, engine, "name\nToken\n")
    wrong = Triple(there.own("initiative", "token"), expand(curie), individual(named, "nothing"))
    with pytest.raises(PlanError, match=message):
        portfolio(replace(there, triples=(*there.triples, wrong)), engine, "r")


def test_an_initiative_without_a_name_is_refused(tmp_path: Path, engine: Embedded) -> None:
    there = given(tmp_path, engine, "name\nToken\n")
    nameless = tuple(triple for triple in there.triples if triple.predicate != expand("skos:prefLabel"))
    with pytest.raises(PlanError, match=r"initiative/acme-token.* has no name"):
        portfolio(replace(there, triples=nameless), engine, "r")


def test_an_initiative_without_an_iri_is_refused(tmp_path: Path, engine: Embedded) -> None:
    there = given(tmp_path, engine, "name\nToken\n")
    blank = Triple(BlankNode("b"), expand("rdf:type"), expand("cx:Initiative"))
    with pytest.raises(PlanError, match="has no IRI"):
        portfolio(replace(there, triples=(*there.triples, blank)), engine, "r")


def test_one_description_is_judged_like_a_row(engine: Embedded) -> None:
    values = dict.fromkeys((*CHOICES, TOOLS), ()) | {"needs": ["Recover abandoned carts"], "touchpoints": ["cart"]}
    there = described(new("Acme"), "Carts", values, dict.fromkeys(TEXTS, ""), engine)
    [judged] = portfolio(there, engine, "r").initiatives
    assert judged.verdict == PASSED
    with pytest.raises(PlanError, match="needs 'no': no need"):
        described(new("Acme"), "Carts", {"needs": ["no"]}, {}, engine)


def test_an_organization_without_initiatives_is_told_how_to_give_some(engine: Embedded) -> None:
    with pytest.raises(PlanError, match="Acme has no initiative yet"):
        portfolio(new("Acme"), engine, "r")


def test_the_command_judges_a_table_and_keeps_it_with_what_was_there(tmp_path: Path, small_home: Path) -> None:
    (tmp_path / "p.csv").write_text(TABLE, encoding="utf-8")
    whose = new("Acme")
    note = Triple(whose.node, expand("rdfs:comment"), Literal("kept"))
    replace(whose, triples=(*whose.triples, note)).save(tmp_path / "acme.ttl")
    call = ["--home", str(small_home), "filter", str(tmp_path / "p.csv"), "--file", str(tmp_path / "acme.ttl")]
    done = CliRunner().invoke(cli, call)
    assert done.exit_code == 0, done.output
    assert "1. Cart rescue: serves the customer experience" in done.output
    assert "AI: challenge it" in done.output
    kept = read(tmp_path / "acme.ttl")
    assert note in kept.triples
    assert len(kept.members("cx:Initiative")) == 7


def test_the_command_judges_a_description_as_json(small_home: Path) -> None:
    call = ["filter", "--describe", "Carts", "--tool", "CartSaver", "--touchpoint", "cart", "--json"]
    done = CliRunner().invoke(cli, ["--home", str(small_home), *call])
    [judged] = json.loads(done.output)["initiatives"]
    assert (judged["name"], judged["verdict"]) == ("Carts", "passed")


@pytest.mark.parametrize("call", [["--need", "raise-conversion"], ["x.csv", "--describe", "X"], []])
def test_a_call_that_says_not_what_is_judged_is_wrong_usage(small_home: Path, call: list[str]) -> None:
    assert CliRunner().invoke(cli, ["--home", str(small_home), "filter", *call]).exit_code == 2
