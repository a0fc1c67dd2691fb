"""What a user types, as RDF terms. Nothing typed ever reaches a query as text."""

import re

from pyoxigraph import Literal, NamedNode

from ontology.namespaces import ID, ONTOLOGY, expand, individual, prefix_of, prefixes
from queries.errors import ParameterError

ANY = NamedNode(f"{ONTOLOGY}Any")
"""Stands for "no restriction" in the default VALUES block of an optional parameter."""

_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*\Z")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]+\Z")
_BOOLEANS = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}
_OFFSETS = re.compile(r"\d{1,9}\Z", re.ASCII)
_LITERALS = {
    "integer": re.compile(r"[+-]?\d+\Z"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}\Z"),
}


OFFSET = "offset"
"""The type of a parameter that is the number of rows to leave out before the first: the ``OFFSET`` of the question.

A question that has one gives its rows a page at a time; its ``LIMIT`` says how many those are."""

LITERAL_TYPES = ("boolean", *_LITERALS, OFFSET, "string")
"""The types of parameters that are no individuals; any other type is a type of individual, or `NODE`."""

NODE = "node"
"""The type of a parameter that may be anything in the graph."""


def is_slug(text: str) -> bool:
    """Return whether `text` has the form of an id: lower-case words joined by hyphens."""
    return _SLUG.match(text) is not None


def parse_term(kind: str, value: str) -> NamedNode | Literal:
    """Return the term that `value` means for a parameter of type `kind`.

    Args:
        kind: ``string``, ``integer``, ``decimal``, ``date``, ``boolean``, ``offset``, or a type of individual such as
            ``need``, for which `value` may be an id, an IRI or a prefixed name, or ``node``, for which it may be
            an IRI or a prefixed name.
        value: what the user gave.

    Raises:
        ParameterError: `value` is not of that type.
    """
    text = value.strip()
    if kind == "string":
        return Literal(value)
    if kind == "boolean":
        if text.lower() not in _BOOLEANS:
            raise ParameterError(f"{value!r} is neither true nor false")
        return Literal(_BOOLEANS[text.lower()], datatype=expand("xsd:boolean"))
    if kind == OFFSET:
        if not _OFFSETS.match(text):
            raise ParameterError(f"{value!r} is no number of rows to leave out: those are 0, 1, 2 and so on")
        return Literal(int(text))
    if kind in _LITERALS:
        if not _LITERALS[kind].match(text):
            raise ParameterError(f"{value!r} is no {kind}")
        return Literal(text, datatype=expand(f"xsd:{kind}"))
    if kind == NODE:
        return _node(text)
    slug = text.removeprefix(f"{ID}{kind}/").removeprefix(f"{prefix_of(kind)}:")
    if not is_slug(slug):
        raise ParameterError(f"{value!r} is no id of a {kind}: ids are lower-case words joined by hyphens")
    return individual(kind, slug)


def _node(text: str) -> NamedNode:
    """Return the node that an IRI, with or without its brackets, or a prefixed name means."""
    iri = text.removeprefix("<").removesuffix(">") if text.startswith("<") else text
    prefix, _, local = iri.partition(":")
    if prefix in prefixes() and not local.startswith("//"):
        iri = prefixes()[prefix] + local
    if not _IRI.match(iri):
        raise ParameterError(f"{text!r} is neither an IRI nor a prefixed name such as need:raise-conversion")
    return NamedNode(iri)
