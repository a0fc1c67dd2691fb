"""What the pages about the visitor's organization share: one organization, and messages that stay where they arose."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from plans.example import example
from tests.ui.pages import open_page, said
from ui import words as app_words
from ui.company import words


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> AppTest:
    app = open_page(monkeypatch, small_home, "stack")
    app.text_area(key="stack-paste").set_value("Mailwell")
    return app.button(key="stack-add-pasted").click().run()


def other(app: AppTest, name: str) -> AppTest:
    return app.switch_page(f"app_pages/{name}.py").run()


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_a_message_stays_on_its_page(stack: AppTest) -> None:
    assert [each.value for each in stack.success] == ["1 line read, 1 new. 1 of 1 tool known to the landscape."]
    assert not other(stack, "maturity").success
    assert not other(stack, "stack").success


def test_the_example_takes_the_place_of_nothing(stack: AppTest) -> None:
    for name in ("maturity", "projects", "strategy", "communities"):
        assert "company-example" not in keys(other(stack, name))
    other(stack, "stack").button(key="company-start-over").click().run()
    assert "company-example" in keys(stack)
    stack.button(key="company-example").click().run()
    assert [each.value for each in stack.info] == [words.EXAMPLE_SAID]


def test_a_board_pack_that_cannot_be_made_says_why(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    broken = example().turtle().replace("answerScore 3", "answerScore 7")
    app = open_page(monkeypatch, small_home, "stack")
    app.file_uploader(key="stack-file").set_value(("own.ttl", broken.encode(), "text/turtle"))
    app.button(key="stack-open").click().run()
    app.session_state["stack-close"] = True
    app.run()
    app.multiselect(key="stack-close-needs").set_value(["recover-abandoned-carts"])
    app.button(key="stack-find").click().run()
    app.session_state["stack-pack"] = True
    app.run()
    assert not app.exception
    assert len(app.error) == 1
    assert "the assessment of Northwind Outfitters cannot be used" in app.error[0].value
    assert app_words.ERROR not in said(app)


def test_the_example_is_said_to_be_made_up(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "maturity")
    app.session_state["company"] = (example(), None)
    assert words.WHOSE_EXAMPLE.format(name=example().name) in said(app.run())
