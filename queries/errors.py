"""What can go wrong when a question is asked; every message says what to do."""


class QueryError(ValueError):
    """Raised when a question cannot be asked or answered as it stands."""


class SparqlError(QueryError):
    """Raised when SPARQL text is malformed or asks for what a reader may not do."""


class UnknownQuestionError(QueryError):
    """Raised when the catalogue holds no question of that name."""


class ParameterError(QueryError):
    """Raised when a parameter is missing, unknown or of the wrong type."""


class NoReleaseError(QueryError):
    """Raised when there is no graph to ask: nothing was loaded yet, or its folder is gone."""
