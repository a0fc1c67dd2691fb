"""Landscapes that many tests read, built once by the real loader and shared by all test processes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from loaders.refresh import refresh
from tests.landscapes import FIXTURES
from tests.servers.shared import once

pytest_plugins = ["tests.servers.fixtures"]

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("default")


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the shipped landscape."""
    return once(tmp_path_factory, "shipped", refresh)


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a landscape of a dozen made-up tools."""
    return once(tmp_path_factory, "small", lambda home: refresh(home, [FIXTURES / "valid-dozen-tools.csv"]))


@pytest.fixture(scope="session")
def retired_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two tools that are on offer, one that its file calls retired, and one that we know to be."""
    return once(tmp_path_factory, "retired", lambda home: refresh(home, [FIXTURES / "two-of-four-tools-retired.csv"]))
