"""SPARQL as text: just enough lexing to tell a keyword from the same letters in a string or a comment.

Token shapes follow the SPARQL 1.1 grammar, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
"""

import re
from collections.abc import Iterator

from queries.errors import SparqlError

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>[^\W\d][\w.-]*)?:(?P<local>(?![.-])(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))*)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset(["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"])
_FORMS = frozenset(["ASK", "CONSTRUCT", "DESCRIBE", "SELECT"])


def keywords(sparql: str) -> Iterator[str]:
    """Yield the bare words of `sparql` in capitals: keywords, function names, ``a`` and ``true``."""
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "word":
            yield token["word"].upper()


def form_of(sparql: str) -> str | None:
    """Return the form of a query, SELECT, ASK, CONSTRUCT or DESCRIBE, or None where the text has none."""
    return next((word for word in keywords(sparql) if word in _FORMS), None)


def undeclared_prefixes(sparql: str) -> set[str]:
    """Return the prefixes that `sparql` uses and does not declare."""
    used: set[str] = set()
    declared: set[str] = set()
    after = ""
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "local":
            (declared if after == "PREFIX" else used).add(token["name"] or "")
        if token.lastgroup != "comment":
            after = token[0].upper()
    return used - declared


def check_read_only(sparql: str) -> None:
    """Refuse what a reader may not do: change the graph, or call out to another server.

    Raises:
        SparqlError: the text is an update, or uses ``SERVICE``.
    """
    words = list(keywords(sparql))
    form = next((word for word in words if word in _FORMS | _UPDATES), None)
    if form in _UPDATES:
        raise SparqlError(
            f"{form} is an update, and the graph is read-only here: ask with SELECT, ASK, CONSTRUCT or "
            "DESCRIBE; data changes through `cxscape refresh`"
        )
    # Oxigraph reads a keyword right after another word, as in trueSERVICE.
    if any("SERVICE" in word for word in words):
        raise SparqlError(
            "SERVICE would send the query to another server, which is not allowed here: remove that block"
        )


def replace_values(sparql: str, variable: str, rows: str) -> str:
    """Return `sparql` with the default ``VALUES ?variable { ... }`` block holding `rows` instead.

    Raises:
        SparqlError: the text does not hold exactly one such block.
    """
    pattern = re.compile(r"(\bVALUES\s+\?" + re.escape(variable) + r"\s*\{)[^{}]*(\})", re.IGNORECASE)
    blocks = [match for match in pattern.finditer(sparql) if not _in_comment(sparql, match.start())]
    if len(blocks) != 1:
        raise SparqlError(f"expected one VALUES ?{variable} {{ ... }} block, found {len(blocks)}")
    block = blocks[0]
    return f"{sparql[: block.start()]}{block[1]} {rows} {block[2]}{sparql[block.end() :]}"


def _in_comment(sparql: str, position: int) -> bool:
    return any(
        token.start() < position < token.end()
        for token in _TOKEN.finditer(sparql)
        if token.lastgroup in ("comment", "string")
    )
