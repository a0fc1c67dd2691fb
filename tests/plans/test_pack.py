"""The board pack: each kind of file, read back, says what the commands say."""

import json
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from plans.company import Company
from plans.errors import PlanError
from plans.organisation import new
from plans.pack import Pack
from queries.api import engine_for
from ui.cli.main import cli
from ui.exports.writing import written
from ui.pack.files import made

EXAMPLE = Path(__file__).parents[2] / "examples" / "plan" / "northwind.ttl"
NEED = "recover-abandoned-carts"
TOOLS = ("OneDesk", "SeoPro")
HOSTILE = '=HYPERLINK("http://x.invalid") <b>*#set</b>'
EMU = 914_400


@pytest.fixture(scope="module")
def folder(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example, which has tools of the small landscape too, and its pack in all kinds of files."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "ours.ttl").write_bytes(EXAMPLE.read_bytes())
    for tool in TOOLS:
        added = called(small_home, "stack", "add", tool, "--file", str(folder / "ours.ttl"))
        assert added.exit_code in (0, 3), added.output
    outs = [part for ending in ("pptx", "pdf", "xlsx") for part in ("--out", str(folder / f"plan.{ending}"))]
    result = called(small_home, "plan", "pack", "--file", str(folder / "ours.ttl"), "--need", NEED, *outs)
    assert result.exit_code == 0, (result.output, result.exception)
    return folder


def called(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--home", str(home), *arguments])


def told(home: Path, folder: Path, *arguments: str) -> Any:
    result = called(home, *arguments, "--file", str(folder / "ours.ttl"), "--json")
    assert result.exit_code == 0, (result.output, result.exception)
    return json.loads(result.output)


def titles(home: Path, folder: Path) -> list[str]:
    """What the titles must say, by the answers of the commands."""
    gaps = told(home, folder, "stack", "gaps")
    ends = sum(stage["gap"] for stage in gaps["stages"])
    plan = told(home, folder, "plan", "close", "--need", NEED)
    maturity = told(home, folder, "maturity", "show")
    apart = len({each["channel"] for each in maturity["disconnected"]})
    retire = told(home, folder, "stack", "retire")
    road = told(home, folder, "maturity", "roadmap")
    projects = told(home, folder, "filter")["initiatives"]
    passed = sum(each["verdict"] == "passed" for each in projects)
    wrong = sum(each["severity"] != "info" for each in told(home, folder, "strategy", "check")["findings"])
    return [
        f"{80 - len(gaps['needs'])} of 80 needs are served; {ends} stages have an end-to-end gap",
        f"Maturity: {maturity['whole']['reached_label']}; {apart} channels are disconnected",
        f"{len(gaps['needs'])} needs are not served well enough",
        f"{len(plan['sets'][0])} tool closes the 1 open need: proven best",
        f"{len(plan['sets']) - 1} other",
        f"{len(retire['one_after_the_other'])} tool" if retire["one_after_the_other"] else "No tool can go",
        f"{len(road['steps'])} needs lead to",
        f"{passed} of {len(projects)} projects serve customers; challenge {len(projects) - passed}",
        f"{wrong} things in the strategy to correct",
    ]


def test_slides_say_what_the_commands_say(folder: Path, small_home: Path) -> None:
    said = [slide.shapes.title.text for slide in Presentation(str(folder / "plan.pptx")).slides]
    for title in titles(small_home, folder):
        assert any(each.startswith(title) for each in said), (title, said)


def test_what_stands_on_a_slide_fits_there(folder: Path) -> None:
    deck: Any = Presentation(str(folder / "plan.pptx"))
    for slide in deck.slides:
        tops = sorted((shape.top, shape) for shape in slide.shapes if shape.top is not None)
        for top, shape in tops:
            assert top >= 0
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            below = min([other for other, _ in tops if other > top], default=deck.slide_height)
            assert top + high(shape) <= below, (slide.shapes.title.text, shape.name)


def high(shape: Any) -> int:
    """How high the text of a shape is for letters half as wide as high, which is wider than usual."""
    if shape.has_table:
        widths = [column.width for column in shape.table.columns]
        return sum(max(map(text_height, row.cells, widths)) for row in shape.table.rows)
    return text_height(shape, shape.width)


def text_height(shape: Any, width: int) -> int:
    points = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size.pt if paragraph.runs else 0
        letters = int((width / EMU - 0.2) * 72 / (size * 0.5)) if size else 1
        points += 1.2 * size * len(wrap(paragraph.text, letters))
    return int((points / 72 + 0.1) * EMU)


def test_the_document_to_print_is_tagged_and_says_the_same(folder: Path, small_home: Path) -> None:
    pdf: Any = PdfReader(folder / "plan.pdf")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == "Northwind Outfitters: from gaps to a plan"
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for said in [*titles(small_home, folder), "SELECT ?stage", "Release", "Sources"]:
        assert said in text
    plan = told(small_home, folder, "plan", "close", "--need", NEED)
    assert plan["sets"][0][0]["sentence"] in text


def test_the_workbook_holds_all_rows(folder: Path, small_home: Path) -> None:
    book = load_workbook(folder / "plan.xlsx")
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book}
    gaps = told(small_home, folder, "stack", "gaps")["needs"]
    found = next(rows for title, rows in sheets.items() if "not served well" in title)
    assert [(row[0], row[1], row[2]) for row in found] == [(n["label"], n["state"], n["coverage"]) for n in gaps]
    road = told(small_home, folder, "maturity", "roadmap")["steps"]
    found = next(rows for title, rows in sheets.items() if "needs lead" in title)
    assert [row[1] for row in found] == [step["label"] for step in road]


@pytest.fixture(scope="module")
def bare(small_home: Path) -> Pack:
    """An organization with a hostile name of which nothing is known."""
    return Company(new(HOSTILE), home=small_home).pack([NEED])


def test_what_is_not_there_is_told_and_not_made_up(bare: Pack) -> None:
    assert (bare.maturity, bare.roadmap, bare.portfolio, bare.strategy) == (None, None, None, None)
    assert [line.partition(":")[0].partition(",")[0] for line in bare.missing] == [
        "No tools in use",
        "No assessment of maturity",
        "No projects",
        "No strategy",
    ]
    assert not any("cxscape" in line for line in bare.missing), "a board runs no commands"
    assert len(bare.open) == len(bare.states) == 80


def test_a_name_is_text_in_every_kind_of_file(bare: Pack, small_home: Path) -> None:
    document = made(bare, engine_for(small_home, None, None)[0], "2026-01-01", {})
    assert not any("aturity:" in section.title for section in document.sections)
    name = f"{HOSTILE}: from gaps to a plan"
    deck: Any = Presentation(BytesIO(written(document, "pptx")))
    assert deck.slides[0].shapes.title.text == name
    pdf: Any = PdfReader(BytesIO(written(document, "pdf")))
    assert pdf.metadata.title == name
    book = load_workbook(BytesIO(written(document, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert name in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize("name", ["plan.docx", "plan", "plan.pptx.exe"])
def test_an_ending_that_is_no_kind_of_file_is_refused(folder: Path, small_home: Path, name: str) -> None:
    result = called(
        small_home, "plan", "pack", "--file", str(folder / "ours.ttl"), "--out", str(folder / name), "--all"
    )
    assert isinstance(result.exception, PlanError)
    assert "name it .pptx, .pdf or .xlsx" in str(result.exception)
    assert not (folder / name).exists()


def test_a_file_that_is_there_stays(folder: Path, small_home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(b"mine")
    outs = ("--out", str(tmp_path / "new.xlsx"), "--out", str(kept))
    result = called(small_home, "plan", "pack", "--file", str(folder / "ours.ttl"), "--need", NEED, *outs)
    assert "is there already" in str(result.exception)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("kept.pdf", b"mine")]


def test_where_no_set_closes_the_needs_the_files_say_so(folder: Path, small_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.pptx"
    arguments = ("--file", str(folder / "ours.ttl"), "--need", NEED, "--open-source", "--out", str(out))
    result = called(small_home, "plan", "pack", *arguments)
    assert result.exit_code == 4, result.output
    said = [slide.shapes.title.text for slide in Presentation(str(out)).slides]
    assert "No set of tools closes the 1 chosen need: 1 cannot be closed" in said
    assert "Open source: yes" in " ".join(shape.text_frame.text for shape in Presentation(str(out)).slides[0].shapes)


def test_a_tool_that_must_be_there_may_be_enough(folder: Path, small_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.pptx"
    arguments = ("--file", str(folder / "ours.ttl"), "--need", NEED, "--keep", "CartSaver", "--out", str(out))
    result = called(small_home, "plan", "pack", *arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    said = [slide.shapes.title.text for slide in Presentation(str(out)).slides]
    assert "1 tool that you want closes the 1 open need: proven best" in said
