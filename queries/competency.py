"""The competency questions: what the graph must be able to answer, each as a query that runs as it is.

One question is one file ``competency/cq-NN-….rq`` with a YAML header in its ``#+`` lines:

========  ========================================================================================
id        ``cq-01`` and so on; it never changes
asker     who asks: CMO, analyst or data steward
question  the question in the asker's words
status    ``answered``, or ``gap`` with a ``reason`` that says what is missing in the graph
summary   what the query gives, in one sentence; ``description`` adds what a reader must know
reads     what has to be in the default graph beside a release: ``session`` for the triples of a session and
          what the rules infer from them, ``earlier release`` for a second release
========  ========================================================================================

``parameters`` and ``columns`` are as in `queries.catalogue`. ``see_also`` names related queries.

``python -m queries.competency --report`` tells which terms of the ontology no question needs, and ``--write``
writes ``docs/competency-questions.md``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode, Triple

from ontology.headers import read_header
from ontology.modules import modules
from ontology.namespaces import ONTOLOGY, expand, individual
from queries import catalogue
from queries.header import Parameter

FOLDER = Path(__file__).parent / "competency"
PAGE = Path(__file__).parent.parent / "docs" / "competency-questions.md"
WRITE = "python -m queries.competency --write"
RELEASE = "release"
ANSWERED = "answered"
KINDS = {
    "classes": "owl:Class",
    "object properties": "owl:ObjectProperty",
    "datatype properties": "owl:DatatypeProperty",
}
"""The kinds of terms a report counts, with the type that tells them."""

_NOT_CODE = re.compile(r'<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*')
_TERM = re.compile(r"(?<![\w-])cx:([A-Za-z]\w*)")


@dataclass(frozen=True)
class CompetencyQuestion:
    """One competency question.

    Attributes:
        id: ``cq-01`` and so on.
        asker: who asks.
        question: the question in the asker's words.
        status: ``answered`` or ``gap``.
        reason: what the graph lacks where the status is ``gap``, else the empty string.
        summary: what the query gives.
        reads: what it reads: ``release``, ``session`` or ``earlier release``.
        parameters: by name, in the order of the header.
        columns: the answer's columns and what each means.
        file: the query's file.
        sparql: the text of the file.
    """

    id: str
    asker: str
    question: str
    status: str
    reason: str
    summary: str
    reads: str
    parameters: dict[str, Parameter]
    columns: dict[str, str]
    file: Path
    sparql: str

    @property
    def terms(self) -> frozenset[str]:
        """The local names of the terms of the ontology that the query uses."""
        return terms_of(self.sparql)


@cache
def questions(folder: Path = FOLDER) -> tuple[CompetencyQuestion, ...]:
    """Return the competency questions, sorted by id.

    Raises:
        KeyError: a file lacks a part of its header.
    """
    return tuple(_read(file) for file in sorted(folder.glob("*.rq")))


def triples() -> Iterator[Triple]:
    """Yield the questions as individuals ``id/question/cq-NN`` that carry their query.

    The query is stated as in SHACL's vocabulary of executables (https://www.w3.org/TR/shacl-af/#SPARQLSelectExecutable);
    it declares its own prefixes.
    """
    for question in questions():
        node = individual("question", question.id)
        yield Triple(node, expand("rdf:type"), expand("cx:CompetencyQuestion"))
        yield Triple(node, expand("rdf:type"), expand("sh:SPARQLSelectExecutable"))
        yield Triple(node, expand("rdfs:comment"), Literal(question.question, language="en"))
        yield Triple(node, expand("dct:description"), Literal(question.summary, language="en"))
        yield Triple(node, expand("sh:select"), Literal(question.sparql))
        for keyword in (question.asker, question.status, question.reads):
            yield Triple(node, expand("schema:keywords"), Literal(keyword))


def terms_of(sparql: str) -> frozenset[str]:
    """Return the local names of the terms of the ontology that a query uses."""
    return frozenset(_TERM.findall(_NOT_CODE.sub(" ", sparql)))


def ontology_terms() -> dict[str, frozenset[str]]:
    """Return the local names of the ontology's own terms, by the kinds of `KINDS`."""
    stated = modules()
    rdf_type = expand("rdf:type")
    return {
        kind: frozenset(
            triple.subject.value.removeprefix(ONTOLOGY)
            for triple in stated
            if triple.predicate == rdf_type
            and triple.object == expand(curie)
            and isinstance(triple.subject, NamedNode)
            and triple.subject.value.startswith(ONTOLOGY)
        )
        for kind, curie in KINDS.items()
    }


def untouched() -> dict[str, frozenset[str]]:
    """Return the terms of the ontology that no question names, here or in the catalogue, by the kinds of `KINDS`."""
    texts = [question.sparql for question in questions()]
    texts += [catalogue.question(name).sparql for name in catalogue.names()]
    used = frozenset().union(*map(terms_of, texts))
    return {kind: terms - used for kind, terms in ontology_terms().items()}


def report() -> str:
    """Return which share of the ontology's terms the questions touch, and which terms none touches."""
    total, missing = ontology_terms(), untouched()
    lines = [_statuses()]
    for kind, terms in total.items():
        touched = len(terms) - len(missing[kind])
        share = 100 * touched / len(terms)
        lines.append(f"{kind}: {touched} of {len(terms)} in a question, {share:.1f} %")
        lines += [f"  no question uses cx:{term}" for term in sorted(missing[kind])]
    return "\n".join(lines) + "\n"


def page() -> str:
    """Return the documentation page of the questions, in Markdown."""
    gaps = [question for question in questions() if question.status != ANSWERED]
    lines = [
        "# Competency questions",
        "",
        "What people must be able to ask of the graph. Each question is a query that runs as it is with",
        "`cxscape query FILE`; its header says what the columns mean and which values can be exchanged.",
        f"This page is written by `{WRITE}`.",
        "",
        _statuses(),
        "",
        "A query that reads a session needs the session's triples, and what the rules infer from them, beside a",
        "release. A query that reads an earlier release needs its default graph in the named graph `id/graph/earlier`.",
        "",
        "| id | who asks | question | status | reads | file | terms |",
        "|---|---|---|---|---|---|---|",
        *map(_row, questions()),
        "",
        "## Gaps",
        "",
        *(f"- **{gap.id}** {gap.question} {gap.reason}" for gap in gaps),
    ]
    return "\n".join(lines) + "\n"


def _statuses() -> str:
    answered = sum(question.status == ANSWERED for question in questions())
    return f"{answered} of {len(questions())} questions are answered, {len(questions()) - answered} are gaps."


def _row(question: CompetencyQuestion) -> str:
    link = f"[{question.file.stem[6:]}](../queries/competency/{question.file.name})"
    terms = ", ".join(f"`{term}`" for term in sorted(question.terms))
    cells = (question.id, question.asker, question.question, question.status, question.reads, link, terms)
    return f"| {' | '.join(cells)} |"


def _read(file: Path) -> CompetencyQuestion:
    sparql = file.read_text(encoding="utf-8")
    header = read_header(sparql)
    return CompetencyQuestion(
        id=header["id"],
        asker=header["asker"],
        question=header["question"],
        status=header["status"],
        reason=header.get("reason", ""),
        summary=header["summary"],
        reads=header.get("reads", RELEASE),
        parameters={name: Parameter(name=name, **spec) for name, spec in header.get("parameters", {}).items()},
        columns=header["columns"],
        file=file,
        sparql=sparql,
    )


@click.command()
@click.option("--report", "wants_report", is_flag=True, help="Tell which terms no question uses.")
@click.option("--write", "wants_page", is_flag=True, help=f"Write {PAGE.name}.")
def main(*, wants_report: bool, wants_page: bool) -> None:
    """Tell how the competency questions and the ontology fit together."""
    if wants_page:
        PAGE.write_text(page(), encoding="utf-8")
    if wants_report or not wants_page:
        click.echo(report(), nl=False)


if __name__ == "__main__":
    main()
