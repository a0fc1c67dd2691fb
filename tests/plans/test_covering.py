"""The sets that the solver finds are those that trying all sets finds."""

import itertools
import random

import pytest

from plans.coverage import PRIMARY, SURE, Need, Slot, Strengths, union
from plans.covering import Solution, cheapest_sets

_STRENGTHS = (0, 0, 0, 250_000, 600_000, 420_000, SURE)


def small_case(seed: int) -> tuple[list[Need], Strengths, list[Strengths], list[int]]:
    """Return a case of a few needs and candidates that all together serve every need."""
    rng = random.Random(seed)  # noqa: S311 - the same cases each time
    capabilities = [f"c{number}" for number in range(rng.randint(3, 7))]

    def something() -> dict[str, int]:
        return {name: rng.choice(_STRENGTHS) for name in capabilities}

    base = something() if rng.random() < 0.5 else {}
    candidates: list[Strengths] = [something() for _ in range(rng.randint(1, 9))]
    # Some candidates can do the same, as tools of one profile do.
    candidates += [dict(rng.choice(candidates)) for _ in range(rng.randint(0, 2))]
    costs = [rng.choice((0, 1, 1, 2, 5)) for _ in candidates]
    needs = []
    for number in range(rng.randint(1, 4)):
        slots = []
        for place in range(rng.randint(1, 4)):
            names = rng.sample(capabilities, rng.randint(1, 2))
            slots.append(Slot(f"s{number}-{place}", tuple((name, rng.choice((1, 2, 3)) * 1000) for name in names)))
        need = Need(f"n{number}", f"Need {number}", tuple(slots), sum(slot.weight for slot in slots), {PRIMARY: 1})
        most = need.covered(union([base, *candidates]))
        takes = int(most * rng.choice((0.5, 0.8, 1.0)))
        needs.append(Need(need.id, need.label, need.slots, need.required, {PRIMARY: takes}))
    return needs, base, candidates, costs


def by_trying(needs: list[Need], base: Strengths, candidates: list[Strengths], costs: list[int]) -> tuple[int, int]:
    """Return the least cost, and how many sets have it of which nothing can be left out."""
    enough = []
    for size in range(len(candidates) + 1):
        for chosen in itertools.combinations(range(len(candidates)), size):
            together = union([base, *(candidates[each] for each in chosen)])
            if all(need.is_served(together, PRIMARY) for need in needs):
                enough.append(chosen)
    least = min(sum(costs[each] for each in chosen) for chosen in enough)
    cheapest = [set(chosen) for chosen in enough if sum(costs[each] for each in chosen) == least]
    return least, sum(not any(other < chosen for other in cheapest) for chosen in cheapest)


def solved(seed: int, most: int = 100) -> Solution:
    return cheapest_sets(*_arguments(seed), most=most)


def _arguments(seed: int) -> tuple[list[Need], str, Strengths, list[Strengths], list[int]]:
    needs, base, candidates, costs = small_case(seed)
    return needs, PRIMARY, base, candidates, costs


@pytest.mark.parametrize("block", range(10))
def test_the_cheapest_sets_are_those_that_trying_all_finds(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        needs, base, candidates, costs = small_case(seed)
        solution = solved(seed)
        cost, number = by_trying(needs, base, candidates, costs)
        assert (seed, solution.cost, solution.proven, solution.complete) == (seed, cost, True, True)
        assert (seed, len(solution.sets)) == (seed, number)
        for chosen in solution.sets:
            together = union([base, *(candidates[each] for each in chosen)])
            assert all(need.is_served(together, PRIMARY) for need in needs)
            assert sum(costs[each] for each in chosen) == cost


def test_some_cases_are_hard_enough_to_tell_a_good_set_from_the_best() -> None:
    sizes = [len(solved(seed).sets[0]) for seed in range(60)]
    assert max(sizes) >= 3
    assert sizes.count(0) < 20


def test_without_time_the_answer_is_enough_and_says_that_it_may_not_be_the_cheapest() -> None:
    needs, base, candidates, costs = small_case(7)
    solution = cheapest_sets(needs, PRIMARY, base, candidates, costs, seconds=0)
    together = union([base, *(candidates[each] for each in solution.sets[0])])
    assert all(need.is_served(together, PRIMARY) for need in needs)
    assert solution.bound <= solution.cost
    assert not solution.complete


def test_the_same_case_has_the_same_answer() -> None:
    assert solved(3).sets == solved(3).sets
