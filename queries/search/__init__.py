"""The search from free words to needs."""

from queries.search.needs import Candidate, Found, NeedSearch

__all__ = ["Candidate", "Found", "NeedSearch"]
