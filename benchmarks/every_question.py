"""How long each question of the catalogue takes: with the values in its file, and with others of each parameter."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import QuerySolutions

from queries.catalogue import Question, names, question
from queries.engines import Embedded
from queries.header import Parameter
from queries.results import all_rows, rows_of

VALUES = 12
"""Values of a parameter that are tried, from all over the list of those there are."""
_OF_TYPE = {"boolean": ["true", "false"], "string": ["mail", "sales"], "offset": ["25", "500"]}


@dataclass(frozen=True)
class Asked:
    """What was measured of one question.

    Attributes:
        name: of the question.
        seconds: of the processor, which nothing else on the machine adds to; one for each set of values.
        rows: the most rows, or triples, that it gave.
    """

    name: str
    seconds: list[float]
    rows: int


def ask_every_question(engine: Embedded) -> Iterator[Asked]:
    """Yield what each question of the catalogue takes until its answer is read."""

    @cache
    def options(name: str) -> list[str]:
        column = next(iter(question(name).columns))
        return list(dict.fromkeys(str(row[column]) for row in all_rows(engine, name)))

    def choices(parameter: Parameter) -> list[str]:
        found = options(parameter.options) if parameter.options else _OF_TYPE.get(parameter.type, [])
        return found[:: -(-len(found) // VALUES)] if found else []

    for name in names():
        asked = question(name)
        seconds, most = [], 0
        for values in _values(asked, {each.name: choices(each) for each in asked.parameters.values()}):
            start = time.process_time()
            found = _answer(engine, asked.bind(values) if values else asked.sparql)
            seconds.append(time.process_time() - start)
            most = max(most, len(found))
        yield Asked(name, seconds, most)


def _values(asked: Question, choices: dict[str, list[str]]) -> Iterator[dict[str, str | list[str]]]:
    """Yield what to ask with: what stands in the file, and then each parameter varied while the others stay."""
    yield {}
    fixed = {each.name: list(asked.defaults(each.name)) for each in asked.parameters.values() if not each.optional}
    for name, values in choices.items():
        for value in values:
            yield {**fixed, name: value}


def _answer(engine: Embedded, sparql: str) -> Sequence[object]:
    answer: Any = engine.query(sparql)
    return rows_of(answer) if isinstance(answer, QuerySolutions) else list(answer)
