"""The questions behind the list of all tools: what they count is what they list, in one alphabetical order."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from loaders.facts import name_order
from loaders.identity import slug
from loaders.releases import current_release
from ontology.namespaces import expand, individual
from queries.engines import Embedded
from queries.results import all_rows, rows

NARROWED = [
    {},
    {"words": "mail"},
    {"words": "no tool is called this"},
    {"category": "email-marketing"},
    {"category": "content-and-experience", "words": "a"},
    {"pricing": "freemium"},
    {"price_level": "low", "open_source": "false"},
    {"open_source": "true"},
    {"measured": "true"},
    {"measured": "false", "category": "content-and-experience"},
    {"measured": "true", "words": "mail", "pricing": "recurring"},
    {"retired": "true"},
    {"retired": "true", "words": "o", "measured": "false"},
    {"retired": "true", "category": "content-and-experience"},
]


@pytest.fixture(scope="module")
def shipped(shipped_home: Path) -> tuple[Embedded, Store]:
    """The shipped landscape, to be asked and to be looked at."""
    store = current_release(shipped_home).store
    return Embedded(store), Store.read_only(str(store))


@pytest.mark.parametrize("values", NARROWED, ids=str)
def test_facets_count_the_tools_that_are_listed(shipped: tuple[Embedded, Store], values: dict[str, str]) -> None:
    engine, store = shipped
    listed = [NamedNode(str(row["tool"])) for row in all_rows(engine, "tools-by-facets", **values)]
    counted = {(row["facet"], text(row["value"])): row["tools"] for row in rows(engine, "facets-of-tools", **values)}

    def of(predicate: str) -> Counter[str]:
        about = (store.quads_for_pattern(tool, expand(predicate), None, DefaultGraph()) for tool in listed)
        return Counter(value_of(quad) for quads in about for quad in quads)

    traits = {
        "category": of("cx:belongsToCategory"),
        "pricing": of("cx:hasPricingModel"),
        "price_level": of("cx:hasPriceLevel"),
        "open_source": of("cx:openSource"),
    }
    expected = {(facet, value): number for facet, found in traits.items() for value, number in found.items()}
    measured = [tool for tool in listed if any(store.quads_for_pattern(tool, expand("cx:occurrences"), None))]
    expected |= {("all", "yes"): len(listed), ("measured", "yes"): len(measured)}
    counted.pop(("retired", "yes"), None)
    assert {key: int(str(number)) for key, number in counted.items()} == {k: n for k, n in expected.items() if n}


@pytest.mark.parametrize("values", NARROWED, ids=str)
def test_tools_come_by_adoption_and_then_in_alphabetical_order(
    shipped: tuple[Embedded, Store], values: dict[str, str]
) -> None:
    found = all_rows(shipped[0], "tools-by-facets", **values)
    assert found == sorted(found, key=lambda row: (-int(str(row["adoption"] or -1)), *place(str(row["label"]))))


def value_of(quad: Quad) -> str:
    assert isinstance(quad.object, Literal | NamedNode)
    return quad.object.value


def text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def place(name: str) -> tuple[str, str]:
    letters = slug(name).replace("-", "")
    return letters[:22], slug(name)


def test_all_tools_come_in_alphabetical_order(shipped: tuple[Embedded, Store]) -> None:
    names = [str(row["label"]) for row in all_rows(shipped[0], "tools")]
    assert len(names) > 4000
    assert [place(name)[0] for name in names] == sorted(place(name)[0] for name in names)


@given(st.text(max_size=30), st.text(max_size=30))
def test_numbers_order_names_as_their_letters_do(one: str, other: str) -> None:
    store = Store()
    found = []
    for name in (one, other):
        node, number = individual("tool", slug(name) or "x"), Literal(name_order(name), datatype=expand("xsd:decimal"))
        store.add(Quad(node, expand("cx:nameOrder"), number))
        (kept,) = {value_of(quad) for quad in store.quads_for_pattern(node, None, number)}
        found.append(Decimal(kept))
        assert Decimal(kept) == Decimal(name_order(name))
        assert len(Decimal(kept).as_tuple().digits) <= 40  # as many as Virtuoso keeps
    first, second = (slug(name).replace("-", "")[:22].ljust(22, "0") for name in (one, other))
    assert (found[0] < found[1]) == (first < second)
