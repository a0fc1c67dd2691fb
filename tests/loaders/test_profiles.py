"""Profiles recognise their files and split cells as their source writes them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.choosing import choose_profile, open_landscape_file
from loaders.errors import LoadError
from loaders.profile_files import read_profile, shipped_profiles
from loaders.profiles import Column
from loaders.refresh import curated_facts, shipped_landscape

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
    ],
)
def test_a_malformed_profile_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(LoadError, match=reason):
        read_profile(file)
