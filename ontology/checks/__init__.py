"""The hygiene checks: one SPARQL query a rule, its severity apart in ``profile.toml``.

A check is a ``SELECT ?entity ?property ?value`` that returns what breaks its rule. Its ``#+`` comment lines
are one YAML document: `summary` (the rule), `problem` (why it matters), `fix` (what to do) and `origin` (the
catalogues that list it).
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple

from ontology.findings import SEVERITIES, Finding, Severity
from ontology.headers import read_header
from ontology.namespaces import GRAPH

CHECKS = Path(__file__).parent
BLANK = "_:"
"""How a finding writes a node without a name: the labels of blank nodes change with every reading."""
STANDARD_TERMS = NamedNode(f"{GRAPH}standard-terms")


@dataclass(frozen=True)
class Check:
    """One rule of ontology hygiene.

    Attributes:
        rule: id, the name of its file.
        severity: how bad a breach is, or None where the profile switches the rule off.
        summary: the rule in one sentence.
        problem: why it matters.
        fix: what to do about a breach.
        origin: the catalogues that list the rule.
        query: the SPARQL query, header included.
    """

    rule: str
    severity: Severity | None
    summary: str
    problem: str
    fix: str
    origin: str
    query: str

    def findings(self, store: Store) -> Iterator[Finding]:
        """Yield what breaks this rule in `store`, sorted; the severity of a rule that is off is info."""
        solutions = store.query(self.query)
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"{self.rule}.rq is not a SELECT query")
        rows = {tuple(_text(row[name]) for name in ("entity", "property", "value")) for row in solutions}
        for entity, prop, value in sorted(rows):
            yield Finding(self.rule, self.severity or "info", entity, prop, value, self.summary, self.fix)


def checks(folder: Path = CHECKS) -> tuple[Check, ...]:
    """Return the checks in `folder`, the worst first.

    Raises:
        ValueError: a header lacks or adds a part, or the profile and the files name different rules.
    """
    severities = _severities(folder)
    files = {file.stem: file for file in folder.glob("*.rq")}
    if files.keys() != severities.keys():
        odd = ", ".join(sorted(files.keys() ^ severities.keys()))
        raise ValueError(f"profile.toml and the .rq files differ on: {odd}")
    return tuple(_check(files[rule], severity) for rule, severity in severities.items())


def checkable(triples: Iterable[Triple]) -> Store:
    """Return a store with `triples` and, in a graph of their own, the terms of standard vocabularies."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    store.bulk_load(path=str(CHECKS / "standard_terms.ttl"), format=RdfFormat.TURTLE, to_graph=STANDARD_TERMS)
    return store


def hygiene(store: Store) -> Iterator[Finding]:
    """Yield what breaks the rules of the profile in `store`, a store that `checkable` made."""
    for check in checks():
        if check.severity:
            yield from check.findings(store)


def _check(file: Path, severity: Severity | None) -> Check:
    query = file.read_text(encoding="utf-8")
    try:
        return Check(rule=file.stem, severity=severity, query=query, **read_header(query))
    except TypeError as error:
        raise ValueError(f"{file.name}: the header must have summary, problem, fix and origin") from error


def _severities(folder: Path) -> dict[str, Severity | None]:
    profile = tomllib.loads((folder / "profile.toml").read_text(encoding="utf-8"))
    named: dict[str, Severity | None] = {rule: severity for severity in SEVERITIES for rule in profile[severity]}
    return named | dict.fromkeys(profile["off"])


def _text(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return "" if term is None else BLANK
