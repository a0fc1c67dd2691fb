"""Every hygiene rule finds nothing in its valid fixture and exactly the named entities in its invalid one."""

import tomllib
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Dataset, Variable

from ontology.checks import BLANK, CHECKS, STANDARD_TERMS, Check, checkable, checks, hygiene

FIXTURES = Path(__file__).parent / "checks"
FINDS = "# finds: "
CATALOGUES = tomllib.loads((FIXTURES / "catalogues.toml").read_text(encoding="utf-8"))
RULES = [pytest.param(check, id=check.rule) for check in checks()]


def found(check: Check, fixture: Path) -> set[str]:
    store = checkable(quad.triple for quad in parse(path=str(fixture), format=RdfFormat.TURTLE))
    return {finding.entity for finding in check.findings(store)}


def expected(fixture: Path) -> set[str]:
    first = fixture.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(FINDS), f"{fixture.name} must begin with {FINDS!r} and the entities"
    return set(first.removeprefix(FINDS).split())


@pytest.mark.parametrize("check", RULES)
def test_a_rule_finds_nothing_where_it_is_kept(check: Check) -> None:
    assert found(check, FIXTURES / "valid" / f"{check.rule}.ttl") == set()


@pytest.mark.parametrize("check", RULES)
def test_a_rule_finds_exactly_what_breaks_it(check: Check) -> None:
    fixture = FIXTURES / "invalid" / f"{check.rule}.ttl"
    assert found(check, fixture) == expected(fixture)


@pytest.mark.parametrize("check", RULES)
def test_rdflib_gives_the_same_answer(check: Check) -> None:
    fixture = FIXTURES / "invalid" / f"{check.rule}.ttl"
    dataset = Dataset()
    dataset.default_graph.parse(fixture)
    dataset.graph(STANDARD_TERMS.value).parse(CHECKS / "standard_terms.ttl")
    rows = dataset.query(check.query).bindings
    entities = {row[Variable("entity")] for row in rows}
    assert {BLANK if isinstance(entity, BNode) else str(entity) for entity in entities} == expected(fixture)


def test_each_rule_has_both_fixtures_and_each_fixture_a_rule() -> None:
    rules = {check.rule for check in checks()}
    for verdict in ("valid", "invalid"):
        assert {file.stem for file in (FIXTURES / verdict).iterdir()} == rules


def test_each_rule_has_one_severity_or_a_reason_to_be_off() -> None:
    from_profile = [check.rule for check in checks()]
    assert len(from_profile) == len(set(from_profile))
    assert sorted(from_profile) == sorted(file.stem for file in CHECKS.glob("*.rq"))


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_item_of_a_catalogue_has_a_rule(catalogue: str) -> None:
    origins = {origin.strip() for check in checks() for origin in check.origin.split(",")}
    assert {f"{catalogue} {item}" for item in CATALOGUES[catalogue]} - origins == set()


@pytest.mark.parametrize("check", RULES)
def test_a_header_is_prose(check: Check) -> None:
    for text in (check.summary, check.problem, check.fix):
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
    assert check.origin


def test_a_rule_without_a_severity_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("critical=[]\nerror=[]\nwarning=[]\ninfo=[]\n[off]\n")
    (tmp_path / "a-rule.rq").write_text("SELECT ?entity ?property ?value WHERE {}")
    with pytest.raises(ValueError, match="a-rule"):
        checks(tmp_path)


def test_a_rule_that_is_off_does_not_run() -> None:
    fixture = FIXTURES / "invalid" / "missing-inverse.ttl"
    store = checkable(quad.triple for quad in parse(path=str(fixture), format=RdfFormat.TURTLE))
    assert "missing-inverse" not in {finding.rule for finding in hygiene(store)}
