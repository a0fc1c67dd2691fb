"""The formats in which an answer can be written, by media type.

A table (SELECT, ASK) and a graph (CONSTRUCT, DESCRIBE) have formats of their own; the registered names are at
https://www.iana.org/assignments/media-types/.
"""

from pyoxigraph import QueryResultsFormat, RdfFormat

TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Formats of tables, the one for an asker without a wish first."""

GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
"""Formats of graphs, the one for an asker without a wish first."""
