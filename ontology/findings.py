"""What a check of the ontology reports, whichever engine found it."""

from dataclasses import dataclass
from typing import Literal, get_args

Severity = Literal["critical", "error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the worst: *critical* makes reasoning or answers wrong, *error* must not be published."""


@dataclass(frozen=True)
class Finding:
    """One entity that breaks one rule.

    Attributes:
        rule: id of the rule.
        severity: how bad it is.
        entity: what breaks the rule: an IRI, a blank node, or a file and line.
        property: IRI of the property at fault, or the empty string.
        value: the value at fault, or the empty string.
        message: the rule, as one sentence.
        fix: what to do, as one sentence, or the empty string where the message says it.
    """

    rule: str
    severity: Severity
    entity: str
    property: str
    value: str
    message: str
    fix: str

    def line(self) -> str:
        """Return the finding as one line: severity, rule, entity, what is wrong and what to do."""
        at = f" ({' '.join(part for part in (self.property, self.value) if part)})"
        what = f"{self.severity} {self.rule} {self.entity}{at if at != ' ()' else ''}: {self.message}"
        return " ".join(f"{what.rstrip('.')}; {self.fix}".split() if self.fix else what.split())
