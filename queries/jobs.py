"""What a worker is asked, and what it tells besides the answer."""

from dataclasses import dataclass, field

from queries.formats import GRAPHS, TABLES
from queries.limits import Limits


@dataclass(frozen=True)
class Request:
    """A free query and the form of its answer.

    Attributes:
        sparql: the text; our prefixes need not be declared.
        table: media type of a table, one of `queries.formats.TABLES`, or None where no table is wanted.
        graph: media type of a graph, one of `queries.formats.GRAPHS`, or None where no graph is wanted.
        default_graphs: IRIs of the graphs that make up the default graph; none means what the query says.
        named_graphs: IRIs of the graphs for ``GRAPH``; none means what the query says.
        limits: what it may use; its seconds and its waiting time are watched from outside.
    """

    sparql: str
    table: str | None = next(iter(TABLES))
    graph: str | None = next(iter(GRAPHS))
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Facts:
    """What is known of an answer besides its bytes.

    Attributes:
        media_type: the format it is written in.
        rows: rows of the table, or triples of the graph; 1 for yes or no.
        cut: the limit that it was longer than, ``rows`` or ``bytes``; empty where it is whole.
        seconds: how long the work took.
        changing: whether the query asks for the time or for chance, so that it may answer otherwise the next time.
        last: whether the worker ends after this answer.
    """

    media_type: str
    rows: int
    cut: str
    seconds: float
    changing: bool
    last: bool
