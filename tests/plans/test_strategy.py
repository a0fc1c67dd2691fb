"""The ladder from themes to tactics: what hangs in the air, what is out of balance, and what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Triple

from ontology.namespaces import expand, individual
from plans.errors import PlanError
from plans.organisation import Organisation, from_turtle, new, read
from plans.session import Session
from plans.strategy import Finding, Strategy, strategy, strategy_session
from plans.strategy_ladder import ladder
from plans.strategy_reading import KINDS, read_strategy
from plans.strategy_table import as_csv, strategy_rows, template
from plans.strategy_there import free_id
from queries.engines import Embedded
from queries.home import release_folder
from queries.results import rows
from ui.cli.main import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "strategy.csv"
HEADER = "kind,id,name,supports,needs,kpis,stages,value,reason\n"


def given_rows(tmp_path: Path, text: str) -> Organisation:
    file = tmp_path / "strategy.csv"
    file.write_text(text, encoding="utf-8")
    return read_strategy(file, new("Acme"))


@pytest.fixture(scope="module")
def example() -> Strategy:
    return strategy(read_strategy(EXAMPLE, new("Northwind")))


def of(found: Strategy, rule: str, severity: str = "") -> dict[str, Finding]:
    return {each.label: each for each in found.findings if each.rule == rule and severity in ("", each.severity)}


def test_a_tactic_that_serves_no_objective_is_an_orphan_and_so_is_an_objective_that_nothing_serves(
    example: Strategy,
) -> None:
    orphans = of(example, "orphan", "error")
    assert set(orphans) == {"Collectible summit tokens", "Repair before replace"}
    assert "serves no objective" in orphans["Collectible summit tokens"].message
    assert "served by nothing" in orphans["Repair before replace"].message


def test_a_later_goal_that_is_worth_less_is_told_and_a_reason_explains_it(example: Strategy) -> None:
    assert set(of(example, "scale", "warning")) == {"Write a review"}
    assert set(of(example, "scale", "info")) == {"Register gear for care tips"}
    assert "explained: Registered gear" in of(example, "scale", "info")["Register gear for care tips"].message


def test_errors_come_first(example: Strategy) -> None:
    severities = [finding.severity for finding in example.findings]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_the_template_is_a_strategy_in_which_nothing_hangs_in_the_air(tmp_path: Path) -> None:
    found = strategy(given_rows(tmp_path, template()))
    assert len(found.elements) > 50
    assert not of(found, "orphan")
    assert {finding.severity for finding in found.findings} == {"info"}


def test_a_theme_that_is_judged_by_one_view_alone_is_out_of_balance(tmp_path: Path) -> None:
    text = (
        HEADER
        + "theme,t,T,,,customer-lifetime-value,,,\n"
        + "strategic-objective,o,O,t,,churn-rate,,,\n"
        + "theme,u,U,,,nps,,,\n"
        + "strategic-objective,p,P,u,,customer-lifetime-value,,,\n"
    )
    found = strategy(given_rows(tmp_path, text))
    assert "business view alone" in of(found, "balance", "warning")["T"].message
    assert "U" not in of(found, "balance")
    views = {each.name: (each.brand, each.business) for each in found.elements if each.kind == "theme"}
    assert views["U"] == (1, 1)


@pytest.mark.parametrize(("values", "message"), [((100, 100), "share it"), ((90, 80), "no goal has it")])
def test_exactly_one_goal_is_at_the_top_of_the_scale(tmp_path: Path, values: tuple[int, int], message: str) -> None:
    text = (
        HEADER
        + "theme,t,T,,,nps,,,\nstrategic-objective,o,O,t,,nps,,,\nmarketing-objective,m,M,o,raise-conversion,nps,,,\n"
        + f"digital-goal,a,A,m,raise-conversion,nps,,{values[0]},\n"
        + f"digital-goal,b,B,m,raise-conversion,nps,,{values[1]},\n"
    )
    assert message in of(strategy(given_rows(tmp_path, text)), "scale")[""].message


def test_goals_without_a_value_an_indicator_or_a_need_are_told(tmp_path: Path) -> None:
    text = (
        HEADER
        + "theme,t,T,,,,,,\nstrategic-objective,o,O,t,,nps,,,\n"
        + "marketing-objective,m,M,o,raise-conversion,nps,,,\ndigital-goal,g,G,m,,,,,\n"
    )
    messages = [f.message for f in strategy(given_rows(tmp_path, text)).findings if f.label == "G"]
    assert [word for word in ("indicator", "need", "value") if not any(word in message for message in messages)] == []


def test_a_circle_is_refused_and_named(tmp_path: Path) -> None:
    text = "kind,id,name,supports\n" + "".join(
        f"strategic-objective,{one},{one.upper()},{other}\n" for one, other in ("ab", "bc", "ca")
    )
    with pytest.raises(PlanError, match="runs in a circle") as error:
        given_rows(tmp_path, text)
    assert all(f"{one!r} supports {other!r}" in str(error.value) for one, other in ("AB", "BC", "CA"))


def test_a_circle_in_turtle_is_refused_too(tmp_path: Path) -> None:
    there = given_rows(tmp_path, HEADER + "theme,t,Tee,,,,,,\nstrategic-objective,o,Oh,t,,,,,\n")
    back = Triple(there.own("theme", "t"), expand("cx:contributesTo"), there.own("strategic-objective", "o"))
    with pytest.raises(PlanError, match=r"circle: .*'Tee' supports 'Oh'"):
        strategy(replace(there, triples=(*there.triples, back)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("goal,a,A,,,,,,\n", "strategy.csv:2, kind 'goal': an element is one of theme"),
        ("theme,A b,A,,,,,,\n", "id 'A b'"),
        ("theme,a,,,,,,,\n", "give it a name"),
        ("theme,a,A,,,,,,\ntheme,a,B,,,,,,\n", "strategy.csv:3, id 'a': line 2 has this id"),
        ("theme,alpha,A,,,,,,\nstrategic-objective,b,B,alhpa,,,,,\n", r"supports 'alhpa': no row.*alpha"),
        ("theme,a,A,,raise-conversions,,,,\n", "needs 'raise-conversions': no need.*raise-conversion"),
        ("theme,a,A,,,likes,,,\n", "kpis 'likes': no kpi"),
        ("theme,a,A,,,,sometime,,\n", "stages 'sometime': no stage"),
        ("digital-goal,a,A,,,,,0,\n", "value '0': a value is a whole number from 1 to 100"),
        ("digital-goal,a,A,,,,,101,\n", "value '101'"),
        ("digital-goal,a,A,,,,,ten,\n", "value 'ten'"),
        ("theme,a,A,,,,,50,\n", "only a digital goal has a value"),
        ("theme,a,A,b,,,,,\ntactic,b,B,,,,,,\n", "stands on its head.*theme 'A' supports the tactic 'B'"),
        ("", "has no row"),
    ],
    ids=[
        "unknown-kind",
        "bad-id",
        "no-name",
        "same-id",
        "unknown-support",
        "unknown-need",
        "unknown-kpi",
        "unknown-stage",
        "value-too-low",
        "value-too-high",
        "value-a-word",
        "value-of-a-theme",
        "upside-down",
        "empty",
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_value(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PlanError, match=rf"(?s){message}"):
        given_rows(tmp_path, HEADER + text)


def test_a_value_off_the_scale_in_turtle_is_refused(tmp_path: Path) -> None:
    there = given_rows(tmp_path, HEADER + "digital-goal,g,G,,,,,50,\n")
    value = expand("cx:engagementValue")
    others = tuple(triple for triple in there.triples if triple.predicate != value)
    wrong = Triple(there.own("engagement-value", "g"), value, Literal(500))
    with pytest.raises(PlanError, match="whole number from 1 to 100"):
        strategy(replace(there, triples=(*others, wrong)))


def test_a_need_that_is_not_there_is_refused_in_turtle_too(tmp_path: Path) -> None:
    there = given_rows(tmp_path, HEADER + "tactic,t,Tee,,,,,,\n")
    wrong = Triple(there.own("tactic", "t"), expand("cx:realizedByNeed"), individual("need", "nothing"))
    with pytest.raises(PlanError, match=r"Tee names .*need/nothing.* is no need we know"):
        strategy(replace(there, triples=(*there.triples, wrong)))


def test_something_that_is_not_in_the_file_cannot_be_supported(tmp_path: Path) -> None:
    there = given_rows(tmp_path, HEADER + "tactic,t,Tee,,,,,,\n")
    other = Triple(there.own("tactic", "t"), expand("cx:contributesTo"), individual("theme", "theme-top-quality"))
    with pytest.raises(PlanError, match=r"Tee supports .*theme-top-quality.*not there"):
        strategy(replace(there, triples=(*there.triples, other)))


def test_the_example_of_the_vocabularies_is_not_in_the_strategy_of_an_organization(tmp_path: Path) -> None:
    there = given_rows(tmp_path, HEADER + "theme,t,T,,,,,,\n")
    ladder = rows(strategy_session(there), "ladder-of-strategy")
    assert [row["label"] for row in ladder] == ["T"]
    assert len(rows(Session([]), "ladder-of-strategy")) > 100


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.text(min_size=1, max_size=20)), min_size=1, max_size=6))
def test_names_survive_the_way_through_the_file(
    tmp_path_factory: pytest.TempPathFactory, elements: list[tuple[str, str]]
) -> None:
    names = [(kind, "".join(c for c in name if c.isprintable()).strip() or "x") for kind, name in elements]
    quoted = [name.replace('"', '""') for _, name in names]
    lines = [f'{kind},e{i},"{name}"\n' for i, ((kind, _), name) in enumerate(zip(names, quoted, strict=True))]
    folder = tmp_path_factory.mktemp("strategy")
    there = given_rows(folder, "kind,id,name\n" + "".join(lines))
    there.save(folder / "acme.ttl")
    assert set(read(folder / "acme.ttl").triples) == set(there.triples)
    labels = {t.object.value for t in there.triples if t.predicate == expand("skos:prefLabel")}  # type: ignore[union-attr]
    assert labels >= {name for _, name in names}


def test_needs_come_with_the_tools_that_are_owned_and_tools_to_consider(tmp_path: Path, small_home: Path) -> None:
    engine = Embedded(release_folder(small_home) / "store")
    text = HEADER + "theme,t,T,,recover-abandoned-carts,nps,,,\n"
    there = given_rows(tmp_path, text)
    [need] = strategy(there, engine, "r").needs
    assert need.owned == ()
    assert len(need.consider) == 3
    stack = there.own("stack")
    owns = (
        Triple(stack, expand("rdf:type"), expand("cx:Stack")),
        Triple(stack, expand("cx:includesTool"), individual("tool", need.consider[0].id)),
    )
    [again] = strategy(replace(there, triples=(*there.triples, *owns)), engine, "r").needs
    assert [tool.id for tool in again.owned] == [need.consider[0].id]
    assert need.consider[0].id not in [tool.id for tool in again.consider]


def test_the_commands_go_from_template_to_ladder(tmp_path: Path, small_home: Path) -> None:
    run = CliRunner()
    home = ["--home", str(small_home), "strategy"]
    turtle = run.invoke(cli, [*home, "template", "--format", "turtle", "--organisation", "Acme"])
    (tmp_path / "acme.ttl").write_text(turtle.output, encoding="utf-8")
    checked = run.invoke(cli, [*home, "check", str(tmp_path / "acme.ttl"), "--json"])
    assert json.loads(checked.output)["organisation"] == "Acme"
    shown = run.invoke(cli, [*home, "show", "--file", str(tmp_path / "acme.ttl")])
    assert shown.exit_code == 0, shown.output
    assert "\n    Place a second order or renew  (digital goal, worth 100)" in shown.output.replace("      ", "    ")


def test_the_strategy_of_one_organization_is_not_put_into_another(tmp_path: Path) -> None:
    given_rows(tmp_path, template()).save(tmp_path / "acme.ttl")
    new("Other").save(tmp_path / "other.ttl")
    call = ["strategy", "check", str(tmp_path / "acme.ttl"), "--file", str(tmp_path / "other.ttl")]
    done = CliRunner().invoke(cli, call)
    assert isinstance(done.exception, PlanError)
    assert "that of Acme, and not of Other" in str(done.exception)


def test_an_organization_without_a_strategy_is_told_how_to_begin() -> None:
    with pytest.raises(PlanError, match="Acme has no strategy yet: start from `cxscape strategy template`"):
        strategy(new("Acme"))


def test_the_ladder_shows_what_supports_an_element_once_however_many_ways_lead_there(tmp_path: Path) -> None:
    twos = "".join(
        f"marketing-objective,m{at}{side},M{at}{side},{f'm{at - 1}a|m{at - 1}b' if at else 'o'},,,,,\n"
        for at in range(30)
        for side in "ab"
    )
    text = HEADER + "theme,t,T,,,,,,\nstrategic-objective,o,O,t,,,,,\n" + twos
    rungs = ladder(strategy(given_rows(tmp_path, text)).elements)
    assert [rung.element.name for rung in rungs[:4]] == ["T", "O", "M0a", "M1a"]
    assert {rung.element.name for rung in rungs} == {"T", "O", *(f"M{at}{side}" for at in range(30) for side in "ab")}
    assert len(rungs) == 2 + 2 + 29 * 4
    assert [rung.again for rung in rungs if rung.element.name == "M5a"] == [False, True]


@pytest.mark.parametrize("file", ["example", "template"])
def test_the_table_of_a_strategy_is_the_one_that_made_it(tmp_path: Path, file: str) -> None:
    there = given_rows(tmp_path, EXAMPLE.read_text(encoding="utf-8") if file == "example" else template())
    again = given_rows(tmp_path, as_csv(strategy_rows(there).values()))
    assert set(again.triples) == set(there.triples)


def test_elements_of_any_iri_get_ids_that_a_table_can_hold(tmp_path: Path) -> None:
    turtle = """
    @prefix cx: <https://w3id.org/cxscape/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <https://w3id.org/cxscape/id/organisation/acme> a <https://schema.org/Organization> ;
      <https://schema.org/name> "Acme" .
    <http://example.org/#Best> a cx:StrategicTheme ; skos:prefLabel "Be best" .
    _:one a cx:StrategicObjective ; skos:prefLabel "Be best" ; cx:contributesTo <http://example.org/#Best> .
    """
    rows_there = list(strategy_rows(from_turtle(turtle.encode(), "acme.ttl")).values())
    assert [(row["id"], row["supports"]) for row in rows_there] == [("best", ""), ("be-best", "best")]
    found = strategy(given_rows(tmp_path, as_csv(rows_there)))
    assert [element.name for element in found.elements] == ["Be best", "Be best"]


def test_a_free_id_is_asked_for_and_not_looked_for_among_all() -> None:
    class Taken:
        """What can be asked whether it holds an id, and not be gone through."""

        def __contains__(self, id_: object) -> bool:
            return id_ in ("grow", "grow-2")

    assert free_id("Grow!", Taken()) == "grow-3"
    assert free_id("", Taken()) == "element"


BY_HAND = """
@prefix cx: <https://w3id.org/cxscape/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix ex: <http://example.org/> .
<https://w3id.org/cxscape/id/organisation/acme> a <https://schema.org/Organization> ;
  <https://schema.org/name> "Acme" .
ex:Best a cx:StrategicTheme ; skos:prefLabel "Sei der Beste"@de , "Be best"@en ; skos:altLabel "Number one"@en ;
  dct:creator "Ada" ; dct:source [ dct:title "Workshop" ] .
ex:Order a cx:DigitalGoal ; skos:prefLabel "Order" ; cx:contributesTo ex:Best ; cx:hasEngagementValue ex:worth .
_:review a cx:DigitalGoal ; skos:prefLabel "Review"@en ; skos:note "Ask first" ; cx:contributesTo ex:Best .
ex:worth a cx:EngagementValue ; cx:engagementValue 100 ; cx:onScale ex:scale ; dct:creator "Bob" ;
  cx:rationale "It pays."@en , "Es lohnt sich."@de .
ex:scale a cx:EngagementValueScale ; skos:prefLabel "Our scale"@en ; dct:creator "Cy" .
ex:board dct:references ex:Best .
"""


def changed(tmp_path: Path, there: Organisation, *changes: tuple[str, str]) -> Organisation:
    """Return an organization with its strategy after the table of it was changed and read again."""
    text = as_csv(strategy_rows(there).values())
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "again.csv").write_text(text, encoding="utf-8")
    return read_strategy(tmp_path / "again.csv", there)


def test_a_table_that_changes_nothing_leaves_a_file_written_by_hand_as_it_was(tmp_path: Path) -> None:
    there = from_turtle(BY_HAND.encode(), "acme.ttl")
    assert set(changed(tmp_path, there).triples) == set(there.triples)


def test_a_table_changes_what_its_columns_say_and_nothing_else(tmp_path: Path) -> None:
    there = from_turtle(BY_HAND.encode(), "acme.ttl")
    after = changed(tmp_path, there, ("Be best", "Be loved"), ("It pays.", "It lasts."), ("100", "90"))
    said = (
        {("Be best", "en"), ("It pays.", "en"), ("100", None)},
        {("Be loved", "en"), ("It lasts.", "en"), ("90", None)},
    )
    gone, new_ = (
        {(t.object.value, t.object.language) for t in set(a.triples) - set(b.triples) if isinstance(t.object, Literal)}
        for a, b in ((there, after), (after, there))
    )
    assert (gone, new_) == said
    assert len(after.triples) == len(there.triples)
    assert [row["name"] for row in strategy_rows(after).values()] == ["Be loved", "Order", "Review"]


def test_what_a_table_leaves_out_goes_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    there = from_turtle(BY_HAND.encode(), "acme.ttl")
    text = "kind,id,name\ntheme,other,Other\n"
    (tmp_path / "other.csv").write_text(text, encoding="utf-8")
    after = read_strategy(tmp_path / "other.csv", there)
    assert list(strategy_rows(after)) == [individual("theme", "acme-other").value]
    assert {str(t.subject) for t in after.triples if "example.org" in str(t.subject)} == {"<http://example.org/board>"}
    assert not any(isinstance(t.subject, BlankNode) for t in after.triples)


def test_a_new_element_takes_no_iri_that_another_one_has(tmp_path: Path) -> None:
    there = new("Acme")
    tactic, theme = there.own("tactic", "best"), individual("theme", "best")
    says = [(theme, "cx:StrategicTheme", "First"), (tactic, "cx:Tactic", "Second")]
    triples = [
        triple
        for node, class_, name in says
        for triple in (
            Triple(node, expand("rdf:type"), expand(class_)),
            Triple(node, expand("skos:prefLabel"), Literal(name)),
        )
    ]
    there = there.replacing((), triples)
    assert [row["id"] for row in strategy_rows(there).values()] == ["best", "best-2"]
    after = strategy_rows(changed(tmp_path, there, ("theme,best,", "tactic,best,")))
    assert {iri: row["name"] for iri, row in after.items()} == {
        tactic.value: "Second",
        individual("tactic", "acme-best-2").value: "First",
    }
