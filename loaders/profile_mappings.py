"""What a profile says its source's labels mean, as mappings like those of the SSSOM tables."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import NamedNode

from loaders.errors import LoadError
from loaders.profiles import PREDICATES, Profile
from loaders.records import Vocabulary
from ontology.mappings import NO_TERM_PREDICATE, Mapping, source_label
from ontology.namespaces import expand, individual

BY_A_PERSON = NamedNode("https://w3id.org/semapv/vocab/ManualMappingCuration")
NO_TERM = "none"
"""Stands for the object where a label has no counterpart among our categories and capabilities."""


def profile_mappings(profile: Profile, vocabulary: Vocabulary) -> list[Mapping]:
    """Return the mappings that `profile` states.

    Raises:
        LoadError: one names no category or capability of `vocabulary`, or has an impossible confidence.
    """
    file = Path(f"{profile.name}.toml")
    return [
        mapping_of(
            file, 1, profile.source, said.label, said.object, said.predicate, said.confidence, said.comment, vocabulary
        )
        for said in profile.mappings
    ]


def mapping_of(
    file: Path,
    line: int,
    source: str,
    label: str,
    thing: str,
    predicate: str,
    confidence: str,
    comment: str,
    vocabulary: Vocabulary,
) -> Mapping:
    """Return the mapping that a person wrote into line `line` of `file`.

    Args:
        file: for messages and for the record.
        line: its line there.
        source: id of the data source.
        label: the source's label.
        thing: id or label of a category, else of a capability, or `NO_TERM`.
        predicate: one of `PREDICATES`.
        confidence: over 0, up to 1.
        comment: why.
        vocabulary: knows our categories and capabilities.

    Raises:
        LoadError: one of these is not what it must be.
    """
    where = f"{file}:{line}: {source}: {label}"
    category, capability = vocabulary.find("category", thing), vocabulary.find("capability", thing)
    if thing == NO_TERM:
        found = None
    elif category:
        found = individual("category", category)
    elif capability:
        found = individual("capability", capability)
    else:
        raise LoadError(f"{where}: no category or capability has the id or label {thing!r}; or say {NO_TERM}")
    if predicate not in PREDICATES:
        raise LoadError(f"{where}: the predicate {predicate!r} must be one of {', '.join(PREDICATES)}")
    try:
        subject, number = source_label(source, label), Decimal(confidence)
    except (ValueError, InvalidOperation):
        subject, number = None, Decimal("NaN")
    if subject is None or not number.is_finite() or not 0 < number <= 1:
        raise LoadError(f"{where}: the source must be an id, and the confidence {confidence!r} over 0, up to 1")
    return Mapping(
        file=file,
        line=line,
        source=source,
        subject=subject,
        label=label,
        predicate=expand(f"skos:{predicate}Match") if found else NO_TERM_PREDICATE,
        object=found,
        justification=BY_A_PERSON,
        confidence=number,
        comment=comment,
    )
