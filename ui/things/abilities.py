"""What a tool can do, as far as is known, and how each of it is known."""

from dataclasses import dataclass

import streamlit as st

from ontology.namespaces import slug_of
from queries.results import Row
from ui import address
from ui.components.text import quiet
from ui.escaping import markdown
from ui.landscape import Landscape
from ui.things import words
from ui.things.facts import origins
from ui.words import STRENGTH


@dataclass(frozen=True)
class Ability:
    """A capability that a tool is known or expected to have.

    Attributes:
        id: of the capability.
        label: its name.
        strength: ``evidenced``, or ``core``, ``common`` or ``occasional`` where it only follows from a category.
        how: how it is known, in words, as Markdown.
        origin: file and line that say so, and the day they were read, as Markdown.
        brief: how it is known and where that stands, in the fewest words, as Markdown.
        sure: how sure it is that what is said of the tool means it, from 0 to 1.
    """

    id: str
    label: str
    strength: str
    how: str
    origin: str
    brief: str = ""
    sure: float = 1.0


def abilities(landscape: Landscape, tool: str) -> dict[str, Ability]:
    """Return what a tool can do, by id of the capability; evidence counts before what its category leads to expect."""
    best: dict[str, list[Row]] = {}
    for row in landscape.rows("evidence-of-tool", tool=tool):
        best.setdefault(slug_of(str(row["capability"])), []).append(row)
    return {name: _ability(name, ways) for name, ways in best.items()}


def _ability(name: str, ways: list[Row]) -> Ability:
    way = max(ways, key=lambda row: (_evidenced(row), float(str(row["effective"]))))
    strength = "evidenced" if _evidenced(way) else slug_of(str(way["strength"]))
    origin, unread = (origins([row])[0] for row in (way, {**way, "read": None}))
    said = _said(name, way)
    sure = float(str(way["confidence"]))
    return Ability(
        name, str(way["label"]), strength, _how(said, way, strength, sure), origin, f"{said}; {unread}", sure
    )


def _evidenced(row: Row) -> bool:
    return slug_of(str(row["basis"])) == "evidenced"


def _said(name: str, way: Row) -> str:
    if way["provider_label"] == name:
        return words.STATED
    return words.LISTED.format(label=markdown(way["provider_label"]))


def _how(said: str, way: Row, strength: str, sure: float) -> str:
    parts = [said]
    if strength != "evidenced":
        parts.append(STRENGTH[strength].format(through=markdown(way["through_label"])))
    if sure < 1:
        parts.append(words.SURE.format(share=sure))
    return ", ".join(parts)


def show(landscape: Landscape, known: dict[str, Ability]) -> None:
    """Show what a tool can do: first what sources say, then what its categories lead to expect."""
    st.header(words.ABILITIES, anchor=False)
    if not known:
        st.markdown(words.NO_ABILITIES)
        return
    groups = {
        strength: [each for each in known.values() if each.strength == strength] for strength in words.ABILITY_GROUPS
    }
    everything, evidenced = len(landscape.rows("capabilities")), len(groups["evidenced"])
    implied = len(known) - evidenced
    st.markdown(
        words.ABILITIES_COUNT.format(
            all=everything, evidenced=evidenced, implied=implied, unknown=everything - len(known)
        )
    )
    if not evidenced:
        st.markdown(words.NO_EVIDENCE)
    for strength, group in groups.items():
        if group:
            _group(strength, group)


def _group(strength: str, group: list[Ability]) -> None:
    name, icon, meaning = words.ABILITY_GROUPS[strength]
    title = f"{icon} **{name}** ({len(group)}): {meaning}"
    # What is not looked at is not drawn: there may be a hundred lines.
    opened = st.expander(title, expanded=strength == "evidenced", key=f"abilities-{strength}", on_change="rerun")
    with opened:
        for ability in group if opened.open else ():
            with st.container(gap=None):
                address.link("capability", markdown(ability.label), {"id": ability.id}, icon=address.ONWARD)
                quiet(f"{ability.how} · {ability.origin}")
