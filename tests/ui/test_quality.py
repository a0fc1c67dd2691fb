"""The page on data and quality: what it tells of a release is what the run reported."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.matching.decisions import curation_file
from loaders.publishing import publish
from loaders.refresh import refresh
from loaders.releases import current_release, find_release, switch
from queries.endpoint import Endpoint
from tests.landscapes import FIXTURES, copy_of, csv_of
from tests.servers.oxigraph import Oxigraph
from tests.ui.changing import ids_of
from tests.ui.pages import HOSTILE, go, open_page, said
from ui.quality import words
from ui.words import NO_DATA_TITLE

Rows = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def rejected_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a file of nine rows, of which five cannot be used."""
    home = tmp_path_factory.mktemp("rejected")
    refresh(home, [FIXTURES / "five-of-nine-rows-rejected.csv"])
    return home


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, **address: str) -> AppTest:
    return open_page(monkeypatch, home, "data", **address)


def told(app: AppTest, column: str) -> Rows:
    """Return the table of the page that has `column`, by the words that name its rows."""
    found = next(each.value for each in app.table if column in each.value.columns)
    named = {str(name).rpartition("](")[0].strip("[") or str(name): dict(row) for name, row in found.iterrows()}
    return {name.replace("\\", ""): row for name, row in named.items()}


def test_every_row_is_accounted_for(monkeypatch: pytest.MonkeyPatch, rejected_home: Path) -> None:
    app = opened(monkeypatch, rejected_home)
    account = told(app, words.SUM)["five-of-nine-rows-rejected.csv"]
    numbers = [account[name] for name in (words.ROWS_READ, words.LOADED, words.MERGED, words.UNMATCHED, words.REJECTED)]
    assert numbers == ["9", "3", "1", "0", "5"]
    assert all(row[words.SUM] == words.ADDS_UP for row in told(app, words.SUM).values())
    assert "1 merged row of five-of-nine-rows-rejected.csv" in said(app)


def test_rejected_rows_are_told_with_line_value_and_reason(
    monkeypatch: pytest.MonkeyPatch, rejected_home: Path
) -> None:
    app = opened(monkeypatch, rejected_home)
    assert "5 rows could not be used" in said(app)
    report = current_release(rejected_home).report
    rejections = [rejection for file in report["files"] for rejection in file["rejections"]]
    listed = next(each.value for each in app.table if words.REASON in each.value.columns)
    assert sorted(listed[words.LINE]) == sorted(str(each["line"]) for each in rejections)
    reasons = {reason.replace("\\", "").replace("\N{WORD JOINER}", "") for reason in listed[words.REASON]}
    assert reasons == {each["reason"] for each in rejections}
    by_column = next(each.value for each in app.table if each.value.index.name == words.COLUMN)
    assert sum(int(number) for number in by_column[words.ROWS]) == 5


def test_nothing_rejected_is_said(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    assert words.NONE_REJECTED in said(opened(monkeypatch, small_home))


def test_sources_are_told_with_license_and_day(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = opened(monkeypatch, shipped_home)
    sources = told(app, words.LICENSE)
    assert set(sources) == {"cxscape", "third-party-web", "webappanalyzer"}
    assert sources["webappanalyzer"][words.LICENSE].replace("\\", "") == "GPL-3.0-only"
    assert sources["webappanalyzer"][words.ROWS] == "4,842"
    assert "](https://github.com/" in sources["third-party-web"][words.PUBLISHED_AT]
    queues = said(app)
    assert "28 labels of the sources" in queues
    labels = next(each.value for each in app.table if each.value.index.name == words.LABEL)
    assert labels.loc["Widgets", words.WHY].startswith("mixed bag of embeds")
    assert "pairs may be one tool listed twice" in queues
    assert "SEMrush" in queues.partition(words.DISPUTED)[2]
    assert words.CHECKS.partition("{count}")[0] in queues
    assert "version 0.1.0 of the cxscape ontology" in queues


def test_chart_of_what_is_known_has_a_text_and_a_table(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = opened(monkeypatch, small_home)
    assert "Category 100%" in app.get("echarts_chart")[0].proto.alt
    known = next(each.value for each in app.table if words.SHARE in each.value.columns)
    assert dict(known.loc["Open source or not"]) == {words.STATED: "3", words.SHARE: "21%"}


def test_open_pairs_are_told_until_somebody_decides(
    monkeypatch: pytest.MonkeyPatch, small_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(small_home, home, symlinks=True)
    app = opened(monkeypatch, home)
    assert "1 pair may be one tool listed twice" in said(app)
    assert "[Twinname](landscape?q=Twinname)" in said(app) + " ".join(map(str, app.table[-2].value.index))
    file = curation_file(home)
    head, row, *_ = file.read_text(encoding="utf-8").splitlines()
    place = head.split(",").index("decision") - len(head.split(","))
    cells = row.rsplit(",", -place)
    cells[place] = "different"
    file.write_text(f"{head}\n{','.join(cells)}\n", encoding="utf-8")
    assert csv_of(file)[0]["decision"] == "different"
    assert words.MATCHES_NONE in said(app.run())
    file.write_text("name_a\nx\n", encoding="utf-8")
    app.run()
    assert "the columns" in app.warning[0].value
    assert str(home) not in app.warning[0].value.replace("\\", "")


def test_the_last_runs_are_told_with_how_each_was_made(
    monkeypatch: pytest.MonkeyPatch, changed_home: Path, tmp_path: Path
) -> None:
    ids = ids_of(copy_of(changed_home, tmp_path))
    app = opened(monkeypatch, tmp_path)
    runs = told(app, words.HOW)
    assert list(runs) == ids[::-1]
    assert [run[words.OUTCOME] for run in runs.values()] == [words.IS_CURRENT, words.IS_KEPT, words.IS_KEPT]
    assert runs[ids[0]][words.HOW] == words.WHOLE
    assert [runs[ids[1]][name] for name in (words.CAME, words.WENT, words.CHANGED)] == ["1", "1", "2"]
    assert [runs[ids[0]][name] for name in (words.CAME, words.WENT, words.CHANGED)] == [words.NOTHING] * 3
    app.selectbox(key="release").set_value(ids[0]).run()
    assert dict(app.query_params) == {"release": ids[0]}
    assert f"cxscape releases show {ids[0]}" in said(app)
    assert told(app, words.SUM)["tools.csv"][words.ROWS_READ] == "14"
    switch(tmp_path, find_release(tmp_path, ids[1]))
    go(app)
    outcomes = {id_: run[words.OUTCOME] for id_, run in told(app, words.HOW).items()}
    assert outcomes == {ids[2]: words.IS_NEWER, ids[1]: words.IS_CURRENT, ids[0]: words.IS_KEPT}
    for text in HOSTILE:
        go(app, release=text)
        assert not app.error
        assert "We have no release called" in app.warning[0].value


def test_a_server_tells_what_the_graph_knows(
    monkeypatch: pytest.MonkeyPatch, rejected_home: Path, oxigraph_server: Oxigraph, tmp_path: Path
) -> None:
    publish(current_release(rejected_home), Endpoint(oxigraph_server.query, oxigraph_server.update))
    monkeypatch.setenv("CXSCAPE_ENDPOINT", oxigraph_server.query)
    app = opened(monkeypatch, tmp_path)
    account = told(app, words.REJECTED)["five-of-nine-rows-rejected.csv"]
    assert (account[words.ROWS_READ], account[words.REJECTED]) == ("9", "5")
    page = said(app)
    assert words.ROWS_SERVER in page
    assert words.MATCHES_SERVER in page
    assert f"Release {current_release(rejected_home).id} was published on" in page
    assert not app.error


def test_nothing_loaded_says_which_command_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert NO_DATA_TITLE in said(opened(monkeypatch, tmp_path / "empty"))
