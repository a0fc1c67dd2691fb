"""Files that an answer is taken along in: read back, they hold the answer, and nothing in them acts."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from queries.answers import tools_for_need
from tests.ui.pages import open_page
from ui import landscape as landscapes
from ui.compare import files as compared
from ui.compare.choosing import Choice
from ui.exports import as_csv, as_pdf, as_pptx, as_xlsx
from ui.exports.document import Cell, Column, Document, Query, Section, Table
from ui.gaps import files as needs
from ui.shortlist import files
from ui.shortlist.asked import of as asked_of
from ui.shortlist.served import questions, served, together
from ui.sources import Source
from ui.state import State
from ui.words import FIT

COLUMNS = (
    Column("Tool"),
    Column("Fit"),
    Column("Covers", "share"),
    Column("Seen", "count"),
    Column("Why", wide=True),
    Column("Web", "link"),
)
KLAVIYO = ("Klaviyo", "Primary fit", 0.7078, 379_241, "Cart and browse recovery", "https://www.klaviyo.com/")
QUERY = 'PREFIX cx: <https://w3id.org/cxscape/ontology#>\nSELECT ?s { ?s ?p "=1+1" }'
LINK = "http://127.0.0.1:8501/shortlist?list=klaviyo&needs=recover-abandoned-carts"
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x.invalid")',
    "\t=1",
    "<script>alert(1)</script>",
    '"quoted", and; parted',
    '#set page(paper: "a9") $x$ *b* \\ @ref <label>',
    "\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe",
    "\x07bell\x00",
    "ab" * 250,
)


def document(*rows: tuple[Cell, ...], filters: tuple[tuple[str, str], ...] = (), title: str = "Shortlist") -> Document:
    return Document(
        title=title,
        question="How well do these tools serve Recover abandoned carts?",
        filters=filters,
        sections=(
            Section("Recover abandoned carts", ("Together they cover 74% of it.",), Table(COLUMNS, rows)),
            Section("Keep customers from leaving", ("These tools leave it open.",)),
        ),
        release="2026-11-22-eb8a6a28",
        date="2026-11-22",
        sources=(Source("martech", "https://example.org/tools", "CC-BY-4.0", "tools.csv", 15_384),),
        queries=(Query("Ranking", QUERY),),
        link=LINK,
        stem="shortlist",
    )


def named(*names: str) -> Document:
    return document(*((name, *KLAVIYO[1:]) for name in names))


def pdf(content: bytes) -> tuple[PdfReader, str]:
    """Return a PDF and its text on one line."""
    reader = PdfReader(BytesIO(content))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content))[sheet].rows]


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def slides(content: bytes) -> list[tuple[str, str, str]]:
    """Return title, text and notes of each slide."""
    told = []
    for slide in Presentation(BytesIO(content)).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        texts += [cell.text for table in tables for row in table.rows for cell in row.cells]
        told.append((slide.shapes.title.text, "\n".join(texts), slide.notes_slide.notes_text_frame.text))
    return told


WRITERS = {"pdf": as_pdf.write, "pptx": as_pptx.write, "xlsx": as_xlsx.write, "csv": as_csv.write}


def text(kind: str, content: bytes) -> str:
    """Return all that a file says, on one line."""
    if kind == "pdf":
        return pdf(content)[1]
    if kind == "pptx":
        said = [part for slide in slides(content) for part in slide]
    elif kind == "xlsx":
        book = load_workbook(BytesIO(content))
        said = [str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
    else:
        said = [cell for line in lines(content) for cell in line]
    return " ".join(" ".join(said).split())


@pytest.mark.parametrize("kind", WRITERS)
def test_each_file_says_what_was_asked_of_which_data_and_how_to_ask_again(kind: str) -> None:
    said = text(kind, WRITERS[kind](document(KLAVIYO, filters=(("Pricing model", "Freemium"),))))
    for expected in (
        "Shortlist",
        "How well do these tools serve Recover abandoned carts?",
        "Pricing model: Freemium",
        "2026-11-22-eb8a6a28",
        "tools.csv, 15,384 rows; license: CC-BY-4.0",
        "https://example.org/tools",
        "Together they cover 74% of it.",
        "These tools leave it open.",
        "Klaviyo",
        "Cart and browse recovery",
        "PREFIX cx: <https://w3id.org/cxscape/ontology#>",
        "A blank means unknown, not no.",
    ):
        assert expected in said
    assert LINK.replace(" ", "") in said.replace(" ", "")


def test_spreadsheets_hold_numbers_as_numbers_and_leave_the_unknown_blank() -> None:
    made = document(KLAVIYO, ("Hotjar", "Adjacent", 0.1, None, None, None))
    head, *rows = cells(as_xlsx.write(made), "Recover abandoned carts")
    assert head == ["Tool", "Fit", "Covers", "Seen", "Why", "Web"]
    assert rows == [list(KLAVIYO), ["Hotjar", "Adjacent", 0.1, None, None, None]]
    sheet = load_workbook(BytesIO(as_xlsx.write(made)))["Recover abandoned carts"]
    assert sheet["C2"].number_format == "0%"
    assert ["Hotjar", "Adjacent", "0.1", "", "", ""] in lines(as_csv.write(made))


def test_a_pdf_and_a_slide_call_the_unknown_unknown() -> None:
    made = document(("Hotjar", "Adjacent", 0.1, None, None, None))
    assert "Hotjar Adjacent 10% Unknown Unknown Unknown" in pdf(as_pdf.write(made))[1]
    assert "Hotjar\nAdjacent\n10%\nUnknown" in slides(as_pptx.write(made))[1][1]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_a_formula(name: str) -> None:
    made = named(name)
    for sheet in load_workbook(BytesIO(as_xlsx.write(made))):
        assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
    assert not [cell for line in lines(as_csv.write(made)) for cell in line if re.match(r"[=+\-@\t\r]", cell)]


def test_hostile_names_come_through_harmless_in_every_file() -> None:
    made = named(*HOSTILE)
    for kind, write in WRITERS.items():
        said = text(kind, write(made))
        assert "<script>alert(1)</script>" in said.replace(" ", "")
        assert not set(said) & {"\N{RIGHT-TO-LEFT OVERRIDE}", "\x00", "\x07"}
        assert "fdp.exe" in said
    reader, said = pdf(as_pdf.write(made))
    assert "#set page(paper:" in said
    assert {tuple(map(round, page.mediabox[2:])) for page in reader.pages} == {(595, 842)}


def test_names_of_all_scripts_come_out_right_or_in_latin_letters() -> None:
    _, said = pdf(as_pdf.write(named("Москва", "Ελλάδα", "日本語", "Party 🎉")))
    assert "Москва" in said
    assert "Ελλάδα" in said
    assert ("日本語" in said) != ("[RiBenYu]" in said)
    assert ("🎉" in said) != ("[:tada:]" in said)
    assert ("spelled in Latin" in said) == ("[RiBenYu]" in said or "[:tada:]" in said)
    for kind in ("pptx", "xlsx", "csv"):
        assert {"日本語", "🎉"} <= {
            name for name in ("日本語", "🎉") if name in text(kind, WRITERS[kind](named("日本語", "🎉")))
        }


def test_a_pdf_is_for_everybody_to_read() -> None:
    reader, said = pdf(as_pdf.write(named(*(f"Tool {number}" for number in range(90)))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Shortlist"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert f"1 / {len(reader.pages)}" in said
    assert len(reader.pages) > 2
    assert reader.pages[1].extract_text().count("Covers") == 1
    links = [annotation.get_object()["/A"]["/URI"] for page in reader.pages for annotation in page.get("/Annots", [])]
    assert {LINK, "https://example.org/tools", "https://www.klaviyo.com/"} <= set(links)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://[bad", "data:text/html,x"])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    made = document((*KLAVIYO[:-1], address))
    reader = PdfReader(BytesIO(as_pdf.write(made)))
    links = [annotation.get_object()["/A"]["/URI"] for page in reader.pages for annotation in page.get("/Annots", [])]
    assert address not in links
    assert address in text("csv", as_csv.write(made))


def test_each_decision_has_a_slide_with_the_evidence_in_its_notes() -> None:
    deck = slides(as_pptx.write(document(*(KLAVIYO for _ in range(20)))))
    assert [title for title, _, _ in deck] == [
        "Shortlist",
        "Recover abandoned carts",
        "Keep customers from leaving",
        "About this answer",
    ]
    assert "13 more" in deck[1][1]
    assert deck[1][2].count("Cart and browse recovery") == 20
    assert all(QUERY in notes and "tools.csv" in notes and LINK in notes for _, _, notes in deck)


def test_a_long_name_does_not_run_over_its_slide() -> None:
    made = document(KLAVIYO, title="long " * 100)
    for slide in Presentation(BytesIO(as_pptx.write(made))).slides:
        assert len(slide.shapes.title.text) <= 90
        for shape in slide.shapes:
            assert shape.left + shape.width <= 13.34 * 914_400


def test_sheets_have_names_that_excel_takes() -> None:
    made = document(KLAVIYO)
    same = Section("A/B: [what?] " * 5, (), Table(COLUMNS, (KLAVIYO,)))
    sheets = load_workbook(BytesIO(as_xlsx.write(Document(**{**made.__dict__, "sections": (same, same)})))).sheetnames
    assert len({name.casefold() for name in sheets}) == len(sheets)
    assert not [name for name in sheets if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)]


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_name_can_be_written_and_read(name: str) -> None:
    for kind in ("pdf", "pptx", "xlsx", "csv"):
        assert "Together they cover 74% of it." in text(kind, WRITERS[kind](named(name)))


def test_the_answer_for_a_need_is_taken_along_with_its_filters(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    landscape = landscapes.current()
    state = State(need="recover-abandoned-carts", pricing="recurring", fit="adjacent")
    made = needs.document(landscape, landscape.need(state.need), state)
    answer = tools_for_need(landscape.engine, landscape.release, state.need, state.filters(), None)
    assert answer.tools
    head, *told = cells(as_xlsx.write(made), "Tools, best first")
    assert [row[: head.index("Covers") + 1] for row in told] == [
        [tool.label, tool.vendor, FIT[tool.fit], tool.coverage] for tool in answer.tools
    ]
    assert [row[head.index("Seen on the web")] for row in told] == [tool.adoption for tool in answer.tools]
    said = text("pdf", as_pdf.write(made))
    assert "Fit: adjacent tools too" in said
    assert "Pricing model: " in said
    assert all(made.queries[0].sparql in notes for _, _, notes in slides(as_pptx.write(made)))


def test_the_shortlist_is_taken_along_with_what_is_open_and_what_each_adds(
    monkeypatch: pytest.MonkeyPatch, small_home: Path
) -> None:
    monkeypatch.setenv("CXSCAPE_HOME", str(small_home))
    app = open_page(monkeypatch, small_home, "shortlist", list="cartsaver,mailwell", needs="recover-abandoned-carts")
    landscape = landscapes.current()
    chosen = asked_of(landscape, ("cartsaver", "mailwell", "gone"), ("recover-abandoned-carts",))
    served_needs = served(landscape, chosen)
    made = files.document(landscape, chosen, together(landscape, chosen), served_needs, questions(chosen), LINK)
    head, *told = cells(as_xlsx.write(made), "Recover abandoned carts")
    shown = next(each.value for each in app.table if each.value.index.name == "Tool")
    assert [f"{row[head.index('Covers')]:.0%}" for row in told] == list(shown["Covers"])
    assert [row[0] for row in told] == ["CartSaver", "Mailwell"]
    deck = slides(as_pptx.write(made))
    assert [title for title, _, _ in deck][1:3] == ["Tools", "Recover abandoned carts"]
    assert "gone" in deck[1][1]
    for name in served_needs[0].open:
        assert name in text("pdf", as_pdf.write(made))
    assert all("SELECT ?need ?tool ?label ?added" in notes for _, _, notes in deck)


def test_tools_that_are_compared_are_taken_along(monkeypatch: pytest.MonkeyPatch, small_home: Path) -> None:
    app = open_page(monkeypatch, small_home, "compare", tools="cartsaver,mailwell", needs="recover-abandoned-carts")
    app.session_state["export"] = True
    app.run()
    assert len(app.get("download_button")) == 4
    chosen = Choice("tool", ("cartsaver", "mailwell"), ("recover-abandoned-carts",), only=False)
    said = text("pdf", as_pdf.write(compared.document(landscapes.current(), chosen)))
    assert said.startswith("2 tools compared How well do these tools serve Recover abandoned carts?")
    assert "compare?tools=cartsaver%2Cmailwell&needs=recover-abandoned-carts" in said.replace(" ", "")
