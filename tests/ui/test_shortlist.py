"""The shortlist: what was collected, what it does for needs, and what it is taken along in."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from loaders.releases import current_release
from ontology.namespaces import slug_of
from queries.engines import Embedded
from queries.results import rows
from tests.ui.endpoint.serving import Server, serving
from tests.ui.pages import HOSTILE, links, open_page, said
from tests.ui.visits import Visit

NEED = "recover-abandoned-carts"


def shortlist(monkeypatch: pytest.MonkeyPatch, home: Path, *tools: str, needs: str = "") -> AppTest:
    return open_page(monkeypatch, home, "shortlist", list=",".join(tools), **({"needs": needs} if needs else {}))


def listed(app: AppTest) -> list[str]:
    """Return the ids on the list, as the page shows them."""
    return [str(button.key).removeprefix("remove-") for button in app.button if str(button.key).startswith("remove-")]


def table(app: AppTest, corner: str) -> dict[str, list[str]]:
    """Return the first table with this word in its corner: its rows by their first cell's words."""
    frame = next(each.value for each in app.table if each.value.index.name == corner)
    return {
        str(name).partition("](")[0].strip("[").replace("\\", ""): list(map(str, row))
        for name, row in zip(frame.index, frame.values, strict=True)
    }


def test_an_empty_list_says_how_tools_get_there(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "shortlist")
    assert "Your shortlist is empty" in said(app)
    assert links(app, "landscape")
    app.text_input(key="shortlist-find").set_value("carts").run()
    app.button(key="add-cartsaver").click().run()
    assert listed(app) == ["cartsaver"]
    assert app.query_params["list"] == "cartsaver"


def test_each_tool_is_told_with_how_well_it_serves_the_need_and_what_it_adds(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    engine = Embedded(current_release(small_home).store)
    tools = ["cartsaver", "mailwell", "campaigner"]
    fits = {slug_of(str(row["tool"])): row for row in rows(engine, "fits-of-tools", need=[NEED], tool=tools)}
    added = {slug_of(str(row["tool"])): row["added"] for row in rows(engine, "added-by-tools", need=[NEED], tool=tools)}
    whole = next(row for row in rows(engine, "needs-of-stack", tool=tools) if slug_of(str(row["need"])) == NEED)
    app = shortlist(monkeypatch, small_home, *tools, needs=NEED)
    shown = table(app, "Tool")
    assert [name.casefold() for name in shown] == tools
    for name, (fit, covers, adds) in shown.items():
        row = fits[name.casefold()]
        assert slug_of(str(row["fit"])) in fit.casefold()
        assert covers == f"{row['coverage']:.0%}"
        assert adds == (f"{added[name.casefold()]:.0%}" if name.casefold() in added else ":gray[nothing of its own]")
    assert f"they cover {whole['coverage']:.0%} of what it asks for" in said(app)


def test_what_is_added_is_what_would_be_lost(small_home: Path) -> None:
    engine = Embedded(current_release(small_home).store)
    tools = [slug_of(str(row["tool"])) for row in rows(engine, "tools")]
    needs = [slug_of(str(row["need"])) for row in rows(engine, "needs")][:20]

    def covered(stack: list[str]) -> dict[str, float]:
        return {
            slug_of(str(row["need"])): float(str(row["coverage"])) for row in rows(engine, "needs-of-stack", tool=stack)
        }

    whole = covered(tools)
    added = {(row["need"], row["tool"]): row["added"] for row in rows(engine, "added-by-tools", need=needs, tool=tools)}
    told = {(slug_of(str(need)), slug_of(str(tool))): float(str(share)) for (need, tool), share in added.items()}
    assert told
    for tool in tools:
        without = covered([other for other in tools if other != tool])
        for need in needs:
            assert told.get((need, tool), 0.0) == pytest.approx(whole[need] - without[need], abs=2e-4)


def test_what_no_tool_does_stays_open_and_is_unknown_rather_than_no(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = shortlist(monkeypatch, small_home, "mailwell", needs=NEED)
    text = said(app)
    assert "None of these tools is known or expected to do this: **" in text
    assert "unknown, not no" in text
    asked_for = table(app, "What the need asks for")
    nobody = [name for name, (by,) in asked_for.items() if "Nobody, as far as is known" in by]
    assert nobody
    assert all(name in text.partition("expected to do this: **")[2].partition("**")[0] for name in nobody)
    assert any("Mailwell" in by and "line 3" in by for (by,) in asked_for.values())


def test_tools_are_moved_removed_and_cleared(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = shortlist(monkeypatch, small_home, "cartsaver", "mailwell", "campaigner", "nonsense-tool")
    app.button(key="up-campaigner").click().run()
    assert listed(app) == ["cartsaver", "campaigner", "mailwell"]
    app.button(key="down-cartsaver").click().run()
    assert listed(app) == ["campaigner", "cartsaver", "mailwell"]
    assert app.button(key="up-campaigner").disabled
    assert app.button(key="down-mailwell").disabled
    app.button(key="remove-cartsaver").click().run()
    assert listed(app) == ["campaigner", "mailwell"]
    assert app.query_params["list"] == "campaigner,mailwell,nonsense-tool"
    app.button(key="clear").click().run()
    assert "Your shortlist is empty" in said(app)
    assert "list" not in app.query_params


def test_the_list_leads_to_a_comparison_and_to_a_link_that_gives_it_again(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = shortlist(monkeypatch, small_home, "cartsaver", "mailwell", "nonsense-tool", needs=NEED)
    [asked] = links(app, "compare").values()
    assert asked["tools"] == ["cartsaver,mailwell"]
    assert asked["needs"] == [NEED]
    link = next(
        code.value for code in app.code if code.value.startswith(("shortlist?", "http")) and "list=" in code.value
    )
    given = {name: value[0] for name, value in parse_qs(link.partition("?")[2]).items()}
    assert given == {"list": "cartsaver,mailwell", "needs": NEED}
    assert listed(open_page(monkeypatch, small_home, "shortlist", **given)) == ["cartsaver", "mailwell"]


def test_needs_are_chosen_and_suggested(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = shortlist(monkeypatch, shipped_home, "klaviyo", "mailchimp")
    assert "of 80 needs well" in said(app)
    suggested = next(button for button in app.button if str(button.key).startswith("suggested-"))
    need = str(suggested.key).removeprefix("suggested-")
    suggested.click().run()
    assert app.query_params["needs"] == need
    app.multiselect(key="shortlist-needs").set_value([need, NEED]).run()
    assert app.query_params["needs"] == f"{need},{NEED}"
    assert len([each for each in app.table if each.value.index.name == "Tool"]) == 2


def test_what_is_gone_or_retired_is_told_and_kept_apart(monkeypatch: pytest.MonkeyPatch, shipped_home: Path) -> None:
    app = shortlist(monkeypatch, shipped_home, "google-optimize", "at-internet-xiti", "klavio", needs="recover-carts")
    text = said(app)
    assert "No longer on offer" in text
    assert "Goes by another name now" in text
    assert "Piano Analytics" in text
    assert "“klavio” is no tool that we know." in text
    assert "We know no need called “recover-carts”" in text
    assert "Nearest: " in text
    assert listed(app) == ["google-optimize", "at-internet-xiti"]
    app.button(key="instead-klavio-klaviyo").click().run()
    assert listed(app) == ["google-optimize", "at-internet-xiti", "klaviyo"]


@pytest.mark.parametrize("asked", HOSTILE)
def test_any_address_gives_a_page(monkeypatch: pytest.MonkeyPatch, small_home: Path, asked: str) -> None:
    app = shortlist(monkeypatch, small_home, asked, "cartsaver", needs=asked)
    assert listed(app) == ["cartsaver"]
    assert "Not in this release" in said(app)
    assert not app.error
    app.button(key="clear").click().run()
    assert "Your shortlist is empty" in said(app)


def test_hostile_names_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch, hostile_home: Path) -> None:
    tools = [slug_of(str(row["tool"])) for row in rows(Embedded(current_release(hostile_home).store), "tools")]
    app = shortlist(monkeypatch, hostile_home, *tools, needs=NEED)
    assert len(listed(app)) == len(tools)
    assert not app.error
    app.session_state["export"] = True
    app.run()
    assert len(app.get("download_button")) == 4
    assert not app.warning


def test_each_file_of_the_list_is_offered_with_its_release_in_its_name(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    app = shortlist(monkeypatch, small_home, "cartsaver", needs=NEED)
    assert not app.get("download_button")
    app.session_state["export"] = True
    app.run()
    assert not app.warning
    assert len(app.get("download_button")) == 4


@pytest.fixture(scope="module")
def running(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the dozen tools."""
    with serving(small_home, tmp_path_factory.mktemp("shortlist")) as server:
        yield server


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_is_black_on_white_without_what_one_can_only_press(
    chromium: Browser, running: Server, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(color_scheme=scheme)
    visit = Visit(context, f"http://127.0.0.1:{running.port}")
    page = visit.open(f"shortlist?list=cartsaver&needs={NEED}")
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Export")).to_be_hidden()
    colors = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    assert page.get_by_role("heading", name="Shortlist").evaluate(colors)[0] == "rgb(0, 0, 0)"
    assert page.locator(".stApp").evaluate(colors)[1] == "rgb(255, 255, 255)"
    said = " ".join(part.extract_text() for part in PdfReader(BytesIO(page.pdf())).pages)
    assert all(each in said for each in ("Shortlist", "CartSaver", "data loaded"))
    context.close()
