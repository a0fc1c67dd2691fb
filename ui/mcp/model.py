"""The model in brief, for assistants: written from what the graph itself says of its classes and properties."""

from pathlib import Path

from ontology.namespaces import prefixes, shorten
from queries.catalogue import question
from queries.results import Row
from ui.mcp.landscape import Opened
from ui.mcp.things import rows_of

_PAGE = Path(__file__).with_name("model.md")
_EXAMPLES = ("symptoms-of-need", "needs-at-stage", "capabilities-of-category", "tools-with-capability")
"""Short questions of the catalogue that show the main paths through the graph."""


def model(opened: Opened) -> str:
    """Return the model in brief as Markdown."""
    classes = rows_of(opened.engine, "classes")
    properties = rows_of(opened.engine, "properties")
    return _PAGE.read_text(encoding="utf-8").format(
        release=opened.release,
        classes="\n".join(_line(row, "term", "uses", "definition") for row in classes),
        properties="\n".join(_line(row, "term", "uses", "from", "to", "definition") for row in properties),
        examples="\n\n".join(_example(name) for name in _EXAMPLES),
        prefixes=declared(),
    )


def declared() -> str:
    """Return the declarations of all prefixes that a query may use, as SPARQL."""
    return "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in prefixes().items())


def _line(row: Row, *columns: str) -> str:
    return f"| {' | '.join(_cell(row[column]) for column in columns)} |"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return shorten(text) if text.startswith("http") else " ".join(text.split()).replace("|", "\\|")


def _example(name: str) -> str:
    asked = question(name)
    lines = [line for line in asked.sparql.splitlines() if not line.startswith("#+")]
    query = "\n".join(lines).strip()
    return f"{asked.summary}\n\n```sparql\n{query}\n```"
