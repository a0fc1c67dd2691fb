"""The conversation that docs/assistants.md shows is one that happens."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from mcp import Client

from tests.ui.mcp.clients import answer, on_stdio, problem, talk
from tests.ui.mcp.recording import PAGE, STEPS, recorded, table

WRITE = "run `python -m tests.ui.mcp.recording`"


@pytest.fixture(scope="module")
def replayed(shipped_home: Path) -> tuple[str, dict[str, Any], list[Any]]:
    """The table of tools, their output schemas, and the answers to the recorded calls."""

    async def replay(client: Client) -> tuple[str, dict[str, Any], list[Any]]:
        tools = (await client.list_tools()).tools
        results = [await client.call_tool(tool, arguments) for tool, arguments, _ in recorded()]
        said = [problem(result) if result.is_error else answer(result) for result in results]
        return table(tools), {tool.name: tool.output_schema for tool in tools}, said

    return talk(on_stdio(shipped_home), replay)


def test_the_page_shows_the_tools_as_they_are(replayed: tuple[str, dict[str, Any], list[Any]]) -> None:
    assert replayed[0] in PAGE.read_text(encoding="utf-8"), WRITE


def test_the_page_shows_every_step() -> None:
    assert [(tool, arguments) for tool, arguments, _ in recorded()] == [step[1:] for step in STEPS], WRITE


def test_the_recorded_answers_still_have_the_shape_of_real_ones(
    replayed: tuple[str, dict[str, Any], list[Any]],
) -> None:
    _, schemas, answers = replayed
    for (tool, arguments, then), now in zip(recorded(), answers, strict=True):
        if isinstance(then, str):
            assert now == then, WRITE
        else:
            validate(then, schemas[tool])
            assert shape(now) == shape(then), f"{tool} {arguments}: {WRITE}"


def shape(value: Any) -> Any:
    """Return the names in a value at every level; a list has the shapes of its members, each once."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    if isinstance(value, list):
        return sorted({str(shape(part)) for part in value})
    return ""
