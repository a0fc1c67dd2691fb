"""Whether engines give equal answers to the questions of the catalogue.

``python -m queries.compare --store FOLDER --endpoint URL [--endpoint URL ...]`` prints a table: the rows of each
question, the milliseconds each engine took, and where it deviates from the embedded one.
"""

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, QueryTriples

from queries.catalogue import names, question
from queries.engines import Embedded, Engine
from queries.errors import QueryError
from queries.remote_names import GENID

Cell = tuple[str, object] | None
_DIGITS = 9
"""Significant digits in which floating-point numbers must agree; all others must be equal."""


def _number(text: str) -> Cell:
    return ("number", Decimal(text))


def _float(text: str) -> Cell:
    return ("number", Decimal(f"{float(text):.{_DIGITS}g}"))


def _boolean(text: str) -> Cell:
    # As a number, because Virtuoso 7 gives 1 and 0 for what is worked out to be true and false.
    return ("number", Decimal(text in ("true", "1")))


def _time(text: str) -> Cell:
    return ("time", datetime.fromisoformat(text))


_READERS = {
    **dict.fromkeys(("integer", "decimal", "int", "long", "short", "byte", "nonNegativeInteger"), _number),
    **dict.fromkeys(("double", "float"), _float),
    "boolean": _boolean,
    "dateTime": _time,
}
"""What reads the literals of a datatype."""


@dataclass(frozen=True)
class Answered:
    """The answer of one engine.

    Attributes:
        rows: the answer, each cell as its value; of a graph its triples, of yes or no one row.
        milliseconds: how long it took, from the question to the last row.
    """

    rows: list[tuple[Cell, ...]]
    milliseconds: float


def answered(engine: Engine, name: str) -> Answered:
    """Return what `engine` answers to the question `name` of the catalogue, asked as it stands in its file.

    Raises:
        QueryError: it does not answer.
    """
    start = time.perf_counter()
    answer = engine.query(question(name).sparql)
    if isinstance(answer, QuerySolutions):
        columns = [variable.value for variable in answer.variables]
        rows = [tuple(value(row[column]) for column in columns) for row in answer]
    elif isinstance(answer, QueryTriples):
        # A graph has no order; each engine may say a triple more than once.
        rows = sorted({tuple(value(term) for term in triple) for triple in answer}, key=str)
    else:
        rows = [(("number", Decimal(bool(answer))),)]
    return Answered(rows, 1000 * (time.perf_counter() - start))


def value(term: Any) -> Cell:
    """Return what a term stands for, equal for terms that differ only in the way they are written."""
    if isinstance(term, BlankNode) or (isinstance(term, NamedNode) and term.value.startswith(GENID)):
        return ("blank", None)
    if isinstance(term, NamedNode):
        return ("iri", term.value)
    if not isinstance(term, Literal):
        return None
    read = _READERS.get(term.datatype.value.rpartition("#")[2])
    return read(term.value) if read else (term.language or "text", term.value)


def deviation(expected: Answered, found: Answered) -> str:
    """Return in which way `found` is another answer than `expected`, or the empty string where it is the same."""
    missing, extra = Counter(expected.rows) - Counter(found.rows), Counter(found.rows) - Counter(expected.rows)
    if missing or extra:
        rows = [f"{sign} {_shown(row)}" for sign, side in (("-", missing), ("+", extra)) for row in list(side)[:1]]
        return f"{missing.total()} rows missing, {extra.total()} others: {'; '.join(rows)}"
    if expected.rows != found.rows:
        place = next(i for i, rows in enumerate(zip(expected.rows, found.rows, strict=True)) if rows[0] != rows[1])
        return f"other order from row {place + 1}: {_shown(expected.rows[place])}, here {_shown(found.rows[place])}"
    return ""


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return 1 if an engine deviates, else 0."""
    from queries.endpoint import endpoint  # noqa: PLC0415 - only the program asks servers
    from queries.remote import Remote  # noqa: PLC0415 - the same

    parser = ArgumentParser(prog="python -m queries.compare", description="Compare the answers of engines.")
    parser.add_argument("--store", type=Path, required=True, help="folder of the store to compare with")
    parser.add_argument("--endpoint", action="append", required=True, help="address of a server to compare")
    given = parser.parse_args(arguments)
    try:
        engines: list[Engine] = [Embedded(given.store), *(Remote(endpoint(address)) for address in given.endpoint)]
    except QueryError as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    wrong = 0
    sys.stdout.write(f"{'question':32} {'rows':>7} {'ms here':>9}{''.join(f'{a[-28:]:>30}' for a in given.endpoint)}\n")
    for name in names():
        expected, *others = [_try(engine, name) for engine in engines]
        first = expected if isinstance(expected, str) else f"{len(expected.rows):7,} {expected.milliseconds:9.1f}"
        cells, notes = "", []
        for other in others:
            note = other if isinstance(other, str) else "" if isinstance(expected, str) else deviation(expected, other)
            cells += f"{'deviates' if note else _took(other):>30}"
            notes += [note] if note else []
        wrong += bool(notes) or isinstance(expected, str)
        sys.stdout.write("\n    ".join([f"{name:32} {first}{cells}", *notes]) + "\n")
    sys.stdout.write(f"{len(names())} questions, {wrong} with other answers\n")
    return 1 if wrong else 0


def _try(engine: Engine, name: str) -> Answered | str:
    try:
        return answered(engine, name)
    except QueryError as error:
        return str(error)


def _took(answer: Answered | str) -> str:
    return answer if isinstance(answer, str) else f"{answer.milliseconds:.1f} ms"


def _shown(row: tuple[Cell, ...]) -> str:
    return " | ".join("" if cell is None else str(cell[1]) for cell in row)


if __name__ == "__main__":
    sys.exit(main())
