"""Whatever happens to a refresh, the published release answers as before and the next refresh succeeds."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loaders.refresh import refresh
from loaders.releases import Release, current_release, releases, switch
from queries.engines import Embedded
from queries.results import rows
from tests.loaders.apart import begin, ended

STAGES = ["reading", "matching", "writing", "comparing", "recording"]
MOMENTS, PATCHES = 50, 20


def landscape(folder: Path, *tools: str) -> Path:
    """Write a landscape of these tools and return the file."""
    file = folder / "tools.csv"
    file.write_text("tool,category\n" + "".join(f"{tool},seo\n" for tool in tools))
    return file


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home with one release, and the changed file that the next refresh is to load."""
    folder = tmp_path_factory.mktemp("faults")
    refresh(folder / "home", [landscape(folder, "Old")])
    return folder / "home", landscape(folder, "Old", "New")


def answers(release: Release) -> list[object]:
    return [row["label"] for row in rows(Embedded(release.store), "tools-for-need", need="be-found-in-search")]


def unharmed(home: Path, before: Release) -> bool:
    """Tell whether the published release is the only one, is current, and answers."""
    return releases(home) == [before] and current_release(home) == before and answers(before) == ["Old"]


def taken(home: Path, file: Path, copy: Path) -> float:
    """Return how many seconds it takes to load `file` into a copy of `home`."""
    shutil.copytree(home, copy, symlinks=True)
    started = time.monotonic()
    assert ended(begin(copy, file)) == 0
    return time.monotonic() - started


def killed(home: Path, file: Path, seconds: float) -> None:
    """Begin to load `file` into `home` and kill the process after so many seconds."""
    run = begin(home, file)
    time.sleep(seconds)
    run.kill()
    ended(run)


@pytest.mark.parametrize("stage", STAGES)
def test_a_refresh_killed_at_a_stage_harms_nothing(stage: str, published: tuple[Path, Path]) -> None:
    home, file = published
    before = current_release(home)
    assert ended(begin(home, file, stage)) == -signal.SIGKILL
    assert unharmed(home, before)


def test_a_refresh_killed_at_any_moment_harms_nothing_and_the_next_one_succeeds(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refresh(home, [landscape(tmp_path, "Old")])
    before, file = current_release(home), landscape(tmp_path, "Old", "New")
    seconds = taken(home, file, tmp_path / "measured")
    moments = random.Random(2026)  # noqa: S311 - moments, not secrets
    wrong = 0
    for _ in range(MOMENTS):
        killed(home, file, moments.uniform(0, seconds))
        if current_release(home) != before:
            # It ended before it was killed: that is a whole release, from which we go back.
            assert answers(current_release(home)) == ["New", "Old"]
            shutil.rmtree(home)
            shutil.copytree(tmp_path / "home-before", home, symlinks=True)
        wrong += not unharmed(home, before)
        if not (tmp_path / "home-before").exists():
            shutil.copytree(home, tmp_path / "home-before", symlinks=True)
    assert wrong == 0
    release, _ = refresh(home, [file])
    assert answers(release) == ["New", "Old"]
    assert not list((home / "releases").glob(".building-*"))


@pytest.fixture(scope="module")
def patchable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home with a release of many tools, and the file of which little changed since."""
    folder = tmp_path_factory.mktemp("patchable")
    many = [f"Tool {number}" for number in range(30)]
    refresh(folder / "home", [landscape(folder, "Old", *many)])
    return folder / "home", landscape(folder, "Old", "New", *many)


@pytest.mark.parametrize("stage", ["reading", "patching", "comparing", "recording"])
def test_a_patch_killed_at_a_stage_harms_nothing(stage: str, patchable: tuple[Path, Path], tmp_path: Path) -> None:
    home, file = tmp_path / "home", patchable[1]
    shutil.copytree(patchable[0], home, symlinks=True)
    before, answered = current_release(home), answers(current_release(home))
    assert ended(begin(home, file, stage)) == -signal.SIGKILL
    assert (releases(home), current_release(home), answers(before)) == ([before], before, answered)
    release, report = refresh(home, [file])
    assert report.built == f"from {before.id}"
    assert answers(release) == sorted(["New", *map(str, answered)])


def test_a_patch_killed_at_any_moment_harms_nothing(patchable: tuple[Path, Path], tmp_path: Path) -> None:
    moments = random.Random(2027)  # noqa: S311 - moments, not secrets
    home, file = tmp_path / "home", patchable[1]
    shutil.copytree(patchable[0], home, symlinks=True)
    before, answered = current_release(home), answers(current_release(home))
    seconds = taken(home, file, tmp_path / "measured")
    wrong = 0
    for _ in range(PATCHES):
        killed(home, file, moments.uniform(0, seconds))
        current = current_release(home)
        wrong += answers(current) != (answered if current == before else sorted(["New", *map(str, answered)]))
        wrong += answers(before) != answered
        switch(home, before)
    assert wrong == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_harms_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let even root mount a small disk")
    try:
        before, _ = refresh(disk / "home", [landscape(tmp_path, "Old")])
        file = landscape(tmp_path, "Old", "New")
        room = shutil.disk_usage(disk).free
        (disk / "ballast").write_bytes(b"\0" * (room - 1_000_000))
        command = [str(Path(sys.executable).with_name("cxscape")), "--home", str(disk / "home"), "refresh", str(file)]
        failed = subprocess.run(command, capture_output=True, text=True, check=False)
        assert failed.returncode == 1
        assert "No space left on device), so nothing was changed: free some space" in failed.stderr.splitlines()[-1]
        assert "Traceback" not in failed.stderr
        assert unharmed(disk / "home", before)
        (disk / "ballast").unlink()
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_reader_sees_the_old_release_or_the_new_one_and_nothing_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refresh(home, [landscape(tmp_path, "Old")])
    seen = set()
    run = begin(home, landscape(tmp_path, "Old", "New"))
    while run.is_alive():
        seen.add(tuple(answers(current_release(home))))
    assert ended(run) == 0
    seen.add(tuple(answers(current_release(home))))
    assert seen == {("Old",), ("New", "Old")}
