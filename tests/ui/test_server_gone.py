"""The app on a server that goes away while somebody looks: it says so, and answers again once the server is back."""

from pathlib import Path

import pytest

from tests.landscapes import copy_of
from tests.servers import oxigraph
from tests.ui.apptest import open_app, tools
from tests.ui.pages import open_page
from tests.virtuoso import free_port
from ui import words


def test_what_is_sent_or_kept_meanwhile_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, small_published: Path, tmp_path: Path
) -> None:
    port, folder = free_port(), copy_of(small_published, tmp_path / "server")
    with oxigraph.oxigraph(folder, port) as server:
        monkeypatch.setenv("CXSCAPE_ENDPOINT", server.query)
        kept, sent = (open_page(monkeypatch, tmp_path / "empty", "projects") for _ in range(2))
        kept.text_input(key="projects-new-name").set_value("Carts")
        kept.multiselect(key="projects-new-tools").set_value(["cartsaver"])
        sent.file_uploader(key="projects-file").set_value(("p.csv", b"name,tools\nCarts,cartsaver\n", "text/csv"))
    monkeypatch.setattr("queries.protocol.PAUSES", (0.01,))
    for app, button in ((kept, "projects-new-keep"), (sent, "projects-open")):
        app.button(key=button).click().run()
        assert not app.exception
        assert words.NO_SERVER in [error.value for error in app.error]
        assert "company" not in app.session_state


def test_a_page_says_that_the_server_is_gone_and_answers_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch, small_published: Path, tmp_path: Path
) -> None:
    port, folder = free_port(), copy_of(small_published, tmp_path / "server")
    with oxigraph.oxigraph(folder, port) as server:
        monkeypatch.setenv("CXSCAPE_ENDPOINT", server.query)
        app = open_app(monkeypatch, tmp_path / "empty", need="recover-abandoned-carts")
        assert tools(app)[0] == "CartSaver"
    app.query_params["need"] = "prevent-churn"
    app.run()
    assert not app.exception
    assert [error.value for error in app.error] == [words.NO_SERVER]
    assert not tools(app)
    with oxigraph.oxigraph(folder, port):
        app.button(key="reload").click().run()
        assert not app.exception
        assert not app.error
        assert app.title[0].value != words.TITLE
        assert app.header
