"""Landscapes that many tests read, built once by the real loader and shared by all test processes."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from loaders.refresh import refresh
from tests.landscapes import FIXTURES

pytest_plugins = ["tests.servers.fixtures"]

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("default")


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the shipped landscape."""
    return _once(tmp_path_factory, "shipped", refresh)


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a landscape of a dozen made-up tools."""
    return _once(tmp_path_factory, "small", lambda home: refresh(home, [FIXTURES / "valid-dozen-tools.csv"]))


def _once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Return a home that the first of the parallel test processes builds while the others wait."""
    parallel = "PYTEST_XDIST_WORKER" in os.environ
    shared = factory.getbasetemp().parent if parallel else factory.getbasetemp()
    home = shared / f"home-{name}"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            build(home)
    return home
