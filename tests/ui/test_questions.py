"""``cxscape questions`` tells what can be asked."""

import json

from click.testing import CliRunner

from queries.catalogue import names
from ui.cli.main import cli


def test_all_questions_are_listed_with_their_words() -> None:
    result = CliRunner().invoke(cli, ["questions"])
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.splitlines()]
    assert listed[:-1] == list(names())
    assert "Which tools serve this need best?" in result.stdout


def test_a_tag_narrows_the_list() -> None:
    result = CliRunner().invoke(cli, ["questions", "--tag", "stack"])
    assert "redundant-tools" in result.stdout
    assert "kpis" not in result.stdout


def test_an_unknown_tag_gets_the_nearest() -> None:
    result = CliRunner().invoke(cli, ["questions", "--tag", "stak"])
    assert result.exit_code == 2
    assert "no question has the tag 'stak' (did you mean stack?)" in result.stderr


def test_json_holds_parameters_and_columns() -> None:
    result = CliRunner().invoke(cli, ["questions", "--json"])
    [asked] = [each for each in json.loads(result.stdout) if each["name"] == "filters-of-tools"]
    parameters = {each["name"]: each for each in asked["parameters"]}
    assert parameters["tool"]["example"] == ["klaviyo"]
    assert parameters["pricing"]["default"] == []
    assert parameters["pricing"]["options"] == "pricing-models"
    assert asked["columns"][0] == {"name": "tool", "kind": "iri", "meaning": "IRI of the tool", "unit": ""}
