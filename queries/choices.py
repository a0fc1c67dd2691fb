"""The values a parameter may take, found by id or by label."""

from dataclasses import dataclass

from ontology.namespaces import slug_of
from queries.engines import Engine
from queries.errors import ParameterError
from queries.nearest import nearest
from queries.results import rows

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
