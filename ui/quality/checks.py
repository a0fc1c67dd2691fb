"""The checks that a release passed, and the ontology it speaks."""

import os
from functools import cache

import pyoxigraph as ox
import streamlit as st

from ontology.namespaces import expand
from ontology.shacl import SHAPE, shape_files
from ui.components.table import table
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.quality import words

_ONTOLOGY = "https://w3id.org/cxscape/ontology"


@cache
def rules() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Return the rules of the shapes by topic: what each says, and whether what breaks it is noted only."""
    found = {}
    for file in shape_files():
        graph = ox.Store()
        graph.load(file.read_bytes(), ox.RdfFormat.TURTLE, base_iri=SHAPE)
        told = sorted(
            (
                quad.object.value.partition(": ")[0],
                any(graph.quads_for_pattern(quad.subject, expand("sh:severity"), None)),
            )
            for quad in graph.quads_for_pattern(None, expand("sh:message"), None)
            if isinstance(quad.object, ox.Literal)
        )
        found[file.stem.replace("_", " ").capitalize()] = tuple(told)
    return found


def show(landscape: Landscape) -> None:
    """Show what was checked, and what was noted on the way."""
    st.header(words.CHECKS_TITLE, anchor=False)
    total = sum(map(len, rules().values()))
    st.markdown(f":material/verified: {words.CHECKS.format(count=total)}")
    st.markdown(words.NOTES)
    notes = {str(row["note"]): int(str(row["things"])) for row in landscape.rows("check-notes")}
    st.markdown("\n".join(f"- {name}: {notes.get(note, 0):,}" for note, name in words.CHECK_NOTES.items()))
    with st.expander(words.RULES.format(count=total), key="rules"):
        for topic, told in rules().items():
            lines = [f"- {markdown(rule)}{f' ({words.RULE_NOTED})' if noted else ''}" for rule, noted in told]
            st.markdown(f"**{markdown(topic)}**\n\n" + "\n".join(lines))


def ontology(landscape: Landscape) -> None:
    """Show which version of the ontology the release speaks, and where its terms are explained."""
    st.header(words.ONTOLOGY_TITLE, anchor=False)
    rows = landscape.rows("ontology-version")
    whole = next((row for row in rows if row["ontology"] == _ONTOLOGY), None)
    if whole:
        said = words.ONTOLOGY.format(version=markdown(whole["version"]), day=markdown(whole["modified"]))
        served = landscape.folder is not None and not os.environ.get("CXSCAPE_NO_ENDPOINT")
        st.markdown(f"{said} [{words.ONTOLOGY_TERMS}]({'ontology' if served else _ONTOLOGY})")
    with st.expander(words.ONTOLOGY_ALT, key="modules"):
        table(
            [words.MODULE, words.VERSION, words.MODIFIED],
            [[markdown(row["title"]), markdown(row["version"]), markdown(row["modified"] or "")] for row in rows],
            alt=words.ONTOLOGY_ALT,
        )
