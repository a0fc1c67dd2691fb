"""Releases are compared, guarded, rolled back and pruned, and one process at a time writes them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.difference import compare
from loaders.errors import BusyError, RefusedError
from loaders.refresh import refresh
from loaders.releases import current_release, find_release, prune, releases, switch, writing
from queries.errors import NoReleaseError

BEFORE = """tool,homepage,category,pricing
Stays,https://stays.example.com,seo,freemium
Goes,https://goes.example.com,crm,
Old Name,https://renamed.example.com,seo,
Moves,https://moves.example.com,crm,
Fills One,,seo,
Fills Two,,seo,
Fills Three,,seo,
"""
AFTER = """tool,homepage,category,pricing
Stays,https://stays.example.com,seo,recurring
Comes,https://comes.example.com,ecommerce-marketing,
New Name,https://renamed.example.com,seo,
Moves,https://moves.example.com,email-marketing,
Fills One,,seo,
Fills Two,,seo,
Fills Three,,seo,
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two releases, the second of which changes something of every kind."""
    folder = tmp_path_factory.mktemp("two-releases")
    for text in (BEFORE, AFTER):
        file = folder / "tools.csv"
        file.write_text(text)
        refresh(folder / "home", [file])
    return folder / "home"


def test_a_difference_names_what_came_went_and_changed(home: Path) -> None:
    after, before = releases(home)
    difference = compare(before, after)
    assert (difference.added, difference.gone) == (["comes"], ["goes"])
    assert difference.renamed == [("old-name", "new-name")]
    assert difference.moved == ["moves"]
    pricing = next(change for change in difference.changed if change.tool == "stays")
    assert (pricing.before, pricing.after) == ("pricing:freemium", "pricing:recurring")
    assert "comes" in difference.gained["recover-abandoned-carts"]
    assert "new-name" not in {tool for tools in difference.gained.values() for tool in tools}
    assert any("goes" in tools for tools in difference.lost.values())


def test_a_release_does_not_differ_from_itself(home: Path) -> None:
    current = current_release(home)
    assert not compare(current, current)


def test_a_source_that_shrinks_too_much_is_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tools.csv"
    file.write_text("tool,category\nStays,seo\n")
    before = current_release(home)
    with pytest.raises(RefusedError, match=r"landscape would fall from 7 tools to 1, more than 20%.*--max-loss 0\.87"):
        refresh(home, [file])
    assert current_release(home) == before
    _, report = refresh(home, [file], max_loss=0.9, dry_run=True)
    assert report.status == "dry run"


def test_a_dry_run_publishes_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tools.csv"
    file.write_text(AFTER + "One More,,seo,\n")
    before = releases(home)
    _, report = refresh(home, [file], dry_run=True)
    assert report.difference["added"] == ["one-more"]
    assert releases(home) == before


def test_the_way_back_and_forth(home: Path) -> None:
    after, before = releases(home)
    with writing(home):
        switch(home, before)
    assert current_release(home) == before
    with writing(home):
        switch(home, after)
    assert current_release(home) == after


def test_an_unknown_release_lists_those_there_are(home: Path) -> None:
    with pytest.raises(NoReleaseError, match=f"no release 'last'; there are: {current_release(home).id}"):
        find_release(home, "last")


def test_pruning_never_removes_the_current_release(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home", symlinks=True)
    newer, older = releases(tmp_path / "home")
    switch(tmp_path / "home", older)
    assert prune(tmp_path / "home", keep=1) == []
    switch(tmp_path / "home", newer)
    assert prune(tmp_path / "home", keep=1) == [older]
    assert releases(tmp_path / "home") == [newer]


HOLD = """
import sys, time
from pathlib import Path
from loaders.releases import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_refreshes_at_once_are_one_too_many_and_a_dead_one_is_forgotten(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        (tmp_path / "releases" / ".building-left-over").mkdir()
        with pytest.raises(BusyError, match="another refresh is at work"), writing(tmp_path):
            pass
        other.kill()
        other.wait()
    with writing(tmp_path):
        assert list((tmp_path / "releases").iterdir()) == []
