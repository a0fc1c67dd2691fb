"""The commands of the stack and of the closing set as a user runs them: what they print, and the exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from plans.errors import PlanError
from ui.cli.main import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "northwind.ttl"


@pytest.fixture
def home(small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the small landscape and no workspaces of others."""
    for name in ("releases", "current"):
        (tmp_path / name).symlink_to(small_home / name)
    monkeypatch.setenv("CXSCAPE_HOME", str(tmp_path))
    monkeypatch.delenv("CXSCAPE_ENDPOINT", raising=False)
    return tmp_path


def run(*arguments: str, stdin: str | None = None, code: int = 0) -> str:
    result = called(*arguments, stdin=stdin)
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


def called(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


def as_json(*arguments: str, code: int = 0) -> Any:
    return json.loads(run(*arguments, "--json", code=code))


def test_a_pasted_list_becomes_a_workspace_that_a_person_reviews(home: Path) -> None:
    said = run(
        "stack", "import", "-", "--workspace", "ours", "--organisation", "Ours",
        stdin="CartSaver\nSeo Pro\nCartsavr\nHouse CRM\n", code=3,
    )  # fmt: skip
    assert "4 pieces of software: 2 identified, 0 not in the landscape, 2 open" in said
    assert "open: Cartsavr; may be CartSaver (tool:cartsaver)" in said
    assert (home / "workspaces" / "ours.ttl").is_file()
    here = ("--workspace", "ours")
    run("stack", "review", *here, "--means", "Cartsavr", "cartsaver", "--absent", "House CRM")
    listed = as_json("stack", "list", *here)
    assert [(each["name"], each["tool"], each["absent"]) for each in listed["owned"]] == [
        ("CartSaver", "cartsaver", False),
        ("House CRM", None, True),
        ("Seo Pro", "seopro", False),
    ]
    run("stack", "add", "OneDesk", "--cost", "1200", "--currency", "EUR", "--use", "shelfware", *here)
    run("stack", "remove", "House CRM", *here)
    assert "OneDesk: OneDesk (shelfware, 1,200 EUR)" in run("stack", "list", *here)
    assert run("stack", "workspaces") == "ours\n"
    run("stack", "delete", "ours", "--yes")
    assert not (home / "workspaces" / "ours.ttl").exists()


def test_the_file_of_an_organization_is_taken_over_whole(home: Path) -> None:
    run("stack", "import", str(EXAMPLE), "--workspace", "northwind")
    assert (home / "workspaces" / "northwind.ttl").read_text(encoding="utf-8") == EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.usefixtures("home")
def test_each_finding_is_told_in_words_and_as_json(tmp_path: Path) -> None:
    file = ("--file", str(tmp_path / "us.ttl"))
    run("stack", "add", "mailwell", "campaigner", "chatline", "onedesk", "seopro", *file, "--organisation", "Us")
    assert "Purchase" in run("stack", "board", *file)
    assert "END-TO-END GAP" in run("stack", "gaps", *file)
    assert "tools serve it, each by itself" in run("stack", "overlaps", *file)
    assert "without it a gap opens" in run("stack", "contributions", *file)
    assert "One after the other" in run("stack", "retire", *file)
    assert "10 pairs: nothing is known" in run("stack", "connections", *file)
    for name in ("board", "gaps", "overlaps", "contributions", "retire", "connections"):
        found = as_json("stack", name, *file, "--fit", "supporting")
        assert (found["fit"], found["notes"]) == ("supporting", [])


@pytest.mark.usefixtures("home")
def test_an_empty_stack_has_findings_too(tmp_path: Path) -> None:
    file = ("--file", str(tmp_path / "us.ttl"))
    run("stack", "add", "mailwell", *file, "--organisation", "Us")
    run("stack", "remove", "mailwell", *file)
    for name in ("board", "gaps", "overlaps", "contributions", "retire", "connections"):
        assert "The stack is empty" in run("stack", name, *file)


@pytest.mark.usefixtures("home")
def test_a_plan_says_what_it_adds_and_that_nothing_is_better(tmp_path: Path) -> None:
    stack = tmp_path / "stack.csv"
    stack.write_text("tool\nSeoPro\n", encoding="utf-8")
    close = ("plan", "close", "--need", "Recover abandoned carts", "--file", str(stack))
    said = run(*close)
    assert "The smallest set adds 1 tool; proven: none is better" in said
    assert "alone closes Recover abandoned carts" in said
    plan = as_json(*close, "--objective", "cheapest")
    assert (plan["status"], plan["gap"], plan["sets"][0][0]["price_level"]) == ("optimal", 0.0, "low")
    said = run(*close, "--open-source", code=4)
    assert "with the constraint open source" in said
    assert as_json(*close, "--open-source", code=4)["obstacles"][0]["constraints"] == ["open source"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("stack", "list", "--workspace", "nobody"), "there is no workspace 'nobody'"),
        (("stack", "import", "no-such.csv", "--workspace", "a", "--organisation", "A"), "no-such.csv"),
        (("stack", "add", "x", "--workspace", "a"), "say whose data it is"),
        (("stack", "add", "x", "--workspace", "a", "--organisation", "A", "--cost", "dear"), "--cost: 'dear'"),
        (("plan", "close", "--need", "no such need at all xyzzy"), "no need is called"),
        (("plan", "close", "--all", "--keep", "Twinname"), "it may be"),
        (("plan", "close", "--all", "--pricing", "gratis"), "no pricing is called"),
    ],
)
def test_what_cannot_be_done_is_one_clear_error(arguments: tuple[str, ...], says: str) -> None:
    error = called(*arguments).exception
    assert says in str(error)
    assert "\n" not in str(error)
    assert isinstance(error, ValueError | PlanError)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "arguments",
    [("stack", "list"), ("plan", "close"), ("plan", "close", "--all", "--need", "raise-conversion")],
)
def test_wrong_usage_has_a_code_of_its_own(arguments: tuple[str, ...]) -> None:
    run(*arguments, code=2)


def test_the_python_of_the_page_runs(shipped_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(shipped_home))
    monkeypatch.delenv("CXSCAPE_ENDPOINT", raising=False)
    monkeypatch.chdir(EXAMPLE.parents[2])
    text = (EXAMPLE.parents[2] / "docs" / "plans.md").read_text(encoding="utf-8")
    code = text.partition("## From Python")[2].split("```")[1]
    names: dict[str, Any] = {}
    exec(compile(code, "docs/plans.md", "exec"), names)  # noqa: S102 - our own page
    assert names["plan"].status == "optimal"
    assert [level.label for level in names["ours"].stages() if level.is_gap] == ["Refer"]
