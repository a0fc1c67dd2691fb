"""Each idea that plans are about has a place that exists and shows it."""

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions

from ontology.namespaces import individual
from plans.concepts import OF_KIND, PAGE, PARTS, WITH_VALUE, WRITE, Concept, Place, concepts, page, place_of
from queries import catalogue
from queries.engines import Embedded
from queries.home import release_folder
from queries.results import rows
from ui.cli.main import cli

ALL = concepts()
each_concept = pytest.mark.parametrize("concept", ALL, ids=lambda concept: concept.id)


@pytest.fixture(scope="module")
def engine(small_home: Path) -> Embedded:
    return Embedded(release_folder(small_home) / "store")


@cache
def answer(engine: Embedded, place: Place) -> frozenset[str]:
    """Return every IRI and text in the answer of a place."""
    found = engine.query(catalogue.question(place.question).bind(dict(place.values)))
    assert isinstance(found, QuerySolutions)
    return frozenset(term.value for row in found for term in row if term is not None)


def is_known(engine: Embedded, kind: str, name: str) -> bool:
    return bool(rows(engine, "is-known", node=individual(kind, name).value))


def test_there_are_concepts_for_each_part() -> None:
    assert {concept.part for concept in ALL} == set(PARTS)
    assert len(ALL) > 100


@each_concept
def test_a_concept_has_a_place_that_shows_it(concept: Concept, engine: Embedded) -> None:
    assert concept.places
    for home, place in concept.places:
        kind, _, name = home.partition(":")
        if kind in OF_KIND:
            assert individual(kind, name).value in answer(engine, place), f"{place} does not show {home}"
        elif kind == "scheme" or kind in WITH_VALUE:
            asked = catalogue.question(place.question)
            assert is_known(engine, kind, name), f"{home} is not there, so that {place} answers nothing"
            assert dict(place.values).keys() <= asked.parameters.keys()
        else:
            assert place.question in catalogue.names()


@each_concept
def test_the_commands_of_a_concept_exist(concept: Concept) -> None:
    for _, place in concept.places:
        if place.command:
            assert CliRunner().invoke(cli, [*place.command.split(), "--help"]).exit_code == 0


def test_a_home_that_needs_no_place_has_none() -> None:
    assert place_of("source:conlon-2014") is None
    assert place_of("class:NoSuchClass") is None


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"run: {WRITE}"
