"""Opening a page of the app without a browser, and reading what it says."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.apptest import APP, text

HOSTILE = (
    "no-such-thing",
    "<script>alert(1)</script>",
    "\"'`;--{}$x^2$ **b** [a](http://evil.example) :material/bug_report:",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "\N{PARTY POPPER}",
    "../../etc/passwd",
    "a" * 500,
    "A\x00b",
)
"""What addresses may ask for, by mistake or on purpose."""


def open_page(monkeypatch: pytest.MonkeyPatch, home: Path, name: str, /, **address: str) -> AppTest:
    """Return the page `name` of the app as it stands after opening it with these parameters."""
    monkeypatch.setenv("CXSCAPE_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page(f"app_pages/{name}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def go(app: AppTest, **address: str) -> AppTest:
    """Return the page as it stands after another address of it was opened in the same tab."""
    app.query_params.clear()
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def said(app: AppTest) -> str:
    """Return all that the page says, links and tables included, without escapes."""
    labels = [link.proto.label for link in app.get("page_link")]
    cells = [str(cell) for each in app.table for row in each.value.itertuples() for cell in row]
    return "\n".join([text(app), *labels, *cells]).replace("\\", "")


def links(app: AppTest, name: str) -> dict[str, dict[str, list[str]]]:
    """Return the links of the page to another one, by their words, each with what it asks there."""
    return {
        link.proto.label.replace("\\", ""): parse_qs(link.proto.query_string)
        for link in app.get("page_link")
        if link.proto.page == name
    }
