"""The conversation of docs/assistants.md; ``CXSCAPE_HOME=... python -m tests.ui.mcp.recording`` records it anew."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.types import CallToolResult, Tool

from tests.ui.mcp.clients import answer, on_stdio, problem, talk

PAGE = Path(__file__).parents[3] / "docs" / "assistants.md"
START = "<!-- recorded by `python -m tests.ui.mcp.recording` -->\n"
STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "Somebody says what hurts. The likeliest need comes first; where it is not `clear`, the assistant asks.",
        "find_needs",
        {"symptom": "shoppers put things in the cart and leave without paying"},
    ),
    (
        "Which tools serve it, in the channel that the company uses, and why?",
        "tools_for_need",
        {"need": "recover-abandoned-carts", "channel": "SMS", "limit": 1},
    ),
    ("What else is known of a tool?", "describe", {"thing": "klaviyo", "limit": 4}),
    ("What can be asked about a stack of tools?", "list_questions", {"tag": "stack"}),
    (
        "Which needs does the stack cover?",
        "run_question",
        {"name": "needs-of-stack", "parameters": {"tool": ["klaviyo", "Shopify"]}, "limit": 2},
    ),
    (
        "A question that nobody prepared, in SPARQL.",
        "query",
        {
            "sparql": "SELECT ?label (COUNT(?need) AS ?needs) WHERE { ?need cx:hasPrimaryStage/skos:prefLabel ?label } "
            "GROUP BY ?label ORDER BY DESC(?needs) ?label",
            "limit": 3,
        },
    ),
    ("A slip is told with what was meant.", "tools_for_need", {"need": "recover-abandonned-carts"}),
    ("What could harm the graph, or lead out of it, is refused.", "query", {"sparql": "DROP ALL"}),
)
_CALL = re.compile(r"^```json\n(\{\"tool\": .*?)\n```\n\n```(json|text)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_FLAT = re.compile(r"[{\[]\n[^{}\[\]]*\n *[}\]]")


def recorded() -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Yield tool, arguments and answer of each call on the page; the answer is a text where it is an error."""
    _, _, conversation = PAGE.read_text(encoding="utf-8").partition(START)
    for called, kind, said in _CALL.findall(conversation):
        call = json.loads(called)
        yield call["tool"], call["arguments"], json.loads(said) if kind == "json" else said


def table(tools: list[Tool]) -> str:
    """Return the tools as a table of the page."""
    lines = ["| tool | takes | does |", "|---|---|---|"]
    for tool in tools:
        required = tool.input_schema.get("required", [])
        takes = [f"**`{name}`**" if name in required else f"`{name}`" for name in tool.input_schema["properties"]]
        does = (tool.description or "").partition("\n\n")[0].replace("\n", " ")
        lines.append(f"| `{tool.name}` | {', '.join(takes)} | {does} |")
    return "\n".join(lines)


def shown(value: Any) -> str:
    """Return a value as JSON, with what is innermost on one line."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _FLAT.sub(lambda match: re.sub(r"\s*\n\s*", " ", match[0]), text)


async def conversation(client: Client) -> str:
    """Return a conversation as the page shows it."""
    parts = [START, table((await client.list_tools()).tools), "\n\nWhat must be given is in bold.\n"]
    for words, tool, arguments in STEPS:
        result = await client.call_tool(tool, arguments)
        call = json.dumps({"tool": tool, "arguments": arguments}, ensure_ascii=False)
        parts.append(f"\n{words}\n\n```json\n{call}\n```\n\n{_said(result)}\n")
    return "".join(parts)


def _said(result: CallToolResult) -> str:
    return f"```text\n{problem(result)}\n```" if result.is_error else f"```json\n{shown(answer(result))}\n```"


def main() -> None:
    """Record the conversation on the landscape in CXSCAPE_HOME, and write it to the page."""
    told = talk(on_stdio(Path(os.environ["CXSCAPE_HOME"])), conversation)
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(START)
    PAGE.write_text(before + told, encoding="utf-8")


if __name__ == "__main__":
    main()
