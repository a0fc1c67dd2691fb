"""The process that serves the app, and in front of it the endpoint."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from loaders.releases import current_release
from queries.workers import Edition
from ui.endpoint.app import Endpoint
from ui.endpoint.service import Service, Settings
from ui.endpoint.watching import LOGGER

APP = Path(__file__).parents[1] / "app.py"


def serve(home: Path, address: str, port: int, settings: Settings | None) -> None:
    """Serve until the process is told to end.

    Args:
        home: the folder of the graph.
        address: the network address to listen on.
        port: the port to listen on.
        settings: of the endpoint, or None to serve the app alone.
    """
    # Streamlit reads the settings beside the script that the process was started with.
    sys.argv = [str(APP)]
    options = {"server.address": address, "server.port": port}
    if settings is None:
        st.App(APP).run(config=options)
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger(LOGGER)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False

    def current() -> Edition:
        release = current_release(home)
        return Edition(release.id, release.store)

    service = Service(current, settings)

    @asynccontextmanager
    async def running(app: st.App) -> AsyncIterator[None]:
        del app
        yield
        service.close()

    st.App(APP, middleware=[Middleware(Endpoint, service=service)], lifespan=running).run(config=options)
