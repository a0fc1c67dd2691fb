"""Fixtures that many tests share: real servers, and a release of the ontology as a stranger gets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.publish import build
from tests import virtuoso
from tests.servers import oxigraph
from tests.servers.shared import once

SITE = "https://site.invalid"
"""The server that the redirect rules of `published` lead to, for tests to replace."""


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
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the ontology."""
    return once(tmp_path_factory, "published", lambda folder: build(folder, site=f"{SITE}/ontology"))
