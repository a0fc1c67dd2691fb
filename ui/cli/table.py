"""Rows of an answer as a text table."""

import shutil
import unicodedata

from pyoxigraph import Literal, NamedNode, QuerySolutions

from ontology.namespaces import shorten


def table(solutions: QuerySolutions) -> str:
    """Return the solutions as aligned columns with a header and a count; long cells are cut to fit the terminal."""
    header = [variable.value for variable in solutions.variables]
    body = [[_cell(solution[name]) for name in header] for solution in solutions]
    widest = max(12, shutil.get_terminal_size((160, 24)).columns // max(1, len(header)) - 2)
    lines = [header, *body]
    cut = [[cell if _width(cell) <= widest else cell[: widest - 1] + "…" for cell in line] for line in lines]
    widths = [max(_width(line[column]) for line in cut) for column in range(len(header))]
    rule = ["-" * width for width in widths]
    text = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (cut[0], rule, *cut[1:])
    ]
    count = f"{len(body):,} {'row' if len(body) == 1 else 'rows'}"
    return "\n".join([*text, count])


def _cell(term: object) -> str:
    if isinstance(term, NamedNode):
        return shorten(term.value)
    text = term.value if isinstance(term, Literal) else "" if term is None else str(term)
    return "".join(character if character.isprintable() else " " for character in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
