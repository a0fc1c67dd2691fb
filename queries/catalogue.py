"""The catalogue: one question is one ``.rq`` file whose ``#+`` comment lines are a YAML header.

The header follows the grlc convention (https://grlc.io): the file stays valid SPARQL and runs as it is in
any tool, with the defaults that stand in its ``VALUES`` blocks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Store

from ontology.namespaces import shorten
from queries.errors import HeaderError, ParameterError, UnknownQuestionError
from queries.header import Chart, Column, Parameter, parse_header
from queries.nearest import nearest
from queries.terms import ANY, NODE, OFFSET, parse_term
from queries.text import check_read_only, fill_offset, fill_values, page_of, values_of, without_page

CATALOGUE = Path(__file__).parent / "catalogue"


@dataclass(frozen=True)
class Question:
    """One question of the catalogue.

    Attributes:
        name: the file's name without its ending.
        summary: the question in plain words.
        description: what the answer holds and how it comes about.
        tags: who asks it and what it is about.
        parameters: by name, in the order of the header.
        columns: by name, in the order of the answer; none where the answer is a graph.
        chart: how the answer may be drawn, if at all.
        rows: the least and the most rows that the shipped landscape gives with the defaults; triples for a graph.
        answers: ids of the competency questions that it helps to answer.
        sparql: the text of the file.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: dict[str, Parameter]
    columns: dict[str, Column]
    chart: Chart | None
    rows: tuple[int, int]
    answers: tuple[str, ...]
    sparql: str

    @property
    def is_graph(self) -> bool:
        """Whether the answer is a graph and not a table."""
        return not self.columns

    @property
    def page(self) -> int:
        """How many rows it gives at a time, or 0 where it gives all there are."""
        return page_of(self.sparql)[0] if self.skip else 0

    @property
    def skip(self) -> str:
        """The name of the parameter that leaves rows out before the first, or the empty string where there is none."""
        return next((each.name for each in self.parameters.values() if each.type == OFFSET), "")

    def after(self, values: Mapping[str, str | Sequence[str]], rows: int) -> int | None:
        """Return how many rows to leave out for those that come after the ones given, None where these are the last.

        Args:
            values: what the question was asked with; see `bind`.
            rows: how many rows it gave. A page that is full may be followed by others.
        """
        if not self.page or rows < self.page:
            return None
        given = values.get(self.skip) or self.defaults(self.skip)
        return int(given if isinstance(given, str) else given[0]) + rows

    def defaults(self, parameter: str) -> tuple[str, ...]:
        """Return what stands in the file for `parameter`, as an asker would write it; nothing for "no restriction"."""
        if self.parameters[parameter].type == OFFSET:
            return (str(page_of(self.sparql)[1]),)
        prologue = self.sparql[: self.sparql.find("\n\n") + 1] if "PREFIX" in self.sparql else ""
        query = f"{prologue}\nSELECT ?value {{ VALUES ?value {{ {values_of(self.sparql, parameter)} }} }}"
        answer = _empty().query(query)
        terms = [solution["value"] for solution in answer] if isinstance(answer, QuerySolutions) else []
        as_node = self.parameters[parameter].type == NODE
        return tuple(_written(term, as_node=as_node) for term in terms if term != ANY)

    def bind(self, values: Mapping[str, str | Sequence[str]], *, all_rows: bool = False) -> str:
        """Return the SPARQL with `values` in place of the defaults of their parameters.

        Args:
            values: parameter name to what the user gave; optional parameters left out keep their default.
            all_rows: whether to ask for all rows and not for a page of them.

        Raises:
            ParameterError: a name is no parameter of this question, one that must be given is missing, a value is
                not of its type, or all rows are asked for and some to leave out.
        """
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                hint = nearest(name, self.parameters)
                raise ParameterError(f"{self.name} has no parameter {name!r}{hint}; it has: {known}")
        for parameter in self.parameters.values():
            if parameter.name not in values and not parameter.optional:
                example = " ".join(f"--set {parameter.name}={value}" for value in self.defaults(parameter.name))
                needed = f"{self.name} needs the parameter {parameter.name!r}: {parameter.description}"
                raise ParameterError(f"{needed} For example: {example}")
        terms = {name: self._terms(name, given) for name, given in values.items()}
        skip = terms.pop(self.skip, None)
        if all_rows and skip:
            raise ParameterError(
                f"{self.name} was asked for all rows and for those after {skip[0].value}: ask for one of the two"
            )
        sparql = without_page(self.sparql) if all_rows and self.page else self.sparql
        sparql = fill_offset(sparql, skip[0].value) if skip else sparql
        return fill_values(sparql, {name: " ".join(map(str, given)) for name, given in terms.items()})

    def _terms(self, name: str, given: str | Sequence[str]) -> list[NamedNode | Literal]:
        parameter = self.parameters[name]
        choices = [given] if isinstance(given, str) else list(given)
        if not choices or (len(choices) > 1 and not parameter.many):
            raise ParameterError(f"parameter {name!r} takes one value, not {len(choices)}")
        try:
            return [parse_term(parameter.type, choice) for choice in choices]
        except ParameterError as error:
            raise ParameterError(f"{self.name}, parameter {name!r}: {error}") from error


@cache
def question(name: str) -> Question:
    """Return the question `name` of the catalogue.

    Raises:
        UnknownQuestionError: the catalogue has no such question.
        HeaderError: its header is wrong.
    """
    file = CATALOGUE / f"{name}.rq"
    if name not in names():
        raise UnknownQuestionError(
            f"no question is named {name!r}{nearest(name, names())}; `cxscape questions` lists them all"
        )
    return read_question(file)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all questions, sorted."""
    return tuple(sorted(file.stem for file in CATALOGUE.glob("*.rq")))


def read_question(file: Path) -> Question:
    """Return the question in `file`.

    Raises:
        HeaderError: the header is wrong, or says something else than the query does.
        SparqlError: the query is malformed, or changes something.
    """
    sparql = file.read_text(encoding="utf-8")
    header = parse_header(file.stem, sparql)
    question = Question(name=file.stem, sparql=sparql, **vars(header))
    _check(question)
    return question


def _check(question: Question) -> None:
    """Hold the header against the query: its columns, its parameters' blocks, and that it only reads."""
    check_read_only(question.sparql)
    for parameter in question.parameters.values():
        if parameter.type == OFFSET:
            page_of(question.sparql)
        else:
            values_of(question.sparql, parameter.name)
    try:
        answer = _empty().query(question.sparql)
    except SyntaxError as error:
        raise HeaderError(f"{question.name}.rq: this is no SPARQL that runs as it is: {error}") from error
    columns = [variable.value for variable in answer.variables] if isinstance(answer, QuerySolutions) else []
    if not isinstance(answer, QuerySolutions | QueryTriples):
        raise HeaderError(f"{question.name}.rq: a question is a SELECT, a CONSTRUCT or a DESCRIBE")
    if columns != list(question.columns):
        raise HeaderError(
            f"{question.name}.rq: the header names the columns {', '.join(question.columns) or 'none'}, "
            f"and the query gives {', '.join(columns) or 'none'}"
        )


@cache
def _empty() -> Store:
    """Return a store without triples: it parses queries, and making one takes longer than asking it."""
    return Store()


def _written(term: object, *, as_node: bool) -> str:
    """Return a term as `parse_term` takes it: an id where the type of the parameter tells the rest."""
    if isinstance(term, NamedNode):
        short = shorten(term.value)
        return short if as_node or short.startswith("<") else short.partition(":")[2]
    return term.value if isinstance(term, Literal) else str(term)
