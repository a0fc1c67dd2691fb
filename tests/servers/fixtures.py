"""Fixtures that many tests share: real servers, and a release of the ontology as a stranger gets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.publishing import publish
from loaders.releases import current_release
from ontology.publish import build
from queries.endpoint import Endpoint
from tests import virtuoso
from tests.landscapes import copy_of
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
def small_published(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an Oxigraph server to which `small_home` was published."""
    need(oxigraph.find(), oxigraph.MISSING)

    def fill(folder: Path) -> None:
        with oxigraph.oxigraph(folder) as server:
            publish(current_release(small_home), Endpoint(server.query, server.update))

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
