"""The ontology as files for people who never see this code: RDF in four formats, descriptions and web pages."""

from ontology.publish.build import PublishError, build

__all__ = ["PublishError", "build"]
