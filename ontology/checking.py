"""Everything that is checked of the ontology, as one stream of findings."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store, Triple, parse

from ontology import owl_rl, reasoning
from ontology.checks import checkable, hygiene
from ontology.errors import OntologyError
from ontology.findings import Finding
from ontology.mappings import mapping_triples, read_mappings
from ontology.modules import modules
from ontology.shacl import validate
from ontology.vocabulary import PHRASES, vocabulary

ONTOLOGY = Path(__file__).parent


def check(*, reason: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with the ontology, in the order in which it is best repaired.

    Files that cannot be read come first, then tables that contradict each other. Only where there are none
    do hygiene, shapes and reasoning follow, because they need the whole ontology.

    Args:
        reason: whether to let the description-logic reasoner look too, which takes much longer.

    Raises:
        ontology.reasoning.ReasonerError: the reasoner was asked for and is not installed.
    """
    unreadable = list(syntax())
    yield from unreadable
    if unreadable:
        return
    try:
        triples = [*modules(with_dl=True), *vocabulary(), *vocabulary(part=PHRASES), *mapping_triples(read_mappings())]
    except OntologyError as error:
        yield from contradictions(error)
        return
    yield from hygiene(checkable([*triples, *alignments()]))
    yield from validate(triples)
    yield from owl_rl.findings()
    if reason:
        yield from reasoning.findings()


def syntax(folder: Path = ONTOLOGY) -> Iterator[Finding]:
    """Yield the Turtle and SPARQL files under `folder` that cannot be read."""
    for file in sorted(folder.rglob("*.ttl")):
        try:
            for _ in parse(path=str(file), format=RdfFormat.TURTLE):
                pass
        except SyntaxError as error:
            yield _unreadable(file.relative_to(folder), "Turtle", error)
    for file in sorted(folder.rglob("*.rq")):
        try:
            Store().query(file.read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield _unreadable(file.relative_to(folder), "SPARQL", error)


def alignments() -> Iterator[Triple]:
    """Yield what relates our terms to those of others; no module imports it and no answer rests on it."""
    for file in sorted(ONTOLOGY.glob("alignments/*.ttl")):
        for quad in parse(path=file, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple


def contradictions(error: OntologyError) -> Iterator[Finding]:
    """Yield one finding for each problem that `error` names."""
    for problem in error.problems:
        entity = f"{problem.file.name}:{problem.line}" if problem.line else problem.file.name
        yield Finding("table", "error", entity, problem.column, problem.value, problem.reason, "")


def _unreadable(file: Path, language: str, error: SyntaxError) -> Finding:
    entity = f"{file}:{error.lineno}" if error.lineno else str(file)
    return Finding("syntax", "critical", entity, "", "", f"This is no {language}: {error.msg}", "")
