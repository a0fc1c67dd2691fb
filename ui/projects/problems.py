"""Why something about projects cannot be done or shown, for a visitor to read."""

from plans.errors import PlanError
from queries.errors import QueryError, RemoteError
from ui import words as app_words
from ui.company import files, opening
from ui.company.kept import Said
from ui.escaping import markdown


def refused(error: QueryError) -> Said:
    """Return the message that what a visitor asked for was not done, and why.

    What a button calls is outside the net of the app.
    """
    if isinstance(error, RemoteError):
        return Said("error", app_words.NO_SERVER)
    return opening.refused(error if isinstance(error, PlanError) else PlanError(str(error)))


def why(error: PlanError) -> str:
    """Return why nothing can be shown, as Markdown."""
    return "  \n".join(map(markdown, files.lines(error)))
