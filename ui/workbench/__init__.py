"""The workbench: SPARQL and the catalogue for analysts, in the browser."""
