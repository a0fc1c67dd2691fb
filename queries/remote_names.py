"""The names that the graphs of a release have on a server that holds several releases.

Here a graph is ``https://w3id.org/cxscape/id/graph/source/x`` in every release. On a server it is
``https://w3id.org/cxscape/landscape/RELEASE/id/graph/source/x``. A query gets these names on its way out, and its
answer loses them on its way in, so that nobody who asks notices.
"""

from dataclasses import dataclass

from ontology.namespaces import GRAPH

BASE = "https://w3id.org/cxscape/"
LANDSCAPES = f"{BASE}landscape/"
"""What the names of all graphs of all published releases begin with."""
POINTER = f"{GRAPH}releases"
"""The graph that says which releases a server holds."""
GENID = "https://w3id.org/.well-known/genid/cxscape/"
"""What stands for a blank node there, which has no name to be sent twice (RDF 1.1, section 3.5: Skolem IRIs)."""


@dataclass(frozen=True)
class GraphNames:
    """The names of one release's graphs; see above.

    Attributes:
        release: id of the release.
    """

    release: str

    @property
    def prefix(self) -> str:
        """What the names of the graphs begin with on the server, in place of `ontology.namespaces.GRAPH`."""
        return f"{LANDSCAPES}{self.release}/{GRAPH.removeprefix(BASE)}"

    @property
    def merged(self) -> str:
        """The name of the graph that holds what is in the default graph here."""
        return f"{self.prefix}merged"

    def outward(self, text: str) -> str:
        """Return `text`, a query or an IRI, with the names that its graphs have on the server."""
        return text.replace(GRAPH, self.prefix)

    def inward(self, content: bytes) -> bytes:
        """Return `content`, a serialised answer, with the names that its graphs have here."""
        return content.replace(self.prefix.encode(), GRAPH.encode())
