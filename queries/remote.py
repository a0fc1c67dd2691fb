"""The landscape on a SPARQL 1.1 server: published there by `cxscape publish`, or loaded there by other means."""

import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import individual, prefixes, slug_of
from queries.endpoint import Endpoint
from queries.engines import Answer, answer_from
from queries.errors import NoReleaseError, SparqlError
from queries.protocol import Dataset, Protocol
from queries.remote_answers import read_answer
from queries.remote_names import GraphNames
from queries.text import check_read_only, form_of, keywords, replace_values, undeclared_prefixes

SPARQL = Path(__file__).parent / "remote_sparql"
UNKNOWN = "unknown"
"""The id of a release that nothing on the server names."""
_TRUSTED_SECONDS = 5.0
"""How long a release that was there is taken to be still there: less than two publications take."""


class Remote:
    """A remote store as an engine: it answers for the release that was current there when it was opened.

    A store without releases of ours, such as one into which somebody loaded our files, is asked as it is.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        """Open the store at `endpoint`.

        Raises:
            RemoteError: it does not answer as it should; see `queries.errors`.
            NoReleaseError: it holds no landscape, or no more than a part of its first one.
        """
        self._endpoint = endpoint
        self._protocol = Protocol(endpoint)
        self._names: GraphNames | None = None
        self._dataset = Dataset()
        self._confirmed = time.monotonic()
        parts = self._table("current-release")
        if parts:
            self.release = slug_of(parts[0]["release"])
            self._names = GraphNames(self.release)
            graphs = sorted(row["graph"] for row in parts)
            self._dataset = Dataset((self._names.merged,), tuple(g for g in graphs if g != self._names.merged))
        else:
            if self._ask(_text("begun-release"), "ASK"):
                raise NoReleaseError(
                    f"the first release is on its way to {endpoint.query}, or was interrupted on it: ask again when "
                    "`cxscape publish` has ended there"
                )
            loaded = self._table("loaded-release")
            self.release = loaded[0]["id"] if loaded else UNKNOWN
            if not self._ask(_text("any-landscape"), "ASK"):
                raise NoReleaseError(
                    f"{endpoint.query} holds no landscape: write one there with `cxscape publish`, or load its files "
                    "into the default graph"
                )

    def query(self, sparql: str) -> Answer:
        """Return the answer to `sparql`; see `queries.engines.Engine.query`.

        Raises:
            RemoteError: the server does not answer as it should; see `queries.errors`.
            NoReleaseError: the release was removed from the server.
        """
        check_read_only(sparql)
        form = form_of(sparql)
        if form is None:
            return answer_from(ox.Store(), sparql)  # which says what a query must have
        missing = prefixes().keys() & undeclared_prefixes(sparql)
        # On the first line, so that the server counts lines as the asker does.
        text = " ".join([*(f"PREFIX {prefix}: <{prefixes()[prefix]}>" for prefix in sorted(missing)), sparql])
        try:
            answer = self._ask(text, form)
        except SparqlError:
            answer_from(ox.Store(), sparql)  # tells line, column and what was expected, if that is what is wrong
            raise
        self._confirm()
        return answer

    def about(self) -> tuple[str, int]:
        """Return the time at which the landscape was loaded, ISO 8601 or empty where unknown, and its number of tools.

        Raises:
            RemoteError: the server does not answer as it should; see `queries.errors`.
        """
        answer = self.query(_text("about-release"))
        row = next(answer) if isinstance(answer, ox.QuerySolutions) else None
        if row is None:
            return "", 0
        return row["issued"].value if row["issued"] else "", int(row["tools"].value)

    def _ask(self, sparql: str, form: str) -> Answer:
        """Return the answer of the release, or of the whole store where it has no release of ours."""
        if self._names is None:
            return read_answer(self._protocol.ask(sparql, form), form, self._endpoint.query)
        words = set(keywords(sparql))
        # A query that names its own graphs keeps them: the protocol's would replace them.
        dataset = Dataset() if "FROM" in words else self._dataset
        if "GRAPH" not in words:
            dataset = Dataset(dataset.default)
        response = self._protocol.ask(self._names.outward(sparql), form, dataset)
        return read_answer(replace(response, content=self._names.inward(response.content)), form, self._endpoint.query)

    def _confirm(self) -> None:
        """Make sure that the release is still there: the graphs of one that was removed would answer with nothing."""
        if self._names is None or time.monotonic() - self._confirmed < _TRUSTED_SECONDS:
            return
        text = replace_values(_text("offered-release"), "release", str(individual("release", self.release)))
        answer = read_answer(self._protocol.ask(text, "ASK"), "ASK", self._endpoint.query)
        if not answer:
            raise NoReleaseError(
                f"release {self.release} is no longer on {self._endpoint.query}: newer ones took its place; ask again"
            )
        self._confirmed = time.monotonic()

    def _table(self, name: str) -> list[dict[str, str]]:
        return table(self._protocol, _text(name))


def table(protocol: Protocol, sparql: str) -> list[dict[str, str]]:
    """Return the rows of a SELECT query, asked of the server's own default data set, as texts by column.

    Raises:
        RemoteError: the server does not answer as it should; see `queries.errors`.
    """
    answer = read_answer(protocol.ask(sparql, "SELECT"), "SELECT", protocol.endpoint.query)
    if not isinstance(answer, ox.QuerySolutions):
        raise SparqlError(f"{protocol.endpoint.query} answers a SELECT query with something that is no table")
    names = [variable.value for variable in answer.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in answer]


def _text(name: str) -> str:
    return (SPARQL / f"{name}.rq").read_text(encoding="utf-8")
