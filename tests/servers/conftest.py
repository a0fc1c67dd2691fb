"""The fixtures of the tests beside this file."""

from tests.servers.fixtures import oxigraph_server, published, virtuoso_server

__all__ = ["oxigraph_server", "published", "virtuoso_server"]
