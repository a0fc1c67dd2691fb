"""A file that no profile knows gets one proposed that loads it, and says what it is unsure of."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import LoadError
from loaders.inputs import Inputs
from loaders.landscape import assemble
from loaders.profile_files import parse_profile
from loaders.profile_mappings import profile_mappings
from loaders.profiles import Column, LabelMapping, Profile
from loaders.reading import Format
from loaders.records import Vocabulary
from loaders.run import Run
from loaders.suggest import open_or_suggest, suggest
from loaders.suggest_categories import CategorySuggestion, suggest_categories
from loaders.suggest_decisions import categories_table, decided_mappings, own_mappings, write_category_suggestions
from loaders.suggest_writing import written
from ontology.mappings import read_mappings
from ontology.namespaces import individual
from ontology.tables import read_tables
from tests.landscapes import FIXTURES, csv_of

SHAPES = sorted(path for path in (FIXTURES / "shapes").iterdir() if path.suffix != ".toml")
VOCABULARY = Vocabulary(read_tables())


def verdict(file: Path) -> Counter[str]:
    """Return what the name of a fixture says that loading it comes to."""
    return Counter({word: int(number) for number, word in re.findall(r"(\d+)-(loaded|merged|rejected)", file.name)})


@pytest.mark.parametrize("file", SHAPES, ids=lambda file: file.name)
def test_every_shape_of_file_loads_as_its_name_says(file: Path, tmp_path: Path) -> None:
    profile = file.with_suffix(".toml")
    if not profile.exists():
        profile = tmp_path / "proposed.toml"
        profile.write_text(suggest(file).text, encoding="utf-8")
    run = Run(Inputs([file], [], str(profile)))
    landscape = assemble(run.records)
    (file_read,) = run.files
    came_to = {"loaded": len(landscape.tools), "merged": len(landscape.merged), "rejected": len(run.rejected)}
    assert +Counter(came_to) == verdict(file)
    assert file_read.rows == sum(came_to.values())
    assert all(rejection.line and rejection.reason for rejection in run.rejected)


def test_there_are_at_least_twelve_shapes() -> None:
    assert len(SHAPES) >= 12


def test_a_proposal_says_what_it_is_unsure_of_and_shows_the_first_rows() -> None:
    suggestion = suggest(FIXTURES / "shapes" / "30-loaded-bare-domains-and-short-rows.csv")
    assert suggestion.preview[0] == "line 2: Capsule CRM; homepage https://capsulecrm.com; categories crm"
    assert len(suggestion.preview) == 5
    for part in ("rows lack cells at their end", "without https://", "licence"):
        assert any(part in sentence for sentence in suggestion.unsure), part


def test_labels_named_like_our_categories_are_mapped_to_them() -> None:
    profile = suggest(FIXTURES / "shapes" / "40-loaded-labels-of-its-own.csv").profile
    (mapping,) = profile_mappings(profile, VOCABULARY)
    assert (mapping.label, mapping.object) == ("CRM", individual("category", "crm"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tool,category\n", "no row after the header"),
        ("1,2\n3,4\n5,6\n", "no column names the tools"),
    ],
)
def test_what_cannot_be_a_landscape_gets_no_proposal(text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text(text)
    with pytest.raises(LoadError, match=reason):
        suggest(file)


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(
    headers=st.lists(words, min_size=2, max_size=4, unique=True),
    title=words,
    values=st.dictionaries(words, words, max_size=2),
    marks=st.lists(words, min_size=1, max_size=2),
    labels=st.lists(words, max_size=2, unique=True),
)
def test_a_profile_is_read_as_it_was_written(
    headers: list[str], title: str, values: dict[str, str], marks: list[str], labels: list[str]
) -> None:
    first, *others = headers
    columns = {first: Column(first, "name", values=values)}
    columns |= {name: Column(name, "labels", marks=tuple(marks), label=name) for name in others}
    profile = Profile(
        name="mine",
        title=title,
        source="mine",
        homepage="",
        licence="",
        rows="tools",
        recognised_by=(first,),
        columns=columns,
        key=(first,),
        form=Format(header_line=3, short_rows=True),
        mappings=tuple(LabelMapping(label, "category", "seo") for label in labels),
    )
    assert parse_profile(written(profile), "mine", "here") == profile


def records_of(tmp_path: Path, **files: str) -> Run:
    profile = (
        'title="T"\nsource="{0}"\nrows="tools"\nrecognised_by=["tool","{0}"]\n[columns]\ntool={{kind="name"}}\n'
        'homepage={{kind="url",property="cx:homepage"}}\n{0}={{kind="{1}",separator=";"}}\n'
    )
    (tmp_path / "profiles").mkdir(exist_ok=True)
    runs = []
    for name, text in files.items():
        kind = "categories" if name == "ours" else "labels"
        (tmp_path / "profiles" / f"{name}.toml").write_text(profile.format(name, kind))
        (tmp_path / f"{name}.csv").write_text(text)
        runs.append(Run(Inputs([tmp_path / f"{name}.csv"], [], str(tmp_path / "profiles" / f"{name}.toml"))))
    for other in runs[1:]:
        runs[0].records.extend(other.records)
    return runs[0]


def test_labels_are_matched_by_name_and_by_the_tools_that_sources_share(tmp_path: Path) -> None:
    names = ["Arrow", "Bridge", "Castle"]
    ours = "tool,homepage,ours\n" + "".join(f"{n},https://{n.lower()}.com,live-chat-chatbots\n" for n in names)
    theirs = "tool,homepage,theirs\n" + "".join(f"{n},https://{n.lower()}.com,Talking boxes\n" for n in names)
    theirs += "Delta,https://delta.com,CRMs;SEO tools;Basket weaving\n"
    run = records_of(tmp_path, ours=ours, theirs=theirs)
    tools = [(*tool.records, *tool.additions) for tool in assemble(run.records).tools]
    found = {(s.label, s.category, s.predicate) for s in suggest_categories(tools, read_mappings(), read_tables())}
    assert ("CRMs", "crm", "exact") in found
    assert ("SEO tools", "seo", "exact") in found
    assert ("Talking boxes", "live-chat-chatbots", "related") in found
    assert ("Basket weaving", "", "") in found


def test_what_people_decide_becomes_a_mapping_and_is_not_asked_again(tmp_path: Path) -> None:
    proposals = [
        CategorySuggestion("mine", "=Shops", "ecommerce-platforms-carts", "close", 0.7, "like 'Shop'"),
        CategorySuggestion("mine", "Search", "seo", "close", 0.6, "why not"),
        CategorySuggestion("mine", "Weaving"),
    ]
    assert write_category_suggestions(tmp_path, proposals) == 3
    table = categories_table(tmp_path)
    assert "\nmine,'=Shops," in table.read_text()
    decided = table.read_text().replace("'Shop',,", "'Shop',accept,Ann").replace("why not,,", "why not,reject,Ann")
    table.write_text(decided.replace("for a category,,", "for a category,none,Bob"))
    shops, weaving = decided_mappings(tmp_path, VOCABULARY)
    assert (shops.label, shops.object) == ("=Shops", individual("category", "ecommerce-platforms-carts"))
    assert (shops.confidence, shops.comment) == (Decimal("0.70"), "decided by Ann: like 'Shop'")
    assert (weaving.label, weaving.object) == ("Weaving", None)
    assert write_category_suggestions(tmp_path, proposals) == 0
    assert [row["decision"] for row in csv_of(table)] == ["accept", "reject", "none"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("mine,A,seo,close,0.5,x,perhaps,", "the decision 'perhaps' must be accept, reject, none or blank"),
        ("mine,A,weaving,close,0.5,x,accept,", "no category or capability has the id or label 'weaving'"),
        ("mine,A,seo,near,0.5,x,accept,", "the predicate 'near' must be one of exact"),
        ("mine,A,seo,close,2,x,accept,", "the confidence '2' over 0, up to 1"),
        ('"a ""b""",A,seo,close,1,x,accept,', "the source must be an id"),
    ],
)
def test_a_wrong_decision_names_its_line(row: str, reason: str, tmp_path: Path) -> None:
    write_category_suggestions(tmp_path, [CategorySuggestion("mine", "Z")])
    table = categories_table(tmp_path)
    table.write_text(f"{table.read_text()}{row}\n")
    with pytest.raises(LoadError, match=rf"categories\.csv:3: .*{reason}"):
        decided_mappings(tmp_path, VOCABULARY)


def test_what_people_decided_stands_above_what_a_profile_says(tmp_path: Path) -> None:
    profile = suggest(FIXTURES / "shapes" / "40-loaded-labels-of-its-own.csv").profile
    (stated,) = own_mappings(tmp_path, [profile], VOCABULARY)
    assert stated.object == individual("category", "crm")
    write_category_suggestions(tmp_path, [CategorySuggestion(profile.source, "CRM", "seo", "close", 0.5, "x")])
    table = categories_table(tmp_path)
    table.write_text(table.read_text().replace(",x,,", ",x,accept,Ann"))
    (decided,) = own_mappings(tmp_path, [profile], VOCABULARY)
    assert decided.object == individual("category", "seo")


def test_a_proposal_is_made_only_where_no_profile_knows_the_file(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text("tool,category\nA,seo\n")
    _, profile, suggestion = open_or_suggest(file)
    assert (profile.name, suggestion) == ("landscape", None)
    file.write_text("A title,of 2026\n\ntool,segment,site\nA,seo,https://a.example.com\n")
    table, profile, suggestion = open_or_suggest(file)
    assert suggestion is not None
    assert profile == suggestion.profile
    assert table.header == ["tool", "segment", "site"]
