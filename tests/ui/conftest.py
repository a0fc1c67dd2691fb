"""Landscapes that only the tests of the app read."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders.refresh import refresh
from tests.landscapes import FIXTURES

# Five seconds is little where another test has the processor; what never comes is still found out.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with tools whose names are Markdown, HTML and codes of the page's own."""
    home = tmp_path_factory.mktemp("hostile")
    refresh(home, [FIXTURES / "valid-hostile-names.csv"])
    return home
