"""The commands as a user runs them: what they print, and the exit code."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.releases import current_release
from tests.landscapes import FIXTURES, copy_of
from tests.ui.endpoint.serving import serving

COMMAND = [str(Path(sys.executable).with_name("cxscape"))]


def cxscape(*arguments: str, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CXSCAPE_HOME": str(home)}
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, input=stdin, env=environment, check=False
    )


def failed(done: subprocess.CompletedProcess[str], code: int) -> str:
    """Return what a failing call said, once it is sure that it was no trace and nothing else was printed."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_refresh_reports_what_became_of_each_row(tmp_path: Path) -> None:
    done = cxscape("refresh", str(FIXTURES / "five-of-nine-rows-rejected.csv"), home=tmp_path)
    assert done.returncode == 11
    assert "9 rows read, 3 loaded, 1 merged, 5 rejected" in done.stdout
    assert (
        "five-of-nine-rows-rejected.csv:5, category 'basket weaving': no category has this id or label" in done.stdout
    )
    logged = done.stderr.splitlines()
    assert logged[0].endswith("level=info event=progress stage=reading share=0.0")
    assert "level=warning event=ended status=published" in logged[-1]
    assert logged[-1].endswith(" rejected=5")


def test_failure_is_a_log_line_where_log_lines_are_asked_for(tmp_path: Path) -> None:
    done = cxscape("refresh", "--log", "json", str(tmp_path / "none.csv"), home=tmp_path)
    assert done.returncode == 1
    last = json.loads(done.stderr.splitlines()[-1])
    assert (last["level"], last["event"]) == ("error", "failed")
    assert "none.csv" in last["message"]


def test_the_same_files_again_change_nothing(small_home: Path, tmp_path: Path) -> None:
    again = cxscape("refresh", str(FIXTURES / "valid-dozen-tools.csv"), home=copy_of(small_home, tmp_path))
    assert again.returncode == 10
    assert again.stdout.startswith("nothing changed: release ")


def test_an_unknown_file_is_loaded_by_the_proposed_profile(tmp_path: Path) -> None:
    file = tmp_path / "vendors.csv"
    file.write_text("Product Name;Web;Type of tool\nAcme Mail;https://acme.example.com;Email Marketing\n")
    refused = failed(cxscape("refresh", str(file), home=tmp_path / "home"), 1)
    assert "cxscape profile suggest" in refused
    done = cxscape("refresh", "--accept-suggestion", str(file), home=tmp_path / "home")
    assert "1 rows read, 1 loaded" in done.stdout, done.stderr


def test_releases_are_listed_compared_and_rolled_back(tmp_path: Path) -> None:
    file = tmp_path / "tools.csv"
    for text in ("tool,category\nOne,seo\n", "tool,category\nOne,seo\nTwo,seo\n"):
        file.write_text(text)
        done = cxscape("refresh", "--quiet", str(file), home=tmp_path / "home")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    listed = cxscape("releases", home=tmp_path / "home").stdout.splitlines()
    assert [line[0] for line in listed] == ["*", " "]
    assert "  + two" in cxscape("releases", "diff", home=tmp_path / "home").stdout
    assert cxscape("releases", "rollback", home=tmp_path / "home").stdout.startswith("current is now ")
    again = cxscape("releases", home=tmp_path / "home").stdout.splitlines()
    assert [line[0] for line in again] == [" ", "*"]
    assert "1 rows read" in cxscape("releases", "show", home=tmp_path / "home").stdout


def test_refresh_as_json_is_json(tmp_path: Path) -> None:
    done = cxscape("refresh", str(FIXTURES / "valid-dozen-tools.csv"), "--json", home=tmp_path)
    report = json.loads(done.stdout)
    assert report["release"] == current_release(tmp_path).id
    assert report["files"][0]["sha256"]
    assert report["files"][0]["loaded"] == 14


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["refresh", "nowhere.csv"], "cxscape: nowhere.csv: cannot be read: No such file or directory"),
        (["refresh", str(FIXTURES / "valid-dozen-tools.csv"), "--profile", "excel"], "no profile is named 'excel'"),
        (["refresh", "/dev/null"], "/dev/null: cannot be read: it is no file"),
    ],
)
def test_refresh_says_in_one_line_what_it_cannot_use(arguments: list[str], says: str, tmp_path: Path) -> None:
    error = failed(cxscape(*arguments, home=tmp_path), 1)
    assert says in error.splitlines()[-1]


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = failed(cxscape("refresh", str(FIXTURES / "valid-dozen-tools.csv"), home=tmp_path / "file" / "home"), 1)
    assert "cannot be written" in error


def test_ask_keeps_its_json_contract(small_home: Path) -> None:
    done = cxscape("ask", "recover-abandoned-carts", "--json", home=small_home)
    answer = json.loads(done.stdout)
    assert answer["need"] == {"id": "recover-abandoned-carts", "label": "Recover abandoned carts"}
    assert answer["release"] == current_release(small_home).id
    tool = answer["tools"][0]
    assert " ".join(tool) == ("rank id label vendor homepage fit coverage essential_coverage adoption why missing")
    assert (tool["rank"], tool["id"], tool["vendor"], tool["adoption"]) == (1, "cartsaver", "Saver Ltd", 1200)
    reason = tool["why"][0]
    assert {"capability", "importance", "strength", "basis", "through", "confidence", "source"} == set(reason)
    assert reason["basis"] in ("category-implied", "evidenced")
    assert "valid-dozen-tools.csv, line 2" in reason["source"]
    assert all(isinstance(capability, str) for capability in tool["missing"])


def test_ask_understands_a_symptom(small_home: Path) -> None:
    done = cxscape("ask", "customers repeat their story on every channel", home=small_home)
    assert done.returncode == 0
    assert done.stdout.startswith("Hold one conversation across channels  (one-conversation-across-channels")


def test_ask_shows_candidates_where_the_text_is_ambiguous(small_home: Path) -> None:
    error = failed(cxscape("ask", "shoppers", "leave", home=small_home), 3)
    assert "may mean several needs" in error
    done = cxscape("ask", "shoppers leave", "--json", home=small_home)
    assert done.returncode == 3
    candidates = json.loads(done.stdout)["candidates"]
    assert len(candidates) > 1
    assert {"id", "label", "phrase", "score"} == set(candidates[0])


def test_ask_says_when_nothing_fits(small_home: Path) -> None:
    error = failed(cxscape("ask", "xyzzy", home=small_home), 4)
    assert "does not sound like a customer-experience need" in error
    assert json.loads(cxscape("ask", "xyzzy", "--json", home=small_home).stdout)["candidates"] == []


@pytest.mark.parametrize(("price", "tools"), [("low", ["cartsaver"]), ("Price on request", ["campaigner"])])
def test_ask_narrows_by_price(price: str, tools: list[str], small_home: Path) -> None:
    done = cxscape("ask", "recover-abandoned-carts", "--pricing", price, "--json", home=small_home)
    assert [tool["id"] for tool in json.loads(done.stdout)["tools"]][:1] == tools


def test_ask_says_when_no_tool_passes(small_home: Path) -> None:
    done = cxscape("ask", "recover-abandoned-carts", "--stage", "discover", home=small_home)
    assert done.returncode == 0
    assert "No tool passes these filters" in done.stdout


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--channel", "smss", "no channel is called 'smss' (did you mean sms?)"),
        ("--stage", "later", "no stage is called 'later'"),
        ("--pricing", "cheap", "no pricing is called 'cheap'"),
    ],
)
def test_ask_offers_the_values_there_are(option: str, value: str, says: str, small_home: Path) -> None:
    error = failed(cxscape("ask", "recover-abandoned-carts", option, value, home=small_home), 1)
    assert says in error
    assert "there are: " in error


def test_every_command_says_what_to_do_without_data(tmp_path: Path) -> None:
    assert "run `cxscape refresh`" in failed(cxscape("ask", "recover-abandoned-carts", home=tmp_path), 1)
    assert "run `cxscape refresh`" in failed(cxscape("query", "-", home=tmp_path, stdin="ASK {}"), 1)


SELECT = "SELECT ?tool ?label { ?tool a cx:Tool ; skos:prefLabel ?label } ORDER BY ?label LIMIT 2"


def test_query_prints_a_table(small_home: Path) -> None:
    done = cxscape("query", "-", home=small_home, stdin=SELECT)
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["tool", "label"]
    assert lines[2].split() == ["tool:adbuyer", "AdBuyer"]
    assert lines[-1] == "2 rows"


def test_query_writes_the_standard_formats(small_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tools.rq"
    file.write_text(SELECT)
    comma = cxscape("query", str(file), "--format", "csv", home=small_home).stdout
    assert next(csv.DictReader(io.StringIO(comma)))["label"] == "AdBuyer"
    tabs = cxscape("query", str(file), "--format", "tsv", home=small_home).stdout
    assert tabs.splitlines()[0] == "?tool\t?label"
    found = json.loads(cxscape("query", str(file), "--format", "json", home=small_home).stdout)
    assert found["head"]["vars"] == ["tool", "label"]
    graph = "CONSTRUCT { ?tool skos:prefLabel ?label } WHERE { ?tool a cx:Tool ; skos:prefLabel ?label }"
    assert "tool:campaigner skos:prefLabel" in cxscape("query", "-", home=small_home, stdin=graph).stdout
    assert cxscape("query", "-", home=small_home, stdin="ASK {}").stdout == "true\n"


@pytest.mark.parametrize(
    ("sparql", "options", "says"),
    [
        ("SELEC * {}", [], "this is not a SPARQL query"),
        ("", [], "holds no query"),
        ("INSERT DATA { <a:a> <a:b> 1 }", [], "INSERT is an update, and the graph is read-only"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", [], "SERVICE would send the query"),
        ("ASK {}", ["--format", "turtle"], "the answer is no graph"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", ["--format", "csv"], "has no csv form: use turtle"),
    ],
)
def test_query_explains_what_it_refuses(sparql: str, options: list[str], says: str, small_home: Path) -> None:
    assert says in failed(cxscape("query", "-", *options, home=small_home, stdin=sparql), 1)


def test_wrong_usage_exits_with_two(small_home: Path) -> None:
    failed(cxscape("query", "nowhere.rq", home=small_home), 2)
    failed(cxscape("ask", home=small_home), 2)
    failed(cxscape("dance", home=small_home), 2)


@pytest.mark.parametrize("command", ["ask", "query", "refresh", "serve"])
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    done = cxscape(command, "--help", home=tmp_path)
    assert done.returncode == 0
    assert "Usage: cxscape" in done.stdout


def test_needs_search_says_how_likely_each_need_is(small_home: Path) -> None:
    sure = cxscape("needs", "search", "people fill their cart and leave", home=small_home)
    assert (sure.returncode, sure.stdout.splitlines()[0]) == (0, "Sure of the first one:")
    assert "recover-abandoned-carts  Recover abandoned carts" in sure.stdout.splitlines()[1]
    unsure = cxscape("needs", "search", "shoppers leave", "--json", home=small_home)
    found = json.loads(unsure.stdout)
    assert (unsure.returncode, found["verdict"], found["method"], len(found["candidates"])) == (
        3,
        "unsure",
        "meaning",
        3,
    )
    none = cxscape("needs", "search", "the forklift battery is dead", home=small_home)
    assert none.returncode == 4
    assert "does not sound like a customer-experience need" in none.stdout


def test_needs_evaluate_gives_totals_and_every_miss(small_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "sentences.tsv"
    file.write_text(
        "query\texpected_needs\nRecover abandoned carts\trecover-abandoned-carts\n"
        "people fill their cart and leave\tprevent-churn\nwhat is for lunch\tNONE\n",
        encoding="utf-8",
    )
    done = cxscape("needs", "evaluate", str(file), home=small_home)
    assert done.returncode == 0
    assert "first candidate right           50.0%  of 2" in done.stdout
    assert "line 3: people fill their cart and leave\n  expected prevent-churn" in done.stdout
    result = json.loads(cxscape("needs", "evaluate", str(file), "--json", home=small_home).stdout)
    assert (result["top_1"], result["refused_foreign"], result["misses"][0]["line"]) == (0.5, 1.0, 3)
    file.write_text("query\texpected_needs\nwe lose people\tprevent-chrun\n", encoding="utf-8")
    assert "line 2: 'prevent-chrun' is no need" in failed(cxscape("needs", "evaluate", str(file), home=small_home), 1)


@pytest.mark.parametrize("same", [True, False])
def test_serve_says_when_a_release_was_made_with_another_ontology(
    small_home: Path, tmp_path: Path, *, same: bool
) -> None:
    home = tmp_path / "home"
    shutil.copytree(small_home, home, symlinks=True)
    file = current_release(home).folder / "release.json"
    report = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(report if same else report | {"ontology": "0" * 64}), encoding="utf-8")
    with serving(home, tmp_path) as server:
        told = "load its files anew with `cxscape refresh`" in server.log.read_text(encoding="utf-8")
    assert told != same
