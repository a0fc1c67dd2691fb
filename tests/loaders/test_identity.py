"""Names and addresses are compared in a form in which spelling does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.identity import normal_name, registrable_domain, slug


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.hotjar.com/tour?x=1", "hotjar.com"),
        ("*.googletagmanager.com", "googletagmanager.com"),
        ("https://shop.example.co.uk", "example.co.uk"),
        ("https://owner.github.io/page", "github.io"),
        ("HTTPS://WWW.EXAMPLE.COM.", "example.com"),
        ("https://com", ""),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_the_registrable_domain_follows_the_public_suffix_list(address: str, domain: str) -> None:
    assert registrable_domain(address) == domain


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A/B Testing", "a-b-testing"), ("Tencent Analytics (腾讯分析)", "tencent-analytics-tengxunfenxi"), ("!!", "")],
)
def test_a_slug_is_ascii_words_joined_by_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_its_own_slug(name: str) -> None:
    assert slug(slug(name)) == slug(name)


@given(st.text())
def test_case_and_punctuation_do_not_tell_names_apart(name: str) -> None:
    assert normal_name(name) == normal_name(f" -{name}. ")
