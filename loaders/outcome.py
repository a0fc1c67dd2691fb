"""What a run comes to, whichever way its release was built."""

from collections import Counter
from dataclasses import dataclass

from loaders.matching.decisions import Pair
from loaders.report import FileReport
from loaders.snapshot import ToolState
from loaders.suggest_categories import CategorySuggestion


@dataclass(frozen=True)
class Outcome:
    """What a run comes to.

    Attributes:
        built: how the release was built; see `loaders.report.Report`.
        files: what became of each file.
        tools: how many tools there are.
        sources: how many tools each source speaks of.
        categories_mapped: source labels in use that have a counterpart among ours.
        categories_unmapped: those that have none, with the reason.
        quads: quads in the store, without those that tell of the run.
        inferred: triples by the rule that inferred them.
        pairs: pairs of rows that may be one tool.
        suggestions: what is proposed for labels that no mapping speaks of.
        differing: the tools of the release before and of this one, by id, that may differ; None where any may.
    """

    built: str
    files: tuple[FileReport, ...]
    tools: int
    sources: Counter[str]
    categories_mapped: tuple[str, ...]
    categories_unmapped: dict[str, str]
    quads: int
    inferred: dict[str, int]
    pairs: list[Pair]
    suggestions: list[CategorySuggestion]
    differing: tuple[dict[str, ToolState], dict[str, ToolState]] | None
