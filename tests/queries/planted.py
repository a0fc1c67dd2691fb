"""What a release of the shipped landscape has no example of.

Rejected rows, differences to the release before, and the data of an organization, which is never in a release.
"""

from pathlib import Path

import pyoxigraph as ox

from loaders.account import differences, rejections
from loaders.difference import Change, Difference
from loaders.errors import Rejection
from ontology.namespaces import expand
from ontology.quads import in_graph

ORGANISATION = Path(__file__).parent / "organisation.ttl"
TECHNOLOGIES = Path("technologies.csv")
REJECTED = (
    Rejection(TECHNOLOGIES, 7, "website", "ht tp://x", "not a web address"),
    Rejection(TECHNOLOGIES, 9, "", "", "more cells than columns"),
)
DIFFERENCE = Difference(
    before="2026-01-01-0000aaaa",
    after="2026-02-01-0000bbbb",
    added=["klaviyo"],
    gone=["tool-that-is-gone"],
    renamed=[("hotjar-analytics", "hotjar")],
    changed=[Change("zendesk", "homepage", "http://zendesk.example", "")],
    moved=["mailchimp"],
    gained={"recover-abandoned-carts": ["klaviyo", "mailchimp"]},
    lost={"reward-loyalty": ["tool-that-is-gone"]},
)


def plant(store: Path, release: str) -> None:
    """Add to the release `release`, whose store is in the folder `store`, what is planted here."""
    graph = ox.Store(str(store))
    named = graph.quads_for_pattern(None, expand("dct:title"), ox.Literal(TECHNOLOGIES.name), ox.DefaultGraph())
    [file] = [quad.subject for quad in named if isinstance(quad.subject, ox.NamedNode)]
    graph.extend(in_graph(rejections(REJECTED, {TECHNOLOGIES: file})))
    graph.extend(in_graph(differences(release, DIFFERENCE)))
    graph.bulk_load(path=ORGANISATION, format=ox.RdfFormat.TURTLE)
    graph.flush()
