"""The servers that the tests of the endpoint share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.endpoint.serving import Server, serving


@pytest.fixture(scope="session")
def small_server(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a dozen made-up tools, with a time limit of two seconds and a row limit of 1,000."""
    folder = tmp_path_factory.mktemp("small-server")
    with serving(small_home, folder, "--timeout", "2", "--max-rows", "1000", "--max-memory", "300") as server:
        yield server


@pytest.fixture(scope="session")
def shipped_server(shipped_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the shipped landscape as it comes, but with many queries at once for one client."""
    with serving(shipped_home, tmp_path_factory.mktemp("shipped-server"), "--per-client", "64") as server:
        yield server
