"""The form of the curated tables: sorted by id, one space between words, no blank list items, LF.

One form for each content keeps the differences between versions small and readable. ``python -m
ontology.tidy`` checks the shipped tables; with ``--write`` it brings them into this form.
"""

import csv
import io
import sys
from pathlib import Path

from ontology.errors import OntologyError, Problem
from ontology.tables import LIST_SEPARATOR, VOCAB, Table, read_tables

FIX = "python -m ontology.tidy --write"
USAGE = "usage: python -m ontology.tidy [--write]"
UNIQUE_PHRASES = {"need": ("symptoms",)}
"""Columns of a type whose phrases belong to one row only, beside its labels."""


def tidy(table: Table) -> str:
    """Return the text that the file of `table` has in its tidy form."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    for row in sorted(table.rows, key=lambda row: row.id):
        writer.writerow(_cell(row.cells[name], many=column.many) for name, column in table.columns.items())
    return text.getvalue()


def untidy(tables: list[Table]) -> list[Problem]:
    """Return a problem, which names the command that fixes it, for each file that is not tidy."""
    return [
        Problem(table.file, None, "", "", f"is not sorted and tidy; run: {FIX}")
        for table in tables
        if table.file.read_bytes() != tidy(table).encode()
    ]


def shared_phrases(tables: list[Table]) -> list[Problem]:
    """Return a problem for each label of a table, or symptom of a need, that an earlier row has.

    Letter case does not tell phrases apart. A row that repeats a phrase of its own is a problem too.
    """
    return [problem for table in tables if table.cls for problem in _shared(table)]


def _shared(table: Table) -> list[Problem]:
    labels = [
        name for name, column in table.columns.items() if {"skos:prefLabel", "skos:altLabel"} & set(column.property)
    ]
    problems = []
    seen: dict[str, str] = {}
    for row in table.rows:
        for name in [*labels, *UNIQUE_PHRASES.get(table.type, ())]:
            for phrase in table.columns[name].cells(row.cells[name]):
                if phrase.casefold() in seen:
                    reason = f"{seen[phrase.casefold()]} has this phrase already"
                    problems.append(Problem(table.file, row.line, name, phrase, reason))
                seen[phrase.casefold()] = row.id
    return problems


def _cell(value: str, *, many: bool) -> str:
    if not many:
        return " ".join(value.split())
    parts = (" ".join(part.split()) for part in value.split(LIST_SEPARATOR))
    return LIST_SEPARATOR.join(filter(None, parts))


def main(arguments: list[str] | None = None, vocab: Path = VOCAB) -> None:
    """Check the tables, or with ``--write`` bring them into their tidy form.

    Args:
        arguments: those of the command line, by default ``sys.argv``.
        vocab: the folder of the tables.

    Raises:
        SystemExit: a table is not tidy or not readable, or an argument is unknown.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments not in ([], ["--write"]):
        raise SystemExit(USAGE)
    try:
        tables = read_tables(vocab)
    except OntologyError as error:
        raise SystemExit(str(error)) from error
    if arguments:
        for table in tables:
            table.file.write_text(tidy(table), encoding="utf-8", newline="\n")
    if problems := untidy(tables) + shared_phrases(tables):
        raise SystemExit("\n".join(map(str, problems)))


if __name__ == "__main__":
    main()
