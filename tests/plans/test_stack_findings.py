"""What a stack covers is what the questions of the catalogue say, and follows from the tables of the vocabulary."""

from itertools import combinations
from pathlib import Path

import pytest

from loaders.releases import current_release
from ontology.namespaces import slug_of
from plans.coverage import FITS, PRIMARY
from plans.findings import GAP, OVERLAP, RISK, UNKNOWN, board, connections, contributions, stage_levels, states
from plans.organisation import read
from plans.retire import retirements
from plans.stack import Cost, Owned, Stack, cost_of, read_stack
from plans.standing import Standing, standing
from queries.engines import Embedded
from queries.results import rows

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "northwind.ttl"


@pytest.fixture(scope="module")
def shipped(shipped_home: Path) -> Embedded:
    return Embedded(current_release(shipped_home).store)


@pytest.fixture(scope="module")
def northwind(shipped: Embedded) -> Standing:
    return standing(shipped, read_stack(read(EXAMPLE)))


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    return Embedded(current_release(small_home).store)


def of(engine: Embedded, *tools: str, **others: str) -> Standing:
    owned = [Owned(tool, tool=tool) for tool in tools]
    owned += [Owned(tool, tool=tool, use=use) for tool, use in others.items()]
    return standing(engine, Stack(tuple(owned)))


@pytest.mark.parametrize("fit", FITS)
def test_the_board_is_what_its_question_says(shipped: Embedded, northwind: Standing, fit: str) -> None:
    asked = rows(shipped, "board-of-stack", tool=northwind.counted, fit=fit)
    served = {GAP: False, UNKNOWN: False}
    said: dict[tuple[str, str], object] = {
        (slug_of(str(row["stage"])), slug_of(str(row["need"]))): (row["coverage"], row["served"], row["alone"])
        for row in asked
    }
    found: dict[tuple[str, str], object] = {
        (cell.stage, cell.state.need): (
            pytest.approx(cell.state.coverage, abs=1.1e-4),
            served.get(cell.state.state, True),
            len(cell.state.alone),
        )
        for cell in board(shipped, northwind, fit)
    }
    assert found == said
    assert len(said) == len(asked) > 200


@pytest.mark.parametrize("fit", FITS)
def test_what_each_tool_alone_brings_is_what_its_question_says(
    shipped: Embedded, northwind: Standing, fit: str
) -> None:
    said: dict[tuple[str, str], object] = {
        (slug_of(str(row["tool"])), slug_of(str(row["need"]))): (row["coverage"], row["without"], row["opens"])
        for row in rows(shipped, "losses-of-stack", tool=northwind.counted, fit=fit)
    }
    found: dict[tuple[str, str], object] = {
        (each.tool, need): (
            pytest.approx(before, abs=1.1e-4),
            pytest.approx(after, abs=1.1e-4),
            need in each.opens,
        )
        for each in contributions(northwind, fit)
        for need, before, after in each.needs
    }
    assert found == said


def test_the_overlaps_are_what_their_question_says(shipped: Embedded, northwind: Standing) -> None:
    asked = rows(shipped, "overlaps-of-stack", tool=northwind.counted)
    said = {(slug_of(str(row["need"])), slug_of(str(row["tool"]))) for row in asked}
    found = {(s.need, tool) for s in states(northwind).values() if len(s.alone) > 1 for tool in s.alone}
    assert found == said != set()


def test_the_states_mean_what_they_say(northwind: Standing) -> None:
    known = states(northwind)
    assert {state.state for state in known.values()} >= {GAP, OVERLAP, RISK}
    for need in northwind.requirements.needs:
        state = known[need.id]
        without = {tool: need.is_served(northwind.together([tool]), PRIMARY) for tool in northwind.counted}
        assert (state.state == RISK) == (need.is_served(northwind.together(), PRIMARY) and not all(without.values()))
        assert set(state.risks) == ({tool for tool in without if not without[tool]} if state.state == RISK else set())
        assert state.reason


def test_a_tool_that_is_gone_or_not_used_is_told_and_counts_for_nothing(shipped: Embedded) -> None:
    bare = of(shipped, "klaviyo")
    more = of(shipped, "klaviyo", **{"google-optimize": "active", "zendesk": "planned", "hotjar": "shelfware"})
    assert states(more) == states(bare)
    assert more.counted == ["klaviyo"]
    assert any("Google Optimize" in note for note in more.notes)
    assert any("hotjar, zendesk" in note for note in more.notes)


def test_nothing_known_is_not_a_gap_where_something_unknown_is_there(engine: Embedded) -> None:
    known = states(of(engine, "seopro"))
    assert UNKNOWN not in {state.state for state in known.values()}
    stack = Stack((Owned("seopro", tool="seopro"), Owned("Our own shop", absent=True)))
    partial = standing(engine, stack)
    assert [note for note in partial.notes if note.startswith("Partial") and "Our own shop" in note]
    changed = {need for need, state in states(partial).items() if state.state == UNKNOWN}
    assert changed == {need for need, state in known.items() if state.coverage == 0} != set()


def test_an_empty_stack_covers_nothing(engine: Embedded) -> None:
    nothing = of(engine)
    assert {state.state for state in states(nothing).values()} == {GAP}
    assert {level.level for level in stage_levels(engine, nothing)} == {"none"}
    assert contributions(nothing) == []
    assert connections(engine, nothing).unknown_pairs == 0
    assert retirements(engine, nothing).single == ()


def test_end_to_end_gaps_are_the_stages_where_no_tool_strongly_serves_a_need(
    shipped: Embedded, northwind: Standing
) -> None:
    levels = {level.stage: level for level in stage_levels(shipped, northwind)}
    assert [stage for stage, level in levels.items() if level.is_gap] == ["refer"]
    assert levels["purchase"].served == 6


def test_a_known_connection_is_told_and_the_rest_is_unknown(shipped: Embedded) -> None:
    found = connections(shipped, of(shipped, "webflow", "wized", "klaviyo"))
    assert found.known == (("wized", "needs", "webflow"),)
    assert (found.unknown_pairs, found.without) == (2, ("klaviyo",))


def test_what_others_need_does_not_go_without_regret(shipped: Embedded) -> None:
    found = retirements(shipped, of(shipped, "webflow", "wized", "wordpress", "contentful", "drupal"))
    by_tool = {each.tool: each for each in found.single}
    assert by_tool["webflow"].needed_by == ("Wized",)
    assert not by_tool["webflow"].without_regret
    order = [each.tool for each in found.one_after_the_other]
    assert "webflow" not in order or order.index("wized") < order.index("webflow")


def test_one_after_the_other_nothing_opens_and_no_more_can_go(shipped: Embedded, northwind: Standing) -> None:
    found = retirements(shipped, northwind)
    served = [need for need in northwind.requirements.needs if need.is_served(northwind.together(), PRIMARY)]
    gone: list[str] = []
    for each in found.one_after_the_other:
        gone.append(each.tool)
        assert all(need.is_served(northwind.together(gone), PRIMARY) for need in served)
    for tool in set(northwind.counted) - set(gone):
        assert not all(need.is_served(northwind.together([*gone, tool]), PRIMARY) for need in served)
    assert found.one_after_the_other[0].tool == "buffer", "what is not used goes first"
    assert found.saves == (cost_of("41600", "EUR"),)


def test_the_largest_group_is_the_one_that_trying_all_finds(engine: Embedded) -> None:
    prices = {"mailwell": 5, "campaigner": 9, "openshop": 1, "chatline": 3, "onedesk": 7, "seopro": 4, "seo-garden": 4}
    owned = [
        Owned(tool, tool=tool, cost=Cost(cost_of(str(price), "EUR").amount, "EUR")) for tool, price in prices.items()
    ]
    now = standing(engine, Stack(tuple(owned)))
    served = [need for need in now.requirements.needs if need.is_served(now.together(), PRIMARY)]
    best = max(
        (sum(prices[tool] for tool in group), size)
        for size in range(len(prices) + 1)
        for group in combinations(prices, size)
        if all(need.is_served(now.together(group), PRIMARY) for need in served)
    )
    found = retirements(engine, now)
    assert found.proven
    assert (sum(prices[tool] for tool in found.largest), len(found.largest)) == best
    assert best[0] > 0
