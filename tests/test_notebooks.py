"""The notebooks of examples/ run as they stand, and show the outputs of such a run."""

from pathlib import Path

import pytest
from nbformat import NotebookNode

from tests.notebooks import EXAMPLES, outputs, read, run

NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def kinds(node: NotebookNode) -> list[list[list[str]]]:
    """Return, for each cell, in which forms each of its outputs is given."""
    return [
        [[output.output_type, *sorted(output.get("data", {}))] for output in cell.get("outputs", [])]
        for cell in node.cells
    ]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_gives_what_it_shows(
    notebook: Path, shipped_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(shipped_home))
    monkeypatch.delenv("CXSCAPE_ENDPOINT", raising=False)
    node = run(notebook, tmp_path)
    assert kinds(node) == kinds(read(notebook)), "run `python -m tests.notebooks` to write it with fresh outputs"
    assert not [output for output in outputs(node) if output.get("name") == "stderr"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_no_machine(notebook: Path) -> None:
    text = notebook.read_text(encoding="utf-8")
    assert str(Path.home()) not in text
    assert "/tmp/" not in text  # noqa: S108 - looked for, not written to
    assert " at 0x" not in text
    code = [cell for cell in read(notebook).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
