"""Things of the graph by the names that people give them, and what is said of them."""

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from ontology.namespaces import ID, prefixes, shorten
from queries.engines import Engine
from queries.errors import ParameterError, SparqlError
from queries.results import Row, plain
from queries.terms import NODE, parse_term
from queries.text import fill_values
from ui.mcp.landscape import Opened
from ui.mcp.shapes import Description, Statement

QUESTIONS = Path(__file__).parent / "questions"


def rows_of(engine: Engine, name: str, *nodes: NamedNode) -> list[Row]:
    """Return the answer to one of our own questions, about `nodes` where it is about some."""
    text = _text(name)
    answer = engine.query(fill_values(text, {"node": " ".join(str(node) for node in nodes)}) if nodes else text)
    if not isinstance(answer, QuerySolutions):
        raise SparqlError(f"{name} is no SELECT query")
    columns = [variable.value for variable in answer.variables]
    return [{column: plain(row[column]) for column in columns} for row in answer]


def describe(opened: Opened, thing: str, limit: int) -> Description:
    """Return what the graph says of `thing`, at most `limit` statements.

    Args:
        opened: the release.
        thing: an IRI, a prefixed name, or an id.
        limit: how many statements to return.

    Raises:
        ParameterError: there is no such thing, or there are several of that id.
    """
    node = _find(opened.engine, thing)
    said = rows_of(opened.engine, "statements", node)
    statements = tuple(
        Statement(str(row["direction"]), _short(row["property"]), _short(row["value"]), _text_or_none(row["label"]))
        for row in said[:limit]
    )
    more = f"{limit} of {len(said):,} statements: ask again with a higher limit" if len(said) > limit else ""
    own = {_short(row["property"]): _text_or_none(row["value"]) for row in said if row["direction"] == "of"}
    label = own.get("skos:prefLabel") or own.get("rdfs:label")
    id_ = shorten(node.value)
    return Description(opened.release, node.value, id_, label, own.get("skos:definition"), statements, more)


def _find(engine: Engine, thing: str) -> NamedNode:
    candidates = _candidates(thing)
    known = [str(row["node"]) for row in rows_of(engine, "known", *candidates)]
    if len(known) == 1:
        return NamedNode(known[0])
    if known:
        raise ParameterError(f"several things have the id {thing!r}: say which, {' or '.join(map(shorten, known))}")
    raise ParameterError(
        f"the graph says nothing of {thing!r}: find needs with find_needs, tools with the question tools-by-name, and "
        "the rest with the questions that list them, such as capabilities, categories and channels"
    )


def _candidates(thing: str) -> list[NamedNode]:
    """Return what `thing` may mean: the node that it names, or one for each type of thing if it is a mere id."""
    text = thing.strip()
    if ":" in text or text.startswith("<"):
        kinds = [(NODE, text)]
    else:
        slug = "-".join(text.lower().split())
        kinds = [(namespace.removeprefix(ID).rstrip("/"), slug) for namespace in prefixes().values() if ID in namespace]
    terms = [parse_term(kind, value) for kind, value in kinds]
    return [term for term in terms if isinstance(term, NamedNode)]


@cache
def _text(name: str) -> str:
    return (QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")


def _short(value: object) -> str:
    text = str(value)
    return shorten(text) if text.startswith(("http://", "https://")) else text


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
