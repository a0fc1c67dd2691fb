"""Where a question is asked: one small interface, and the engine behind it."""

from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from ontology.namespaces import prefixes
from queries.errors import NoReleaseError, SparqlError
from queries.text import check_read_only, undeclared_prefixes

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


class Engine(Protocol):
    """Something that answers SPARQL 1.1 queries about the landscape; our prefixes need not be declared."""

    def query(self, sparql: str) -> Answer:
        """Return the answer to `sparql`.

        Raises:
            SparqlError: the text is no query, or asks for what a reader may not do.
        """
        ...


class Embedded:
    """The Oxigraph store of a release, opened for reading: many readers at once, none of them locks."""

    def __init__(self, store: Path) -> None:
        """Open the store in the folder `store`.

        Raises:
            NoReleaseError: the folder holds no store.
        """
        self.folder = store.parent
        """The folder of the release."""
        try:
            self._store = ox.Store.read_only(str(store))
        except OSError as error:
            raise NoReleaseError(f"{store} holds no graph ({error}): load one with `cxscape refresh`") from error

    def query(self, sparql: str) -> Answer:
        """Return the answer to `sparql`; see `Engine.query`."""
        check_read_only(sparql)
        return answer_from(self._store, sparql)


def answer_from(store: ox.Store, sparql: str) -> Answer:
    """Return the answer of `store` to `sparql`, with our prefixes.

    Raises:
        SparqlError: the text is no query; the message says where and what was expected.
    """
    try:
        # Most queries declare their prefixes, and to know ours takes reading the tables of the vocabulary.
        return store.query(sparql, prefixes=prefixes() if undeclared_prefixes(sparql) else None)
    except SyntaxError as error:
        raise SparqlError(f"this is not a SPARQL query: {error}") from error
    except ValueError as error:
        raise SparqlError(f"the query cannot be answered: {error}") from error
