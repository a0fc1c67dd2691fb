"""The check as a whole: what it reads, what it reports, and that the shipped ontology passes it."""

from pathlib import Path

import pytest

from ontology import checking
from ontology.checking import check, contradictions, syntax
from ontology.errors import OntologyError, Problem
from ontology.findings import Finding


def test_the_shipped_ontology_has_no_error() -> None:
    severe = [finding.line() for finding in check() if finding.severity in {"critical", "error"}]
    assert severe == []


def test_a_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "core.ttl").write_text("@prefix a: <https://example.org/> .\na:b a:c .\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "half.rq").write_text("SELECT ?a WHERE {")
    (tmp_path / "rules" / "whole.rq").write_text("SELECT ?a WHERE {}")
    assert [(found.rule, found.severity, found.entity) for found in syntax(tmp_path)] == [
        ("syntax", "critical", "core.ttl:2"),
        ("syntax", "critical", "rules/half.rq"),
    ]


def test_nothing_else_is_checked_where_a_file_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "core.ttl").write_text("no Turtle")
    unreadable = list(syntax(tmp_path))
    monkeypatch.setattr(checking, "syntax", lambda: iter(unreadable))
    assert list(check()) == unreadable


def test_each_problem_of_a_table_is_one_finding() -> None:
    table = Path("needs.csv")
    error = OntologyError(
        [Problem(table, 7, "kpis", "nps", "no kpi has this id"), Problem(table, None, "", "", "empty")]
    )
    assert [found.line() for found in contradictions(error)] == [
        "error table needs.csv:7 (kpis nps): no kpi has this id",
        "error table needs.csv: empty",
    ]


def test_a_finding_is_one_line_that_ends_with_the_fix() -> None:
    finding = Finding("a-rule", "warning", "cx:Tool", "rdfs:label", "Two\nlines", "It is one line.", "Join it.")
    assert finding.line() == "warning a-rule cx:Tool (rdfs:label Two lines): It is one line; Join it."
