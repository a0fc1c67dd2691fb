"""What things mean: the OWL modules, the curated vocabularies, mappings and rules, and their way into RDF."""
