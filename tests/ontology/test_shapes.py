"""Every shape accepts its valid fixture, finds exactly the named entities in its invalid one, in two engines."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import shacl
from pyoxigraph import RdfFormat, Triple, parse
from pyshacl import validate as reference_validate
from rdflib import RDF, SH, Graph

from ontology.findings import Finding
from ontology.shacl import SEVERITIES, SHAPE, shape_files, validate

FIXTURES = Path(__file__).parent / "shapes"
FINDS = "# finds: "


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in shape_files():
        graph.parse(file)
    return graph


def names() -> list[str]:
    return sorted(str(shape).removeprefix(SHAPE) for shape in shapes().subjects(RDF.type, SH.NodeShape))


def triples(fixture: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=fixture, format=RdfFormat.TURTLE)]


def found(shape: str, verdict: str) -> list[Finding]:
    findings = validate(triples(FIXTURES / verdict / f"{shape}.ttl"))
    return [finding for finding in findings if finding.rule == f"shape/{shape}"]


def expected(shape: str) -> set[str]:
    first = (FIXTURES / "invalid" / f"{shape}.ttl").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(FINDS), f"{shape}.ttl must begin with {FINDS!r} and the entities"
    return set(first.removeprefix(FINDS).split())


@cache
def reference(fixture: Path) -> Graph:
    _, report, _ = reference_validate(Graph().parse(fixture), shacl_graph=shapes())
    assert isinstance(report, Graph)
    return report


def sentence(finding: Finding) -> str:
    return f"{finding.message}: {finding.fix}".casefold()


@pytest.mark.parametrize("shape", names())
def test_a_shape_accepts_what_keeps_it(shape: str) -> None:
    assert found(shape, "valid") == []


@pytest.mark.parametrize("shape", names())
def test_a_shape_finds_exactly_what_breaks_it(shape: str) -> None:
    assert {finding.entity for finding in found(shape, "invalid")} == expected(shape)


@pytest.mark.parametrize("shape", names())
def test_every_constraint_of_a_shape_is_able_to_fail(shape: str) -> None:
    node = next(s for s in shapes().subjects(RDF.type, SH.NodeShape) if str(s) == SHAPE + shape)
    holders = [node, *shapes().objects(node, SH.property), *shapes().objects(node, SH.sparql)]
    promised = {str(message) for holder in holders for message in shapes().objects(holder, SH.message)}
    raised = {sentence(finding) for finding in found(shape, "invalid")}
    assert {message.casefold() for message in promised} == raised


@pytest.mark.parametrize("shape", names())
def test_the_reference_engine_names_the_same_constraints(shape: str) -> None:
    fixture = FIXTURES / "invalid" / f"{shape}.ttl"
    text = "\n".join(file.read_text(encoding="utf-8") for file in shape_files())
    fast = {
        (result.focus_node.strip("<>"), result.component, result.message)
        for result in shacl.Shapes.from_turtle(text).validate_file(str(fixture)).results
    }
    report = reference(fixture)
    slow = {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert fast == slow


def test_a_message_belongs_to_one_constraint() -> None:
    messages = Counter(str(message) for message in shapes().objects(None, SH.message))
    assert [message for message, times in messages.items() if times > 1] == []


@pytest.mark.parametrize("verdict", ["valid", "invalid"])
@pytest.mark.parametrize("shape", names())
def test_the_reference_engine_gives_the_same_verdicts(shape: str, verdict: str) -> None:
    fixture = FIXTURES / verdict / f"{shape}.ttl"
    report = reference(fixture)
    results = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        message = str(report.value(result, SH.resultMessage)).casefold()
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        text = "" if value is None else str(value).replace("+00:00", "Z")  # rdflib rewrites time zones
        results.add((str(focus), SEVERITIES[severity], message, text))
    ours = {(f.entity, f.severity, sentence(f), f.value) for f in validate(triples(fixture))}
    assert ours == results


def test_each_shape_has_both_fixtures_and_each_fixture_a_shape() -> None:
    for verdict in ("valid", "invalid"):
        assert sorted(file.stem for file in (FIXTURES / verdict).iterdir()) == names()


def test_every_message_says_the_rule_and_what_to_do() -> None:
    for message in shapes().objects(None, SH.message):
        assert re.fullmatch(r"[A-Z][^:]+: [a-z].+[.]", str(message)), message


def test_a_file_without_shapes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.ttl").write_text("<https://example.org/a> <https://example.org/b> 1 .")
    with pytest.raises(ValueError, match="no shape"):
        validate([], [tmp_path / "none.ttl"])
