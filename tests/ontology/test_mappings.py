"""The mappings of source labels: what is refused, what they become, and that the shipped ones hold together."""

import csv
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import OntologyError
from ontology.mappings import (
    MAPPINGS,
    Mapping,
    label_slug,
    main,
    mapping_triples,
    read_mappings,
    sort_tables,
    source_label,
)
from ontology.namespaces import expand, individual
from ontology.tables import read_tables

DATA = Path(__file__).parents[2] / "data"
ACCEPTED = Path(__file__).parent / "fixtures/mappings/accepted.sssom.tsv"
EXACT = expand("skos:exactMatch")
FIX = "run: python -m ontology.mappings --write"
ROW = "label:shop--fonts\tFonts\tskos:mappingRelation\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\t1.0\t"


def column(file: Path, name: str) -> set[str]:
    with file.open(encoding="utf-8", newline="") as handle:
        return {row[name] for row in csv.DictReader(handle)}


@pytest.fixture(scope="module")
def shipped() -> list[Mapping]:
    return read_mappings()


@pytest.fixture(scope="module")
def labels() -> dict[str, set[str]]:
    return {
        "webappanalyzer": column(DATA / "webappanalyzer/categories.csv", "label"),
        "third-party-web": column(DATA / "third-party-web/adoption.csv", "category"),
    }


def test_labels_that_differ_in_signs_or_script_have_slugs_of_their_own() -> None:
    labels = ["C", "C++", "C#", "分析", "Аналитика", "Analitika", "Müller", "Muller"]
    slugs = [label_slug(label) for label in labels]
    assert len(set(slugs)) == len(labels)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("A/B Testing", "a-b-testing"),
        ("Loyalty & rewards", "loyalty-rewards"),
        ("SSL/TLS certificate authorities", "ssl-tls-certificate-authorities"),
        ("(ad)", "ad"),
    ],
)
def test_a_label_has_a_slug_of_lower_case_letters_digits_and_hyphens(label: str, slug: str) -> None:
    assert label_slug(label) == slug
    assert source_label("shop", label).value == f"https://w3id.org/cxscape/id/label/shop--{slug}"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("#mapping_date", "#date", "refused.sssom.tsv:1, date '2026-11-21': the # lines may not say this"),
        ("#license: ", "#comment: ", "refused.sssom.tsv:1, license '': the # lines must say this"),
        ("#curie_map:", "#curie_map: [", "refused.sssom.tsv:1: the # lines are no YAML"),
        ("\tconfidence\t", "\tcertainty\t", "refused.sssom.tsv:17, header"),
        ("\t0.9\tnamed", "\tnamed", "refused.sssom.tsv:18: 7 cells where 8 are named"),
        ("\t0.9\t", "\t0\t", "refused.sssom.tsv:18, confidence '0': must be a number over 0, up to 1"),
        ("\t0.9\t", "\t1.1\t", "refused.sssom.tsv:18, confidence '1.1': must be a number over 0, up to 1"),
        ("\t0.9\t", "\thigh\t", "refused.sssom.tsv:18, confidence 'high': must be a number over 0, up to 1"),
        ("cat:opt", "category:opt", "refused.sssom.tsv:18, object_id 'category:opt"),
        ("label:shop--fonts", "label:shop--font", "refused.sssom.tsv:20, subject_id 'label:shop--font'"),
        ("skos:broadMatch", "skos:broader", "refused.sssom.tsv:18, predicate_id 'skos:broader'"),
        ("skos:mappingRelation", "skos:exactMatch", "refused.sssom.tsv:20, predicate_id 'skos:exactMatch'"),
        (
            "semapv:ManualMappingCuration\t0.9",
            "sssom:Manual\t0.9",
            "refused.sssom.tsv:18, mapping_justification 'sssom:Manual'",
        ),
        ("letters only", "", "refused.sssom.tsv:20, comment '': must say why"),
        (
            "cat:product-management",
            "cat:optimization-personalization-testing",
            "refused.sssom.tsv:19, subject_id 'A/B Testing': already in refused.sssom.tsv:18",
        ),
        (ROW, f"{ROW}once\n{ROW}", "already in refused.sssom.tsv:20"),
    ],
)
def test_a_broken_table_is_refused_with_its_place_and_reason(old: str, new: str, problem: str, tmp_path: Path) -> None:
    text = ACCEPTED.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "refused.sssom.tsv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OntologyError) as error:
        read_mappings(tmp_path)
    assert problem in str(error.value)


def test_every_problem_of_every_table_is_told_at_once(tmp_path: Path) -> None:
    text = ACCEPTED.read_text(encoding="utf-8").replace("\t0.9\t", "\t9\t").replace("\t0.25\t", "\t25\t")
    (tmp_path / "refused.sssom.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as error:
        read_mappings(tmp_path)
    assert [(each.line, each.value) for each in error.value.problems] == [(18, "9"), (19, "25")]


def test_a_row_becomes_a_label_a_match_and_a_mapping_with_its_confidence() -> None:
    triples = mapping_triples(read_mappings(ACCEPTED.parent))
    label = source_label("shop", "A/B Testing")
    category = individual("category", "optimization-personalization-testing")
    node = individual("mapping", "shop--a-b-testing--optimization-personalization-testing")
    wanted = {
        Triple(label, expand("rdf:type"), expand("cx:SourceLabel")),
        Triple(label, expand("rdf:type"), expand("skos:Concept")),
        Triple(label, expand("skos:prefLabel"), Literal("A/B Testing", language="en")),
        Triple(label, expand("skos:notation"), Literal("shop--a-b-testing")),
        Triple(label, expand("skos:inScheme"), individual("scheme", "shop")),
        Triple(label, expand("skos:broadMatch"), category),
        Triple(node, expand("rdf:type"), expand("cx:Mapping")),
        Triple(node, expand("cx:mapsFrom"), label),
        Triple(node, expand("cx:mapsTo"), category),
        Triple(node, expand("cx:mappingPredicate"), expand("skos:broadMatch")),
        Triple(node, expand("cx:confidence"), Literal("0.9", datatype=expand("xsd:decimal"))),
        Triple(node, expand("rdfs:comment"), Literal("named in the target", language="en")),
    }
    assert wanted <= set(triples)
    assert len(triples) == len(set(triples))


def test_a_label_without_a_term_keeps_the_reason_and_has_no_mapping() -> None:
    triples = mapping_triples(read_mappings(ACCEPTED.parent))
    fonts = source_label("shop", "Fonts")
    assert Triple(fonts, expand("skos:editorialNote"), Literal("letters only", language="en")) in triples
    assert not [triple for triple in triples if triple.object == fonts]
    assert not [triple for triple in triples if "NoTermFound" in str(triple.object)]


def test_rows_out_of_order_are_sorted_and_nothing_else_changes(tmp_path: Path) -> None:
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines(keepends=True)
    file = tmp_path / "shuffled.sssom.tsv"
    file.write_text("".join([*lines[:17], *reversed(lines[17:])]), encoding="utf-8")
    assert sort_tables(tmp_path) == [file]
    assert file.read_text(encoding="utf-8") == "".join(lines)
    assert sort_tables(tmp_path) == []


def test_the_command_checks_the_shipped_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "mappings in order" in capsys.readouterr().out
    assert main(["--wrong"]) == 2


def test_shipped_rows_are_sorted(tmp_path: Path) -> None:
    for file in MAPPINGS.glob("*.sssom.tsv"):
        shutil.copy(file, tmp_path)
    assert [file.name for file in sort_tables(tmp_path)] == [], FIX


def test_shipped_subjects_are_labels_of_their_source(shipped: list[Mapping], labels: dict[str, set[str]]) -> None:
    assert {(each.source, each.label) for each in shipped} <= {
        (source, label) for source, found in labels.items() for label in found
    }


@pytest.mark.parametrize("source", ["webappanalyzer", "third-party-web"])
def test_every_label_has_a_category_or_an_explicit_row_that_says_none(
    source: str, shipped: list[Mapping], labels: dict[str, set[str]]
) -> None:
    rows = [each for each in shipped if each.file.name == f"{source}-categories.sssom.tsv"]
    assert labels[source] - {each.label for each in rows} == set()
    found = {each.label for each in rows if each.object}
    assert found & {each.label for each in rows if not each.object} == set()
    assert len(found) >= 10


def test_no_relevant_label_is_left_without_any_meaning(shipped: list[Mapping]) -> None:
    with (DATA / "webappanalyzer/categories.csv").open(encoding="utf-8", newline="") as handle:
        relevant = {row["label"] for row in csv.DictReader(handle) if row["relevant"] == "yes"}
    assert len(relevant) == 44
    assert relevant - {each.label for each in shipped if each.object} == set()


def test_shipped_objects_are_leaf_categories_and_capabilities_under_their_own_label(
    shipped: list[Mapping],
) -> None:
    tables = {table.file.stem: table for table in read_tables()}
    known = {f"cat:{row.id}": row.cells["label"] for row in tables["categories"].rows if row.cells["parent"]}
    known |= {f"cap:{row.id}": row.cells["label"] for row in tables["capabilities"].rows}
    known["sssom:NoTermFound"] = ""
    for file in {each.file for each in shipped}:
        body = [line for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
        rows = list(csv.DictReader(body, delimiter="\t"))
        assert {row["object_id"] for row in rows} - known.keys() == set()
        wrong = [row["object_label"] for row in rows if known[row["object_id"]] != row["object_label"]]
        assert wrong == [], f"{file.name}: not the labels of the vocabulary"


def test_a_label_has_at_most_one_exact_match_in_a_scheme(shipped: list[Mapping]) -> None:
    exact = Counter(
        (each.subject, each.object.value.rsplit("/", 1)[0])
        for each in shipped
        if each.predicate == EXACT and each.object
    )
    assert [pair for pair, count in exact.items() if count > 1] == []


def clashes(matches: Iterable[tuple[NamedNode, NamedNode, NamedNode]]) -> list[set[NamedNode]]:
    """Return pairs that are exact matches, stated or by symmetry and transitivity, and another match too.

    SKOS Reference, S46: https://www.w3.org/TR/skos-reference/#S46
    """
    same: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    other: list[set[NamedNode]] = []
    for subject, predicate, thing in matches:
        if predicate == EXACT:
            group = (same[subject] or {subject}) | (same[thing] or {thing})
            for member in group:
                same[member] = group
        elif predicate != expand("skos:closeMatch"):
            other.append({subject, thing})
    return [pair for pair in other if pair <= same.get(min(pair, key=str), set())]


def test_the_clash_check_sees_a_clash_that_only_closure_shows() -> None:
    one, two, three = (individual("category", name) for name in ("one", "two", "three"))
    planted = [(one, EXACT, two), (three, EXACT, two), (one, expand("skos:broadMatch"), three)]
    assert clashes(planted) == [{one, three}]
    assert clashes(planted[:2]) == []


def test_no_exact_match_is_also_a_broad_narrow_or_related_match(shipped: list[Mapping]) -> None:
    stated = [(each.subject, each.predicate, each.object) for each in shipped if each.object]
    assert clashes(stated) == []


def test_no_pair_is_matched_in_two_ways(shipped: list[Mapping]) -> None:
    pairs = Counter((each.subject, each.object) for each in shipped if each.object)
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize(
    ("label", "capability"),
    [
        ("Cart abandonment", "cart-recovery"),
        ("Cookie compliance", "consent-management"),
        ("Loyalty & rewards", "loyalty-program"),
        ("Reviews", "ratings-reviews"),
        ("Surveys", "survey-collection"),
        ("Tag managers", "tag-management"),
    ],
)
def test_a_label_that_names_a_function_is_evidence_of_it(label: str, capability: str, shipped: list[Mapping]) -> None:
    stated = {
        each.object: each.confidence
        for each in shipped
        if each.subject == source_label("webappanalyzer", label)
        and each.file.name == "webappanalyzer-capabilities.sssom.tsv"
    }
    best = max(stated, key=lambda thing: stated[thing])
    assert best == individual("capability", capability)
    assert stated[best] >= Decimal("0.9")
