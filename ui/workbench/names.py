"""The names of the graph: of what is in an answer, and of what can be completed in the editor."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions

from ontology.namespaces import ID, prefixes, shorten
from queries.engines import Engine
from queries.errors import SparqlError
from queries.text import replace_values

_QUESTIONS = Path(__file__).parent / "questions"
_AT_ONCE = 1000
"""IRIs that are looked up in one query."""


@cache
def text(name: str) -> str:
    """Return the SPARQL of one of the page's own questions."""
    return (_QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")


def start() -> str:
    """Return the query that a new editor shows."""
    return text("start").rstrip()


def labels(engine: Engine, iris: Sequence[str]) -> dict[str, str]:
    """Return the names of those of `iris` that have one."""
    found: dict[str, str] = {}
    for place in range(0, len(iris), _AT_ONCE):
        nodes = " ".join(str(NamedNode(iri)) for iri in iris[place : place + _AT_ONCE])
        found |= {row[0]: row[1] for row in _rows(engine, replace_values(text("labels"), "node", nodes))}
    return found


def completions(engine: Engine) -> dict[str, Any]:
    """Return what the editor completes: prefixes, and [prefixed name, label, kind] of terms and things."""
    short = _shortener()
    terms = [
        (short(iri), label or iri.rpartition("#")[2].rpartition("/")[2], kind)
        for iri, kind, label in _rows(engine, text("terms"))
    ]
    things = [
        (short(iri), label, iri.removeprefix(ID).partition("/")[0].replace("-", " "))
        for name in ("individuals", "known-tools")
        for iri, label in _rows(engine, text(name))
    ]
    return {
        "prefixes": prefixes(),
        "things": [[*thing] for thing in [*terms, *things] if not thing[0].startswith("<")],
    }


def _shortener() -> Callable[[str], str]:
    """Return what shortens many IRIs: `shorten` tries every prefix on each."""
    known = {namespace: prefix for prefix, namespace in prefixes().items()}

    def short(iri: str) -> str:
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        simple = iri[end:].replace("-", "").replace("_", "").isalnum()
        return f"{known[iri[:end]]}:{iri[end:]}" if simple and iri[:end] in known else shorten(iri)

    return short


def _rows(engine: Engine, sparql: str) -> list[tuple[str, ...]]:
    answer = engine.query(sparql)
    if not isinstance(answer, QuerySolutions):
        raise SparqlError("a question of the workbench is no SELECT query")
    names = [variable.value for variable in answer.variables]
    return [tuple(row[name].value if row[name] is not None else "" for name in names) for row in answer]
