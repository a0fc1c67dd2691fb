"""Rejected rows and differences become triples that lead back to file and line, and to the tools."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from loaders.account import differences, rejections
from loaders.difference import Change, Difference
from loaders.errors import Rejection
from ontology.namespaces import expand, individual

FILE = individual("file", "0123456789abcdef")


def test_a_rejected_row_leads_to_its_file_and_line() -> None:
    rejected = [
        Rejection(Path("a.csv"), 3, "site", "ht tp", "no address"),
        Rejection(Path("a.csv"), 4, "", "", "ragged"),
    ]
    found = list(rejections(rejected, {Path("a.csv"): FILE}))
    whole = {(triple.subject, triple.predicate): triple.object for triple in found}
    first, second = individual("rejection", "0123456789abcdef--3"), individual("rejection", "0123456789abcdef--4")
    assert whole[first, expand("cx:inFile")] == FILE
    assert whole[first, expand("cx:lineNumber")] == Literal(3)
    assert whole[first, expand("cx:rejectedValue")] == Literal("ht tp")
    assert whole[second, expand("cx:rejectionReason")] == Literal("ragged")
    assert (second, expand("cx:rejectedColumn")) not in whole


def test_a_rejection_of_an_unknown_file_is_no_silent_loss() -> None:
    with pytest.raises(KeyError):
        list(rejections([Rejection(Path("b.csv"), 3, "", "", "ragged")], {Path("a.csv"): FILE}))


def test_each_difference_is_one_change() -> None:
    difference = Difference(
        before="old",
        after="new",
        added=["a"],
        gone=["b"],
        renamed=[("c", "d")],
        changed=[Change("e", "name", "E", "e"), Change("e", "vendor", "", "V")],
        moved=["f"],
        gained={"n": ["a", "d"]},
        lost={"m": ["b"]},
    )
    found = list(differences("new", difference))
    kinds = [str(triple.object).strip('"') for triple in found if triple.predicate == expand("cx:changeKind")]
    assert sorted(kinds) == ["added", "changed", "changed", "gained", "gained", "gone", "lost", "moved", "renamed"]
    nodes = {triple.subject for triple in found if triple.object == expand("cx:ReleaseChange")}
    assert len(nodes) == len(kinds)
    assert found[0].object == individual("release", "old")
    assert {triple.object for triple in found if triple.predicate == expand("dct:relation")} == {
        NamedNode("https://w3id.org/cxscape/id/need/n"),
        NamedNode("https://w3id.org/cxscape/id/need/m"),
    }


def test_a_first_release_differs_from_nothing() -> None:
    assert not list(differences("new", Difference("", "new", added=["a", "b"])))
