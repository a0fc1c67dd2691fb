"""Publishing a release to a SPARQL 1.1 server.

What is on the server stands in its graph ``https://w3id.org/cxscape/id/graph/releases``::

    id/publication/7b1f...   prov:used id/release/2026-11-22-ee1521bd ; dct:identifier 3 ;
                             prov:startedAtTime ... ; prov:endedAtTime ...
    id/release/2026-11-22-ee1521bd   dct:hasPart landscape/2026-11-22-ee1521bd/id/graph/merged , ...
    landscape/2026-11-22-ee1521bd/id/graph/merged   void:triples 154836

The publication with the highest number of those that ended says which release is current. Its end is one triple,
written when all graphs are there and counted; this is the switch. A publication without an end was interrupted, and
the next one clears it away.
"""

from loaders.publishing.publish import KEPT, Progress, Published, publish

__all__ = ["KEPT", "Progress", "Published", "publish"]
