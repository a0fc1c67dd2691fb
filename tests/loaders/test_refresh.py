"""A refresh accounts for every row, and leaves what was published alone when it fails."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, Store

from loaders.errors import LoadError
from loaders.refresh import refresh
from loaders.releases import Release, current_release, releases
from loaders.report import Report
from ontology.namespaces import slug_of
from queries.engines import Embedded
from queries.errors import NoReleaseError
from queries.results import rows
from tests.landscapes import FIXTURES, csv_of
from tests.loaders.releases import graph, quads


def account(report: Report) -> list[int]:
    return [f.read - f.loaded - len(f.merged) - f.unmatched - len(f.rejected) for f in report.files]


def test_rejected_rows_are_named_with_file_line_column_value_and_reason(tmp_path: Path) -> None:
    _, report = refresh(tmp_path, [FIXTURES / "five-of-nine-rows-rejected.csv"])
    file = report.files[0]
    assert (file.read, file.loaded, len(file.merged), len(file.rejected)) == (9, 3, 1, 5)
    assert set(account(report)) == {0}
    assert [(r.line, r.column, r.value) for r in file.rejected] == [
        (3, "tool", ""),
        (4, "homepage", "not an address"),
        (5, "category", "basket weaving"),
        (6, "saas", "maybe"),
        (7, "occurrences", "-5"),
    ]
    assert all(rejection.reason for rejection in file.rejected)
    assert [(merge.line, merge.tool) for merge in file.merged] == [(9, "good-two")]


def test_the_shipped_landscape_is_loaded_to_the_last_row(shipped_home: Path) -> None:
    report = current_release(shipped_home).report
    technologies, functions, adoption, *_ = report["files"]
    assert technologies["read"] == 4842
    for file in report["files"]:
        assert file["read"] == file["loaded"] + file["merged"] + file["unmatched"] + file["rejected"]
        assert len(file["merges"]) == file["merged"]
        assert len(file["rejections"]) == file["rejected"]
    assert technologies["loaded"] + technologies["merged"] == 4842
    assert report["tools"] == technologies["loaded"] + functions["loaded"]
    assert adoption["loaded"] > 300


def test_every_relevant_label_of_the_shipped_landscape_is_mapped_or_said_to_be_unmapped(shipped_home: Path) -> None:
    report = current_release(shipped_home).report
    unmapped = report["categories_unmapped"]
    spoken_of = set(report["categories_mapped"]) | set(unmapped)
    relevant = {
        f"webappanalyzer: {row['label']}"
        for row in csv_of(Path("data/webappanalyzer/categories.csv"))
        if row["relevant"] == "yes"
    }
    assert len(relevant) == 44
    assert relevant <= spoken_of
    assert all(unmapped.values())


def test_a_fact_leads_back_to_its_file_and_line(small_home: Path) -> None:
    engine = Embedded(current_release(small_home).store)
    reason = rows(engine, "reasons-for-tools", need="recover-abandoned-carts", tool="cartsaver")[0]
    assert (reason["file"], reason["line"]) == ("valid-dozen-tools.csv", 2)


def test_what_a_source_states_stands_in_its_own_graph(small_home: Path) -> None:
    store = Store.read_only(str(current_release(small_home).store))
    tool = NamedNode("https://w3id.org/cxscape/id/tool/cartsaver")
    graph = NamedNode("https://w3id.org/cxscape/id/graph/source/landscape")
    stated = {quad.triple for quad in store.quads_for_pattern(tool, None, None, graph)}
    merged = {quad.triple for quad in store.quads_for_pattern(tool, None, None, None) if quad.graph_name != graph}
    assert stated
    assert stated <= merged


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one release."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "good.csv").write_text("tool,category\nKept,seo\n")
    refresh(folder / "home", [folder / "good.csv"])
    return folder / "home"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("a,b\n1,2\n"),
        lambda file: file.write_text("tool,category\n"),
        lambda file: file.write_text("tool,category\nX,basket weaving\n"),
        lambda file: file.write_text('tool,category\n"X,seo\n'),
        lambda file: file.write_bytes(b"tool,category\n\xff\xfe,seo\n"),
    ],
    ids=["missing", "empty", "wrong header", "header only", "no usable row", "broken quotes", "broken encoding"],
)
def test_a_failed_refresh_leaves_the_published_release(
    spoil: Callable[[Path], object], kept: Path, tmp_path: Path
) -> None:
    home, bad = tmp_path / "home", tmp_path / "bad.csv"
    shutil.copytree(kept, home, symlinks=True)
    before = current_release(home)
    bad.write_text("tool,category\nNew,seo\n")
    spoil(bad)
    with pytest.raises(LoadError):
        refresh(home, [bad])
    after = current_release(home)
    assert after == before
    answer = Store.read_only(str(after.store)).query('ASK { ?tool ?name "Kept" }')
    assert isinstance(answer, QueryBoolean)
    assert answer
    assert sorted(path.name for path in (home / "releases").iterdir()) == [before.id]


@pytest.fixture(scope="module")
def dozen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release, Report]:
    """A home in which the file of `small_home` is loaded once more, with what the refresh gave."""
    home = tmp_path_factory.mktemp("dozen")
    return home, *refresh(home, [FIXTURES / "valid-dozen-tools.csv"])


def test_the_same_files_change_nothing(dozen: tuple[Path, Release, Report]) -> None:
    home, first, published = dozen
    second, unchanged = refresh(home, [FIXTURES / "valid-dozen-tools.csv"])
    assert first == second
    assert (published.status, unchanged.status) == ("published", "nothing changed")
    assert releases(home) == [first]


def test_the_same_files_make_the_same_data_byte_for_byte(dozen: tuple[Path, Release, Report], small_home: Path) -> None:
    _, here, _ = dozen
    there = current_release(small_home)
    assert (here.folder / "tools.jsonl").read_bytes() == (there.folder / "tools.jsonl").read_bytes()
    assert graph(quads(here)) == graph(quads(there))


def test_the_report_is_kept_with_the_release(dozen: tuple[Path, Release, Report]) -> None:
    _, release, report = dozen
    assert release.report == json.loads(json.dumps(report.as_json()))


def test_an_empty_home_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match=r"run `cxscape refresh`"):
        current_release(tmp_path)


def test_a_home_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(
        LoadError,
        match=r"cannot be written .*, so nothing was changed: choose another folder with --home or CXSCAPE_HOME",
    ):
        refresh(blocker / "home", [FIXTURES / "valid-dozen-tools.csv"])


def test_a_disputed_label_stays_on_record_and_no_longer_counts(shipped_home: Path) -> None:
    engine = Embedded(current_release(shipped_home).store)
    carts = {slug_of(str(row["tool"])) for row in rows(engine, "tools-for-need", need="recover-abandoned-carts")}
    search = {slug_of(str(row["tool"])) for row in rows(engine, "tools-for-need", need="be-found-in-search")}
    assert "semrush" in search - carts
    stated = engine.query(
        "ASK { tool:semrush cx:describedBy/cx:statesCategory label:webappanalyzer--marketing-automation }"
    )
    assert stated


def test_a_retired_tool_stays_in_the_graph_and_leaves_the_answers(retired_home: Path) -> None:
    release = current_release(retired_home)
    engine = Embedded(release.store)
    assert release.report["files"][0]["loaded"] == 4
    found = [row["label"] for row in rows(engine, "tools-for-need", need="be-found-in-search")]
    assert found == ["Live One", "Other One"]
    assert engine.query("ASK { tool:google-optimize a cx:RetiredTool . tool:old-one a cx:RetiredTool }")


def test_namesakes_with_different_addresses_stay_apart(small_home: Path) -> None:
    store = Store.read_only(str(current_release(small_home).store))
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    twins = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, label, None, None)
        if isinstance(quad.subject, NamedNode) and quad.object == Literal("Twinname")
    }
    assert len(twins) == 2
