"""What can be wrong with the ontology's own files."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file.

    Attributes:
        file: the file.
        line: its line, counted from 1, or None where the file as a whole is meant.
        column: name of the column, or the empty string.
        value: the offending value, or the empty string.
        reason: what is wrong and what to do.
    """

    file: Path
    line: int | None
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file.name}:{self.line}" if self.line else self.file.name
        what = f", {self.column} {self.value!r}" if self.column else ""
        return f"{where}{what}: {self.reason}"


class OntologyError(ValueError):
    """Raised when the ontology's files contradict each other; `problems` names every place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
