"""A document as the bytes of a file."""

from importlib import import_module

from ui.exports.document import Document


def written(made: Document, ending: str) -> bytes:
    """Return a document as a file: ``pdf``, ``pptx``, ``xlsx`` or ``csv``."""
    # The libraries that write files are large, and most answers stay on the page.
    content: bytes = import_module(f"ui.exports.as_{ending}").write(made)
    return content
