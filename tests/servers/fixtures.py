"""Fixtures that many tests share: real servers, and a release of the ontology as a stranger gets it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ontology.publish import build
from tests import browser as browsers
from tests import virtuoso
from tests.landscapes import copy_of
from tests.servers import oxigraph
from tests.servers.shared import once

SITE = "https://site.invalid"
"""The server that the redirect rules of `published` lead to, for tests to replace."""

PRINTED = "printed.json"
"""File of `small_published` with what `cxscape publish --json` wrote on standard output and on standard error."""


def need(found: object, missing: str) -> None:
    """Skip the test where something is missing; where CI=true, fail it."""
    if found is None and virtuoso.must_run():
        pytest.fail(missing)
    if found is None:
        pytest.skip(missing)


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[virtuoso.Virtuoso]:
    """An empty Virtuoso; each test process has its own."""
    need(virtuoso.find(), virtuoso.MISSING)
    with virtuoso.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[oxigraph.Oxigraph]:
    """An empty Oxigraph server; each test process has its own."""
    need(oxigraph.find(), oxigraph.MISSING)
    with oxigraph.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def small_published(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an Oxigraph server to which `small_home` was published, with what the command printed."""
    need(oxigraph.find(), oxigraph.MISSING)

    def fill(folder: Path) -> None:
        command = [str(Path(sys.executable).with_name("cxscape")), "--home", str(small_home), "publish", "--json"]
        with oxigraph.oxigraph(folder) as server:
            done = subprocess.run([*command, "--endpoint", server.query], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        oxigraph.tidy(folder)
        (folder / PRINTED).write_text(json.dumps([done.stdout, done.stderr]), encoding="utf-8")

    return once(tmp_path_factory, "small-published", fill)


@pytest.fixture(scope="session")
def small_remote(small_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[oxigraph.Oxigraph]:
    """An Oxigraph server to which `small_home` was published, for tests that only ask it; each process has its own."""
    with oxigraph.oxigraph(copy_of(small_published, tmp_path_factory.mktemp("remote"))) as server:
        yield server


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the ontology."""
    return once(tmp_path_factory, "published", lambda folder: build(folder, site=f"{SITE}/ontology"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser; it ends with the file, because nothing asynchronous runs beside it."""
    need(browsers.find(), browsers.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=list(browsers.FLAGS))
        yield browser
        browser.close()
