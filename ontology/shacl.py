"""SHACL: what data must say to be answerable (https://www.w3.org/TR/shacl/).

The shapes are in ``shapes/``, one file a topic. A message says the rule and, after a colon, what to do.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import shacl
from pyoxigraph import RdfFormat, Triple, serialize

from ontology.findings import Finding, Severity
from ontology.namespaces import ID

SHAPES = Path(__file__).parent / "shapes"
SHAPE = f"{ID}shape/"
SEVERITIES: dict[str, Severity] = {"Violation": "error", "Warning": "warning", "Info": "info"}

_IRI = re.compile(r"^<([^<> ]+)>$")


def shape_files() -> list[Path]:
    """Return the files of shapes, one a topic, in the order of their names."""
    return sorted(SHAPES.glob("*.ttl"))


def validate(data: Iterable[Triple], shapes: Iterable[Path] | None = None) -> list[Finding]:
    """Return what in `data` breaks `shapes`, sorted.

    Args:
        data: the data with all that the shapes follow links to: the vocabulary, and the modules for
            subclasses.
        shapes: files of shapes, by default all of ours.

    Returns:
        The findings. The rule is the shape, for example ``shape/need``.

    Raises:
        ValueError: the files are not Turtle or have no shape.
    """
    buffer = BytesIO()
    serialize(data, buffer, RdfFormat.N_TRIPLES)
    return Validator(shapes).findings(buffer.getvalue().decode())


class Validator:
    """Shapes that are read once and checked several times."""

    def __init__(self, shapes: Iterable[Path] | None = None) -> None:
        """Read the files of `shapes`, by default all of ours.

        Raises:
            ValueError: the files are not Turtle or have no shape.
        """
        files = shape_files() if shapes is None else shapes
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        self._shapes = shacl.Shapes.from_turtle(text, base=SHAPE)
        if not len(self._shapes):
            raise ValueError("the files of shapes have no shape")

    def findings(self, data: str) -> list[Finding]:
        """Return what in the N-Triples `data` breaks the shapes, sorted; see `validate`."""
        report = self._shapes.validate_text(data, format="ntriples")
        findings = {_finding(result) for result in report.results}
        return sorted(findings, key=lambda found: (found.rule, found.entity, found.message, found.value))


def _finding(result: shacl.Result) -> Finding:
    message, _, fix = (result.message or result.component).partition(": ")
    return Finding(
        rule=f"shape/{_bare(result.root_shape).removeprefix(SHAPE)}",
        severity=SEVERITIES[result.severity],
        entity=_bare(result.focus_node),
        property=_bare(result.path),
        value=result.value_plain or "",
        message=message if fix else message.rstrip("."),
        fix=fix[:1].upper() + fix[1:],
    )


def _bare(term: str | None) -> str:
    match = _IRI.match(term or "")
    return match.group(1) if match else term or ""
