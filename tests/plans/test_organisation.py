"""The file of an organization: one organization in each, nothing of another, and nothing lost on the way."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Triple

from ontology.namespaces import expand
from plans.errors import PlanError
from plans.organisation import Organisation, from_turtle, new, read
from plans.workspaces import changing, delete_workspace, open_workspace, save_workspace, workspaces

TWO = b"""
@prefix schema: <https://schema.org/> .
<https://w3id.org/cxscape/id/organisation/harbor> a schema:Organization ; schema:name "Harbor & Pine" .
<https://w3id.org/cxscape/id/organisation/northwind> a schema:Organization ; schema:name "Northwind" .
"""


def described(name: str, text: str) -> Organisation:
    made = new(name)
    stack = made.own("stack")
    says = [
        Triple(stack, expand("rdf:type"), expand("cx:Stack")),
        Triple(stack, expand("skos:prefLabel"), Literal(text, language="en")),
        Triple(stack, expand("prov:wasAttributedTo"), made.node),
    ]
    return made.replacing(["cx:Stack"], says)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_written_is_read_back(text: str) -> None:
    made = described("Harbor & Pine", text)
    again = from_turtle(made.turtle().encode(), "a file")
    assert (again.name, set(again.triples)) == ("Harbor & Pine", set(made.triples))
    assert again.turtle() == made.turtle()


def test_two_organizations_in_one_file_are_refused_by_name() -> None:
    with pytest.raises(PlanError, match=r"both\.ttl: .* Harbor & Pine and Northwind"):
        from_turtle(TWO, "both.ttl")


def test_what_is_attributed_to_another_organization_is_refused() -> None:
    made = described("Harbor", "x")
    stray = f"<{made.own('stack').value}> <http://www.w3.org/ns/prov#wasAttributedTo> <https://e.org/other> ."
    with pytest.raises(PlanError, match=r"several organizations, .*other.* and Harbor|Harbor and .*other"):
        from_turtle((made.turtle() + stray).encode(), "f.ttl")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "whose data"),
        (b"<a", "no Turtle"),
        (b'<https://e.org/a/b> a <https://schema.org/Organization> ; <https://schema.org/name> " " .', "whose data"),
        (b"\xff\xfe", "no Turtle"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_error(text: bytes, says: str) -> None:
    with pytest.raises(PlanError, match=rf"f\.ttl: .*{says}"):
        from_turtle(text, "f.ttl")


def test_a_part_is_replaced_with_the_nodes_inside_it_and_the_rest_stays() -> None:
    text = b"""
    @prefix cx: <https://w3id.org/cxscape/ontology#> . @prefix schema: <https://schema.org/> .
    <https://e.org/id/me> a schema:Organization ; schema:name "Me" ; schema:location [ schema:name "here" ] .
    <https://e.org/id/plan> a cx:Initiative ; schema:offers [ schema:price 3 ; schema:seller [ schema:name "x" ] ] .
    """
    made = from_turtle(text, "f.ttl")
    left = made.replacing(["cx:Initiative"], [])
    assert len(made.triples) == 9
    assert len(left.triples) == 4


def test_a_file_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "me.ttl"
    new("Me").save(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read(file).name == "Me"
    assert [each.name for each in file.parent.iterdir()] == ["me.ttl"]
    with pytest.raises(PlanError, match="cannot be written"):
        new("Me").save(file / "below-a-file.ttl")


def test_workspaces_are_listed_opened_and_deleted_by_name(tmp_path: Path) -> None:
    save_workspace(tmp_path, "harbor", described("Harbor", "a"))
    save_workspace(tmp_path, "north", described("North", "b"))
    assert workspaces(tmp_path) == ["harbor", "north"]
    assert "North" not in open_workspace(tmp_path, "harbor").turtle()
    with pytest.raises(PlanError, match="holds North and not Harbor"):
        save_workspace(tmp_path, "north", described("Harbor", "a"))
    with changing(tmp_path / "workspaces" / "north.ttl"):
        delete_workspace(tmp_path, "north")
    with pytest.raises(PlanError, match=r"no workspace 'north'; there are: harbor"):
        open_workspace(tmp_path, "north")


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "A", ".hidden", "a\n"])
def test_a_name_cannot_lead_out_of_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="cannot name a workspace"):
        open_workspace(tmp_path, name)
