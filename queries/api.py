"""The landscape from Python: a few functions, which ``queries`` itself offers.

::

    from queries import ask
    ask("tools-for-need", need="recover-abandoned-carts").to_pandas()

Each of them takes the same three words on where to ask; without any, the environment decides as for the command:

- `home`: folder of the graph on this machine, by default CXSCAPE_HOME or the platform's data folder;
- `release`: id of one of its releases, by default the current one;
- `endpoint`: address of a SPARQL 1.1 server to ask instead, by default CXSCAPE_ENDPOINT, where that is set. Its
  credentials come from the environment; see `queries.endpoint.endpoint`.
"""

import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, serialize

from ontology.namespaces import prefixes
from queries.answers import Answer as Shortlist
from queries.answers import Filters
from queries.catalogue import question
from queries.choices import resolve
from queries.endpoint import VARIABLE
from queries.endpoint import endpoint as endpoint_at
from queries.engines import Answer, Embedded, Engine
from queries.errors import ParameterError, QueryError, SparqlError
from queries.headline import shortlist as narrowed
from queries.home import CURRENT, default_home, release_folder
from queries.search import Found, NeedSearch
from queries.table import Table, table_of

if TYPE_CHECKING:
    from rdflib import Graph

Given = str | int | float | date
"""A value of a parameter: a text, number, truth or day, or the id, name, IRI or prefixed name of a thing."""

_NAME = re.compile(r"[\w-]+\Z")
_USE = {
    QuerySolutions: "`queries.ask` gives tables",
    QueryTriples: "`queries.graph` gives graphs",
    QueryBoolean: "`queries.holds` gives yes or no",
}


def ask(
    question_or_sparql: str,
    /,
    *,
    home: Path | str | None = None,
    release: str | None = None,
    endpoint: str | None = None,
    all_rows: bool = False,
    **parameters: Given | Iterable[Given],
) -> Table:
    """Return the table that a question gives.

    Some questions give their rows a page at a time, which `docs/questions.md` says of them. A warning tells where there
    may be more, and so does `Table.after`, which is the ``skip`` to ask with for the next page.

    Args:
        question_or_sparql: the name of a question of the catalogue, or a SELECT query; our prefixes need not be
            declared.
        home: see above.
        release: see above.
        endpoint: see above.
        all_rows: whether to ask for all rows and not for a page of them.
        parameters: the parameters of the question of the catalogue.

    Raises:
        QueryError: it cannot be asked or answered like this; see `queries.errors`.
    """
    engine, answering = engine_for(home, release, endpoint)
    answer = _answer(engine, question_or_sparql, parameters, all_rows=all_rows)
    if not isinstance(answer, QuerySolutions):
        raise _other_kind(answer)
    table = table_of(answer, answering)
    if all_rows or not _NAME.match(question_or_sparql):
        return table
    asked = question(question_or_sparql)
    given = {name: _texts(values) for name, values in parameters.items()}
    after = asked.after(given, len(table))
    if after is not None and asked.skip not in given:
        warnings.warn(
            f"{asked.name} gave {len(table)} rows, and there may be more: ask with {asked.skip}={after} for the next, "
            "or with all_rows=True for all of them",
            stacklevel=2,
        )
    return replace(table, after=after)


def graph(
    question_or_sparql: str,
    /,
    *,
    home: Path | str | None = None,
    release: str | None = None,
    endpoint: str | None = None,
    **parameters: Given | Iterable[Given],
) -> "Graph":
    """Return the RDF graph that a question, or a CONSTRUCT or DESCRIBE query, gives; see `ask`.

    Raises:
        QueryError: it cannot be asked or answered like this; see `queries.errors`.
    """
    engine, _ = engine_for(home, release, endpoint)
    answer = _answer(engine, question_or_sparql, parameters)
    if not isinstance(answer, QueryTriples):
        raise _other_kind(answer)
    from rdflib import Graph  # noqa: PLC0415 - takes a while, and tables do without

    found = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes().items():
        found.bind(prefix, namespace)
    return found.parse(data=serialize(answer, format=RdfFormat.N_TRIPLES), format="nt")


def holds(
    sparql: str, /, *, home: Path | str | None = None, release: str | None = None, endpoint: str | None = None
) -> bool:
    """Return whether an ASK query is true; see `ask`.

    Raises:
        QueryError: it cannot be asked or answered like this; see `queries.errors`.
    """
    engine, _ = engine_for(home, release, endpoint)
    answer = _answer(engine, sparql, {})
    if not isinstance(answer, QueryBoolean):
        raise _other_kind(answer)
    return bool(answer)


def find_needs(
    text: str, /, *, home: Path | str | None = None, release: str | None = None, endpoint: str | None = None
) -> Found:
    """Return the needs that `text`, a symptom in somebody's own words, may speak of, the likeliest first.

    Its `verdict` says whether the first one is meant for sure, and its `need` is that one.

    Raises:
        QueryError: there is no landscape to ask; see `queries.errors`.
    """
    engine, _ = engine_for(home, release, endpoint)
    search = _search(engine) if isinstance(engine, Embedded) else NeedSearch(engine)
    return search.find(text)


def shortlist(
    need: str,
    /,
    *,
    limit: int | None = 10,
    stage: str | None = None,
    channel: str | None = None,
    pricing: str | None = None,
    price_level: str | None = None,
    open_source: bool | None = None,
    fit: Sequence[str] = ("primary", "supporting"),
    home: Path | str | None = None,
    release: str | None = None,
    endpoint: str | None = None,
) -> Shortlist:
    """Return the tools that serve a need, best first, each with its reasons and what is not known of it.

    Args:
        need: its id or its name.
        limit: how many tools to return, None for all.
        stage: answer only if the need arises at this lifecycle stage.
        channel: keep tools that do something needed in this channel.
        pricing: keep tools whose vendor states this pricing model.
        price_level: keep tools whose vendor states this price level.
        open_source: keep tools stated to be open source, or stated not to be.
        fit: the levels of fit to keep.
        home: see above.
        release: see above.
        endpoint: see above.

    Raises:
        QueryError: it cannot be asked or answered like this; see `queries.errors`.
    """
    engine, asked = engine_for(home, release, endpoint)
    filters = Filters(stage, channel, pricing, price_level, open_source, tuple(fit))
    return narrowed(engine, asked, need, filters, limit)


def engine_for(home: Path | str | None, release: str | None, address: str | None) -> tuple[Engine, str]:
    """Return the engine to ask, and the id of the release it answers for."""
    if home is None and release is None and address is None:
        address = os.environ.get(VARIABLE) or None
    if address is None:
        folder = release_folder(default_home() if home is None else Path(home), release or CURRENT)
        # A release never changes, but its folder may be replaced by another one of the same name.
        return _embedded(folder / "store", (folder / "release.json").stat().st_mtime_ns), folder.name
    if home is not None or release is not None:
        raise QueryError("an endpoint answers for its own current release: give it without home and release")
    from queries.remote import Remote  # noqa: PLC0415 - what a server takes to ask is nothing for a local answer

    remote = Remote(endpoint_at(address))
    return remote, remote.release


@lru_cache(maxsize=4)
def _search(engine: Embedded) -> NeedSearch:
    return NeedSearch(engine)


@lru_cache(maxsize=4)
def _embedded(store: Path, _built: int) -> Embedded:
    return Embedded(store)


def _answer(
    engine: Engine, text: str, parameters: Mapping[str, Given | Iterable[Given]], *, all_rows: bool = False
) -> Answer:
    if _NAME.match(text):
        asked = question(text)
        values = resolve(engine, asked, {name: _texts(v) for name, v in parameters.items()})
        return engine.query(asked.bind(values, all_rows=all_rows))
    if parameters:
        raise ParameterError(
            f"a query has no parameters, and was given {', '.join(parameters)}: write the values into it, or ask a "
            "question of the catalogue by its name"
        )
    return engine.query(text)


def _texts(given: Given | Iterable[Given]) -> list[str]:
    """Return what was given as the texts that a parameter takes."""
    values = [given] if isinstance(given, str) or not isinstance(given, Iterable) else given
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def _other_kind(answer: Answer) -> SparqlError:
    return SparqlError(f"the answer is of another kind: {_USE[type(answer)]}")
