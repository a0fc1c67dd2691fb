"""The page on what changed, on releases that the real loader built one after the other."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.publishing import publish
from loaders.refresh import refresh
from loaders.releases import current_release, find_release, switch
from queries.endpoint import Endpoint
from tests.landscapes import FIXTURES, copy_of
from tests.servers.oxigraph import Oxigraph
from tests.ui.changing import ids_of
from tests.ui.pages import HOSTILE, go, open_page, said
from ui.changes import words
from ui.words import NO_DATA_TITLE

Changed = tuple[Path, list[str]]


@pytest.fixture
def changed(changed_home: Path) -> Changed:
    """A home with three releases, and their ids, the oldest first."""
    return changed_home, ids_of(changed_home)


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, **address: str) -> AppTest:
    return open_page(monkeypatch, home, "changes", **address)


def told(app: AppTest, column: str) -> dict[str, dict[str, str]]:
    """Return the table of the page that has `column`, by the words of the links that name its rows."""
    found = next(each.value for each in app.table if column in each.value.columns)
    return {str(name).rpartition("](")[0].strip("["): dict(row) for name, row in found.iterrows()}


def test_the_first_release_has_nothing_to_be_compared_with(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    assert words.FIRST_TITLE in said(app)
    assert "This is the first release here: 14 tools" in said(app)
    assert not app.metric


def test_the_current_release_is_compared_with_the_one_before(monkeypatch: pytest.MonkeyPatch, changed: Changed) -> None:
    home, ids = changed
    app = opened(monkeypatch, home)
    assert f"({ids[1]})" in said(app)
    assert [metric.value for metric in app.metric[:5]] == ["1", "0", "0", "0", "0"]
    assert "[Latecomer](tool?id=latecomer)" in said(app)


def test_an_older_release_is_told_of_by_kind_of_change(monkeypatch: pytest.MonkeyPatch, changed: Changed) -> None:
    home, ids = changed
    app = opened(monkeypatch, home, release=ids[1])
    assert [metric.value for metric in app.metric[:5]] == ["1"] * 5
    app.radio(key="kind").set_value("changed").run()
    assert dict(app.query_params) == {"release": ids[1], "kind": "changed"}
    assert "[CartSaver](tool?id=cartsaver) · pricing model: recurring → freemium" in said(app)
    assert "website: https:" in said(app)
    lines = {
        "gone": "- Campaigner Mobile",
        "renamed": "- [Mailwell Reborn](tool?id=mailwell-reborn) · was “mailwell”",
        "moved": "- [Campaigner](tool?id=campaigner)",
    }
    for kind, line in lines.items():
        assert line in said(go(app, release=ids[1], kind=kind)).splitlines()


def test_changes_are_told_by_category(monkeypatch: pytest.MonkeyPatch, changed: Changed) -> None:
    home, ids = changed
    app = opened(monkeypatch, home, release=ids[1])
    assert told(app, words.KINDS["moved"])["SEO"][words.KINDS["moved"]] == "1"
    go(app, release=ids[1], kind="moved", category="seo")
    assert "[Campaigner](tool?id=campaigner)" in said(app)
    go(app, release=ids[1], kind="moved", category="crm")
    assert words.NONE_OF_KIND.format(category="CRM") in said(app)


def test_changes_are_told_by_need(monkeypatch: pytest.MonkeyPatch, changed: Changed) -> None:
    home, ids = changed
    app = opened(monkeypatch, home, release=ids[1])
    carts = told(app, words.GAINED)["Recover abandoned carts"]
    assert carts == {words.GAINED: "1", words.LOST: "2"}
    app.selectbox(key="need").set_value("recover-abandoned-carts").run()
    assert app.query_params["need"] == "recover-abandoned-carts"
    lost = said(app).partition(words.LOST_ALL)[2]
    assert "[Campaigner](tool?id=campaigner)" in lost
    assert "- Campaigner Mobile" in lost


def test_a_release_can_be_chosen_and_a_new_one_drops_other_choices(
    monkeypatch: pytest.MonkeyPatch, changed: Changed
) -> None:
    home, ids = changed
    app = opened(monkeypatch, home, kind="added", page="4")
    assert [option.rpartition(": ")[2].partition(" ")[0] for option in app.selectbox(key="release").options] == ids[
        ::-1
    ]
    app.selectbox(key="release").set_value(ids[0]).run()
    assert dict(app.query_params) == {"release": ids[0]}
    assert words.FIRST_TITLE in said(app)
    app.selectbox(key="release").set_value(ids[2]).run()
    assert dict(app.query_params) == {}


def test_unknown_and_hostile_addresses_are_said_and_ignored(monkeypatch: pytest.MonkeyPatch, changed: Changed) -> None:
    home, ids = changed
    app = opened(monkeypatch, home, release=ids[1][:-1])
    assert ids[1] in app.warning[0].value.replace("\\", "")
    for text in HOSTILE:
        go(app, **dict.fromkeys(("release", "kind", "category", "need", "page"), text))
        assert not app.error
        assert not app.exception
        assert len(app.warning) == 3


def test_hostile_names_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch, changed: Changed) -> None:
    home, ids = changed
    app = opened(monkeypatch, home, release=ids[1], kind="added")
    [line] = [each.value for each in app.markdown if "script" in each.value and each.value.startswith("- ")]
    assert r"\<script\>" in line
    assert r"\[x\]\(https" in line


def test_freshness_names_every_source_with_its_day(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    fresh = told(opened(monkeypatch, small_home), words.READ)
    assert set(fresh) == {"cxscape", "landscape"}
    assert fresh["landscape"][words.TOOLS] == "14"
    assert words.TODAY in fresh["landscape"][words.READ] or words.YESTERDAY in fresh["landscape"][words.READ]


def test_a_run_without_anything_new_and_a_rollback(
    monkeypatch: pytest.MonkeyPatch, changed: Changed, tmp_path: Path
) -> None:
    ids = changed[1]
    copy_of(changed[0], tmp_path)
    assert refresh(tmp_path, [tmp_path / "tools.csv"])[1].status == "nothing changed"
    app = opened(monkeypatch, tmp_path)
    assert len(app.selectbox(key="release").options) == 3
    switch(tmp_path, find_release(tmp_path, ids[1]))
    app.run()
    assert f"({ids[0]})" in said(app)
    assert len(app.selectbox(key="release").options) == 2


def test_feeds_are_named_only_where_they_are_served(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    assert "/feed/changes.atom" in said(app)
    monkeypatch.setenv("CXSCAPE_NO_ENDPOINT", "1")
    app.run()
    assert "/feed/changes.atom" not in said(app)
    assert words.NO_FEED in said(app)


def test_a_server_tells_of_its_current_release(
    monkeypatch: pytest.MonkeyPatch, changed: Changed, oxigraph_server: Oxigraph, tmp_path: Path
) -> None:
    home, ids = changed
    publish(current_release(home), Endpoint(oxigraph_server.query, oxigraph_server.update))
    monkeypatch.setenv("CXSCAPE_ENDPOINT", oxigraph_server.query)
    app = opened(monkeypatch, tmp_path, release=ids[0])
    assert app.warning[0].value == words.GONE_SERVER
    assert "[Latecomer](tool?id=latecomer)" in said(app)
    assert words.ONLY_CURRENT in said(app)
    assert words.NO_FEED in said(app)
    assert not app.error


def test_nothing_loaded_says_which_command_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert NO_DATA_TITLE in said(opened(monkeypatch, tmp_path / "empty"))


def test_a_release_that_tells_the_same_of_every_tool_says_so(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, tmp_path: Path
) -> None:
    copy_of(small_home, tmp_path)
    copy = tmp_path / "again.csv"
    copy.write_bytes((FIXTURES / "valid-dozen-tools.csv").read_bytes())
    refresh(tmp_path, [copy])
    assert words.SAME_TITLE in said(opened(monkeypatch, tmp_path))
