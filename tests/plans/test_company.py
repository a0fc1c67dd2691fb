"""What the commands do, Python does: one organization with all of its parts."""

from pathlib import Path

import pytest

from plans.company import Company
from plans.errors import PlanError
from plans.organisation import new
from plans.verdicts import CHALLENGED
from plans.workspaces import save_workspace

FOLDER = Path(__file__).parents[2] / "examples" / "plan"


@pytest.fixture(scope="module")
def northwind(small_home: Path) -> Company:
    return Company(FOLDER / "northwind.ttl", home=small_home)


def test_every_power_of_the_commands_is_there(northwind: Company) -> None:
    assert northwind.maturity().whole.reached == "initiate"
    road = northwind.roadmap()
    assert (road.release, {step.stage for step in road.steps}) == (northwind.release, {"radiate"})
    assert len(northwind.portfolio().initiatives) == 8
    assert any(finding.rule == "orphan" for finding in northwind.strategy().findings)
    assert len(northwind.community().risks) == 16
    assert len(northwind.channels()) == 80


def test_names_of_tools_are_enough_for_what_the_stack_commands_do(small_home: Path) -> None:
    ours = Company(["CartSaver", "Mailwell"], home=small_home)
    assert ours.stack.tools() == ["cartsaver", "mailwell"]
    assert {cell.state.need for cell in ours.board()} <= set(ours.states())
    assert any(level.is_gap for level in ours.stages())
    assert {each.tool for each in ours.contributions()} == {"cartsaver", "mailwell"}
    assert {each.tool for each in ours.retirements().single} == {"cartsaver", "mailwell"}
    assert ours.connections().unknown_pairs == 1
    assert Company([], home=small_home).close(["recover-abandoned-carts"]).sets
    assert not ours.standing.notes


def test_tools_that_a_landscape_does_not_have_make_a_result_partial(northwind: Company) -> None:
    found = northwind.portfolio()
    assert found.partial
    assert any("'klaviyo'" in note for note in found.notes)


def test_tables_take_the_place_of_what_was_there(tmp_path: Path, small_home: Path) -> None:
    ours = Company(new("Acme"), home=small_home)
    with pytest.raises(PlanError, match="no assessment yet"):
        ours.maturity()
    ours.take_answers(FOLDER / "answers.csv")
    ours.take_strategy(FOLDER / "strategy.csv")
    (tmp_path / "p.csv").write_text("name\nA word\n", encoding="utf-8")
    ours.take_initiatives(tmp_path / "p.csv")
    assert ours.maturity().organisation == "Acme"
    assert [each.verdict for each in ours.portfolio().initiatives] == [CHALLENGED]
    assert len(ours.strategy().elements) == 19


def test_a_workspace_is_opened_by_its_name(tmp_path: Path, small_home: Path) -> None:
    save_workspace(tmp_path, "acme", new("Acme"))
    (tmp_path / "releases").symlink_to(small_home / "releases")
    (tmp_path / "current").symlink_to((small_home / "current").resolve())
    assert Company("acme", workspace=True, home=tmp_path).organisation.name == "Acme"
