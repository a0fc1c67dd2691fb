"""Why a query has no answer, in words, and where in its text.

What the parser expected is exact, and often of no use: it names letters, and after a misspelt word it names the word
that may come next. So what commonly goes wrong is looked for first.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ontology.namespaces import prefixes
from queries.errors import QueryError
from queries.nearest import nearest
from queries.text import keywords, undeclared_prefixes
from ui.components import editor
from ui.components.editor import Problem
from ui.endpoint.problems import problem_of
from ui.words import listed
from ui.workbench import words

_WORDS = Path(editor.__file__).parent / "src" / "words.json"
_TOKEN = re.compile(r"'\\.{1,3}'|\[[^\]]*\]|\"(?:\\.|[^\"\\])*\"|[^,]+")
_KINDS = {
    '"$"': words.A_VARIABLE,
    '"?"': words.A_VARIABLE,
    '"<"': words.A_NAME,
    '":"': words.A_NAME,
    '"\'"': words.A_TEXT,
    '"\\""': words.A_TEXT,
    "['0'..='9']": words.A_NUMBER,
}
_UNSAID = {"\"'''\"", '"\\"\\"\\""', '"<<"', '"<<("', '"{|"', '"_:"', '"~"', '"\\\\"', '"\\\\u"', '"\\\\U"', "VERSION"}
"""Tokens that say nothing to anybody, or belong to RDF 1.2."""


def explain(error: QueryError, sparql: str) -> tuple[str, Problem | None]:
    """Return what is wrong in words, and its place where it has one."""
    place = problem_of(error).more
    if not place:
        return str(error), None
    line, column, message = _found(sparql, place) or (place["line"], place["column"], _otherwise(place["expected"]))
    return words.AT.format(line=line, column=column, message=message), Problem(line, column, message)


def _otherwise(said: str) -> str:
    named = expected(said)
    return words.EXPECTED.format(expected=words.EXPECTED_HERE.format(expected=named) if named else "")


def _found(sparql: str, place: Mapping[str, Any]) -> tuple[int, int, str] | None:
    """Return line, column and message of what commonly goes wrong."""
    said = place["expected"]
    if not list(keywords(sparql)):
        return 1, 1, words.NO_QUERY
    if '"\\U"' in said:
        return place["line"], place["column"], words.OPEN_QUOTE
    unknown = [word for word in keywords(sparql) if word not in _known()]
    if unknown:
        hint = (
            nearest(unknown[0], [word.casefold() for word in _known()]).upper().replace("DID YOU MEAN", "did you mean")
        )
        hint = hint.replace(" OR ", " or ")
        return *_place(sparql, rf"(?<![\w?$:@-]){unknown[0]}(?![\w:-])"), words.NO_WORD.format(
            word=unknown[0], hint=hint
        )
    missing = sorted(undeclared_prefixes(sparql) - prefixes().keys())
    if "Prefix not found" in said and missing:
        hint = nearest(missing[0], prefixes())
        return *_place(sparql, rf"(?<![\w-]){re.escape(missing[0])}:"), words.NO_PREFIX.format(
            prefix=missing[0], hint=hint
        )
    sentence = next((token for token in _tokens(said) if re.match(r"[A-Z][A-Za-z]* [a-zA-Z ]+$", token)), None)
    if sentence:
        return *_end(sparql), f"{sentence}."
    return None


def expected(said: str) -> str:
    """Return the parser's list of what it expected, in words.

    >>> expected('one of "$", "?", ";", HAVING, [_]')
    'a variable, ; or HAVING'
    """
    found = []
    for token in _tokens(said.removeprefix("one of ")):
        if token in _KINDS:
            found.append(_KINDS[token])
        elif token.startswith("["):
            found += [words.A_NAME] if "'A'" in token else []
        elif token not in _UNSAID:
            found.append(token.strip('"').replace("\\", ""))
    distinct = list(dict.fromkeys(found))
    return listed(distinct, "or")


def _tokens(said: str) -> list[str]:
    return [token.strip() for token in _TOKEN.findall(" ".join(said.split())) if token.strip()]


def _place(sparql: str, pattern: str) -> tuple[int, int]:
    match = re.search(pattern, sparql, re.IGNORECASE)
    before = sparql[: match.start() if match else 0]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _end(sparql: str) -> tuple[int, int]:
    lines = sparql.rstrip().splitlines()
    return len(lines), max(len(lines[-1]), 1)


@cache
def _known() -> frozenset[str]:
    held = json.loads(_WORDS.read_text(encoding="utf-8"))
    return frozenset([*held["keywords"], *held["functions"]])
