"""A server that is missing: its tests are skipped by name, except where they must run."""

import pytest

from tests.servers import apache, oxigraph
from tests.servers.fixtures import need
from tests.virtuoso import MISSING


@pytest.mark.parametrize("missing", [MISSING, apache.MISSING, oxigraph.MISSING])
def test_a_missing_server_skips_its_tests_and_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert "install" in missing
    with pytest.raises(pytest.skip.Exception, match=missing[:20]):
        need(None, missing)


def test_a_missing_server_fails_its_tests_where_they_must_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Virtuoso found"):
        need(None, MISSING)


def test_a_server_that_is_there_skips_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    need("/usr/bin/virtuoso-t", MISSING)
