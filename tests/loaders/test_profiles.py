"""Profiles recognise their files and split cells as their source writes them."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.choosing import choose_profile, open_landscape_file
from loaders.errors import LoadError
from loaders.profile_files import known_profiles, parse_profile, read_profile, shipped_profiles
from loaders.profile_mappings import profile_mappings
from loaders.profiles import KINDS, Column
from loaders.reading import Format, Row
from loaders.records import Vocabulary
from loaders.refresh import curated_facts, shipped_landscape
from ontology.namespaces import individual
from ontology.tables import read_tables

MINIMAL = 'title="A"\nsource="a"\nrows="tools"\nrecognised_by=["x"]\n[columns]\nx={kind="name"}\n'
VALUE = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="\\"), min_size=1)


def test_each_shipped_file_is_recognised_by_its_own_profile() -> None:
    names = [open_landscape_file(path)[1].name for path in (*shipped_landscape(), *curated_facts())]
    assert names == [
        "webappanalyzer-technologies",
        "curated-functions",
        "third-party-web-entities",
        "curated-disputes",
        "curated-status",
    ]


@given(st.lists(VALUE, max_size=5))
def test_escaped_separators_belong_to_the_value(values: list[str]) -> None:
    column = Column("labels", "labels", separator=";")
    cell = ";".join(value.replace(";", "\\;") for value in values)
    assert column.parts(cell) == values


def test_a_qualifier_is_no_part_of_the_value() -> None:
    column = shipped_profiles()["webappanalyzer-technologies"].columns["implies"]
    assert column.parts(r"PHP;Magento\;version:2") == ["PHP", "Magento"]


def test_an_unknown_header_lists_the_known_ones() -> None:
    with pytest.raises(
        LoadError,
        match=r"x\.csv:1: no profile knows this header: a, b\. `cxscape profile suggest x\.csv`.*landscape \(tool, c",
    ):
        choose_profile(Path("x.csv"), ["a", "b"])


def test_an_unknown_profile_lists_the_known_ones() -> None:
    with pytest.raises(LoadError, match="no profile is named 'excel'; there are: curated-disputes, "):
        choose_profile(Path("x.csv"), ["tool", "category"], "excel")


def test_a_named_profile_says_which_column_it_misses() -> None:
    with pytest.raises(LoadError, match="profile landscape needs the column category; the file has: tool"):
        choose_profile(Path("x.csv"), ["tool"], "landscape")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ", "not a profile"),
        ('title = "A"', "not a profile: 'columns' is missing"),
        (
            'title="A"\nsource="a"\nrows="tools"\nrecognised_by=["x"]\n[columns]\nx={kind="colour"}\n',
            "no column kind colour; there are: boolean",
        ),
        (
            'title="A"\nsource="a"\nrows="tools"\nrecognised_by=["x"]\n[columns]\nx={kind="labels"}\n',
            "exactly one column must be of kind name",
        ),
        (MINIMAL + 'y={kind="boolean"}\n', "column 'y': the kind boolean needs a property"),
        (MINIMAL + 'y={kind="text", property="nope:x"}\n', "'nope:x' is no CURIE with a known prefix"),
        (MINIMAL + 'y={kind="terms", terms={a=["cx:hasStatus", "status:a b"]}}\n', "'status:a b' names no term"),
        (MINIMAL + 'y={kind="labels", colour="red"}\n', "column y: no entry colour; there are: kind, prefix"),
        (MINIMAL + 'y={kind="labels", separator=5}\n', "column y: entries are texts"),
        (MINIMAL + '[file]\nencoding="klingon"\n', "file: no encoding 'klingon'"),
        (MINIMAL + '[file]\ndelimiter="::"\n', "file: delimiter must be one character"),
        (MINIMAL + '[[marked]]\nkind="url"\ncolumns=["y"]\n', "marked columns may be labels, categories"),
        (MINIMAL + '[mapping]\nA={category="seo", predicate="near"}\n', "predicate must be one of exact"),
        (MINIMAL.replace('"a"', '"a b"'), "source 'a b': must be lower-case letters"),
        (MINIMAL.replace("tools", "rows"), "rows 'rows': must be one of tools"),
    ],
)
def test_a_malformed_profile_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(LoadError, match=reason):
        read_profile(file)


def test_a_profile_of_ones_own_is_found_in_the_home_and_by_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "mine.toml").write_text(MINIMAL.replace('"x"', '"tool", "category", "mine"').replace("x=", "tool="))
    file = tmp_path / "file.csv"
    file.write_text("tool,category,mine\nA,seo,1\n")
    assert open_landscape_file(file)[1].name == "landscape"
    assert open_landscape_file(file, home=tmp_path)[1].name == "mine"
    assert open_landscape_file(file, str(folder / "mine.toml"))[1].name == "mine"
    assert open_landscape_file(file, "mine", tmp_path)[1].name == "mine"


def test_a_profile_of_ones_own_may_not_take_a_shipped_name(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "landscape.toml").write_text(MINIMAL)
    with pytest.raises(LoadError, match=r"landscape\.toml: a shipped profile has this name"):
        known_profiles(tmp_path)


def test_a_file_is_recognised_by_the_format_that_its_profile_names(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.toml").write_text(MINIMAL + '[file]\nheader_line=3\ndelimiter="~"\n')
    file = tmp_path / "file.txt"
    file.write_text("A title\n\nx~y\nA~1\n")
    table, profile = open_landscape_file(file, home=tmp_path)
    assert (profile.name, table.header) == ("mine", ["x", "y"])
    assert list(table.rows()) == [Row(4, {"x": "A", "y": "1"})]


def test_a_file_whose_encoding_cannot_be_told_is_read_by_the_encoding_that_a_profile_names(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.toml").write_text(MINIMAL + '[file]\nencoding="cp1252"\n')
    file = tmp_path / "file.csv"
    file.write_bytes("x,y\nÃ©,1\nCafé,2\n".encode("cp1252"))
    with pytest.raises(LoadError, match="the file mixes encodings"):
        open_landscape_file(file)
    table, _ = open_landscape_file(file, home=tmp_path)
    assert [row.cells["x"] for row in table.rows() if isinstance(row, Row)] == ["Ã©", "Café"]


def test_a_column_named_twice_is_refused_where_the_profile_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text("tool,category,category,x,x\nA,seo,crm,1,2\n")
    with pytest.raises(LoadError, match=r"file\.csv:1: the header names a column twice: category: rename one"):
        open_landscape_file(file)


def test_the_page_on_profiles_speaks_of_all_that_a_profile_can_say() -> None:
    page = Path("docs/profiles.md").read_text(encoding="utf-8")
    names = {*KINDS, *(field.name for field in (*fields(Column), *fields(Format)))} - {"name", "kind", "marks", "label"}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_the_example_on_the_page_is_a_profile() -> None:
    page = Path("docs/profiles.md").read_text(encoding="utf-8")
    profile = parse_profile(page.partition("```toml\n")[2].partition("```")[0], "example", "docs/profiles.md")
    assert profile.columns["Needs"].parts(r"PHP;Magento\;version:2") == ["PHP", "Magento"]
    assert profile.columns["Carts"].label == "cart-recovery"
    mapped = [mapping.object for mapping in profile_mappings(profile, Vocabulary(read_tables()))]
    assert mapped == [individual("category", "email-marketing"), individual("capability", "live-chat")]
