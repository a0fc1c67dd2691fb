"""The headline answer follows the fit formula, filters honestly, and is the same in every engine."""

import csv
import random
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib
from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat, Store

from loaders.releases import current_release
from ontology.namespaces import slug_of
from ontology.tables import VOCAB
from queries.answers import Filters, explain, tools_for_need
from queries.catalogue import question
from queries.choices import SCHEMES, choices
from queries.engines import Embedded
from queries.errors import ParameterError
from queries.ranking import ranking
from queries.results import Row, all_rows, rows, rows_of
from queries.terms import parse_term
from queries.text import fill_values

RECOVERS = ("cart-recovery", "evidenced")
PLAIN = Path(__file__).parents[2] / "benchmarks" / "tools-for-need.rq"
NEEDS = ["recover-abandoned-carts", "be-found-in-search", "one-conversation-across-channels", "reach-new-audiences"]


@pytest.fixture(scope="module")
def small(small_home: Path) -> Embedded:
    return Embedded(current_release(small_home).store)


@pytest.fixture(scope="module")
def shipped(shipped_home: Path) -> Embedded:
    return Embedded(current_release(shipped_home).store)


@pytest.fixture(scope="module")
def answered(shipped: Embedded) -> Callable[[str], list[Row]]:
    """What the question answers for a need of the shipped landscape, without filters; each need is asked once."""
    return cache(lambda need: all_rows(shipped, "tools-for-need", need=need))


@pytest.fixture(scope="module")
def in_rdflib(small_home: Path) -> rdflib.Graph:
    store = Store.read_only(str(current_release(small_home).store))
    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return rdflib.Graph().parse(data=triples, format="nt")


@pytest.mark.parametrize("need", NEEDS)
def test_rdflib_and_oxigraph_give_equal_rows(need: str, small: Embedded, in_rdflib: rdflib.Graph) -> None:
    sparql = question("tools-for-need").bind({"need": need})
    answer = small.query(sparql)
    assert isinstance(answer, QuerySolutions)
    ours = [tuple(plain(value) for value in solution) for solution in answer]
    theirs = [tuple(plain(value) for value in binding) for binding in cast("Any", in_rdflib.query(sparql))]
    assert ours
    assert ours == theirs


def plain(term: object) -> object:
    """Return a term of either library as a comparable value: 9.6 and 9.60 are the same decimal."""
    if term is None:
        return None
    value = str(getattr(term, "value", term)) if not isinstance(term, rdflib.term.Identifier) else str(term)
    datatype = str(getattr(term, "datatype", ""))
    return Decimal(value).normalize() if "decimal" in datatype or "integer" in datatype else value


def table(name: str) -> list[dict[str, str]]:
    with (VOCAB / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def expected_coverage(need: str, strengths: dict[str, Decimal]) -> Decimal:
    """Return the coverage by the formula, worked out from the curated tables without any SPARQL."""
    importance = {row["id"]: Decimal(row["weight"]) for row in table("importance_levels")}
    slots: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for row in table("requirements"):
        if row["need"] == need:
            weight = importance[row["importance"]]
            slot = row.get("alternative_group") or row["capability"]
            slots[slot].append((weight, weight * strengths.get(row["capability"], Decimal(0))))
    covered = sum((max(part for _, part in slot) for slot in slots.values()), Decimal(0))
    return covered / sum((max(weight for weight, _ in slot) for slot in slots.values()), Decimal(0))


@pytest.mark.parametrize("need", [row["id"] for row in table("needs")])
def test_the_coverage_of_a_tool_of_one_category_follows_the_formula(need: str, small: Embedded) -> None:
    weights = {row["id"]: Decimal(row["weight"]) for row in table("strength_levels")}
    strengths: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in table("provisions"):
        strengths[row["category"]][row["capability"]] = weights[row["strength"]]
    single = {"mailwell": "email-marketing", "kontor-crm": "crm", "seopro": "seo", "chatline": "live-chat-chatbots"}
    found = {
        slug_of(str(row["tool"])): row["coverage"]
        for row in rows(small, "tools-for-need", need=need, fit=["primary", "supporting", "adjacent"])
    }
    for tool, category in single.items():
        expected = expected_coverage(need, strengths[category])
        assert float(found.get(tool) or 0) == pytest.approx(float(expected), abs=0.0001)


def test_evidence_about_the_tool_counts_more_than_its_category(small: Embedded) -> None:
    answer = tools_for_need(small, "r", "recover-abandoned-carts")
    saver = answer.tools[0]
    assert saver.id == "cartsaver"
    bases = {reason.capability: (reason.basis, reason.strength) for reason in saver.why}
    assert bases["cart-recovery"] == ("evidenced", "evidenced")
    assert bases["email-campaigns"][0] == "category-implied"
    assert not {reason.capability for reason in saver.why} & set(saver.missing)


def test_ties_sort_by_adoption_then_name(small: Embedded) -> None:
    tools = tools_for_need(small, "r", "be-found-in-search").tools
    assert [tool.label for tool in tools[:3]] == ["SeoPro", "SEO Garden", "Twinname"]
    assert tools[0].coverage == tools[1].coverage == tools[2].coverage


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(pricing="poa"), {"adbuyer", "campaigner", "campaigner-mobile"}),
        (Filters(price_level="low"), {"cartsaver"}),
        (Filters(open_source=True), {"openshop"}),
        (Filters(open_source=False), {"mailwell"}),
        (Filters(stage="discover"), set()),
    ],
)
def test_filters_keep_only_what_is_stated(filters: Filters, expected: set[str], small: Embedded) -> None:
    wide = Filters(**{**vars(filters), "fit": ("primary", "supporting", "adjacent")})
    tools = tools_for_need(small, "r", "recover-abandoned-carts", wide).tools
    assert {tool.id for tool in tools} == expected


def test_a_channel_keeps_tools_that_do_something_needed_there(small: Embedded) -> None:
    tools = tools_for_need(small, "r", "recover-abandoned-carts", Filters(channel="sms")).tools
    assert "campaigner-mobile" in {tool.id for tool in tools}
    assert "mailwell" not in {tool.id for tool in tools}
    assert tools_for_need(small, "r", "recover-abandoned-carts", Filters(channel="direct-mail")).tools == ()


def test_each_filter_offers_values_that_exist(small: Embedded) -> None:
    for parameter in SCHEMES:
        assert choices(small, parameter)


def test_a_retired_tool_is_neither_shown_nor_counted(retired_home: Path) -> None:
    release = current_release(retired_home)
    answer = tools_for_need(Embedded(release.store), release.id, "be-found-in-search")
    assert [tool.label for tool in answer.tools] == ["Live One", "Other One"]
    assert answer.total == 2


CHOICES = {
    "channel": (None, "email", "sms", "website"),
    "pricing": (None, "poa", "recurring"),
    "price_level": (None, "low"),
    "open_source": (None, True, False),
    "stage": (None, "purchase"),
    "fit": (("primary", "supporting"), ("primary",), ("supporting",)),
}
SHOWN = ("tool", "label", "vendor", "homepage", "fit", "coverage", "essential_coverage", "adoption")


@pytest.mark.parametrize("need", NEEDS)
def test_the_question_as_one_writes_it_first_gives_the_same(
    shipped: Embedded, answered: Callable[[str], list[Row]], need: str
) -> None:
    text = fill_values(PLAIN.read_text(encoding="utf-8"), {"need": str(parse_term("need", need))})
    plain = shipped.query(text)
    assert isinstance(plain, QuerySolutions)
    assert rows_of(plain) == answered(need)


def deviations(
    engine: Embedded,
    need: str,
    filters: Filters,
    limits: tuple[int | None, ...] = (7, 20),
    defined: list[Row] | None = None,
) -> list[str]:
    """Return where the staged ranking differs from the question that defines it, or from what that answered."""
    if defined is None:
        defined = all_rows(engine, "tools-for-need", need=need, **filters.values())
    found = []
    for limit in limits:
        staged = ranking(engine, need, filters, limit)
        expected = [{column: row[column] for column in SHOWN} for row in defined[:limit]]
        told = [{column: row[column] for column in SHOWN} for row in staged.best]
        if told != expected or staged.total != len(defined):
            found.append(f"{need}, {filters}, first {limit}")
    return found


@pytest.mark.parametrize("need", [row["id"] for row in table("needs")])
def test_steps_rank_like_the_question_with_any_filter_on_a_small_landscape(need: str, small: Embedded) -> None:
    draw = random.Random(need)  # noqa: S311 - no secret
    for _ in range(4):
        filters = Filters(**{name: draw.choice(values) for name, values in CHOICES.items()})  # type: ignore[arg-type]
        assert deviations(small, need, filters, (0, 3, 20, 100, 101, None)) == []


@pytest.mark.parametrize("need", [row["id"] for row in table("needs")])
def test_steps_rank_like_the_question_on_the_shipped_landscape(
    need: str, shipped: Embedded, answered: Callable[[str], list[Row]]
) -> None:
    draw = random.Random(need)  # noqa: S311 - no secret
    drawn = Filters(**{name: draw.choice(values) for name, values in CHOICES.items()})  # type: ignore[arg-type]
    assert deviations(shipped, need, Filters(), defined=answered(need)) + deviations(shipped, need, drawn) == []


@pytest.mark.parametrize("need", NEEDS)
def test_reasons_are_the_first_of_the_question_that_defines_them(need: str, shipped: Embedded) -> None:
    tools = [slug_of(str(row["tool"])) for row in ranking(shipped, need, Filters(), 20).best]
    defined: dict[str, dict[object, Row]] = defaultdict(dict)
    for row in rows(shipped, "reasons-for-tools", need=need, tool=tools):
        defined[slug_of(str(row["tool"]))].setdefault(row["capability"], row)
    told = explain(shipped, need, tools)
    for reasons in told.values():
        for reason in reasons:
            del reason["provider"]
    assert told.keys() == set(tools)
    assert told == {tool: list(reasons.values()) for tool, reasons in defined.items()}


def test_adjacent_tools_are_ranked_when_they_are_asked_for(small: Embedded) -> None:
    assert deviations(small, "recover-abandoned-carts", Filters(fit=("supporting", "adjacent"))) == []
    adjacent = tools_for_need(small, "r", "recover-abandoned-carts", Filters(fit=("adjacent",))).tools
    assert adjacent
    assert {tool.fit for tool in adjacent} == {"adjacent"}


def test_every_score_of_a_release_is_the_one_worked_out_when_asked(
    shipped_home: Path, answered: Callable[[str], list[Row]]
) -> None:
    store = Store.read_only(str(current_release(shipped_home).store))
    answer = store.query(
        """
        PREFIX cx: <https://w3id.org/cxscape/ontology#>
        SELECT ?need ?profile ?fit ?coverage ?essential
        WHERE {
          ?profile a cx:Profile ; cx:hasScore ?score .
          ?score cx:ofNeed ?need ; cx:hasFit ?fit ; cx:coverage ?coverage ; cx:essentialCoverage ?essential .
        }
        """
    )
    assert isinstance(answer, QuerySolutions)
    scores = {tuple(term.value for term in row) for row in answer}
    for need in NEEDS:
        asked = answered(need)
        node = f"https://w3id.org/cxscape/id/need/{need}"
        expected = {(row["profile"], row["fit"], row["coverage"], row["essential_coverage"]) for row in asked}
        told = {(p, f, float(c), float(e)) for n, p, f, c, e in scores if n == node}
        # A profile of retired tools alone has scores, and no row.
        assert expected <= told


def test_an_unknown_need_is_refused(small: Embedded) -> None:
    with pytest.raises(ParameterError, match="no need has the id 'world-peace'"):
        tools_for_need(small, "r", "world-peace")


def test_cart_recovery_and_marketing_automation_lead_on_the_shipped_landscape(shipped_home: Path) -> None:
    release = current_release(shipped_home)
    answer = tools_for_need(Embedded(release.store), release.id, "recover-abandoned-carts", limit=20)
    assert all(tool.why for tool in answer.tools)
    recovering = {tool.id for tool in answer.tools for why in tool.why if (why.capability, why.basis) == RECOVERS}
    automating = {tool.id for tool in answer.tools if "marketing-automation" in {why.through for why in tool.why}}
    assert {tool.id for tool in answer.tools[:10]} <= recovering | automating
    assert {"klaviyo", "omnisend"} <= {tool.id for tool in answer.tools}


@pytest.mark.parametrize("need", [row["id"] for row in table("needs")])
def test_every_need_is_answered_on_the_shipped_landscape(need: str, answered: Callable[[str], list[Row]]) -> None:
    found = answered(need)
    coverage = [float(row["coverage"] or 0) for row in found]
    assert coverage == sorted(coverage, reverse=True)
    assert len({row["tool"] for row in found}) == len(found)
