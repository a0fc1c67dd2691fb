import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.escaping import link, markdown


@given(st.text())
def test_escaped_text_reads_as_the_text(text: str) -> None:
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown(text)).replace("\N{WORD JOINER}", "")
    assert shown == " ".join(re.sub("[\u202a-\u202e\u2066-\u2069]", "", text).split()).replace("\N{WORD JOINER}", "")


def test_no_name_turns_the_direction_of_what_follows() -> None:
    assert markdown("a\N{RIGHT-TO-LEFT OVERRIDE}b \N{RIGHT-TO-LEFT ISOLATE}c") == "ab c"


@given(st.text(alphabet="*_[]()<>`#:$\\!|~a "))
def test_no_markup_is_left(text: str) -> None:
    assert not re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown(text)).strip("a \N{WORD JOINER}")


@pytest.mark.parametrize(
    "code", [":tada:", ":material/bug_report:", "https://evil.example", "www.evil.example", "a@b.c"]
)
def test_codes_that_outlive_escapes_are_kept_apart(code: str) -> None:
    assert "\N{WORD JOINER}" in markdown(code)


def test_link_is_named_by_its_host() -> None:
    assert link("https://www.example.com/a") == "[example\\.com](https://www.example.com/a)"


def test_link_cannot_end_early() -> None:
    assert link("https://example.com/a)b(c <d>") == "[example\\.com](https://example.com/a%29b%28c%20%3Cd%3E)"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", "//example.com", "http://[bad"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert not link(url)
