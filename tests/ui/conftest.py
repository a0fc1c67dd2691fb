"""Landscapes that only the tests of the app read."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders.refresh import refresh
from tests.landscapes import FIXTURES
from tests.servers.shared import once
from tests.ui.changing import changed_landscape

# Five seconds is little where another test has the processor; what never comes is still found out.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with tools whose names are Markdown, HTML and codes of the page's own."""
    return once(tmp_path_factory, "hostile", lambda home: refresh(home, [FIXTURES / "valid-hostile-names.csv"]))


@pytest.fixture(scope="session")
def changed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the three releases of `changed_landscape`; a test that goes back to another one copies it."""
    return once(tmp_path_factory, "changed", changed_landscape)
