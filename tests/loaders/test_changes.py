"""How two editions of a file differ, line by line, is what their rows say."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loaders.changes import NotLocalError, between
from loaders.reading import Format

FORM = Format("utf-8", ",")
HEAD = b"tool,category\n"
LINES = st.sets(st.integers(0, 60), max_size=40).map(sorted)


def edition(numbers: list[int], end: bytes = b"\n") -> bytes:
    return HEAD + end.join(b"Tool %d,seo" % number for number in numbers)


def texts(lines: dict[int, bytes]) -> dict[int, str]:
    return {number: line.decode() for number, line in lines.items()}


@given(before=LINES, after=LINES)
def test_lines_go_come_and_move(before: list[int], after: list[int]) -> None:
    kept = [number for number in before if number in after]
    change = between(edition(before), edition(after), FORM, 1)
    old, new = (dict(zip(numbers, range(2, 99), strict=False)) for numbers in (before, after))
    assert texts(change.went) == {old[number]: f"Tool {number},seo" for number in before if number not in after}
    assert texts(change.came) == {new[number]: f"Tool {number},seo" for number in after if number not in before}
    assert [change.now_at(old[number]) for number in kept] == [new[number] for number in kept]
    assert change.now_at(1) == 1
    moved = change.moved()
    assert [moved[old[number]] for number in kept] == [new[number] for number in kept]
    assert all(moved[line] == 0 for line in change.went)
    gaps = [
        [sum(other in kept for other in numbers[:at]) for at, number in enumerate(numbers) if number not in kept]
        for numbers in (before, after)
    ]
    assert change.in_place == (gaps[0] == gaps[1])


@given(before=st.sets(st.integers(0, 60), min_size=2, max_size=20).map(sorted), data=st.data())
def test_rows_that_changed_places_are_refused(before: list[int], data: st.DataObject) -> None:
    after = data.draw(st.permutations(before))
    assume(after != before)
    with pytest.raises(NotLocalError, match="changed places"):
        between(edition(before), edition(after), FORM, 1)


@pytest.mark.parametrize(
    ("old", "new", "form", "reason"),
    [
        (b"a,b\n1,2\n", b"a,c\n1,2\n", FORM, "header"),
        (b"a,b\n1,2\n1,2\n", b"a,b\n1,2\n", FORM, "stands twice"),
        (b"a,b\n1,2\n", b"a,b\n1,2\n\n\n", FORM, "stands twice"),
        (b'a,b\n1,"x\ny"\n', b'a,b\n1,"x\ny"\n2,3\n', FORM, "several lines"),
        (b"a,b\n1,2\n", b'a,b\nx"1,"2\n3,4"\n', FORM, "several lines|not readable"),
        (b'a,b\n1,"2"3\n', b'a,b\n1,"2"3\n4,5\n', FORM, "not readable"),
        (b"a,b\n1,2\n", b"a,b\n1,3\n", Format("utf-16", ","), "cannot be told"),
        (b"a,b\n1,2\n", b"a,b\n1,3\n", Format("utf-8", ",", escape="\\"), "cannot be told"),
        (b"a,b\n1,2\n", b"a,b\n1,3\n", Format("gb18030", ","), "cannot be told"),
    ],
)
def test_where_lines_may_not_be_rows_there_is_no_answer(old: bytes, new: bytes, form: Format, reason: str) -> None:
    with pytest.raises(NotLocalError, match=reason):
        between(old, new, form, 1)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_do_not_matter(end: bytes) -> None:
    change = between(edition([1, 2, 3]), edition([1, 2, 4], end) + end, FORM, 1)
    assert (list(change.went), list(change.came), change.in_place) == ([4], [4], True)


def test_quotes_that_close_are_fine() -> None:
    change = between(b'a,b\n"x, ""y""",2\n3,4\n', b'a,b\n"x, ""y""",2\n3,"5,6"\n', FORM, 1)
    assert texts(change.came) == {3: '3,"5,6"'}
