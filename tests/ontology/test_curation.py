"""The curated facts about tools name tools that ship and carry a source."""

import csv
import re
from pathlib import Path

import pytest

from ontology.tables import read_tables

DATA = Path(__file__).parents[2] / "data"
CURATION = DATA / "curation"
FILES = {
    "tool_status.csv": ["tool", "status", "since", "replaced_by", "source", "note"],
    "aliases.csv": ["former_name", "current_name", "since", "source", "note"],
    "tool_functions.csv": ["tool", "homepage", "curated_category", "curated_capability"],
}
DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


@pytest.fixture(scope="module")
def tools() -> set[str]:
    return {row["technology"] for row in rows(DATA / "webappanalyzer/technologies.csv")}


@pytest.fixture(scope="module")
def entities() -> set[str]:
    return {row["entity"] for row in rows(DATA / "third-party-web/adoption.csv")}


@pytest.mark.parametrize("name", FILES)
def test_file_has_its_columns_and_sorted_rows_without_stray_space(name: str) -> None:
    table = rows(CURATION / name)
    assert list(table[0]) == FILES[name]
    names = [next(iter(row.values())) for row in table]
    assert names == sorted(names, key=str.lower)
    assert [row for row in table if any(value != value.strip() for value in row.values())] == []


@pytest.mark.parametrize("name", ["tool_status.csv", "aliases.csv"])
def test_every_change_of_a_tool_has_a_date_and_a_source(name: str) -> None:
    for row in rows(CURATION / name):
        assert DATE.fullmatch(row["since"]), row
        assert row["source"].startswith("https://") or re.search(r"\b20\d\d\b", row["source"]), row


def test_every_status_is_of_a_tool_that_ships(tools: set[str]) -> None:
    table = rows(CURATION / "tool_status.csv")
    assert [row["tool"] for row in table if row["tool"] not in tools] == []
    assert [row["tool"] for row in table if row["replaced_by"] and row["replaced_by"] not in tools] == []
    assert [row["tool"] for row in table if row["replaced_by"] == row["tool"]] == []
    assert {row["status"] for row in table} <= {"active", "retired", "renamed"}
    assert len({row["tool"] for row in table}) == len(table)


def test_no_tool_is_replaced_by_a_tool_that_is_gone() -> None:
    table = {row["tool"]: row for row in rows(CURATION / "tool_status.csv")}
    gone = {name for name, row in table.items() if row["status"] == "retired"}
    assert [name for name, row in table.items() if row["replaced_by"] in gone] == []


def test_every_alias_concerns_a_name_that_ships(tools: set[str], entities: set[str]) -> None:
    known = {name.lower() for name in tools | entities}
    table = rows(CURATION / "aliases.csv")
    unknown = [row for row in table if not {row["former_name"].lower(), row["current_name"].lower()} & known]
    assert unknown == []
    assert [row for row in table if row["former_name"] == row["current_name"]] == []
    assert len({(row["former_name"], row["current_name"]) for row in table}) == len(table)


def test_functions_are_of_tools_that_ship_and_in_our_own_terms(tools: set[str], entities: set[str]) -> None:
    tables = {table.file.stem: table for table in read_tables()}
    categories = {row.id for row in tables["categories"].rows if row.cells["parent"]}
    capabilities = {row.id for row in tables["capabilities"].rows}
    table = rows(CURATION / "tool_functions.csv")
    assert [row["tool"] for row in table if row["tool"] not in tools | entities] == []
    assert len({row["tool"].lower() for row in table}) == len(table)
    for row in table:
        assert row["homepage"].startswith("https://"), row
        stated = [part.split(";") if part else [] for part in list(row.values())[2:]]
        assert any(stated), row
        assert set(stated[0]) <= categories, row
        assert set(stated[1]) <= capabilities, row
        assert all(part == sorted(set(part)) for part in stated), row
