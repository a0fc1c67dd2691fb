"""What the tools answer, in forms of which the protocol tells assistants the JSON schema."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from queries.search import Candidate

Cell = str | int | float | bool | None

_Release = Annotated[str, Field(description="id of the release of the landscape that answered")]
_Cut = Annotated[str, Field(description="empty, or why this is not the whole answer and what to do")]


@dataclass(frozen=True)
class NeedsFound:
    """The needs that a symptom may speak of, the likeliest first; none where it does not sound like one."""

    release: _Release
    clear: Annotated[bool, Field(description="whether the first need is meant for sure, so that nobody must be asked")]
    needs: Annotated[
        tuple[Candidate, ...],
        Field(description="at most three; score is the probability that it is meant, phrase our words most like it"),
    ]
    note: Annotated[str, Field(description="empty, or why words alone were compared, which finds less")]


@dataclass(frozen=True)
class ParameterOf:
    """A parameter of a question of the catalogue."""

    name: str
    type: Annotated[str, Field(description="type of thing whose id or name it takes, or string, integer, boolean, ...")]
    description: str
    required: bool
    many: Annotated[bool, Field(description="whether it takes a list of values")]
    example: Annotated[tuple[str, ...], Field(description="an example, or what holds if an optional one is left out")]
    values: Annotated[str, Field(description="name of the question that lists the values there are, or empty")]


@dataclass(frozen=True)
class QuestionOf:
    """A question of the catalogue."""

    name: str
    summary: str
    tags: tuple[str, ...]
    parameters: tuple[ParameterOf, ...]


@dataclass(frozen=True)
class QuestionsFound:
    """Questions of the catalogue."""

    tags: Annotated[tuple[str, ...], Field(description="all tags there are")]
    questions: tuple[QuestionOf, ...]


@dataclass(frozen=True)
class Statement:
    """One thing that is said of a thing, or by which something leads to it."""

    direction: Annotated[str, Field(description="of: said of the thing; to: leads to it")]
    property: str
    value: Cell
    label: Annotated[str | None, Field(description="name of the thing at the other end, where it has one")]


@dataclass(frozen=True)
class Description:
    """What the graph says of one thing."""

    release: _Release
    iri: str
    id: Annotated[str, Field(description="prefixed name, as every tool takes it")]
    label: str | None
    definition: str | None
    statements: tuple[Statement, ...]
    cut: _Cut


@dataclass(frozen=True)
class Found:
    """An answer: rows, a graph, or yes or no."""

    release: _Release
    columns: Annotated[
        dict[str, str], Field(description="columns of the rows in order, with their meaning where known")
    ]
    rows: tuple[dict[str, Cell], ...]
    graph: Annotated[str | None, Field(description="the answer in Turtle where it is a graph")]
    holds: Annotated[bool | None, Field(description="the answer to an ASK query")]
    cut: _Cut
