"""The SPARQL endpoint and the addresses of individuals, served beside the app."""
