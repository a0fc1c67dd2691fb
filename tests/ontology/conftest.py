"""The fixtures of the tests beside this file."""

from tests.servers.fixtures import published

__all__ = ["published"]
