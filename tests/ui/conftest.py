"""Landscapes that only the tests of the app read, and the app in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from loaders.refresh import refresh
from tests.landscapes import FIXTURES
from tests.servers.shared import once
from tests.ui.changing import changed_landscape
from tests.ui.endpoint.serving import serving
from tests.ui.visits import Visit

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


@pytest.fixture(scope="session")
def server(shipped_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running ``cxscape serve`` with the shipped landscape; each test process has its own."""
    with serving(shipped_home, tmp_path_factory.mktemp("server")) as running:
        yield f"http://127.0.0.1:{running.port}"


@pytest.fixture
def visit(chromium: Browser, server: str) -> Iterator[Visit]:
    """A tab of a window of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield Visit(context, server)
    context.close()


@pytest.fixture(scope="module")
def looking(chromium: Browser, server: str) -> Iterator[Visit]:
    """One tab for all pages that are only looked at: each but the first finds the app's scripts there."""
    context = chromium.new_context(color_scheme="dark", reduced_motion="reduce")
    yield Visit(context, server)
    context.close()


@pytest.fixture
def seen(looking: Visit) -> Visit:
    """The tab for pages that are only looked at, which nothing is known against; it prefers dark."""
    looking.errors.clear()
    looking.outside.clear()
    looking.page.emulate_media(color_scheme="dark")
    looking.page.set_viewport_size({"width": 1280, "height": 900})
    return looking
