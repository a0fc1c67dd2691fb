"""Whether a branded community would live: which risks are open and why, and channels side by side."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Triple

from ontology.namespaces import expand, individual
from plans.community import LOWERED, OPEN, PARTLY, UNKNOWN, Community, channels, community
from plans.maturity_answers import read_answers
from plans.organisation import Organisation, new
from queries.engines import Embedded
from queries.home import release_folder
from ui.cli.main import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "answers.csv"


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    return Embedded(release_folder(small_home) / "store")


def owning(there: Organisation, *tools: str) -> Organisation:
    stack = there.own("stack")
    owns = [Triple(stack, expand("cx:includesTool"), individual("tool", tool)) for tool in tools]
    return replace(there, triples=(*there.triples, Triple(stack, expand("rdf:type"), expand("cx:Stack")), *owns))


@pytest.fixture(scope="module")
def found(engine: Embedded) -> Community:
    there = owning(read_answers(EXAMPLE, new("Northwind")), "mailwell", "consently", "campaigner", "onedesk")
    return community(there, engine, "r")


def states(found: Community) -> dict[str, str]:
    return {risk.id: risk.state for risk in found.risks}


def test_a_risk_is_lowered_by_the_tools_that_hold_what_lowers_it(found: Community) -> None:
    risks = {risk.id: risk for risk in found.risks}
    held = {each.id: each.tools for each in risks["risk-privacy-distrust"].capabilities}
    assert held["consent-management"] == ("Consently",)
    assert held["tiered-community-access"] == ()
    assert risks["risk-privacy-distrust"].state == PARTLY
    assert risks["risk-no-sponsor"].state == OPEN
    assert len(risks) == 16
    assert set(states(found).values()) <= {OPEN, PARTLY, LOWERED}


def test_open_risks_come_first_and_weak_answers_say_why(found: Community) -> None:
    order = [risk.state for risk in found.risks]
    assert order == sorted(order, key=[OPEN, PARTLY, UNKNOWN, LOWERED].index)
    owner = next(risk for risk in found.risks if risk.id == "risk-no-purpose")
    assert any("mandate" in reason for reason in owner.reasons)
    assert all(risk.sign and risk.measure and risk.period for risk in found.risks)


def test_the_way_from_a_public_network_into_the_community_names_what_it_takes(found: Community) -> None:
    pairs = {(bridge.external, bridge.branded) for bridge in found.bridges}
    assert ("external-social", "branded-community") in pairs
    tie = next(bridge for bridge in found.bridges if bridge.need == "tie-social-to-community")
    assert tie.capabilities


def test_benefits_come_with_the_needs_they_serve(found: Community) -> None:
    assert len(found.benefits) == 9
    assert all(benefit.needs for benefit in found.benefits)


def test_without_a_stack_and_an_assessment_everything_is_unknown_and_that_is_said(engine: Embedded) -> None:
    nothing = community(new("Acme"), engine, "r")
    assert nothing.partial
    assert set(states(nothing).values()) == {UNKNOWN}
    assert len(nothing.notes) == 2


def test_more_tools_never_open_a_risk(engine: Embedded) -> None:
    few = community(owning(new("Acme"), "consently"), engine, "r")
    more = community(owning(new("Acme"), "consently", "mailwell", "onedesk"), engine, "r")
    rank = [OPEN, PARTLY, LOWERED].index
    assert all(rank(states(more)[risk]) >= rank(state) for risk, state in states(few).items())
    assert states(more) != states(few)


def test_online_and_offline_channels_stand_side_by_side_for_each_need() -> None:
    found = {each.need: each for each in channels(read_answers(EXAMPLE, new("Northwind")))}
    assert len(found) == 80
    blend = found["blend-online-and-store"]
    assert blend.both
    assert "retail-store" in blend.offline
    assert blend.here["retail-store"] == "Radiate"
    assert not any(each.both and not each.offline for each in found.values())
    assert any(not each.both for each in found.values())


def test_the_commands_show_it_and_give_json(tmp_path: Path, small_home: Path) -> None:
    owning(read_answers(EXAMPLE, new("Northwind")), "mailwell").save(tmp_path / "nw.ttl")
    call = ["--home", str(small_home), "community"]
    shown = CliRunner().invoke(cli, [*call, "check", "--file", str(tmp_path / "nw.ttl")])
    assert shown.exit_code == 0, shown.output
    assert "No clear purpose (Plan): open" in shown.output
    told = CliRunner().invoke(cli, [*call, "channels", "--file", str(tmp_path / "nw.ttl"), "--json"])
    assert len(json.loads(told.output)) == 80
