"""What can go wrong when a question is asked; every message says what to do."""


class QueryError(ValueError):
    """Raised when a question cannot be asked or answered as it stands."""


class SparqlError(QueryError):
    """Raised when SPARQL text is malformed or asks for what a reader may not do."""


class UnknownQuestionError(QueryError):
    """Raised when the catalogue holds no question of that name."""


class HeaderError(QueryError):
    """Raised when the header of a question is wrong, or says something else than the query does."""


class ParameterError(QueryError):
    """Raised when a parameter is missing, unknown or of the wrong type."""


class NoReleaseError(QueryError):
    """Raised when there is no graph to ask: nothing was loaded yet, or its folder is gone."""


class RemoteError(QueryError):
    """Raised when a remote store does not answer as it should; the subclasses say in which way."""


class UnreachableError(RemoteError):
    """Raised when no connection to the server can be made or kept."""


class AccessError(RemoteError):
    """Raised when the server wants other credentials than it was given, or none of them suffice."""


class RemoteTimeoutError(RemoteError):
    """Raised when the answer takes longer than we wait, or than the server works."""


class NotSparqlError(RemoteError):
    """Raised when what answers is no SPARQL 1.1 endpoint."""


class IncompleteAnswerError(RemoteError):
    """Raised when a server sent a part of the answer as if it were the whole."""
