"""The example company: its Turtle says what its tables say, and its one file serves every command."""

from pathlib import Path

import pytest

from plans.initiatives_reading import CLASSES as INITIATIVES
from plans.initiatives_reading import read_initiatives
from plans.maturity_answers import CLASSES as ANSWERS
from plans.maturity_answers import read_answers
from plans.organisation import Organisation, read
from plans.strategy_reading import CLASSES as STRATEGY
from plans.strategy_reading import read_strategy
from queries.engines import Embedded
from queries.home import release_folder

FOLDER = Path(__file__).parents[2] / "examples" / "plan"


@pytest.fixture(scope="module")
def northwind() -> Organisation:
    return read(FOLDER / "northwind.ttl")


def test_answers(northwind: Organisation) -> None:
    without = northwind.replacing(ANSWERS, ())
    assert len(without.triples) < len(northwind.triples)
    assert set(read_answers(FOLDER / "answers.csv", without).triples) == set(northwind.triples)


def test_projects(northwind: Organisation, shipped_home: Path) -> None:
    engine = Embedded(release_folder(shipped_home) / "store")
    without = northwind.replacing(INITIATIVES, ())
    assert set(read_initiatives(FOLDER / "projects.csv", without, engine).triples) == set(northwind.triples)


def test_strategy(northwind: Organisation) -> None:
    without = northwind.replacing(STRATEGY, ())
    assert set(read_strategy(FOLDER / "strategy.csv", without).triples) == set(northwind.triples)
