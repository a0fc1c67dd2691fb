"""What can go wrong with a plan; every message says what, where, why and what to do."""

from queries.errors import QueryError


class PlanError(QueryError):
    """Raised when the data of an organization, or a plan that is asked for, cannot be used as it stands."""
