"""Where releases are found on this machine."""

import shutil
from pathlib import Path

import pytest

from loaders.releases import current_release, prune, releases
from queries.errors import NoReleaseError
from queries.home import default_home, release_folder


def test_the_environment_names_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(tmp_path))
    assert default_home() == tmp_path


def test_without_it_the_home_is_the_platforms_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CXSCAPE_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_home().is_relative_to(tmp_path)


def test_a_home_behind_a_link_keeps_its_current_release(small_home: Path, tmp_path: Path) -> None:
    shutil.copytree(small_home, tmp_path / "home", symlinks=True)
    link = tmp_path / "link"
    link.symlink_to("home")
    current = current_release(link)
    assert releases(link) == [current]
    newer = link / "releases" / "9999-12-31-newer"
    newer.mkdir()
    report = (current.folder / "release.json").read_text().replace('"ended": "20', '"ended": "99')
    (newer / "release.json").write_text(report)
    assert prune(link, keep=1) == [], "the current release was to be removed"
    assert release_folder(link) == current.folder


@pytest.mark.parametrize("name", ["../home", ".building-1", "", "2026"])
def test_what_is_no_release_is_told_with_those_there_are(small_home: Path, name: str) -> None:
    with pytest.raises(NoReleaseError, match=f"there are: {current_release(small_home).id}"):
        release_folder(small_home, name)
