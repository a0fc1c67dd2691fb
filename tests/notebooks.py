"""Runs the notebooks of examples/ : ``CXSCAPE_HOME=... python -m tests.notebooks`` writes them with fresh outputs."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode, from_dict

EXAMPLES = Path(__file__).parents[1] / "examples"
SECONDS = 300
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_MEMORY = re.compile(r" at 0x[0-9a-f]+")


def read(notebook: Path) -> NotebookNode:
    """Return a notebook as it stands in its file."""
    node: NotebookNode = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    return node


def run(notebook: Path, folder: Path) -> NotebookNode:
    """Return a notebook with the outputs of a run in `folder`, without what belongs to this machine alone.

    Raises:
        CellExecutionError: a cell fails.
    """
    node = read(notebook)
    client = NotebookClient(
        node, timeout=SECONDS, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    node.metadata = from_dict(_METADATA)  # type: ignore[no-untyped-call]
    for output in outputs(node):
        if "text/plain" in output.get("data", {}):
            output.data["text/plain"] = _MEMORY.sub("", output.data["text/plain"])
    return node


def outputs(node: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the outputs of all cells."""
    for cell in node.cells:
        yield from cell.get("outputs", [])


def main() -> None:
    """Run all notebooks, and write them."""
    for notebook in sorted(EXAMPLES.glob("*.ipynb")):
        with TemporaryDirectory() as folder:
            node = run(notebook, Path(folder))
        nbformat.write(node, notebook)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
