"""The server behind a proxy, and in a browser that holds to what it is told; signing in at a provider on loopback."""

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from tests.ui import oidc
from tests.ui.apptest import APP
from tests.ui.endpoint.serving import Server, serving
from tests.ui.visits import Visit
from tests.virtuoso import free_port
from ui.endpoint.security import Hosts

PAGES = (
    "",
    "?need=recover-abandoned-carts",
    "landscape",
    "compare?tools=dripwell,cartsaver",
    "shortlist?list=cartsaver&needs=recover-abandoned-carts",
    "stack",
    "maturity",
    "projects",
    "strategy",
    "communities",
    "changes",
    "data",
    "workbench?question=market-by-category&view=chart",
    "tool?id=cartsaver",
    "category?id=crm",
    "capability?id=cart-recovery",
)
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/cx/oauth2callback"
cookie_secret = "loopback-only"
client_id = "cxscape"
client_secret = "s"
server_metadata_url = "{provider}"
"""


@pytest.fixture(scope="module")
def server(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that answers for app.example.com and for all under team.example, too."""
    hosts = ("--allowed-host", "app.example.com", "--allowed-host", "*.team.example")
    with serving(small_home, tmp_path_factory.mktemp("guarded"), *hosts) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/landscape", "/sparql", "/id/tool/cartsaver", "/healthz", "/nowhere"])
def test_every_answer_tells_the_browser_what_it_may_do(server: Server, path: str) -> None:
    headers = server.call("GET", path, None, "127.0.0.1", Accept="text/html").headers
    rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert rules["frame-ancestors"] == rules["default-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    # Text is never run as a script; modules of WebAssembly are, because graphs are drawn by one.
    assert {rule for rule in rules["script-src"].split() if "unsafe" in rule} == {"'wasm-unsafe-eval'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Server"] is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:8501", "APP.example.com.", "a.b.team.example"])
def test_hosts_that_were_named_are_answered(server: Server, host: str) -> None:
    assert server.call("GET", "/healthz", None, "127.0.0.1", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "team.example", "app.example.com.evil.example", "a@localhost", "localhost:x", "192.0.2.7", ""],
)
def test_other_hosts_are_refused_with_what_to_do(server: Server, host: str) -> None:
    for path in ("/", "/sparql", "/_stcore/health"):
        answer = server.call("GET", path, None, "127.0.0.1", Host=host)
        assert answer.status == 400
        assert "--allowed-host" in answer.text


def test_a_server_of_all_networks_is_asked_by_number_and_not_by_a_strange_name() -> None:
    hosts = Hosts("0.0.0.0")  # noqa: S104 - nothing listens
    assert all(hosts.allow(host) for host in ("192.0.2.7:8501", "[2001:db8::1]", "localhost:1"))
    assert not hosts.allow("evil.example")
    assert Hosts("127.0.0.1", ["*"]).allow("any.example")


def upgraded(server: Server, host: str, origin: str) -> int:
    """Return the status with which the server answers a page at `origin` that opens the connection of the app."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    wish = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Origin": origin}
    try:
        connection.request(
            "GET", "/_stcore/stream", headers={**wish, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Host": host}
        )
        return connection.getresponse().status
    finally:
        connection.close()


def test_only_pages_of_our_own_open_a_session(server: Server) -> None:
    here = f"127.0.0.1:{server.port}"
    assert upgraded(server, here, f"http://{here}") == 101
    assert upgraded(server, "app.example.com", "https://app.example.com") == 101
    assert upgraded(server, here, "https://evil.example") == 403
    assert upgraded(server, "evil.example", "http://evil.example") in (400, 403)


def test_no_page_around_ours_may_steer_it(server: Server) -> None:
    assert json.loads(server.call("GET", "/_stcore/host-config").text)["allowedOrigins"] == []


def test_a_file_is_taken_only_with_the_token_of_our_own_page(server: Server) -> None:
    answer = server.call("PUT", "/_stcore/upload_file/session/file", b"x", "127.0.0.1", Content_Type="text/plain")
    assert answer.status == 403


def test_cookies_stay_on_encrypted_connections_where_the_proxy_has_them(server: Server) -> None:
    plain = server.call("GET", "/_stcore/health").headers["Set-Cookie"]
    encrypted = server.call("GET", "/_stcore/health", None, "127.0.0.1", X_Forwarded_Proto="https").headers[
        "Set-Cookie"
    ]
    assert "secure" not in plain.lower()
    assert encrypted.lower().endswith("; secure")
    assert "samesite" in plain.lower()


@pytest.fixture(scope="module")
def tab(chromium: Browser, server: Server) -> Iterator[Visit]:
    """One tab for all pages."""
    context = chromium.new_context(accept_downloads=True)
    yield Visit(context, f"http://127.0.0.1:{server.port}")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", PAGES)
def test_no_page_breaks_under_the_policy(tab: Visit, address: str) -> None:
    tab.errors.clear()
    tab.open(address)
    assert not [error for error in tab.errors if "404" not in error]
    assert not tab.outside


@pytest.mark.browser
def test_the_editor_and_the_files_work_under_the_policy(tab: Visit) -> None:
    tab.errors.clear()
    page = tab.open("workbench")
    expect(page.locator(".cm-content")).to_be_visible()
    page = tab.open("shortlist?list=cartsaver&needs=recover-abandoned-carts")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^PDF")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert not [error for error in tab.errors if "404" not in error]


@pytest.mark.browser
def test_a_graph_is_drawn_under_the_policy(tab: Visit) -> None:
    tab.errors.clear()
    drawn = tab.open("workbench?query=DESCRIBE%20tool:cartsaver").locator("[data-testid=stGraphVizChart] svg")
    expect(drawn).to_be_visible()
    expect(drawn).to_contain_text("CartSaver")
    assert not [error for error in tab.errors if "404" not in error]


@pytest.fixture(scope="module")
def closed(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server under a path that asks to sign in, and believes no proxy on this machine."""
    folder, port = tmp_path_factory.mktemp("closed"), free_port()
    options = ("--base-path", "/cx", "--no-endpoint", "--trusted-proxy", "192.0.2.1")
    with oidc.provider() as described:
        secrets = folder / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.write_text(SECRETS.format(port=port, provider=described), encoding="utf-8")
        with serving(small_home, folder, *options, path="/cx", port=port) as running:
            yield running


def test_a_proxy_that_is_not_trusted_is_not_believed(closed: Server) -> None:
    answer = closed.call("GET", "/cx/_stcore/health", None, "127.0.0.1", X_Forwarded_Proto="https")
    assert "secure" not in answer.headers["Set-Cookie"].lower()


@pytest.mark.browser
def test_who_signs_in_sees_the_app_and_who_signs_out_does_not(chromium: Browser, closed: Server) -> None:
    page: Page = chromium.new_page()
    page.goto(f"http://localhost:{closed.port}/cx/landscape")
    expect(page.get_by_role("heading", name="Please sign in")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("data loaded")).to_have_count(0)
    page.get_by_role("button", name="Sign in with your organization").click()
    expect(page.get_by_text("data loaded")).to_be_visible(timeout=30_000)
    assert page.url.startswith(f"http://localhost:{closed.port}/cx/")
    expect(page.get_by_text(f"Signed in as {oidc.PERSON['name']}")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Please sign in")).to_be_visible(timeout=30_000)
    page.close()


def test_nobody_is_let_in_where_signing_in_is_set_up_halfway(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.secrets["auth"] = {"redirect_uri": "http://localhost/oauth2callback"}
    app.run()
    assert [title.value for title in app.title] == ["Please sign in"]
    assert "not set up completely" in app.markdown[0].value
    assert not app.button
