"""SPARQL as text: just enough lexing to tell a keyword from the same letters in a string or a comment.

Token shapes follow the SPARQL 1.1 grammar, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

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

_PAGE = re.compile(r"^[ \t]*LIMIT[ \t]+(\d+)\s*\n[ \t]*OFFSET[ \t]+(\d+)[ \t]*(?:\n|\Z)", re.MULTILINE)
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


def values_of(sparql: str, variable: str) -> str:
    """Return what stands in the default ``VALUES ?variable { ... }`` block of `sparql`.

    Raises:
        SparqlError: there is no such block, or there are several that differ.
    """
    contents = {block[2].strip() for block in _blocks(sparql, variable)}
    if len(contents) != 1:
        found = "none" if not contents else "several that differ"
        raise SparqlError(f"expected one VALUES ?{variable} {{ ... }} block, or several alike, found {found}")
    return contents.pop()


def fill_values(sparql: str, rows: Mapping[str, str]) -> str:
    """Return `sparql` with `rows`, by variable, in place of what the default ``VALUES`` blocks hold.

    All blocks are found in the text as it is, so that nothing that is put in can be taken for one.

    Raises:
        SparqlError: a variable has no such block, or several that differ.
    """
    found = []
    for variable, text in rows.items():
        values_of(sparql, variable)
        found += [(block.start(2), block.end(2), f" {text} ") for block in _blocks(sparql, variable)]
    parts, position = [], 0
    for start, end, text in sorted(found):
        parts += [sparql[position:start], text]
        position = end
    return "".join(parts) + sparql[position:]


def graphs_named(sparql: str, known_prefixes: Mapping[str, str]) -> list[str]:
    """Return the IRIs after ``FROM`` and ``FROM NAMED``, in their order.

    Args:
        sparql: the query.
        known_prefixes: prefixes that it need not declare, with their namespaces.
    """
    prefixes, named = dict(known_prefixes), []
    tokens = [token for token in _TOKEN.finditer(sparql) if token.lastgroup != "comment"]
    for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        word = before[0].upper()
        if word == "PREFIX" and token.lastgroup == "local" and after is not None and after.lastgroup == "iri":
            prefixes[token["name"] or ""] = after["iri"][1:-1]
        if word in ("FROM", "NAMED") and token.lastgroup == "iri":
            named.append(token["iri"][1:-1])
        if word in ("FROM", "NAMED") and token.lastgroup == "local":
            prefix = token["name"] or ""
            named.append(prefixes.get(prefix, f"{prefix}:") + token["local"])
    return named


def page_of(sparql: str) -> tuple[int, int]:
    """Return how many rows `sparql` gives at most, and how many it leaves out before: its ``LIMIT`` and ``OFFSET``.

    Raises:
        SparqlError: it does not have both, once, each on a line of its own.
    """
    found = _page(sparql)
    return int(found[1]), int(found[2])


def fill_offset(sparql: str, skip: str) -> str:
    """Return `sparql` with `skip` in its ``OFFSET``; see `page_of`."""
    found = _page(sparql)
    return f"{sparql[: found.start(2)]}{skip}{sparql[found.end(2) :]}"


def without_page(sparql: str) -> str:
    """Return `sparql` without its ``LIMIT`` and ``OFFSET``, so that it gives all rows; see `page_of`."""
    found = _page(sparql)
    return sparql[: found.start()] + sparql[found.end() :]


def _page(sparql: str) -> re.Match[str]:
    found = list(_PAGE.finditer(sparql))
    if len(found) != 1:
        raise SparqlError(
            "expected LIMIT and then OFFSET, each with a number on a line of its own, found "
            + ("none" if not found else "several")
        )
    return found[0]


def replace_values(sparql: str, variable: str, rows: str) -> str:
    """Return `sparql` with `rows` in the default block of one variable; see `fill_values`."""
    return fill_values(sparql, {variable: rows})


def _blocks(sparql: str, variable: str) -> list[re.Match[str]]:
    pattern = re.compile(r"(\bVALUES\s+\?" + re.escape(variable) + r"\s*\{)([^{}]*)\}", re.IGNORECASE)
    return [match for match in pattern.finditer(sparql) if not _in_comment(sparql, match.start())]


def _in_comment(sparql: str, position: int) -> bool:
    return any(start < position < end for start, end in _silent_parts(sparql))


@lru_cache(maxsize=16)
def _silent_parts(sparql: str) -> tuple[tuple[int, int], ...]:
    """Return where the comments and strings of `sparql` begin and end."""
    return tuple(token.span() for token in _TOKEN.finditer(sparql) if token.lastgroup in ("comment", "string"))
