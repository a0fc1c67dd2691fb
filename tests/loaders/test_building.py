"""The graph of a release as it stands in the store."""

from pathlib import Path

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


def test_a_row_keeps_its_node_when_it_moves_in_its_file(tmp_path: Path) -> None:
    def row(home: Path) -> object:
        store = Store.read_only(str(current_release(home).store))
        tool = individual("tool", "kept")
        return [q.object for q in store.quads_for_pattern(tool, expand("cx:describedBy"), None, DefaultGraph())]

    file = tmp_path / "technologies.csv"
    file.write_text(HEADER + "Kept,https://kept.com,CRM,,,,,\n")
    refresh(tmp_path / "home", [file])
    before = row(tmp_path / "home")
    file.write_text(HEADER + "Before,https://before.com,CRM,,,,,\nKept,https://kept.com,CRM,,,,,\n")
    refresh(tmp_path / "home", [file])
    assert before
    assert row(tmp_path / "home") == before


def test_release_tells_of_rejected_rows_and_of_what_differs_from_the_one_before(tmp_path: Path) -> None:
    def asked(question: str) -> list[Row]:
        return rows(Embedded(current_release(tmp_path / "home").store), question)

    file = tmp_path / "technologies.csv"
    file.write_text(HEADER + "Kept,https://kept.com,CRM,,,,,\nOdd,nowhere,CRM,,,,,\n")
    refresh(tmp_path / "home", [file])
    assert [(row["line"], row["column"], row["value"]) for row in asked("rejected-rows")] == [(3, "website", "nowhere")]
    assert asked("changes-of-tools") == []
    file.write_text(HEADER + "Kept,https://kept.com,CRM,freemium,,,,\nNew,https://new.com,CRM,,,,,\n")
    refresh(tmp_path / "home", [file])
    assert asked("rejected-rows") == []
    assert [(row["change"], row["tool"], row["field"]) for row in asked("changes-of-tools")] == [
        ("added", individual("tool", "new").value, None),
        ("changed", individual("tool", "kept").value, "cx:hasPricingModel"),
    ]
