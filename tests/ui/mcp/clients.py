"""The server as assistants meet it: the command itself, and the client of the protocol's own SDK."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client, MCPError, StdioServerParameters
from mcp.types import CallToolResult, TextContent, TextResourceContents

from tests.virtuoso import free_port

COMMAND = str(Path(sys.executable).with_name("cxscape"))
SECONDS_TO_START = 60
Arguments = Mapping[str, Any]
_Told = TypeVar("_Told")


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a server for the landscape in `home`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CXSCAPE_")}
    return {**kept, "CXSCAPE_HOME": str(home)}


def on_stdio(home: Path, *arguments: str) -> StdioServerParameters:
    """Return what makes a client start the command and speak to its standard input and output."""
    return StdioServerParameters(command=COMMAND, args=[*arguments, "mcp"], env=environment(home))


@contextmanager
def over_http(home: Path, *options: str) -> Iterator[str]:
    """Run the command as a server over HTTP, and give its address."""
    port = free_port()
    command = [COMMAND, "mcp", "--http", "--port", str(port), *options]
    with subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


def talk(server: StdioServerParameters | str, says: Callable[[Client], Awaitable[_Told]]) -> _Told:
    """Return what comes of a conversation with the server.

    Raises:
        MCPError: the server answers with an error of the protocol.
    """

    async def conversation() -> _Told | MCPError:
        async with Client(server, read_timeout_seconds=120) as client:
            try:
                return await says(client)
            except MCPError as error:  # the client would wrap it into groups of errors
                return error

    told = asyncio.run(conversation())
    if isinstance(told, MCPError):
        raise told
    return told


def call(server: StdioServerParameters | str, tool: str, **arguments: Any) -> CallToolResult:
    """Return the answer to one call."""
    return talk(server, lambda client: client.call_tool(tool, arguments))


def answer(result: CallToolResult) -> dict[str, Any]:
    """Return the structured answer of a call that went well."""
    assert not result.is_error, result.content
    assert result.structured_content is not None
    content: dict[str, Any] = result.structured_content
    return content


def problem(result: CallToolResult) -> str:
    """Return what a call says that did not go well."""
    assert result.is_error
    assert result.structured_content is None
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def resource(server: StdioServerParameters | str, uri: str) -> str:
    """Return the text of a resource."""
    (content,) = talk(server, lambda client: client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return content.text


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"no server at port {port}")
