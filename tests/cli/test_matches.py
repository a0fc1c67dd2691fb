"""`cxscape matches` measures the matching on labelled pairs and lists what is left to decide."""

import json
from pathlib import Path

import pytest

from loaders.matching.decisions import Curation, Pair, write_curation
from tests.cli.test_commands import cxscape, failed

GOLD = """technology,entity,same,hard
Taboola,Taboola,yes,no
Zendesk Chat,Zopim,yes,yes
Skedify,Calendly,no,yes
Klara,Klarna,no,yes
"""
FILES = ("data/webappanalyzer/technologies.csv", "data/third-party-web/adoption.csv")


def test_evaluate_prints_the_figures(tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(GOLD)
    done = cxscape("matches", "evaluate", str(tmp_path / "gold.csv"), "--json", home=tmp_path)
    figures = json.loads(done.stdout)
    assert (figures["precision"], figures["recall"], figures["recall_not_hard"]) == (1.0, 1.0, 1.0)
    assert figures["counts"]["pairs"] == 4
    assert figures["counts"]["true_negatives"] == 2
    assert figures["counts"]["attached"] > 500
    assert figures["wrong"] == []


def test_evaluate_names_each_wrong_pair_with_its_evidence(tmp_path: Path) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text("technology,entity,same\nTaboola,Taboola,no\nSkedify,Calendly,yes\n")
    done = cxscape("matches", "evaluate", str(gold), "--files", *FILES, home=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("precision 0.000")
    assert lines[1].startswith("recall    0.000")
    assert "wrongly matched: Taboola | Taboola" in done.stdout
    assert "the same web domain (taboola.com)" in done.stdout
    assert "missed: Skedify | Calendly" in done.stdout
    assert lines[-1].endswith("taken for Calendly")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("technology,entity\nA,B\n", "gold.csv:1: the columns same are missing"),
        ("technology,entity,same\nTaboola,Taboola,perhaps\n", "gold.csv:2: same 'perhaps': it must be yes or no"),
        ("technology,entity,same\nTaboola,Nobody,yes\n", "gold.csv:2: no row of the landscape files is named 'Nobody'"),
    ],
)
def test_evaluate_says_what_it_cannot_use(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(text)
    assert says in failed(cxscape("matches", "evaluate", str(tmp_path / "gold.csv"), home=tmp_path), 1)


def test_list_prints_the_open_pairs_the_likeliest_first(tmp_path: Path) -> None:
    pairs = [
        Pair("a", "Less", "", "b", "Less Ltd", "", "2.00", "names alike"),
        Pair("a", "More", "", "b", "More Ltd", "", "2.90", "names alike"),
        Pair("a", "Done", "", "b", "Done", "", "2.00", "names alike", "same", "Ann"),
    ]
    write_curation(tmp_path, Curation(pairs))
    lines = cxscape("matches", "list", home=tmp_path).stdout.splitlines()
    assert [line.split()[1] for line in lines[:2]] == ["More", "Less"]
    assert lines[-1] == f"2 pairs are open; decide in {tmp_path / 'curation' / 'matches.csv'}"
    listed = json.loads(cxscape("matches", "list", "--json", home=tmp_path).stdout)
    assert [(pair["name_a"], pair["score"]) for pair in listed] == [("More", 2.9), ("Less", 2.0)]


def test_list_without_a_table_says_that_nothing_is_open(tmp_path: Path) -> None:
    assert cxscape("matches", "list", home=tmp_path).stdout == "0 pairs are open\n"
