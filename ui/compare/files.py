"""The tools that are compared as a document to take along: what each does for the needs, and what only it adds."""

from ui import address
from ui.compare import words
from ui.compare.choosing import Choice, parameters
from ui.exports import Document
from ui.landscape import Landscape
from ui.shortlist import asked, files, served


def document(landscape: Landscape, chosen: Choice) -> Document:
    """Return the comparison of tools as a document."""
    tools = asked.of(landscape, chosen.ids, chosen.needs)
    return files.document(
        landscape,
        tools,
        served.together(landscape, tools),
        served.served(landscape, tools),
        served.questions(tools),
        address.whole("compare", **parameters(chosen)),
        title=words.DOCUMENT_TITLE,
        stem="comparison",
    )
