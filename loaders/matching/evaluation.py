"""How well tools are matched, measured on pairs that a person labelled."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.errors import LoadError, Rejection
from loaders.inputs import Inputs
from loaders.landscape import Landscape, assemble
from loaders.matching.aliases import shipped_aliases
from loaders.matching.decisions import Curation
from loaders.matching.matcher import Matcher
from loaders.reading import CsvFile
from loaders.records import Record
from loaders.run import Run

_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Judged:
    """One labelled pair and what matching made of it.

    Attributes:
        technology: name of the tool, as its file writes it.
        entity: name of the row that may mean it.
        same: whether they are the same by the label.
        found: whether matching took them for the same.
        hard: whether the pair is marked as hard.
        score: points for the two being one tool.
        evidence: what speaks for it and against it.
        matched_with: the tools that the entity was taken for.
    """

    technology: str
    entity: str
    same: bool
    found: bool
    hard: bool
    score: float
    evidence: str
    matched_with: tuple[str, ...]

    def line(self) -> str:
        """Return the pair as a line of plain text."""
        kind = "missed" if self.same else "wrongly matched"
        others = f"; taken for {', '.join(self.matched_with)}" if self.matched_with and not self.found else ""
        return f"{kind}: {self.technology} | {self.entity} | {self.score:.2f}: {self.evidence}{others}"


@dataclass(frozen=True)
class Evaluation:
    """Figures over labelled pairs.

    Attributes:
        pairs: every labelled pair, in the order of the file.
        attached: rows of the second file that were matched with a tool, labelled or not.
    """

    pairs: tuple[Judged, ...]
    attached: int

    @property
    def precision(self) -> float | None:
        """The share of the pairs taken for the same that are; None where there are none."""
        return _share([pair.same for pair in self.pairs if pair.found])

    @property
    def recall(self) -> float | None:
        """The share of the same pairs that were found; None where there are none."""
        return _share([pair.found for pair in self.pairs if pair.same])

    @property
    def recall_not_hard(self) -> float | None:
        """The recall over the pairs that are not marked as hard."""
        return _share([pair.found for pair in self.pairs if pair.same and not pair.hard])

    @property
    def wrong(self) -> list[Judged]:
        """The pairs about which matching and label disagree."""
        return [pair for pair in self.pairs if pair.same != pair.found]

    def counts(self) -> dict[str, int]:
        """Return the number of pairs by label and outcome."""
        outcomes = [(pair.same, pair.found) for pair in self.pairs]
        return {
            "pairs": len(outcomes),
            "true_positives": outcomes.count((True, True)),
            "false_positives": outcomes.count((False, True)),
            "false_negatives": outcomes.count((True, False)),
            "true_negatives": outcomes.count((False, False)),
            "attached": self.attached,
        }

    def as_json(self) -> dict[str, Any]:
        """Return the evaluation as JSON values; every wrong pair is named."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "recall_not_hard": self.recall_not_hard,
            "counts": self.counts(),
            "wrong": [{**vars(pair), "matched_with": list(pair.matched_with)} for pair in self.wrong],
        }

    def lines(self) -> list[str]:
        """Return the evaluation as lines of plain text."""
        counts = self.counts()
        found = counts["true_positives"] + counts["false_positives"]
        same = counts["true_positives"] + counts["false_negatives"]
        return [
            f"precision {_text(self.precision)}  ({counts['true_positives']} of {found} matched pairs are the same)",
            f"recall    {_text(self.recall)}  ({counts['true_positives']} of {same} same pairs are matched)",
            f"recall over pairs that are not hard {_text(self.recall_not_hard)}",
            f"{counts['pairs']} labelled pairs; {self.attached} rows matched in all",
            *(pair.line() for pair in self.wrong),
        ]


def evaluate(gold: Path, files: list[Path]) -> Evaluation:
    """Match files and compare with labelled pairs; what people decided in a home plays no part.

    Args:
        gold: a CSV file with the columns technology, entity, same (yes or no) and, if you like, hard (yes or no).
        files: the landscape files that the names stand in.

    Raises:
        LoadError: a file cannot be used, or a label names no row.
    """
    records = Run(Inputs(files, [], None)).records
    landscape = assemble(records)
    matcher = Matcher(records, shipped_aliases(), Curation())
    for tool in landscape.tools:
        matcher.add(tool.records)
    matcher.learn(record for record in records if record.profile.rows == "measurements")
    tools, rows = _by_name(records, tools_only=True), _by_name(records, tools_only=False)
    meant = _meant(landscape)
    pairs = []
    for line, cells in _labels(gold):
        technology, entity = cells["technology"], cells["entity"]
        for name, known in ((technology, tools), (entity, rows)):
            if name not in known:
                raise LoadError(f"{gold}:{line}: no row of the landscape files is named {name!r}")
        others = [row for row in rows[entity] if row not in tools[technology]] or rows[entity]
        found = any(meant.get(id(tool), -1) == meant.get(id(row), -2) for tool in tools[technology] for row in others)
        weighings = [matcher.weigh(tool, row) for tool in tools[technology] for row in others]
        best = max(weighings, key=lambda weighing: weighing.score)
        taken = {landscape.tools[meant[id(row)]].name for row in others if id(row) in meant}
        pairs.append(
            Judged(
                technology,
                entity,
                same=_ANSWERS[cells["same"].casefold()],
                found=found,
                hard=cells.get("hard", "").casefold() == "yes",
                score=best.score,
                evidence=best.sentence,
                matched_with=tuple(sorted(taken)),
            )
        )
    return Evaluation(tuple(pairs), len(landscape.merged) + sum(len(tool.additions) for tool in landscape.tools))


def _meant(landscape: Landscape) -> dict[int, int]:
    """Return the number of the tool that each record speaks of, by the record's ``id()``."""
    return {
        id(record): number for number, tool in enumerate(landscape.tools) for record in (*tool.records, *tool.additions)
    }


def _by_name(records: list[Record], *, tools_only: bool) -> dict[str, list[Record]]:
    named = defaultdict(list)
    for record in records:
        if record.profile.rows == "tools" or not tools_only:
            named[record.name].append(record)
    return named


def _labels(gold: Path) -> list[tuple[int, dict[str, str]]]:
    table = CsvFile(gold)
    missing = [column for column in ("technology", "entity", "same") if column not in table.header]
    if missing:
        raise LoadError(f"{gold}:1: the columns {', '.join(missing)} are missing")
    found = []
    for row in table.rows():
        if isinstance(row, Rejection):
            raise LoadError(f"{gold}:{row.line}: {row.reason}")
        if row.cells["same"].casefold() not in _ANSWERS:
            raise LoadError(f"{gold}:{row.line}: same {row.cells['same']!r}: it must be yes or no")
        found.append((row.line, row.cells))
    return found


def _share(outcomes: list[bool]) -> float | None:
    return sum(outcomes) / len(outcomes) if outcomes else None


def _text(share: float | None) -> str:
    return "undefined" if share is None else f"{share:.3f}"
