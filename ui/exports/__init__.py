"""An answer as a file to take along: what was asked, what came out, from where, and how to ask again.

``buttons`` is what a page shows; `ui.exports.document` says what a page hands over.
"""

from collections.abc import Callable

from ui.exports.document import Column, Document, Section, Table, document

__all__ = ["Column", "Document", "Section", "Table", "buttons", "document"]


def buttons(
    make: Callable[[], Document], *, key: str = "export", write: Callable[[Document, str], bytes] | None = None
) -> None:
    """Show the button of `ui.exports.offer.buttons`; only a page needs what that takes."""
    from ui.exports.offer import buttons as offered  # noqa: PLC0415 - Streamlit, which a command does without

    offered(make, key=key, write=write)
