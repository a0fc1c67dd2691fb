"""The members of groups come out in the order in which answers show tools, whatever their names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from loaders.members import members_in, memberships
from ontology.namespaces import ID, expand
from queries.ranking import LEADERS

GROUP, OTHER = f"<{ID}segment/one>", f"<{ID}profile/other>"
LED_BY, COUNT, MEASURED = expand("cx:ledBy"), expand("cx:toolCount"), expand("cx:measuredToolCount")

tools = st.lists(
    st.tuples(
        st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True),
        st.text(min_size=1),
        st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=2 * LEADERS,
    unique_by=lambda tool: tool[0],
)


def stated(name: str, adoption: int | None) -> list[str]:
    label = f"{expand('skos:prefLabel')} {Literal(name)}"
    return [label] if adoption is None else [label, f"{expand('cx:occurrences')} {Literal(adoption)}"]


@given(tools)
def test_the_most_widely_seen_lead_then_names_and_unknown_adoption_comes_last(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, str, int | None]]
) -> None:
    with members_in(tmp_path_factory.mktemp("members")) as members:
        for id_, name, adoption in found:
            members.come(memberships(f"<{ID}tool/{id_}>", stated(name, adoption), [GROUP, OTHER]))
        order = sorted(found, key=lambda tool: (-1 if tool[2] is None else -tool[2], tool[1], tool[0]))
        order.sort(key=lambda tool: tool[2] is None)
        leaders = [f"{GROUP} {LED_BY} <{ID}tool/{id_}>" for id_, _, _ in order[:LEADERS]]
        measured = sum(adoption is not None for _, _, adoption in found)
        counts = [f"{GROUP} {COUNT} {Literal(len(found))}", f"{GROUP} {MEASURED} {Literal(measured)}"]
        assert members.told(GROUP) == [*counts, *leaders]


def test_a_group_that_all_tools_left_tells_nothing(tmp_path: Path) -> None:
    with members_in(tmp_path) as members:
        one = list(memberships(f"<{ID}tool/one>", stated("One", None), [GROUP, OTHER]))
        members.come(one)
        members.go(one[:1])
        assert members.told(GROUP) == []
        assert members.told(OTHER)


def test_members_are_kept_in_the_folder(tmp_path: Path) -> None:
    with members_in(tmp_path) as members:
        members.come(memberships(f"<{ID}tool/one>", stated("One", 1), [GROUP]))
    with members_in(tmp_path) as members:
        assert members.told(GROUP)
