"""A question that gives its rows a page at a time loses none: pages meet, say that there may be more, and add up."""

import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from loaders.releases import current_release
from plans.names import ToolNames
from queries import ask
from queries.catalogue import Question, names, question
from queries.choices import resolve
from queries.engines import Embedded
from queries.errors import ParameterError
from queries.results import Row, all_rows, rows
from queries.search.phrases import phrases
from ui.cli.main import cli

PAGED = [name for name in names() if question(name).page]
LONG = "need-phrases"
"""Has more rows than a page in every landscape: they come with the ontology."""


@pytest.fixture(scope="module")
def shipped(shipped_home: Path) -> Embedded:
    return Embedded(current_release(shipped_home).store)


@pytest.fixture
def home(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    monkeypatch.delenv("CXSCAPE_ENDPOINT", raising=False)
    return small_home


def given(asked: Question) -> dict[str, str | list[str]]:
    """Return what stands in the file for what must be given."""
    return {name: list(asked.defaults(name)) for name, each in asked.parameters.items() if not each.optional}


@pytest.mark.parametrize("name", PAGED)
def test_pages_put_together_are_all_rows_in_their_order(name: str, shipped: Embedded) -> None:
    asked = question(name)
    values = given(asked)
    whole = all_rows(shipped, name, **values)
    put_together: list[Row] = []
    after: int | None = 0
    while after is not None and len(put_together) < 3 * asked.page:
        page = rows(shipped, name, **values, **{asked.skip: str(after)})
        put_together += page
        after = asked.after({asked.skip: str(after)}, len(page))
    assert put_together == whole[: len(put_together)]
    assert len(put_together) == min(len(whole), 3 * asked.page)
    assert rows(shipped, name, **values, **{asked.skip: str(len(whole))}) == []


def test_a_page_has_no_place_among_all_rows() -> None:
    with pytest.raises(
        ParameterError, match="tools was asked for all rows and for those after 25: ask for one of the two"
    ):
        question("tools").bind({"skip": "25"}, all_rows=True)
    assert question("needs").bind({}, all_rows=True) == question("needs").sparql, "it gives all there are anyway"


@pytest.mark.usefixtures("home")
def test_python_is_told_that_there_may_be_more() -> None:
    page = question(LONG).page
    with pytest.warns(UserWarning, match=f"{LONG} gave {page} rows, and there may be more: ask with skip={page} for"):
        first = ask(LONG)
    assert len(first) == first.after == page
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole = ask(LONG, all_rows=True)
        second = ask(LONG, skip=page)
        last = ask(LONG, skip=len(whole) - 1)
        assert ask("tools").after is None, "that landscape has few"
    assert (second.after, last.after, whole.after) == (2 * page, None, None)
    assert whole.rows[: 2 * page] == first.rows + second.rows
    assert last.rows == whole.rows[-1:]


def test_a_terminal_is_told_that_there_may_be_more(home: Path) -> None:
    page, total = question(LONG).page, len(ask(LONG, all_rows=True))

    def run(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["--home", str(home), "run", LONG, "--format", "tsv", *options])
        assert done.exit_code == 0, done.output
        return len(done.stdout.splitlines()) - 1, done.stderr

    more = "These are 200 rows, and there may be more: --set skip={} for the next, --all for all.\n"
    assert run() == (page, more.format(page))
    assert run("--set", f"skip={page}") == (page, more.format(2 * page))
    assert run("--set", f"skip={total - 3}") == (3, "")
    assert run("--all") == (total, "")


def test_the_program_itself_reads_all_rows(shipped: Embedded, home: Path) -> None:
    tools = all_rows(shipped, "tools")
    assert len(tools) > question("tools").page
    assert len(ToolNames(shipped).labels) == len(tools)
    last = next(row for row in reversed(tools) if str(row["label"]).isalpha())
    named = resolve(shipped, question("needs-of-tool"), {"tool": [str(last["label"])]})
    assert named["tool"][0] in str(last["tool"])
    told = phrases(Embedded(current_release(home).store))
    assert len(told.labels) == len(rows(shipped, "needs"))
    assert len(told.kinds) > 4 * question(LONG).page
