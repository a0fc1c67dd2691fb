"""The catalogue: one question is one ``.rq`` file whose ``#+`` comment lines are a YAML header.

The header follows the grlc convention (https://grlc.io): the file stays valid SPARQL and runs as it is in
any tool, with the defaults that stand in its ``VALUES`` blocks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.headers import read_header
from queries.errors import ParameterError, UnknownQuestionError
from queries.terms import parse_term
from queries.text import replace_values

CATALOGUE = Path(__file__).parent / "catalogue"


@dataclass(frozen=True)
class Parameter:
    """A value the asker may choose.

    Attributes:
        name: the SPARQL variable, without ``?``.
        type: a literal type or a type of individual; see `queries.terms.parse_term`.
        description: what choosing it does, in plain words.
        many: whether several values may be given; an answer matches any of them.
        optional: whether the question makes sense without it.
    """

    name: str
    type: str
    description: str
    many: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Question:
    """One question of the catalogue.

    Attributes:
        name: the file's name without its ending.
        summary: the question in plain words.
        description: what the answer holds and how it comes about.
        parameters: by name, in the order of the header.
        columns: the answer's columns and what each means.
        sparql: the text of the file.
    """

    name: str
    summary: str
    description: str
    parameters: dict[str, Parameter]
    columns: dict[str, str]
    sparql: str

    def bind(self, values: Mapping[str, str | Sequence[str]]) -> str:
        """Return the SPARQL with `values` in place of the defaults of their parameters.

        Args:
            values: parameter name to what the user gave; parameters left out keep their default.

        Raises:
            ParameterError: a name is no parameter of this question, or a value is not of its type.
        """
        sparql = self.sparql
        for name, given in values.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise ParameterError(f"{self.name} has no parameter {name!r}; it has: {known}")
            parameter = self.parameters[name]
            choices = [given] if isinstance(given, str) else list(given)
            if not choices or (len(choices) > 1 and not parameter.many):
                raise ParameterError(f"parameter {name!r} takes one value, not {len(choices)}")
            terms = " ".join(str(parse_term(parameter.type, choice)) for choice in choices)
            sparql = replace_values(sparql, name, terms)
        return sparql


@cache
def question(name: str) -> Question:
    """Return the question `name` of the catalogue.

    Raises:
        UnknownQuestionError: the catalogue has no such question.
    """
    file = CATALOGUE / f"{name}.rq"
    if not file.is_file():
        raise UnknownQuestionError(f"no question is named {name!r}; the catalogue has: {', '.join(names())}")
    sparql = file.read_text(encoding="utf-8")
    header = read_header(sparql)
    return Question(
        name=name,
        summary=header["summary"],
        description=header.get("description", ""),
        parameters={key: Parameter(name=key, **spec) for key, spec in (header.get("parameters") or {}).items()},
        columns=header.get("columns") or {},
        sparql=sparql,
    )


def names() -> list[str]:
    """Return the names of all questions, sorted."""
    return sorted(file.stem for file in CATALOGUE.glob("*.rq"))
