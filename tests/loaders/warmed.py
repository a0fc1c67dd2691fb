"""Imported by the process that others are forked from, so that what each refresh reads of the ontology is read."""

import loaders.refresh  # noqa: F401 - what it imports is at hand then
from ontology.modules import modules
from ontology.vocabulary import PHRASES, vocabulary
from queries import catalogue_graph

modules()
vocabulary()
vocabulary(part=PHRASES)
list(catalogue_graph.triples())
