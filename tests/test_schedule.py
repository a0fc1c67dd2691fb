"""The recipes of docs/schedule.md do what the page says, each as its scheduler would run it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.servers.fixtures import need
from tests.servers.install import install

DOCS = Path(__file__).parents[1] / "docs"
COMMAND = Path(sys.executable).with_name("cxscape")
ROWS = "technology,website,categories,pricing,saas,oss,implies,requires\nOne,https://one.com,CRM,,,,,\n"


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Folders of this test for those that the recipes name."""
    landscape = tmp_path / "landscape"
    landscape.mkdir()
    (landscape / "technologies.csv").write_text(ROWS)
    return {
        "/opt/cxscape/.venv/bin/cxscape": str(COMMAND),
        "/var/lib/cxscape": str(tmp_path / "home"),
        "/srv/landscape": str(landscape),
    }


def put(text: str, places: dict[str, str]) -> str:
    for theirs, ours in places.items():
        text = text.replace(theirs, ours)
    return text


def run(
    command: str, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command line as cron does: by sh, with next to no environment."""
    given = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **(environment or {})}
    return subprocess.run(["/bin/sh", "-c", command], env=given, cwd=cwd, capture_output=True, text=True, check=False)


def test_cron_line_refreshes_in_silence_and_nothing_changed_is_no_failure(places: dict[str, str]) -> None:
    (line,) = (line for line in (DOCS / "schedule/cxscape.crontab").read_text().splitlines() if line[0] != "#")
    assert f"\n{line}\n" in (DOCS / "schedule.md").read_text()
    command = put(line.split(maxsplit=5)[5], places)
    for _ in range(2):
        done = run(command)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    Path(places["/srv/landscape"], "technologies.csv").write_text("technology\n")
    failed = run(command)
    assert failed.returncode == 1
    assert failed.stderr.startswith("cxscape: ")


def test_service_runs_and_its_log_is_json(places: dict[str, str]) -> None:
    unit = put((DOCS / "schedule/cxscape-refresh.service").read_text(), places).splitlines()
    settings = dict(line.split("=", 1) for line in unit if "=" in line)
    name, _, home = settings["Environment"].partition("=")
    for expected in ("0", settings["SuccessExitStatus"].split()[0]):
        done = run(settings["ExecStart"], {name: home})
        assert done.returncode == int(expected)
        ended = json.loads(done.stderr.splitlines()[-1])
        assert {"time", "level", "event"} <= ended.keys()
    after = run(settings["ExecStartPost"], {name: home})
    assert after.returncode == 0, after.stderr


def test_units_are_valid(tmp_path: Path, places: dict[str, str]) -> None:
    if not shutil.which("systemd-analyze"):
        install("systemd")
    need(shutil.which("systemd-analyze"), "needs systemd-analyze: install the package systemd")
    for unit in DOCS.glob("schedule/cxscape-refresh.*"):
        (tmp_path / unit.name).write_text(put(unit.read_text(), places))
    files = sorted(map(str, tmp_path.glob("cxscape-refresh.*")))
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "cxscape" in line]) == (0, [])


def test_workflow_refreshes_and_keeps_what_it_says(tmp_path: Path) -> None:
    workflow = yaml.safe_load((DOCS / "schedule/refresh.yml").read_text())
    job = workflow["jobs"]["refresh"]
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/cxscape").symlink_to(COMMAND)
    data = tmp_path / "data/webappanalyzer"
    data.mkdir(parents=True)
    (data / "technologies.csv").write_text(ROWS)
    steps = [step for step in job["steps"] if "run" in step]
    assert steps[0]["run"] == "make setup"
    for step in steps[1:]:
        done = run(step["run"], job["env"], tmp_path)
        assert done.returncode == 0, done.stderr
    (kept,) = (step["with"]["path"].split() for step in job["steps"] if "upload-artifact" in step.get("uses", ""))
    assert all((tmp_path / path).exists() for path in kept)
    (data / "technologies.csv").write_text("technology\n")
    assert run(steps[1]["run"], job["env"], tmp_path).returncode == 1
