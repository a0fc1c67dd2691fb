"""How questions are asked: the catalogue of SPARQL files, typed parameters, engines and results."""
