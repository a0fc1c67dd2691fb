"""The OWL modules of the ontology, read from the Turtle files beside this one."""

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

MODULES = Path(__file__).parent
DL_ONLY = "dl"
"""The module of the axioms outside OWL 2 RL: for a description-logic reasoner, not for serving."""


def modules(*, with_dl: bool = False) -> list[Triple]:
    """Return the triples of every module, in the order of the files' names.

    Args:
        with_dl: whether to add the axioms that only a description-logic reasoner can use.

    Raises:
        SyntaxError: a file is not Turtle.
    """
    return list(_read(with_dl=with_dl))


@cache
def _read(*, with_dl: bool) -> tuple[Triple, ...]:
    return tuple(
        quad.triple
        for file in sorted(MODULES.glob("*.ttl"))
        if with_dl or file.stem != DL_ONLY
        for quad in parse(path=file, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )
