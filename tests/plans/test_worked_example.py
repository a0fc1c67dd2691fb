"""The page with the worked example: each of its commands prints what the page says."""

import re
import shlex
import shutil
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli.main import cli

ROOT = Path(__file__).parents[2]


def test_every_command_prints_what_the_page_says(
    shipped_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(shipped_home, home, symlinks=True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    page = (ROOT / "docs" / "plans-example.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```console\n\$ cxscape (.*?)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(shown) == page.count("```console")
    for command, expected in shown:
        done = CliRunner().invoke(cli, ["--home", str(home), *shlex.split(command)])
        assert done.exit_code == 0, f"{command}\n{done.output}"
        assert OutputChecker().check_output(expected, done.output, ELLIPSIS), f"{command}\n{done.output}"
    assert {file.name for file in tmp_path.glob("plan.*")} == {"plan.pptx", "plan.pdf", "plan.xlsx"}
