"""Words lead to needs: surely where they are ours, with candidates where they are not."""

from pathlib import Path

import pytest

from loaders.releases import current_release
from queries.engines import Embedded
from queries.search import NeedSearch


@pytest.fixture(scope="module")
def search(small_home: Path) -> NeedSearch:
    return NeedSearch(Embedded(current_release(small_home).store))


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("recover-abandoned-carts", "recover-abandoned-carts"),
        ("Recover abandoned carts", "recover-abandoned-carts"),
        ("customers repeat their story on every channel", "one-conversation-across-channels"),
        ("Customers REPEAT their story, on every channel!", "one-conversation-across-channels"),
    ],
)
def test_our_own_words_are_clear(text: str, need: str, search: NeedSearch) -> None:
    assert [candidate.id for candidate in search.find(text)] == [need]


def test_vague_words_give_candidates_with_the_phrase_that_matched(search: NeedSearch) -> None:
    found = search.find("our customers")
    assert 1 < len(found) <= 5
    assert all(candidate.label and candidate.phrase for candidate in found)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "\u2603", "a" * 5000])
def test_words_that_mean_nothing_find_nothing_and_break_nothing(text: str, search: NeedSearch) -> None:
    assert search.find(text) == []


@pytest.mark.parametrize("text", ['" OR 1=1 --', "phrase MATCH *", "need:x AND NEAR(y)", "'); DROP TABLE phrase; --"])
def test_what_looks_like_a_command_is_just_words(text: str, search: NeedSearch) -> None:
    search.find(text)
    assert search.find("recover-abandoned-carts")


def test_inflected_words_find_the_need(search: NeedSearch) -> None:
    assert "recover-abandoned-carts" in [candidate.id for candidate in search.find("shopper abandons cart")][:2]
