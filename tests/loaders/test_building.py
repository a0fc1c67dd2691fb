"""The graph of a release as it stands in the store."""

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from loaders import building, bulk
from loaders.refresh import refresh
from loaders.releases import Release, current_release
from ontology.namespaces import GRAPH, expand, individual
from ontology.rules import read_rules
from queries.engines import Embedded
from queries.results import Row, rows
from tests.loaders.releases import graph, quads

HEADER = "technology,website,categories,pricing,saas,oss,implies,requires\n"


@pytest.fixture(scope="module")
def release(small_home: Path) -> Release:
    return current_release(small_home)


def test_report_counts_the_quads_that_are_in_the_store(release: Release) -> None:
    assert release.report["quads"] == len(Store.read_only(str(release.store)))


def test_what_a_rule_inferred_is_in_its_graph_and_in_the_default_graph(release: Release) -> None:
    store = Store.read_only(str(release.store))
    counted = {}
    for rule in read_rules():
        quads = list(store.quads_for_pattern(None, None, None, rule.graph))
        counted[rule.name] = len(quads)
        assert all(Quad(*quad.triple) in store for quad in quads)
    assert {name: count for name, count in counted.items() if count} == {
        name: count for name, count in release.report["inferred"].items() if count
    }


def test_no_rule_tells_again_what_a_source_states(release: Release) -> None:
    store = Store.read_only(str(release.store))
    inferred = [rule.graph for rule in read_rules()]
    stated = [graph for graph in store.named_graphs() if str(graph).startswith(f"<{GRAPH}source/")]
    told = {quad.triple for graph in inferred for quad in store.quads_for_pattern(None, None, None, graph)}
    assert not any(q.triple in told for graph in stated for q in store.quads_for_pattern(None, None, None, graph))


def test_batches_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "technologies.csv"
    rows = [f"Tool {number},https://www.tool{number}.com,CRM,,,,Tool {number + 1},Base" for number in range(8)]
    file.write_text(HEADER + "\n".join(rows) + "\n")
    whole, _ = refresh(tmp_path / "whole", [file])
    monkeypatch.setattr(building, "TOOLS", 3)
    monkeypatch.setattr(bulk, "BATCH", 50)
    parts, _ = refresh(tmp_path / "parts", [file])
    assert graph(quads(whole)) == graph(quads(parts))


def test_spellings_of_one_maker_are_one_maker_with_other_names(tmp_path: Path) -> None:
    def names(label: str) -> list[str]:
        maker = individual("vendor", "maker-inc")
        return [str(quad.object) for quad in store.quads_for_pattern(maker, expand(label), None, DefaultGraph())]

    file = tmp_path / "landscape.csv"
    rows = ["tool,homepage,vendor,category", "One,https://one.com,Maker Inc,crm", "Two,https://two.com,maker inc,crm"]
    file.write_text("\n".join(rows) + "\n")
    refresh(tmp_path / "home", [file])
    store = Store.read_only(str(current_release(tmp_path / "home").store))
    assert names("skos:prefLabel") == ['"Maker Inc"']
    assert names("skos:altLabel") == ['"maker inc"']


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release]:
    """Two releases of a file: a row was rejected and is gone, one moved and got a price, and one is new."""
    folder = tmp_path_factory.mktemp("edited")
    file = folder / "technologies.csv"
    file.write_text(HEADER + "Kept,https://kept.com,CRM,,,,,\nOdd,nowhere,CRM,,,,,\n")
    first, _ = refresh(folder / "home", [file])
    file.write_text(HEADER + "New,https://new.com,CRM,,,,,\nKept,https://kept.com,CRM,freemium,,,,\n")
    second, _ = refresh(folder / "home", [file])
    return first, second


def test_a_row_keeps_its_node_when_it_moves_in_its_file(edited: tuple[Release, Release]) -> None:
    def objects(release: Release, subject: Any, predicate: str) -> list[object]:
        store = Store.read_only(str(release.store))
        return [q.object for q in store.quads_for_pattern(subject, expand(predicate), None, DefaultGraph())]

    before, after = (objects(release, individual("tool", "kept"), "cx:describedBy") for release in edited)
    assert before
    assert after == before
    line, moved = ([objects(release, node, "cx:lineNumber") for node in before] for release in edited)
    assert moved != line


def test_release_tells_of_rejected_rows_and_of_what_differs_from_the_one_before(
    edited: tuple[Release, Release],
) -> None:
    def asked(release: Release, question: str) -> list[Row]:
        return rows(Embedded(release.store), question)

    first, second = edited
    assert [(row["line"], row["column"], row["value"]) for row in asked(first, "rejected-rows")] == [
        (3, "website", "nowhere")
    ]
    assert asked(first, "changes-of-tools") == []
    assert asked(second, "rejected-rows") == []
    assert [(row["change"], row["tool"], row["field"]) for row in asked(second, "changes-of-tools")] == [
        ("added", individual("tool", "new").value, None),
        ("changed", individual("tool", "kept").value, "cx:hasPricingModel"),
    ]
