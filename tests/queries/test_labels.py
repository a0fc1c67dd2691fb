"""Tools are found by a part of their names, whatever people type."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from loaders.labels import patch_labels, write_labels
from loaders.landscape import Tool
from loaders.profile_files import shipped_profiles
from loaders.records import OCCURRENCES, Record
from loaders.releases import current_release
from queries.labels import search

PROFILE = shipped_profiles()["landscape"]


def tool(id_: str, *names: str, used: int = 0) -> Tool:
    """Return a tool with these names, the first of which is its own."""
    statements = ((OCCURRENCES, Literal(used)),)
    return Tool(id_, names[0], [Record(PROFILE, 1, "", name, statements=statements) for name in names])


TOOLS = [
    tool("cloud", "Cloud"),
    tool("cloudy", "CloudY", used=5),
    tool("clouded", "Clouded", used=70),
    tool("sky-cloud", "Sky Cloud"),
    tool("mycloudapp", "MyCloudApp"),
    tool("quoted", 'Say "hello" OR AND NOT *'),
    tool("percent", "100% pure_joy"),
    tool("renamed", "New Name", "Old Cloudless"),
    tool("moscow", "Москва Чат"),
    tool("x", "X"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labels")
    write_labels(TOOLS, folder)
    return folder


def ids(folder: Path, text: str, limit: int = 20) -> list[str]:
    return [tool for tool, _ in search(folder, text, limit)]


def test_the_name_itself_goes_first_then_what_begins_so_by_use_then_words_then_parts(folder: Path) -> None:
    found = ["cloud", "clouded", "cloudy", "renamed", "sky-cloud", "mycloudapp"]
    assert ids(folder, "cloud") == found
    assert ids(folder, "  CLOUD ") == found
    assert ids(folder, "cloud", 2) == found[:2]


def test_another_name_of_a_tool_leads_to_it(folder: Path) -> None:
    assert search(folder, "cloudless") == [("renamed", "Old Cloudless")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("c", ["clouded", "cloudy", "cloud"]),
        ("x", ["x"]),
        ("mo", []),
        ("мо", ["moscow"]),
        ("москва ч", ["moscow"]),
        ("", []),
        ("   ", []),
        ("zzz", []),
    ],
)
def test_short_and_foreign_texts(text: str, found: list[str], folder: Path) -> None:
    assert ids(folder, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"hello"', ["quoted"]),
        ('"hello" or and', ["quoted"]),
        ("not *", ["quoted"]),
        ("cloud*", []),
        ("cloud OR sky", []),
        ("label:cloud", []),
        ("100%", ["percent"]),
        ("e_j", ["percent"]),
        ("e%j", []),
        ("clo\0ud", []),
    ],
)
def test_no_character_has_a_meaning_of_its_own(text: str, found: list[str], folder: Path) -> None:
    assert ids(folder, text) == found


@given(text=st.text(max_size=12))
def test_whatever_is_typed_is_looked_for_as_it_is(text: str, folder: Path) -> None:
    wanted = " ".join(text.replace("\0", " ").split()).casefold()
    holding = {
        one.id
        for one in TOOLS
        for record in one.records
        if (wanted in record.name.casefold() if len(wanted) > 2 else record.name.casefold().startswith(wanted))
    }
    assert set(ids(folder, text)) == (holding if wanted else set())


@given(
    gone=st.sets(st.sampled_from(range(len(TOOLS)))),
    renamed=st.sets(st.sampled_from(range(len(TOOLS)))),
    text=st.sampled_from(["cloud", "clo", "name", "hello", "x", "new"]),
)
def test_a_patched_index_finds_what_a_new_one_finds(
    gone: set[int], renamed: set[int], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    patched, new = tmp_path_factory.mktemp("patched"), tmp_path_factory.mktemp("new")
    stay = [one for number, one in enumerate(TOOLS) if number not in gone | renamed]
    come = [tool(TOOLS[number].id, f"New {TOOLS[number].name}") for number in sorted(renamed - gone)]
    write_labels(TOOLS, patched)
    patch_labels(patched, [TOOLS[number] for number in sorted(gone | renamed)], come)
    write_labels([*stay, *come], new)
    assert sorted(search(patched, text)) == sorted(search(new, text))


def test_a_release_can_be_searched(shipped_home: Path) -> None:
    release = current_release(shipped_home).folder
    assert search(release, "hubspot")[0] == ("hubspot", "HubSpot")
    assert ids(release, "google anal")[0] == "google-analytics"
