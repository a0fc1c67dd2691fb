"""A store that is written from text, and what is stated of nodes as text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from loaders import bulk
from loaders.bulk import BulkWriter
from loaders.statements import lines_of, number_of, text_of

GRAPH = "<https://example.org/graph>"
TEXTS = st.text().map(lambda text: f"<https://example.org/p> {Literal(text)}")
STATEMENTS = st.dictionaries(
    st.integers(0, 99).map(lambda number: f"<https://example.org/{number}>"), st.lists(TEXTS, unique=True, max_size=4)
)


@given(STATEMENTS, st.sampled_from(["", GRAPH]))
def test_text_of_statements_holds_each_of_them_once(statements: dict[str, list[str]], graph: str) -> None:
    quads = list(parse(text_of(statements, graph), RdfFormat.N_QUADS))
    assert [str(quad.triple) for quad in quads] == list(lines_of(statements))
    assert len(quads) == number_of(statements)
    assert all(str(quad.graph_name) == (graph or "DEFAULT") for quad in quads)


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_every_quad_is_written_whatever_the_batches(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", batch)
    with BulkWriter(tmp_path / "store") as writer:
        for number in range(20):
            line = f'<https://example.org/{number}> <https://example.org/p> "{number}"'
            writer.add([line])
            writer.add([line, line.replace("/p>", "/q>")], GRAPH)
    store = Store.read_only(str(tmp_path / "store"))
    named = list(store.quads_for_pattern(None, None, None, NamedNode(GRAPH[1:-1])))
    assert (len(store), len(named), writer.quads) == (60, 40, 60)


def test_what_goes_wrong_in_a_thread_ends_the_writing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 1)

    def write() -> None:
        with BulkWriter(tmp_path / "store") as writer:
            writer.write("no quad\n", 1)
            writer.finish()

    with pytest.raises(SyntaxError):
        write()
