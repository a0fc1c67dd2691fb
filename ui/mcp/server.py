"""The server: the tools and resources under the protocol, on standard input and output or over HTTP."""

from importlib.metadata import version
from inspect import getdoc
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from queries.errors import QueryError
from queries.nearest import nearest
from ui.mcp.landscape import Landscape
from ui.mcp.model import declared, model
from ui.mcp.tools import Tools

INSTRUCTIONS = """\
cxscape is a knowledge graph of the marketing-technology landscape. It answers: which tools serve this \
customer-experience gap, and why? From what hurts, go to a need with find_needs, and to tools with tools_for_need. \
Tell the reasons with the tools: what a source states of a tool (evidenced) is surer than what its category implies. \
What nobody has said is unknown, not no. For other questions see list_questions and run_question; with query you may \
write SPARQL, for which the resource cxscape://model describes the graph. Where a message says `cxscape run NAME`, ask \
run_question for NAME."""

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


class Server(MCPServer[Any]):
    """An MCP server whose errors are sentences for the one who asked."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: there is no such tool, it does not take these arguments, or it has no answer; the message says
                what to do.
        """
        schema = self._tool_input_schema(name)
        known = list(schema["properties"]) if schema else []
        for argument in arguments if schema else ():
            if argument not in known:
                hint = nearest(argument, known)
                raise ToolError(f"{name} takes no {argument!r}{hint}; it takes: {', '.join(known)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, QueryError):
                raise ToolError(str(error.__cause__)) from error.__cause__
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_said(name, error.__cause__)) from error.__cause__
            raise


def server(landscape: Landscape) -> Server:
    """Return a server of the tools and resources, on `landscape`."""
    made = Server(
        "cxscape",
        title="cxscape: which marketing tools serve this customer-experience gap",
        instructions=INSTRUCTIONS,
        version=version("cxscape"),
        log_level="WARNING",
    )
    tools = Tools(landscape)
    for tool in (
        tools.find_needs,
        tools.tools_for_need,
        tools.describe,
        tools.list_questions,
        tools.run_question,
        tools.query,
    ):
        made.add_tool(tool, description=getdoc(tool), annotations=_READS)

    @made.resource(
        "cxscape://model",
        name="model",
        title="The model in brief",
        description="Classes, properties, example queries and prefixes, for writing SPARQL.",
        mime_type="text/markdown",
    )
    def _model() -> str:
        try:
            return model(landscape.open())
        except QueryError as error:
            raise ResourceError(str(error)) from error

    @made.resource(
        "cxscape://prefixes",
        name="prefixes",
        title="SPARQL prefixes",
        description="The prefixes that a query may use without declaring them.",
        mime_type="application/sparql-query",
    )
    def _prefixes() -> str:
        return declared() + "\n"

    return made


def _said(tool: str, error: ValidationError) -> str:
    problems = [
        f"{'.'.join(str(part) for part in problem['loc'][:1])}: {problem['msg'][0].lower()}{problem['msg'][1:]}"
        for problem in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    return f"{tool} cannot be called like this: {'; '.join(dict.fromkeys(problems))}"
