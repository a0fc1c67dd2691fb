"""Each question of the catalogue runs as it is, and its header says what its text does."""

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from loaders.releases import current_release
from queries.catalogue import names, question
from queries.engines import Embedded
from queries.errors import ParameterError, UnknownQuestionError


@pytest.mark.parametrize("name", names())
def test_a_question_answers_with_its_defaults_in_the_columns_its_header_names(name: str, shipped_home: Path) -> None:
    asked = question(name)
    answer = Embedded(current_release(shipped_home).store).query(asked.sparql)
    assert isinstance(answer, QuerySolutions)
    assert [variable.value for variable in answer.variables] == list(asked.columns)
    assert next(answer, None) is not None
    assert asked.summary.endswith("?")
    assert all(asked.columns.values())


@pytest.mark.parametrize("name", names())
def test_a_question_declares_every_prefix_it_uses(name: str) -> None:
    Store().query(question(name).sparql)


@pytest.mark.parametrize("name", names())
def test_every_parameter_has_a_default_to_replace(name: str) -> None:
    asked = question(name)
    samples = {"boolean": "true", "integer": "1", "decimal": "1.5", "date": "2026-01-01", "string": "x"}
    for parameter in asked.parameters.values():
        bound = asked.bind({parameter.name: samples.get(parameter.type, "some-id")})
        assert bound != asked.sparql
        assert parameter.description


def test_an_unknown_question_lists_those_there_are() -> None:
    with pytest.raises(UnknownQuestionError, match=r"no question is named 'nope'; the catalogue has: .*tools-for-need"):
        question("nope")


def test_an_unknown_parameter_lists_those_there_are() -> None:
    with pytest.raises(ParameterError, match="tools-for-need has no parameter 'color'; it has: need, "):
        question("tools-for-need").bind({"color": "red"})


def test_a_single_parameter_takes_one_value() -> None:
    with pytest.raises(ParameterError, match="parameter 'need' takes one value, not 2"):
        question("tools-for-need").bind({"need": ["a", "b"]})
