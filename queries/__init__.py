"""How questions are asked: the catalogue of SPARQL files, typed parameters, engines and results.

In Python, ``from queries import ask`` is the way in; `queries.api` says what else there is.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.api import ask as ask
    from queries.api import find_needs as find_needs
    from queries.api import graph as graph
    from queries.api import holds as holds
    from queries.api import shortlist as shortlist

__all__ = ["ask", "find_needs", "graph", "holds", "shortlist"]


def __getattr__(name: str) -> object:
    """Load the functions for Python when one is asked for: every command imports this package, and few use them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from queries import api  # noqa: PLC0415

    return getattr(api, name)
