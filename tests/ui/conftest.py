"""Landscapes that only the tests of the app read."""

from pathlib import Path

import pytest

from loaders.refresh import refresh
from tests.landscapes import FIXTURES


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with tools whose names are Markdown, HTML and codes of the page's own."""
    home = tmp_path_factory.mktemp("hostile")
    refresh(home, [FIXTURES / "valid-hostile-names.csv"])
    return home
