"""The pages about the model and about adding to it: what they show is there, and what they say to do works."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolutions, Store

from loaders.releases import current_release
from ontology.modules import modules
from ontology.namespaces import ONTOLOGY, expand
from queries.text import check_read_only

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
ADDING = (ROOT / "docs" / "add-to-the-ontology.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^### (\d+\. .+?)\n.*?^```sparql\n(.*?)^```$", MODEL, re.MULTILINE | re.DOTALL))
ARROWS = re.findall(r"^  (\w+) -->\|(\w+)\| (\w+)$", MODEL, re.MULTILINE)
ROWS = re.findall(r"^```[ct]sv file=(\S+)\n(.*?)^```$", ADDING, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line
    for block in re.findall(r"^```console\n(.*?)^```$", ADDING, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def shipped(shipped_home: Path) -> Store:
    return Store.read_only(str(current_release(shipped_home).store))


@pytest.fixture(scope="module")
def above() -> dict[NamedNode, set[NamedNode]]:
    """Every class with all those above it, itself included."""
    direct: dict[NamedNode, set[NamedNode]] = {}
    for subject, predicate, object_ in modules():
        if predicate == expand("rdfs:subClassOf") and isinstance(subject, NamedNode) and isinstance(object_, NamedNode):
            direct.setdefault(subject, set()).add(object_)

    def climb(cls: NamedNode) -> set[NamedNode]:
        return {cls}.union(*(climb(upper) for upper in direct.get(cls, ())))

    return {cls: climb(cls) for cls in [*direct, *(upper for uppers in direct.values() for upper in uppers)]}


def test_there_are_ten_queries() -> None:
    assert [title.partition(".")[0] for title in QUERIES] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("title", QUERIES)
def test_a_query_of_the_page_runs_as_it_is_and_finds_something(title: str, shipped: Store) -> None:
    check_read_only(QUERIES[title])
    answer = shipped.query(QUERIES[title])
    assert isinstance(answer, QuerySolutions)
    rows = list(answer)
    assert rows
    assert all(value is not None for row in rows for value in row)


def test_an_arrow_of_a_diagram_is_a_property_of_the_ontology(above: dict[NamedNode, set[NamedNode]]) -> None:
    said = {(t.subject, t.predicate): t.object for t in modules()}
    assert len(ARROWS) > 20
    for start, name, end in ARROWS:
        arrow = NamedNode(ONTOLOGY + name)
        for cls, curie in ((start, "rdfs:domain"), (end, "rdfs:range")):
            node = NamedNode(ONTOLOGY + cls)
            assert (node, expand("rdfs:label")) in said, f"{cls} is no class"
            assert said[arrow, expand(curie)] in above[node], f"{start} -- {name} --> {end}: {curie}"


def test_the_weights_of_the_page_are_those_of_the_vocabulary(shipped: Store) -> None:
    for level in ("importance", "strength"):
        row = next(line for line in MODEL.splitlines() if line.startswith("| ") and f"`{level}:" in line)
        _, _, names, weights, _ = row.split("|")
        stated = dict(zip(re.findall(r"`\w+:(\w+)`", names), map(float, weights.split(",")), strict=True))
        answer = shipped.query(f"SELECT ?level ?weight {{ ?level <{ONTOLOGY}weight> ?weight }}")
        assert isinstance(answer, QuerySolutions)
        individuals = {str(r["level"].value): float(r["weight"].value) for r in answer}
        prefix = f"https://w3id.org/cxscape/id/{level}/"
        assert {iri.removeprefix(prefix): w for iri, w in individuals.items() if iri.startswith(prefix)} == stated


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the rows that the page adds."""
    copy = tmp_path_factory.mktemp("changed")
    for name in ("data", "loaders", "ontology", "plans", "queries", "ui"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file, text in ROWS:
        header, *rows = text.splitlines(keepends=True)
        target = copy / file
        assert header.rstrip("\n") in target.read_text(encoding="utf-8").splitlines(), f"{file}: not its header"
        with target.open("a", encoding="utf-8") as table:
            table.writelines(rows)
    return copy


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the page on the code and tables of `folder`."""
    python, words = sys.executable, command.split()
    start = (
        [python, *words[1:]] if words[0] == "python" else [python, "-c", "from ui.cli import main; main()", *words[1:]]
    )
    environment = {**os.environ, "PYTHONPATH": str(folder), "CXSCAPE_HOME": str(folder / "home")}
    return subprocess.run(start, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_page_adds_a_need_a_capability_and_a_mapping() -> None:
    assert {Path(file).name for file, _ in ROWS} == {
        "needs.csv",
        "requirements.csv",
        "capabilities.csv",
        "provisions.csv",
        "webappanalyzer-categories.sssom.tsv",
    }
    for file, text in ROWS:
        table = list(csv.reader(io.StringIO(text), delimiter="\t" if file.endswith("tsv") else ","))
        assert {len(row) for row in table} == {len(table[0])}, file


def test_every_command_of_the_page_works_on_what_it_adds(changed: Path) -> None:
    sorting = [command for command in COMMANDS if "--write" in command]
    others = [command for command in COMMANDS if "--write" not in command]
    assert len(sorting) == 2
    assert len(others) == 4
    for command in [*sorting, *others]:
        done = run(command, changed)
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        if " ask " in command:
            assert "Deliver gifts on the promised day" in done.stdout
    pages = changed / "dist" / "ontology"
    for page, anchor in (
        ("need", "keep-gift-promises"),
        ("capability", "gift-wrapping-options"),
        ("label", "webappanalyzer--gift-shops"),
    ):
        assert f'id="{anchor}"' in (pages / "id" / f"{page}.html").read_text(encoding="utf-8")
    needs = (changed / "ontology" / "vocab" / "needs.csv").read_text(encoding="utf-8")
    assert needs.index("\nkeep-gift-promises") < needs.index("\nrecover-abandoned-carts")
