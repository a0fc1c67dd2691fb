"""What the pages of docs/ show is what happens: their Python runs, and prints what they say it prints."""

import io
import os
import re
from contextlib import redirect_stdout
from doctest import ELLIPSIS, OutputChecker
from importlib import import_module
from pathlib import Path

import pytest

from tests.servers.oxigraph import Oxigraph

DOCS = Path(__file__).parents[1] / "docs"
_BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FUNCTION = re.compile(r"`((?:queries|loaders|ontology)(?:\.\w+)+)`")


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the Python of a page, each block with the output that the page shows for it."""
    found = _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    assert [kind for kind, _ in found] == ["python", "text"] * (len(found) // 2), "each block has its output"
    return [(found[place][1], found[place + 1][1]) for place in range(0, len(found), 2)]


def test_the_python_of_the_page_prints_what_the_page_says(
    shipped_home: Path, oxigraph_server: Oxigraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(shipped_home))
    monkeypatch.delenv("CXSCAPE_ENDPOINT", raising=False)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code, shown in blocks("python.md"):
        here = code.replace("http://127.0.0.1:7878/query", oxigraph_server.query)
        here = here.replace("http://127.0.0.1:7878/update", oxigraph_server.update)
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(here, "docs/python.md", "exec"), names)  # noqa: S102 - our own page
        assert OutputChecker().check_output(shown, printed.getvalue(), ELLIPSIS), (
            f"{code}\nprints\n{printed.getvalue()}\nand not\n{shown}"
        )


@pytest.mark.parametrize("name", sorted(set(_FUNCTION.findall((DOCS / "python.md").read_text(encoding="utf-8")))))
def test_what_the_page_names_is_there(name: str) -> None:
    module, _, last = name.rpartition(".")
    assert hasattr(import_module(module), last), f"docs/python.md names {name}, which is not there"


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in ("python.md", "assistants.md"):
        links = re.findall(r"\]\(([\w./-]+\.(?:md|ipynb))(?:#[\w-]+)?\)", (DOCS / page).read_text(encoding="utf-8"))
        missing = [link for link in links if not Path(os.path.normpath(DOCS / link)).is_file()]
        assert not missing, f"{page} links to {missing}"
