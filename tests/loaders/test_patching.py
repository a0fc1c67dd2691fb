"""A release that was patched is the release that is built of the same files as a whole."""

import csv
import gzip
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import members, memory
from loaders.changes import NotLocalError
from loaders.inputs import Inputs
from loaders.patching import patch
from loaders.refresh import curated_facts, refresh, shipped_landscape
from loaders.releases import Release, current_release, prune, switch
from loaders.report import Report
from queries.engines import Embedded
from queries.labels import search
from queries.results import rows
from tests.landscapes import csv_of
from tests.loaders.releases import unlike

Rows = list[dict[str, str]]

NAMES = [
    *(f"Tool {number}" for number in range(30)),
    *("A B", "AB", "a-b", "Ä B", "AB Inc", "Foo", "FOO!", "Foo-1", "Москва", "moskva"),
    *("Google Optimize", "Accessible360", "Allyant", "Adobe DTM"),
]
"""Names of which some share a normal form or a slug, and some are known to be retired or renamed."""
VENDORS = ["", "", "Maker Inc", "maker inc", "Other", "Google", "google"]
PAGES = ["", "https://one.example", "https://two.example/a", "https://github.com/x", "no address"]
LABELS = ["CRM", "crm", "CMS", "Analytics", "SEO", "Odd Label", "odd label", "Rare", "Live chat"]
OTHERS = ["PHP", "php", "jQuery", "JQuery", "—"]


def landscape_row(draw: random.Random) -> dict[str, str]:
    """Return a row in the terms of cxscape; one in ten cannot be used."""
    return {
        "tool": draw.choice(NAMES),
        "vendor": draw.choice(VENDORS),
        "homepage": draw.choice(PAGES),
        "category": draw.choice(["crm", "seo", "crm;seo", "email-marketing", "no such category"]),
        "capabilities": draw.choice(["", "", "a-b-testing"]),
        "saas": draw.choice(["", "true"]),
        "occurrences": draw.choice(["", "5", "70"]),
        "status": draw.choice(["", "", "retired"]),
        "pricing": draw.choice(["", "low", "mid", "low;low"]),
    }


def technology_row(draw: random.Random) -> dict[str, str]:
    """Return a row in the terms of webappanalyzer; some cannot be used."""
    return {
        "technology": draw.choice(NAMES),
        "website": draw.choice(PAGES),
        "categories": ";".join(draw.sample(LABELS, draw.choice([0, 1, 1, 1, 2]))),
        "pricing": draw.choice(["", "low", "mid;freemium"]),
        "saas": draw.choice(["", "true", "false"]),
        "oss": draw.choice(["", "true"]),
        "implies": ";".join(draw.sample(NAMES + OTHERS, draw.choice([0, 0, 1, 2]))),
        "requires": draw.choice(["", "", "PHP", draw.choice(NAMES)]),
    }


Make = Callable[[random.Random], dict[str, str]]


def edited(before: Rows, make: Make, draw: random.Random) -> Rows:
    """Return rows after one to three edits: a cell, a row that comes or goes, another name, a namesake, an order."""
    edited = [dict(row) for row in before]
    name = next(iter(before[0]))
    for _ in range(draw.choice([1, 1, 2, 3])):
        at, fresh = draw.randrange(len(edited)), make(draw)
        column = draw.choice(list(fresh))
        kind = draw.choice(["cell", "cell", "cell", "come", "go", "name", "namesake", "row", "order"])
        if kind == "cell":
            edited[at][column] = fresh[column]
        elif kind == "come":
            edited.insert(at, fresh)
        elif kind == "go":
            del edited[at]
        elif kind == "name":
            edited[at][name] = fresh[name]
        elif kind == "namesake":
            edited.insert(draw.randrange(len(edited)), fresh | {name: edited[at][name]})
        elif kind == "row":
            edited[at] = fresh
        else:
            edited.append(edited.pop(at))
    return edited


def write(file: Path, of: Rows) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(of[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(of)
    return file


@pytest.fixture
def reaching_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patch even where every row changed, so that few rows are enough to try everything with."""
    monkeypatch.setattr("loaders.editions.MOST", 1.0)
    monkeypatch.setattr("loaders.affected.MOST", 1.0)


@pytest.mark.usefixtures("reaching_all")
@settings(max_examples=3)
@given(seed=st.integers(0, 10**6), make=st.sampled_from([landscape_row, technology_row]))
def test_edits_come_to_what_the_whole_comes_to(seed: int, make: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, draw = tmp_path_factory.mktemp("edits"), random.Random(seed)  # noqa: S311 - no secret
    file, of = folder / "tools.csv", [make(draw) for _ in range(30)]
    refresh(folder / "home", [write(file, of)])
    for _ in range(5):
        of = edited(of, make, draw)
        release, report = refresh(folder / "home", [write(file, of)], max_loss=1.0)
    assert not unlike((folder / "home", release, report), (folder / "whole", *refresh(folder / "whole", [file])))


def plain_rows(number: int) -> Rows:
    """Return rows of different names, of which some are rejected, refer to each other, or are made by one maker."""
    made = {"vendor": "Maker Inc", "category": "crm", "pricing": "low", "saas": "true", "homepage": "", "status": ""}
    rows = [{"tool": f"Tool {at}", **made, "homepage": f"https://www.tool{at}.example"} for at in range(number)]
    rows[5]["homepage"], rows[6]["category"], rows[7]["vendor"] = "no address", "no such category", "Other"
    return [row | {"implies": "PHP; Tool 3" if at % 9 == 0 else ""} for at, row in enumerate(rows)]


PROFILE = """
title = "Made up"
source = "made-up"
licence = ""
rows = "tools"
recognised_by = ["tool", "implies"]
[columns]
tool = { kind = "name" }
vendor = { kind = "vendor" }
homepage = { kind = "url", property = "cx:homepage" }
category = { kind = "categories", separator = ";" }
implies = { kind = "tools", property = "cx:implies", separator = ";" }
status = { kind = "terms", terms = { retired = ["cx:hasStatus", "status:retired"] } }
[columns.pricing]
kind = "terms"
[columns.pricing.terms]
low = ["cx:hasPriceLevel", "price-level:low"]
mid = ["cx:hasPriceLevel", "price-level:mid"]
"""

Edit = Callable[[Rows], object]


@pytest.fixture(scope="module")
def based(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a home in which a file of 60 rows is loaded."""
    folder = tmp_path_factory.mktemp("based")
    (folder / "home" / "profiles").mkdir(parents=True)
    (folder / "home" / "profiles" / "made-up.toml").write_text(PROFILE)
    refresh(folder / "home", [write(folder / "tools.csv", plain_rows(60))])
    return folder


@pytest.fixture
def base(based: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    shutil.copytree(based, tmp_path / "base", symlinks=True)
    return tmp_path / "base"


def change(folder: Path, of: Rows, *, full: bool = False) -> tuple[Path, Release, Report]:
    """Load other rows and return the home, the release and the report."""
    return folder / "home", *refresh(folder / "home", [write(folder / "tools.csv", of)], full=full)


def whole(folder: Path) -> tuple[Path, Release, Report]:
    """Load the file of a folder into a new home."""
    (folder / "whole" / "profiles").mkdir(parents=True)
    (folder / "whole" / "profiles" / "made-up.toml").write_text(PROFILE)
    return folder / "whole", *refresh(folder / "whole", [folder / "tools.csv"])


STEPS: dict[str, Edit] = {
    "a cell": lambda of: of[10].update(pricing="mid"),
    "a cell of a row that others refer to": lambda of: of[3].update(pricing="mid"),
    "a reference": lambda of: of[9].update(implies="Java"),
    "a row at the end": lambda of: of.append(of[10] | {"tool": "Last", "homepage": ""}),
    "a row in the middle, so that others move": lambda of: of.insert(20, of[10] | {"tool": "Amid"}),
    "a row that goes": lambda of: of.pop(30),
    "a new name": lambda of: of[40].update(tool="Renamed"),
    "a namesake": lambda of: of.insert(8, of[41] | {"homepage": "https://another.example"}),
    "a second row of a tool": lambda of: of.append(of[42] | {"pricing": "mid"}),
    "a name known to be retired": lambda of: of[43].update(tool="Google Optimize"),
    "a new maker": lambda of: of[44].update(vendor="New Maker"),
    "a maker in another spelling": lambda of: of[7].update(vendor="OTHER"),
    "a new set of categories": lambda of: of[45].update(category="crm;seo"),
    "a status that nobody had": lambda of: of[46].update(status="retired"),
    "a row that is rejected": lambda of: of[47].update(homepage="nowhere"),
    "a row that is rejected no more": lambda of: of[5].update(homepage="https://somewhere.example"),
    "a rejected row that goes": lambda of: of.remove(next(row for row in of if row["category"] == "no such category")),
}


def test_each_kind_of_change_is_patched_and_all_come_to_what_the_whole_comes_to(base: Path) -> None:
    of = plain_rows(60)
    for name, edit in STEPS.items():
        edit(of)
        patched = change(base, of)
        assert patched[2].built.startswith("from "), name
    assert not unlike(patched, whole(base))
    assert search(patched[1].folder, "Renamed") == [("renamed", "Renamed")]
    gone = [row["label"] for row in rows(Embedded(patched[1].store), "tools-for-need", need="be-found-in-search")]
    assert "Google Optimize" not in gone


def rewritten(text: Callable[[str], str]) -> Callable[[Path], object]:
    return lambda file: file.write_text(text(file.read_text()))


def with_rows(edit: Edit) -> Callable[[Path], object]:
    def rewrite(file: Path) -> None:
        of = plain_rows(60)
        edit(of)
        write(file, of)

    return rewrite


REASONS: dict[str, tuple[Callable[[Path], object], str]] = {
    "another header": (rewritten(lambda text: text.replace("vendor", "maker", 1)), "the header changed"),
    "another separator": (rewritten(lambda text: text.replace(",", "\t")), "written in another way"),
    "another encoding": (lambda file: file.write_text(file.read_text(), encoding="utf-16"), "written in another way"),
    "packed": (lambda file: file.write_bytes(gzip.compress(file.read_bytes())), "no text with a tool a row"),
    "a line twice": (with_rows(lambda of: of.append(of[10])), "a line stands twice"),
    "an order": (with_rows(lambda of: of.append(of.pop(10))), "rows changed places"),
    "a row over lines": (with_rows(lambda of: of[10].update(tool="Tool\n10")), "goes over several lines"),
    "many rows": (with_rows(lambda of: [row.update(pricing="mid") for row in of[10:20]]), "many rows came or went"),
    "a name that others refer to goes": (with_rows(lambda of: of.pop(3)), "refer to a name"),
    "a name that others refer to comes": (with_rows(lambda of: of[10].update(tool="PHP")), "refer to a name"),
    "a maker of many tools in another spelling": (
        with_rows(lambda of: of[10].update(vendor="MAKER INC")),
        "many tools",
    ),
}


@pytest.mark.parametrize("case", REASONS)
def test_what_may_reach_further_is_refused_with_the_reason(case: str, base: Path, tmp_path: Path) -> None:
    edit, reason = REASONS[case]
    edit(base / "tools.csv")
    assert refused(base / "home", [base / "tools.csv"], tmp_path / "scratch", reason)


def refused(home: Path, files: list[Path], scratch: Path, reason: str) -> bool:
    """Tell whether files are no small change of the current release for this reason."""
    scratch.mkdir()
    with pytest.raises(NotLocalError, match=reason):
        patch(current_release(home), Inputs(files, curated_facts(), None, home=home), scratch)
    return True


def test_a_refused_change_is_built_as_a_whole_as_if_that_was_asked_for(base: Path) -> None:
    of = plain_rows(60)
    of.pop(3)
    changed = change(base, of)
    assert changed[2].built == "whole"
    asked = change(base, of, full=True)
    assert (asked[1] == changed[1], asked[2].built, asked[2].status) == (False, "whole", "published")
    assert not unlike(changed, asked)


def test_more_than_files_that_changed_is_refused(base: Path, tmp_path: Path) -> None:
    other = base / "others.csv"
    write(other, plain_rows(60))
    assert refused(base / "home", [other], tmp_path / "one", "more changed than files")
    release = current_release(base / "home")
    (release.folder / "memory.sqlite").unlink()
    assert refused(base / "home", [base / "tools.csv"], tmp_path / "two", "remembers nothing")


def test_what_did_not_change_is_not_read(base: Path) -> None:
    stages: list[str] = []
    _, report = refresh(base / "home", [base / "tools.csv"], progress=lambda stage, _: stages.append(stage))
    assert (report.status, stages) == ("nothing changed", ["reading", "nothing changed"])


def test_a_release_stands_without_the_one_it_was_made_of_and_is_patched_where_one_went_back_to_it(base: Path) -> None:
    of = plain_rows(60)
    for price in ("mid", "", "low"):
        of[10]["pricing"], of[11]["pricing"] = price, price
        home, release, report = change(base, of)
        assert report.built == f"from {report.difference['before']}"
        prune(home, 1)
        assert [path.name for path in (home / "releases").iterdir()] == [release.id]
    of[12]["pricing"] = "mid"
    change(base, of)
    switch(home, release)
    of[13]["tool"] = "Other Name"
    changed = change(base, of)
    assert changed[2].built == f"from {release.id}"
    assert changed[2].difference["before"] == release.id
    assert not unlike(changed, whole(base))


@pytest.fixture(scope="module")
def shipped_copy(shipped_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A copy of the home with the shipped landscape, and copies of its files."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(shipped_home, folder / "home", symlinks=True)
    return folder / "home", [Path(shutil.copy(file, folder)) for file in shipped_landscape()]


def test_what_rows_state_is_patched_in_a_landscape_of_several_files(
    shipped_copy: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    home, files = shipped_copy
    of = csv_of(files[0])
    for row in of[100:4000:130]:
        row.update(saas="false" if row["saas"] == "true" else "true", pricing="low", requires="PHP")
    write(files[0], of)
    release, report = refresh(home, files)
    assert report.built.startswith("from ")
    assert not unlike((home, release, report), (tmp_path / "home", *refresh(tmp_path / "home", files)))


def test_what_decides_about_tools_is_refused_in_a_landscape_of_several_files(
    shipped_copy: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    home, files = shipped_copy
    refresh(home, files)
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace("\nA8.net,", "\nA9.net,", 1), encoding="utf-8")
    assert refused(home, files, tmp_path / "one", "recognised or classified")
    files[0].write_text(text + "New,https://new.example,CRM,,,,,\n", encoding="utf-8")
    assert refused(home, files, tmp_path / "two", "rows came or went")
    files[0].write_text(text, encoding="utf-8")
    files[2].write_text(files[2].read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert refused(home, files, tmp_path / "three", "no text with a tool a row")


def test_a_release_of_another_program_that_lacks_a_file_is_built_anew(base: Path) -> None:
    release = current_release(base / "home")
    (release.folder / members.FILE).unlink()
    with closing(connect(release.folder / memory.DATA)) as data, data:
        data.execute("UPDATE note SET value = '\"of another program\"' WHERE name = 'basis'")
    of = plain_rows(60)
    _, _, report = change(base, [*of, of[10] | {"tool": "Last", "homepage": ""}])
    assert (report.status, report.built) == ("published", "whole")
