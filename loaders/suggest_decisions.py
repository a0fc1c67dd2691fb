"""The curation table of categories (``HOME/curation/categories.csv``): what is proposed, and what people decided."""

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from loaders.errors import LoadError, Rejection
from loaders.profile_mappings import NO_TERM, mapping_of, profile_mappings
from loaders.profiles import Profile
from loaders.reading import CsvFile, Row
from loaders.records import Vocabulary
from loaders.suggest_categories import CategorySuggestion
from ontology.mappings import Mapping

COLUMNS = (
    "source",
    "label",
    "suggested_category",
    "predicate",
    "confidence",
    "evidence",
    "decision",
    "decided_by",
)
ACCEPT, REJECT = "accept", "reject"
DECISIONS = (ACCEPT, REJECT, NO_TERM)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def categories_table(home: Path) -> Path:
    """Return the path of the curation table of `home`."""
    return home / "curation" / "categories.csv"


def decided_mappings(home: Path, vocabulary: Vocabulary) -> list[Mapping]:
    """Return the mappings that people decided on: ``accept`` takes the row, ``none`` says that nothing fits.

    Raises:
        LoadError: the table cannot be read, or a decided row is wrong.
    """
    mappings: dict[tuple[str, str, str], Mapping] = {}
    for line, cells in _rows(home):
        decision, table = cells["decision"].strip(), categories_table(home)
        if decision not in ("", *DECISIONS):
            raise LoadError(f"{table}:{line}: the decision {decision!r} must be {', '.join(DECISIONS)} or blank")
        if decision not in (ACCEPT, NO_TERM):
            continue
        thing = NO_TERM if decision == NO_TERM else cells["suggested_category"].strip()
        comment = f"decided by {cells['decided_by'].strip() or 'a curator'}: {cells['evidence'].strip() or 'no reason'}"
        mapping = mapping_of(
            file=table,
            line=line,
            source=cells["source"].strip(),
            label=cells["label"].strip(),
            thing=thing,
            predicate=cells["predicate"].strip() or "close",
            confidence=cells["confidence"].strip() or "1.0",
            comment=comment,
            vocabulary=vocabulary,
        )
        mappings.setdefault((mapping.source, mapping.label, thing), mapping)
    return list(mappings.values())


def own_mappings(home: Path, profiles: Iterable[Profile], vocabulary: Vocabulary) -> list[Mapping]:
    """Return the mappings that are not the ontology's own: what people decided, then what `profiles` state.

    What was decided about a label stands above what a profile says of it.

    Raises:
        LoadError: a decided row or a profile's mapping is wrong.
    """
    decided = decided_mappings(home, vocabulary)
    spoken_of = {(mapping.source, mapping.label) for mapping in decided}
    stated = [said for profile in profiles for said in profile_mappings(profile, vocabulary)]
    return decided + [said for said in stated if (said.source, said.label) not in spoken_of]


def write_category_suggestions(home: Path, suggestions: Iterable[CategorySuggestion]) -> int:
    """Put `suggestions` into the curation table of `home` and return how many wait for a decision.

    Decided rows stay as people left them, and what was decided about is not proposed again. The table is
    replaced in one step. No cell becomes a formula in a spreadsheet: where one would, an apostrophe precedes it.

    Raises:
        LoadError: the table cannot be read or written.
    """
    table = categories_table(home)
    decided = [cells for _, cells in _rows(home) if cells["decision"].strip()]
    closed = {(row["source"], row["label"]) for row in decided if row["decision"].strip() in (ACCEPT, NO_TERM)}
    seen = {(row["source"], row["label"], row["suggested_category"]) for row in decided}
    new = [
        _cells(proposal)
        for proposal in suggestions
        if (proposal.source, proposal.label) not in closed
        and (proposal.source, proposal.label, proposal.category) not in seen
    ]
    if not new and not table.exists():
        return 0
    ordered = sorted([*decided, *new], key=lambda row: (row["source"], row["label"], not row["decision"]))
    try:
        table.parent.mkdir(parents=True, exist_ok=True)
        draft = table.with_name(f".{table.name}.{os.getpid()}")
        with draft.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([_harmless(row[column]) for column in COLUMNS] for row in ordered)
        draft.replace(table)
    except OSError as error:
        raise LoadError(f"{table}: cannot be written: {error.strerror}") from error
    return len(new)


def _cells(proposal: CategorySuggestion) -> dict[str, str]:
    return {
        "source": proposal.source,
        "label": proposal.label,
        "suggested_category": proposal.category,
        "predicate": proposal.predicate,
        "confidence": f"{proposal.confidence:.2f}" if proposal.category else "",
        "evidence": proposal.evidence,
        "decision": "",
        "decided_by": "",
    }


def _rows(home: Path) -> list[tuple[int, dict[str, str]]]:
    table = categories_table(home)
    if not table.exists():
        return []
    file = CsvFile(table)
    missing = [column for column in COLUMNS if column not in file.header]
    if missing:
        raise LoadError(f"{table}:{file.header_line}: the columns {', '.join(missing)} are missing")
    return [_row(row, table) for row in file.rows()]


def _row(row: Row | Rejection, table: Path) -> tuple[int, dict[str, str]]:
    if isinstance(row, Rejection):
        raise LoadError(f"{table}:{row.line}: {row.reason}")
    return row.line, {column: _plain(row.cells[column]) for column in COLUMNS}


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _plain(value: str) -> str:
    return value.removeprefix("'")
