"""The values a parameter may take, found by id or by label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.catalogue import Question, question
from queries.engines import Engine
from queries.errors import ParameterError
from queries.header import Parameter
from queries.nearest import nearest
from queries.results import Row, all_rows, rows
from queries.terms import parse_term

SCHEMES = {
    "stage": "lifecycle-stages",
    "channel": "channels",
    "pricing": "pricing-models",
    "price_level": "pricing-levels",
    "fit": "fit-levels",
}
"""The concept scheme that holds the values of each parameter of the headline question."""


@dataclass(frozen=True)
class Choice:
    """One value: its id, its name and what it means."""

    id: str
    label: str
    definition: str


def choices(engine: Engine, parameter: str) -> list[Choice]:
    """Return the values of `parameter`, one of `SCHEMES`, in the order of its vocabulary."""
    found = rows(engine, "concepts-of-scheme", scheme=SCHEMES[parameter])
    return [Choice(slug_of(str(row["concept"])), str(row["label"]), str(row["definition"] or "")) for row in found]


def choose(engine: Engine, parameter: str, value: str) -> str:
    """Return the id of the value that the user means by `value`, an id or a label.

    Raises:
        ParameterError: there is no such value; the message lists those there are.
    """
    known = choices(engine, parameter)
    for choice in known:
        if value.strip().casefold() in (choice.id, choice.label.casefold()):
            return choice.id
    ids = [choice.id for choice in known]
    raise ParameterError(
        f"no {parameter.replace('_', ' ')} is called {value!r}{nearest(value, ids)}; there are: {', '.join(ids)}"
    )


def resolve(engine: Engine, asked: Question, values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return `values` with the ids of what they name; a user may give an id, an IRI, a prefixed name or a label.

    Args:
        engine: knows the values there are.
        asked: the question.
        values: what the user gave, by parameter; those that are no parameter of the question stay as they are.

    Raises:
        ParameterError: the graph has no such thing, or several of that name; the message offers the nearest.
    """
    return {
        name: [_known(engine, asked.parameters[name], value) for value in given]
        if name in asked.parameters
        else [*given]
        for name, given in values.items()
    }


def _known(engine: Engine, parameter: Parameter, value: str) -> str:
    """Return the id of what `value` names; the value itself where the parameter has no list of values."""
    if not parameter.options or _is_known(engine, parameter, value):
        return value
    listed = all_rows(engine, parameter.options)
    column = next(iter(question(parameter.options).columns))
    ids = [slug_of(str(row[column])) for row in listed]
    named = [id_ for id_, row in zip(ids, listed, strict=True) if _is_called(row, value)]
    if len(named) == 1:
        return named[0]
    kind = parameter.type.replace("-", " ")
    if named:
        raise ParameterError(f"several things of type {kind} are called {value!r}: say which, {' or '.join(named)}")
    hint = nearest(value.rpartition("/")[2].rpartition(":")[2], ids)
    raise ParameterError(f"no {kind} is called {value!r}{hint}; `cxscape run {parameter.options}` lists them all")


def _is_known(engine: Engine, parameter: Parameter, value: str) -> bool:
    try:
        term = parse_term(parameter.type, value)
    except ParameterError:
        return False
    return bool(rows(engine, "is-known", node=term.value))


def _is_called(row: Row, value: str) -> bool:
    return str(row.get("label") or "").casefold() == value.strip().casefold()
