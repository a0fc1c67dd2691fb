"""The tools that an assistant is given; each docstring is what the assistant reads of its tool."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated

import anyio
from pydantic import Field

from queries.answers import Answer, Filters
from queries.catalogue import Question, names, question
from queries.choices import resolve
from queries.errors import ParameterError
from queries.header import Parameter
from queries.headline import shortlist
from queries.nearest import nearest
from ui.mcp.landscape import Landscape
from ui.mcp.shapes import Description, Found, NeedsFound, ParameterOf, QuestionOf, QuestionsFound
from ui.mcp.things import describe

_LIST = 10
_ROWS = 50
_Given = str | int | float | bool


class Tools:
    """The tools, on one landscape."""

    def __init__(self, landscape: Landscape) -> None:
        """Take the landscape that they ask."""
        self._landscape = landscape

    def find_needs(
        self,
        symptom: Annotated[
            str, Field(description="what customers do or complain about, for example: shoppers leave without paying")
        ],
    ) -> NeedsFound:
        """Find the customer-experience needs that a symptom, in somebody's own words, speaks of.

        Start here when a person says what hurts. Where `clear` is true, the first need is meant. Where it is false,
        show the candidates and ask which is meant, or whether none of them is; where there are none, the text is not
        about customers' experience. Then go on with tools_for_need and the id of the need.
        """
        opened = self._landscape.open()
        found = opened.needs.find(symptom)
        return NeedsFound(opened.release, found.need is not None, found.candidates, found.note)

    def tools_for_need(
        self,
        need: Annotated[str, Field(description="id or name of a need, for example recover-abandoned-carts")],
        stage: Annotated[
            str | None,
            Field(description="answer only if the need arises at this lifecycle stage; see question journey"),
        ] = None,
        channel: Annotated[
            str | None, Field(description="only tools that do something needed in this channel; see question channels")
        ] = None,
        pricing: Annotated[
            str | None, Field(description="only tools priced like this; see question pricing-models")
        ] = None,
        price_level: Annotated[
            str | None, Field(description="only tools of this price level; see question price-levels")
        ] = None,
        open_source: Annotated[
            bool | None, Field(description="only tools stated to be open source, or stated not to be")
        ] = None,
        fit: Annotated[
            list[str] | None,
            Field(description="levels of fit: primary, supporting, adjacent; without it the first two"),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=100, description="how many tools to return")] = _LIST,
    ) -> Answer:
        """Rank the tools that serve a need, each with its reasons, their sources, and what is not known of it.

        `coverage` is the share of the need that a tool covers, 0 to 1. Each entry of `why` says which capability, how
        important, whether a source states it of this tool (`evidenced`) or tools of its category usually have it
        (`category-implied`), and the file and line where that is said. `missing` is unknown, which is not the same as
        no. `total` counts all tools that pass.
        """
        opened = self._landscape.open()
        filters = Filters(stage, channel, pricing, price_level, open_source, tuple(fit) if fit else Filters().fit)
        return shortlist(opened.engine, opened.release, need, filters, limit)

    def describe(
        self,
        thing: Annotated[
            str, Field(description="an id such as klaviyo, a prefixed name such as tool:klaviyo, or an IRI")
        ],
        limit: Annotated[int, Field(ge=1, le=1000, description="how many statements to return")] = _ROWS,
    ) -> Description:
        """Describe one thing of the graph: a tool, need, capability, category, vendor, channel, class, property, ...

        Returns what is said of it, and then what leads to it.
        """
        return describe(self._landscape.open(), thing, limit)

    def list_questions(
        self,
        tag: Annotated[
            str | None,
            Field(description="only questions with this tag, such as cmo, analyst, steward, tools or market"),
        ] = None,
    ) -> QuestionsFound:
        """List the ready-made questions, tested and with parameters, that run_question answers.

        Look here before writing SPARQL: it says what can be asked, and with which parameters.
        """
        asked = [question(name) for name in names()]
        tags = sorted({each for one in asked for each in one.tags})
        if tag is not None and tag not in tags:
            raise ParameterError(f"no question has the tag {tag!r}{nearest(tag, tags)}; there are: {', '.join(tags)}")
        return QuestionsFound(tuple(tags), tuple(_question(one) for one in asked if tag is None or tag in one.tags))

    async def run_question(
        self,
        name: Annotated[str, Field(description="name of the question, from list_questions")],
        parameters: Annotated[
            dict[str, _Given | list[_Given]] | None,
            Field(description="values by name of the parameter: ids, names or prefixed names, or plain values"),
        ] = None,
        limit: Annotated[int, Field(ge=1, description="how many rows, or triples of a graph, to return")] = _ROWS,
    ) -> Found:
        """Ask one of the ready-made questions; see list_questions for their names and parameters."""
        asked = question(name)
        given = {key: _texts(value) for key, value in (parameters or {}).items()}
        # What is asked for is more than a page: the limit says how much of all.
        all_rows = limit >= asked.page and asked.skip not in given
        bound = await anyio.to_thread.run_sync(partial(self._bound, asked, given, all_rows=all_rows))
        found = await self._landscape.run(bound, limit)
        meanings = {column.name: column.meaning for column in asked.columns.values()}
        after = None if all_rows else asked.after(given, len(found.rows))
        cut = found.cut or ("" if after is None else f"a page, and there may be more: ask with {asked.skip} {after}")
        return Found(found.release, meanings, found.rows, found.graph, found.holds, cut)

    async def query(
        self,
        sparql: Annotated[str, Field(description="a SELECT, ASK, CONSTRUCT or DESCRIBE query")],
        limit: Annotated[int, Field(ge=1, description="how many rows, or triples of a graph, to return")] = _ROWS,
    ) -> Found:
        """Run a SPARQL 1.1 query of your own on the whole graph, read-only and within limits of time and memory.

        Read the resource cxscape://model first: it has the classes, properties and examples. The usual prefixes, such
        as cx:, skos:, need:, cap:, cat: and tool:, need not be declared. IRIs come back as prefixed names.
        """
        return await self._landscape.run(sparql, limit)

    def _bound(self, asked: Question, given: Mapping[str, list[str]], *, all_rows: bool) -> str:
        return asked.bind(resolve(self._landscape.open().engine, asked, given), all_rows=all_rows)


def _question(asked: Question) -> QuestionOf:
    parameters = tuple(_parameter(asked, parameter) for parameter in asked.parameters.values())
    return QuestionOf(asked.name, asked.summary, asked.tags, parameters)


def _parameter(asked: Question, parameter: Parameter) -> ParameterOf:
    return ParameterOf(
        parameter.name,
        parameter.type,
        parameter.description,
        required=not parameter.optional,
        many=parameter.many,
        example=asked.defaults(parameter.name),
        values=parameter.options,
    )


def _texts(given: _Given | list[_Given]) -> list[str]:
    values = given if isinstance(given, list) else [given]
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
