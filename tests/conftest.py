"""Landscapes that many tests read, built once by the real loader and shared by all test processes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from loaders.refresh import refresh
from tests.landscapes import FIXTURES
from tests.servers.shared import once

pytest_plugins = ["tests.servers.fixtures"]

LONGEST = (
    "loaders/test_faults.py",
    "ui/test_journey.py",
    "loaders/test_patching.py",
    "queries/test_remote.py",
    "queries/test_tools_for_need.py",
    "ui/test_browser.py",
    "ui/test_workbench_browser.py",
    "ui/test_security.py",
    "cli/test_commands.py",
    "ui/test_plan_journey.py",
    "ui/mcp/test_mcp.py",
    "loaders/test_publishing.py",
    "ui/test_things.py",
    "ui/test_publish.py",
    "ui/endpoint/test_clients.py",
    "queries/test_competency.py",
    "ui/test_quality.py",
    "ui/test_exports.py",
    "test_documents.py",
    "queries/test_search.py",
    "queries/test_workers.py",
    "ontology/test_model_page.py",
    "plans/test_reasoner_agrees.py",
)
"""The files that take longest, of which each is run by one process."""

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process is left with one of them when the others are done."""
    ranks = {Path(__file__).parent / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


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
