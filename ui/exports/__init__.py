"""An answer as a file to take along: what was asked, what came out, from where, and how to ask again.

``buttons`` is what a page shows; `ui.exports.document` says what a page hands over.
"""

from ui.exports.document import Column, Document, Section, Table, document
from ui.exports.offer import buttons

__all__ = ["Column", "Document", "Section", "Table", "buttons", "document"]
