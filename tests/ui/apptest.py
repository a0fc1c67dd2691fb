"""Running the app without a browser."""

import json
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "ui" / "app.py"
# As the app's own settings have it, which are not read here: the tree of a page's code is not made for it.
config.set_option("runner.magicEnabled", False)


def open_app(monkeypatch: pytest.MonkeyPatch, home: Path, **address: str) -> AppTest:
    """Return the app as it stands after opening the address with these parameters, and the queries behind its pages."""
    monkeypatch.setenv("CXSCAPE_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state["query"] = True
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def text(app: AppTest) -> str:
    """Return all that the page says, one element a line."""
    assert not app.exception
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.warning, app.error, app.code)
    said = [str(element.value) for kind in kinds for element in kind]
    buttons = [button.label for button in app.button]
    return "\n".join([*said, *buttons, *(expander.label for expander in app.expander)])


def tools(app: AppTest) -> list[str]:
    """Return the names of the tools on the page, in their order."""
    ranked = (heading.value.partition("\\. ") for heading in app.subheader)
    return [name for rank, dot, name in ranked if dot and rank.isdigit()]


def board(app: AppTest) -> dict[str, dict[str, str]]:
    """Return what the board says of each need, by its id, in their order."""
    drawn = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.key == "board"]
    return {entry["need"]: entry for stages in drawn for stage in stages for entry in stage["needs"]}


def with_filters(app: AppTest) -> AppTest:
    """Return the app after opening the filters of the answer."""
    app.session_state["narrow"] = True
    return app.run()
