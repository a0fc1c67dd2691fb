"""The closing set on a real store: it closes the needs, nothing smaller does, and what it says of itself holds."""

from itertools import combinations
from pathlib import Path

import pytest

from loaders.releases import current_release
from ontology.namespaces import slug_of
from plans.candidates import Constraints
from plans.closing import closing_set
from plans.closing_plan import (
    CHEAPEST,
    IMPOSSIBLE,
    LEAST_CHANGE,
    NOTHING_TO_CLOSE,
    OPTIMAL,
    SMALLEST,
    ClosingPlan,
    told_cost,
)
from plans.coverage import PRIMARY, SUPPORTING
from plans.organisation import read
from plans.stack import Owned, Stack, read_stack
from plans.standing import standing
from queries.engines import Embedded
from queries.errors import ParameterError
from queries.results import all_rows, rows

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "northwind.ttl"
CARTS = "recover-abandoned-carts"
LEVELS = {"low": 1, "mid": 2, "high": 3}


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    """A dozen made-up tools, so that all sets can be tried."""
    return Embedded(current_release(small_home).store)


@pytest.fixture(scope="module")
def shipped(shipped_home: Path) -> Embedded:
    return Embedded(current_release(shipped_home).store)


def stack_of(*tools: str, **others: str) -> Stack:
    owned = [Owned(tool, tool=tool) for tool in tools]
    return Stack(tuple(owned + [Owned(tool, tool=tool, use=use) for tool, use in others.items()]))


def all_tools(engine: Embedded) -> list[str]:
    return [slug_of(str(row["tool"])) for row in all_rows(engine, "tools")]


def closable(engine: Embedded, fit: str) -> list[str]:
    """Return the needs that all tools together serve."""
    now = standing(engine, stack_of(*all_tools(engine)))
    return [need.id for need in now.requirements.needs if need.is_served(now.together(), fit)]


def fewest(engine: Embedded, owned: list[str], needs: list[str], fit: str) -> int:
    """Return how many tools close the needs at least, by trying all sets."""
    everything = standing(engine, stack_of(*all_tools(engine)), needs)
    rest = [tool for tool in all_tools(engine) if tool not in owned]
    for size in range(len(rest) + 1):
        for group in combinations(rest, size):
            gone = set(rest) - set(group)
            if all(need.is_served(everything.together(gone), fit) for need in everything.requirements.needs):
                return size
    raise AssertionError("no set closes these needs")


@pytest.mark.parametrize("fit", [PRIMARY, SUPPORTING])
@pytest.mark.parametrize("owned", [[], ["mailwell", "seopro"]])
def test_no_smaller_set_closes_what_can_be_closed(engine: Embedded, owned: list[str], fit: str) -> None:
    needs = closable(engine, fit)
    assert len(needs) > 20
    plan = closing_set(engine, "r", stack_of(*owned), needs, fit=fit)
    assert plan.status == OPTIMAL
    assert plan.cost == plan.bound == fewest(engine, owned, needs, fit) > 1
    for additions in plan.sets:
        assert len(additions) == plan.cost
        now = standing(engine, stack_of(*owned, *(each.tool for each in additions)), needs)
        assert all(need.is_served(now.together(), fit) for need in now.requirements.needs)
        for each in additions:
            without = now.together([each.tool])
            closed = {need.id for need in now.requirements.needs if not need.is_served(without, fit)}
            assert set(each.closes) == closed != set()
    assert len({frozenset(each.tool for each in one) for one in plan.sets}) == len(plan.sets)


def test_the_needs_are_told_before_and_after(engine: Embedded) -> None:
    plan = closing_set(engine, "r", stack_of("seopro"), [CARTS])
    [need], [addition, *_] = plan.needs, plan.sets[0]
    assert need.before < need.takes <= need.after
    assert need.by == (addition.tool,)
    assert "alone closes Recover abandoned carts" in addition.sentence


def test_the_cheapest_set_has_the_lowest_price_levels_and_tells_unknown_prices(engine: Embedded) -> None:
    cheap = closing_set(engine, "r", Stack(), [CARTS], objective=CHEAPEST)
    [addition] = cheap.sets[0]
    assert addition.price_level == "low"
    assert told_cost(cheap, cheap.cost) == "1 price point with 1 tool"
    needs = closable(engine, PRIMARY)
    whole = closing_set(engine, "r", Stack(), needs, objective=CHEAPEST)
    unknown = [each.label for each in whole.sets[0] if each.price_level is None]
    points = sum(LEVELS.get(str(each.price_level), 3) for each in whole.sets[0])
    assert whole.cost == points * 100 + len(whole.sets[0])
    assert unknown
    assert any("is unknown and counted as the dearest level" in note for note in whole.notes)


def test_a_known_price_can_be_asked_for(engine: Embedded) -> None:
    plan = closing_set(engine, "r", Stack(), ["earn-consent-and-trust"], constraints=Constraints(known_price=True))
    assert plan.status == IMPOSSIBLE
    assert plan.obstacles[0].constraints == ("a price level is stated",)


def test_least_change_takes_what_is_owned_or_planned_before_anything_new(engine: Embedded) -> None:
    stack = stack_of("seopro", mailwell="planned", campaigner="shelfware")
    plan = closing_set(engine, "r", stack, [CARTS], objective=LEAST_CHANGE)
    assert [(each.tool, each.source) for each in plan.sets[0]] == [("campaigner", "shelfware")]
    assert told_cost(plan, plan.cost) == "0 new, 0 planned and 1 owned but unused tool"


def test_nothing_to_close_is_said(engine: Embedded) -> None:
    plan = closing_set(engine, "r", stack_of("cartsaver", "campaigner"), [CARTS])
    assert (plan.status, plan.sets, plan.cost) == (NOTHING_TO_CLOSE, (), 0)


def test_what_no_tool_closes_is_named_with_what_is_lacking(engine: Embedded) -> None:
    everything = standing(engine, stack_of(*all_tools(engine)))
    [hopeless, *_] = [n for n in everything.requirements.needs if not n.is_served(everything.together(), PRIMARY)]
    plan = closing_set(engine, "r", Stack(), [CARTS, hopeless.id])
    assert (plan.status, plan.sets) == (IMPOSSIBLE, ())
    [obstacle] = plan.obstacles
    assert (obstacle.need, obstacle.constraints) == (hopeless.id, ())
    assert obstacle.lacks
    assert "in the whole landscape" in obstacle.sentence


def test_the_smallest_group_of_constraints_in_the_way_is_named(engine: Embedded) -> None:
    asked = Constraints(pricing=("poa", "payg"), open_source=True, channels=("email",), without=("adbuyer",))
    plan = closing_set(engine, "r", Stack(), [CARTS], constraints=asked)
    assert plan.status == IMPOSSIBLE
    assert plan.obstacles[0].constraints == ("open source",)
    # Each of the two alone leaves a solution, both together do not.
    asked = Constraints(price_level=("low",), without=("cartsaver",))
    plan = closing_set(engine, "r", Stack(), [CARTS], constraints=asked)
    assert plan.obstacles[0].constraints == ("price level low", "without cartsaver")


def test_constraints_are_kept(engine: Embedded) -> None:
    def tools(constraints: Constraints, stack: Stack | None = None) -> ClosingPlan:
        return closing_set(engine, "r", stack or Stack(), [CARTS], constraints=constraints)

    assert [e.tool for e in tools(Constraints(pricing=("poa",))).sets[0]] == ["campaigner"]
    assert "campaigner" not in {e.tool for one in tools(Constraints(without=("campaigner",))).sets for e in one}
    kept = tools(Constraints(keep=("seopro",)))
    assert kept.forced == ("SeoPro",)
    left = tools(Constraints(without=("cartsaver",)), stack_of("cartsaver", "seopro"))
    assert left.leaving == ("cartsaver",)
    assert "cartsaver" not in {each.tool for one in left.sets for each in one}


@pytest.mark.parametrize(
    ("needs", "constraints", "says"),
    [
        (["no-such-need"], Constraints(), "no need is called 'no-such-need'"),
        ([CARTS], Constraints(keep=("no-such-tool",)), "no tool 'no-such-tool'"),
        ([CARTS], Constraints(keep=("seopro",), without=("seopro",)), "choose one"),
    ],
)
def test_what_the_landscape_does_not_have_is_one_clear_error(
    engine: Embedded, needs: list[str], constraints: Constraints, says: str
) -> None:
    with pytest.raises(ParameterError, match=says):
        closing_set(engine, "r", Stack(), needs, constraints=constraints)


def test_only_tools_that_work_with_another_one_can_be_asked_for(shipped: Embedded) -> None:
    asked = Constraints(works_with=("shopify",))
    plan = closing_set(shipped, "r", stack_of("shopify"), ["reward-loyalty"], constraints=asked, alternatives=2)
    partners = {slug_of(str(row["other"])) for row in rows(shipped, "integrations-of-tools", tool=["shopify"])}
    assert {each.tool for one in plan.sets for each in one} <= partners


def test_the_example_company_closes_every_need_with_a_proof(shipped: Embedded) -> None:
    plan = closing_set(shipped, "r", read_stack(read(EXAMPLE)), None, objective=SMALLEST, alternatives=0)
    assert (plan.status, plan.cost, plan.bound, plan.gap) == (OPTIMAL, 6, 6, 0.0)
    assert len(plan.needs) == 80
    assert all(need.after >= need.takes - 1e-4 for need in plan.needs)
    assert plan.considered > 4000
    assert any("Google Optimize" in note for note in plan.notes)
