"""Rows become records by their profile; a value that does not fit rejects its row with the reason."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from loaders.errors import Rejection
from loaders.facts import Teller, names_of
from loaders.inputs import Inputs
from loaders.landscape import assemble
from loaders.profile_files import parse_profile
from loaders.reading import Row
from loaders.records import Record, RecordReader, Vocabulary
from loaders.run import Run
from ontology.namespaces import expand, individual
from ontology.tables import read_tables

VOCABULARY = Vocabulary(read_tables())
FILE = Path("file.csv")
PROFILE = """
title = "T"
source = "mine"
rows = "tools"
recognised_by = ["tool"]
[columns]
tool = { kind = "name" }
site = { kind = "url", property = "cx:homepage", prefix = "https://", unknown = ["-"] }
maker = { kind = "vendor" }
note = { kind = "text", property = "rdfs:comment" }
saas = { kind = "boolean", property = "cx:softwareAsAService", values = { ja = "true", nein = "false" } }
seen = { kind = "integer", property = "cx:occurrences" }
stand = { kind = "terms", terms = { alt = ["cx:hasStatus", "status:retired"] } }
group = { kind = "labels", separator = ";" }
ours = { kind = "categories", separator = ";" }
proof = { kind = "citation" }
[[marked]]
kind = "capabilities"
columns = ["Cart", "Live chat"]
marks = ["x", "+"]
unknown = ["?"]
values = { Cart = "cart-recovery" }
"""


def read(*rows: dict[str, str], key: str = "") -> list[Record | Rejection]:
    profile = parse_profile(PROFILE.replace("[columns]", f"{key}\n[columns]", 1), "mine", "here")
    reader = RecordReader(profile, FILE, VOCABULARY)
    return [reader.read(Row(line, row)) for line, row in enumerate(rows, 2)]


def record(**cells: str) -> Record:
    (came,) = read({"tool": "A", "group": "g"} | cells)
    assert isinstance(came, Record), came
    return came


def rejection(**cells: str) -> Rejection:
    (came,) = read({"tool": "A", "group": "g"} | cells)
    assert isinstance(came, Rejection)
    return came


def test_values_are_translated_as_the_profile_says() -> None:
    came = record(saas="ja", stand="alt", site="a.example.com")
    assert came.homepage == "https://a.example.com"
    assert came.statements == (
        (expand("cx:homepage"), Literal("https://a.example.com", datatype=expand("xsd:anyURI"))),
        (expand("cx:softwareAsAService"), Literal("true", datatype=expand("xsd:boolean"))),
        (expand("cx:hasStatus"), individual("status", "retired")),
    )


def test_a_mark_means_its_column() -> None:
    assert record(Cart="x", **{"Live chat": "+"}).capabilities == ("cart-recovery", "live-chat")
    assert record(Cart="?", **{"Live chat": " "}).capabilities == ()


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("tool", " ", "the name is blank"),
        ("tool", "!!", "the name holds no letter or digit"),
        ("site", "https://a.example.com/ b", "not a web address"),
        ("site", 'https://a.example.com/"x', "not a web address"),
        ("site", "javascript://a.example.com/%0aalert(1)", "not a web address"),
        ("saas", "perhaps", "neither true nor false"),
        ("seen", "-1", "not a whole number"),
        ("seen", "9" * 19, "more than 18 digits"),
        ("stand", "neu", "the profile knows: alt"),
        ("group", "???", "holds no letter or digit that its id could be made of"),
        ("ours", "seoo", "did you mean 'seo'"),
        ("proof", "file:///etc/passwd", "not a web address"),
        ("Cart", "o", "neither blank nor a mark"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_reason(column: str, value: str, reason: str) -> None:
    came = rejection(**{column: value})
    assert (came.line, came.column) == (2, column)
    assert came.value == value.strip()
    assert reason in came.reason


def test_a_row_without_a_category_is_rejected() -> None:
    assert rejection(group="").reason.startswith("no category")


def test_a_long_value_is_cut_in_the_report() -> None:
    assert len(rejection(ours="n" * 100_000).value) == 201


def test_rows_of_equal_key_are_about_the_same_tool() -> None:
    rows = [
        {"tool": "A", "site": "a.example.com", "maker": "M", "group": "g"},
        {"tool": "A", "group": "h"},
        {"tool": "A", "site": "www.example.com", "group": "i"},
        {"tool": "A", "site": "b.example.net", "group": "j"},
    ]
    first, second, third, fourth = read(*rows, key='key = ["tool"]')
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert isinstance(third, Record)
    assert (second.homepage, second.vendor) == (first.homepage, first.vendor) == ("https://a.example.com", "M")
    assert second.statements == ()
    assert third.homepage == "https://www.example.com"
    assert isinstance(fourth, Rejection)
    assert (fourth.line, fourth.column) == (5, "site")
    assert fourth.reason == "line 2 gives https://a.example.com for the same tool"


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: text.strip()))
def test_a_text_reaches_the_graph_as_it_was_written(text: str) -> None:
    assert record(note=text).statements == ((expand("rdfs:comment"), Literal(text.strip())),)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["tool", "maker", "site", "group", "ours"]))
def test_any_value_is_taken_as_data_or_named(text: str, column: str) -> None:
    (came,) = read({"tool": "A", "group": "g"} | {column: text})
    assert isinstance(came, Record) or (came.column and came.reason)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\\;"), max_size=20).map("a{}z".format)


@given(
    name=WORDS,
    maker=WORDS,
    note=WORDS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_stands_in_a_cell_reaches_the_graph_as_it_was_written(
    tmp_path: Path, name: str, maker: str, note: str, encoding: str, delimiter: str, line_end: str
) -> None:
    profile, file = tmp_path / "mine.toml", tmp_path / "file.csv"
    profile.write_text(PROFILE)
    with file.open("w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
        writer.writerows([["tool", "maker", "note", "group"], [name, maker, f" {note}\n", "g"]])
    run = Run(Inputs([file], [], str(profile)))
    assert run.rejected == []
    landscape = assemble(run.records)
    lines = list(Teller(names_of(landscape.tools), run.nodes).tell(landscape.tools).whole())
    triples = list(parse("".join(f"{line} .\n" for line in lines), RdfFormat.N_TRIPLES))
    texts = {triple.object.value for triple in triples if isinstance(triple.object, Literal)}
    assert {name, maker, note} <= texts
    assert len(triples) == len(lines)
