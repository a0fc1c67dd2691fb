"""The SSSOM tables under ``mappings/``: what a source's category labels mean in our terms.

One file maps the labels of one source to one of our schemes, vendor categories or capabilities. A label
that has no counterpart has a row too, with ``sssom:NoTermFound``, so that a gap is a statement.

Format: https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import OntologyError, Problem
from ontology.namespaces import ID, expand, individual, slug_of

MAPPINGS = Path(__file__).parent / "mappings"
PATTERN = "*.sssom.tsv"
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
)
METADATA = frozenset(
    {
        "creator_label",
        "curie_map",
        "license",
        "mapping_date",
        "mapping_set_description",
        "mapping_set_id",
        "mapping_set_version",
        "object_source",
        "subject_source",
    },
)
LABEL = f"{ID}label/"
NO_TERM = expand("sssom:NoTermFound")
MEMBER_PREDICATES = frozenset(expand(f"skos:{kind}Match") for kind in ("exact", "close", "broad"))
"""The predicates that say it of every tool of the label; narrowMatch and relatedMatch say it of some."""
PREDICATES = MEMBER_PREDICATES | {expand("skos:narrowMatch"), expand("skos:relatedMatch")}
NO_TERM_PREDICATE = expand("skos:mappingRelation")

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_TELLING = re.compile(r"[+#*]")


def label_slug(label: str) -> str:
    """Return the slug of a source's label: ``A/B Testing`` becomes ``a-b-testing``.

    Where that loses letters or signs that tell labels apart, as of ``C++`` and ``C#``, a digest is added.
    """
    slug = _NOT_SLUG.sub("-", anyascii(label).lower()).strip("-")
    if slug and label.isascii() and not _TELLING.search(label):
        return slug
    digest = sha256(label.casefold().encode()).hexdigest()[:6]
    return f"{slug}-{digest}" if slug else ""


def source_label(source: str, label: str) -> NamedNode:
    """Return the IRI of the label `label` of the data source `source`."""
    return NamedNode(f"{LABEL}{source}--{label_slug(label)}")


@dataclass(frozen=True)
class Mapping:
    """One row of a mapping table.

    Attributes:
        file: the table.
        line: its line there.
        source: the data source whose label is mapped, for example ``webappanalyzer``.
        subject: the source's label.
        label: the label as the source writes it.
        predicate: ``skos:exactMatch`` and its kin; ``skos:mappingRelation`` where no term was found.
        object: the category or capability, None where no term was found.
        justification: how the mapping came about, a ``semapv:`` term.
        confidence: over 0, up to 1.
        comment: why, for people.
    """

    file: Path
    line: int
    source: str
    subject: NamedNode
    label: str
    predicate: NamedNode
    object: NamedNode | None
    justification: NamedNode
    confidence: Decimal
    comment: str

    @property
    def node(self) -> NamedNode | None:
        """The IRI of the mapping itself, None where no term was found."""
        if self.object is None:
            return None
        return individual("mapping", f"{slug_of(self.subject.value)}--{slug_of(self.object.value)}")


def read_mappings(directory: Path = MAPPINGS) -> list[Mapping]:
    """Return the mappings of every SSSOM table in `directory`, in the order of file name and row.

    Raises:
        OntologyError: a table lacks or misnames a column, a CURIE has no prefix in the table's
            ``curie_map``, a label does not fit its id, a predicate, confidence or justification is none,
            or two rows map the same label to the same thing.
    """
    problems: list[Problem] = []
    mappings = [mapping for file in sorted(directory.glob(PATTERN)) for mapping in _read(file, problems)]
    problems += _repeated(mappings)
    if problems:
        raise OntologyError(problems)
    return mappings


def mapping_triples(mappings: Iterable[Mapping]) -> list[Triple]:
    """Return the source labels, their SKOS matches and the mappings with their confidence as triples.

    A label without a counterpart is a concept of its source with the reason as ``skos:editorialNote``.
    """
    triples: dict[Triple, None] = {}
    for mapping in mappings:
        triples |= dict.fromkeys(_label_triples(mapping))
        triples |= dict.fromkeys(_match_triples(mapping))
    return list(triples)


def sort_tables(directory: Path = MAPPINGS) -> list[Path]:
    """Put the rows of every table in order and return the files that changed."""
    changed = []
    for file in sorted(directory.glob(PATTERN)):
        text = file.read_text(encoding="utf-8")
        head = [line for line in text.splitlines(keepends=True) if line.startswith("#")]
        header, *rows = text.removeprefix("".join(head)).splitlines(keepends=True)
        ordered = "".join([*head, header, *sorted(rows, key=_order)])
        if ordered != text:
            file.write_text(ordered, encoding="utf-8")
            changed.append(file)
    return changed


def _order(row: str) -> tuple[str, str, str]:
    subject, _, predicate, thing, *_ = row.split("\t")
    return subject, thing, predicate


def _read(file: Path, problems: list[Problem]) -> Iterator[Mapping]:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    prefixes = _metadata(file, "".join(line[1:] for line in head), problems)
    reader = csv.reader(lines[len(head) :], delimiter="\t", strict=True)
    header = tuple(next(reader, ()))
    if header != COLUMNS:
        reason = f"the columns must be: {' '.join(COLUMNS)}"
        problems.append(Problem(file, len(head) + 1, "header", " ".join(header), reason))
        return
    for values in reader:
        line = len(head) + reader.line_num
        if len(values) != len(COLUMNS):
            problems.append(
                Problem(file, line, "", "", f"{len(values)} cells where {len(COLUMNS)} are named"),
            )
            continue
        mapping = _mapping(_Row(file, line, dict(zip(COLUMNS, values, strict=True)), prefixes, problems))
        if mapping:
            yield mapping


def _metadata(file: Path, text: str, problems: list[Problem]) -> dict[str, str]:
    try:
        metadata: Any = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, "", "", f"the # lines are no YAML: {error}"))
        return {}
    metadata = metadata if isinstance(metadata, dict) else {}
    for name in sorted(METADATA ^ metadata.keys()):
        reason = "the # lines must say this" if name in METADATA else "the # lines may not say this"
        problems.append(Problem(file, 1, name, str(metadata.get(name, "")), reason))
    prefixes = metadata.get("curie_map", {})
    return prefixes if isinstance(prefixes, dict) else {}


@dataclass(frozen=True)
class _Row:
    file: Path
    line: int
    cells: dict[str, str]
    prefixes: dict[str, str]
    problems: list[Problem]

    def wrong(self, column: str, reason: str) -> None:
        self.problems.append(Problem(self.file, self.line, column, self.cells[column], reason))

    def iri(self, column: str) -> NamedNode | None:
        prefix, colon, local = self.cells[column].partition(":")
        if not colon or not local or prefix not in self.prefixes:
            self.wrong(column, "must be a CURIE whose prefix is in the curie_map of this file")
            return None
        return NamedNode(self.prefixes[prefix] + local)


def _mapping(row: _Row) -> Mapping | None:
    before = len(row.problems)
    subject, predicate, thing = row.iri("subject_id"), row.iri("predicate_id"), row.iri("object_id")
    justification = row.iri("mapping_justification")
    label = row.cells["subject_label"]
    source = subject.value.removeprefix(LABEL).partition("--")[0] if subject else ""
    if subject and subject != source_label(source, label):
        row.wrong("subject_id", f"must be label:{{source}}--{label_slug(label)}, as the label says")
    if thing == NO_TERM and predicate != NO_TERM_PREDICATE:
        row.wrong("predicate_id", "must be skos:mappingRelation where no term was found")
    if thing != NO_TERM and predicate and predicate not in PREDICATES:
        row.wrong("predicate_id", "must be a SKOS match: exact, close, broad, narrow or related")
    if justification and not justification.value.startswith("https://w3id.org/semapv/vocab/"):
        row.wrong("mapping_justification", "must be a semapv term, for example semapv:ManualMappingCuration")
    confidence = _confidence(row)
    if not row.cells["comment"]:
        row.wrong("comment", "must say why")
    if len(row.problems) > before or not (subject and predicate and thing and justification):
        return None
    return Mapping(
        file=row.file,
        line=row.line,
        source=source,
        subject=subject,
        label=label,
        predicate=predicate,
        object=None if thing == NO_TERM else thing,
        justification=justification,
        confidence=confidence,
        comment=row.cells["comment"],
    )


def _confidence(row: _Row) -> Decimal:
    try:
        confidence = Decimal(row.cells["confidence"])
    except InvalidOperation:
        confidence = Decimal("NaN")
    if not confidence.is_finite() or not 0 < confidence <= 1:
        row.wrong("confidence", "must be a number over 0, up to 1")
    return confidence


def _repeated(mappings: list[Mapping]) -> Iterator[Problem]:
    seen: dict[str, Mapping] = {}
    for mapping in mappings:
        key = mapping.node.value if mapping.node else f"{mapping.file} {mapping.subject.value}"
        first = seen.setdefault(key, mapping)
        if first is not mapping:
            reason = f"already in {first.file.name}:{first.line}"
            yield Problem(mapping.file, mapping.line, "subject_id", mapping.label, reason)


def _label_triples(mapping: Mapping) -> Iterator[Triple]:
    scheme = individual("scheme", mapping.source)
    yield Triple(scheme, expand("rdf:type"), expand("skos:ConceptScheme"))
    yield Triple(scheme, expand("skos:prefLabel"), Literal(f"Labels of {mapping.source}", language="en"))
    subject = mapping.subject
    yield Triple(subject, expand("rdf:type"), expand("cx:SourceLabel"))
    yield Triple(subject, expand("rdf:type"), expand("skos:Concept"))
    yield Triple(subject, expand("skos:inScheme"), scheme)
    yield Triple(subject, expand("skos:topConceptOf"), scheme)
    yield Triple(subject, expand("skos:notation"), Literal(slug_of(subject.value)))
    yield Triple(subject, expand("skos:prefLabel"), Literal(mapping.label, language="en"))


def _match_triples(mapping: Mapping) -> Iterator[Triple]:
    comment = Literal(mapping.comment, language="en")
    node, thing = mapping.node, mapping.object
    if node is None or thing is None:
        yield Triple(mapping.subject, expand("skos:editorialNote"), comment)
        return
    yield Triple(mapping.subject, mapping.predicate, thing)
    yield Triple(node, expand("rdf:type"), expand("cx:Mapping"))
    yield Triple(node, expand("cx:mapsFrom"), mapping.subject)
    yield Triple(node, expand("cx:mapsTo"), thing)
    yield Triple(node, expand("cx:mappingPredicate"), mapping.predicate)
    decimal = expand("xsd:decimal")
    yield Triple(node, expand("cx:confidence"), Literal(str(mapping.confidence), datatype=decimal))
    yield Triple(node, expand("cx:mappingJustification"), mapping.justification)
    yield Triple(node, expand("rdfs:comment"), comment)


def main(arguments: list[str]) -> int:
    """Check the shipped tables; with ``--write`` put their rows in order first."""
    if arguments not in ([], ["--write"]):
        sys.stderr.write("usage: python -m ontology.mappings [--write]\n")
        return 2
    for file in sort_tables() if arguments else []:
        sys.stdout.write(f"sorted {file.name}\n")
    try:
        mappings = read_mappings()
    except OntologyError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(mappings)} mappings in order\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
