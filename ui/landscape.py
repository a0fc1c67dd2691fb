"""The landscape as the app reads it: the current release, with answers kept in memory until another release is current.

Every kept value is keyed by the release that gave it, so a refresh shows at the next interaction without a restart.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from platformdirs import user_data_path

from loaders.releases import Release, current_release
from ontology.namespaces import slug_of
from queries.answers import Answer, Filters, tools_for_need
from queries.choices import Choice, choices
from queries.engines import Embedded
from queries.results import Row, rows
from queries.search import Candidate, NeedSearch


@dataclass(frozen=True)
class Stage:
    """A stage of the customer journey, with the phase it belongs to."""

    id: str
    label: str
    definition: str
    phase: str
    phase_definition: str


@dataclass(frozen=True)
class NeedName:
    """A need as it stands in a list; `stage` is the id of the stage where it matters most, empty for all of them."""

    id: str
    label: str
    definition: str
    stage: str


@dataclass(frozen=True)
class Requirement:
    """What software must be able to do for a need; `importance` is essential, important or helpful."""

    capability: str
    label: str
    definition: str
    importance: str
    rationale: str


@dataclass(frozen=True)
class Need:
    """All that a page says of a need."""

    id: str
    label: str
    definition: str
    stages: dict[str, str]
    channels: dict[str, str]
    symptoms: tuple[str, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Source:
    """A file of the landscape, the source it comes from and under which license."""

    name: str
    url: str | None
    license: str
    file: str
    rows: int


@dataclass(frozen=True)
class Landscape:
    """The current release.

    Attributes:
        release: its id.
        date: the day its data was loaded, ISO 8601.
        tools: how many tools it holds.
        store: the folder of its graph.
        edition: tells it from every other release, one of the same id rebuilt in its place included.
    """

    release: str
    date: str
    tools: int
    store: Path
    edition: str

    def journey(self) -> list[Stage]:
        """Return the stages of the customer journey in order."""
        return _journey(self.edition, self.store)

    def needs(self) -> dict[str, NeedName]:
        """Return all needs by id, in the order of the journey."""
        return _needs(self.edition, self.store)

    def need(self, need: str) -> Need:
        """Return what is known of a need, which must be one of `needs`."""
        return _need(self.edition, self.store, need)

    def search(self, text: str) -> list[Candidate]:
        """Return the needs that `text` may speak of; a single one where it is clear."""
        return _search(self.edition, self.store).find(text)

    def choices(self, parameter: str) -> list[Choice]:
        """Return the values that a filter can take."""
        return _choices(self.edition, self.store, parameter)

    def answer(self, need: str, filters: Filters, limit: int) -> Answer:
        """Return the tools that serve a need, the first `limit` with their reasons."""
        return _answer(self.edition, self.store, self.release, need, filters, limit)

    def count(self, need: str, filters: Filters) -> int:
        """Return how many tools serve a need."""
        return self.answer(need, filters, 0).total

    def sources(self) -> list[Source]:
        """Return the files that the landscape is made of."""
        return _sources(self.edition, self.store)


def home() -> Path:
    """Return the folder of the graph: CXSCAPE_HOME, else the platform's data folder."""
    named = os.environ.get("CXSCAPE_HOME")
    return Path(named) if named else user_data_path("cxscape", appauthor=False)


def current() -> Landscape:
    """Return the release that is current now.

    Raises:
        NoReleaseError: nothing is loaded.
    """
    release = current_release(home())
    built = (release.folder / "release.json").stat().st_mtime_ns
    return _landscape(f"{release.folder}@{built}", release)


@st.cache_data(max_entries=2, show_spinner=False)
def _landscape(edition: str, _release: Release) -> Landscape:
    report = _release.report
    return Landscape(_release.id, str(report["ended"])[:10], int(report["tools"]), _release.store, edition)


@st.cache_resource(max_entries=2, show_spinner=False)
def _engine(edition: str, _store: Path) -> Embedded:
    del edition  # it is the key
    return Embedded(_store)


def _ask(edition: str, store: Path, question: str, **values: str | list[str]) -> list[Row]:
    return rows(_engine(edition, store), question, **values)


@st.cache_resource(max_entries=2, show_spinner=False)
def _search(edition: str, _store: Path) -> NeedSearch:
    return NeedSearch(_engine(edition, _store))


@st.cache_data(max_entries=2, show_spinner=False)
def _journey(edition: str, _store: Path) -> list[Stage]:
    return [
        Stage(
            slug_of(str(r["stage"])),
            str(r["label"]),
            str(r["definition"]),
            str(r["phase_label"]),
            str(r["phase_definition"]),
        )
        for r in _ask(edition, _store, "journey")
    ]


@st.cache_data(max_entries=2, show_spinner=False)
def _needs(edition: str, _store: Path) -> dict[str, NeedName]:
    names = [
        NeedName(slug_of(str(row["need"])), str(row["label"]), str(row["definition"]), slug_of(str(row["stage"] or "")))
        for row in _ask(edition, _store, "needs")
    ]
    return {name.id: name for name in [n for n in names if n.stage] + [n for n in names if not n.stage]}


@st.cache_data(max_entries=128, show_spinner=False)
def _need(edition: str, _store: Path, need: str) -> Need:
    about = _ask(edition, _store, "need", need=need)
    related: dict[str, dict[str, str]] = {"stage": {}, "channel": {}, "symptom": {}}
    for row in about:
        related[str(row["relation"])][slug_of(str(row["value"]))] = str(row["value_label"])
    order = {stage.id: place for place, stage in enumerate(_journey(edition, _store))}
    return Need(
        id=need,
        label=str(about[0]["label"]),
        definition=str(about[0]["definition"]),
        stages=dict(sorted(related["stage"].items(), key=lambda item: order.get(item[0], len(order)))),
        channels=related["channel"],
        symptoms=tuple(related["symptom"].values()),
        requirements=tuple(
            Requirement(
                capability=slug_of(str(row["capability"])),
                label=str(row["label"]),
                definition=str(row["definition"]),
                importance=slug_of(str(row["importance"])),
                rationale=str(row["rationale"]),
            )
            for row in _ask(edition, _store, "requirements-of-need", need=need)
        ),
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _choices(edition: str, _store: Path, parameter: str) -> list[Choice]:
    return choices(_engine(edition, _store), parameter)


@st.cache_data(max_entries=256, show_spinner=False)
def _answer(edition: str, _store: Path, release: str, need: str, filters: Filters, limit: int) -> Answer:
    return tools_for_need(_engine(edition, _store), release, need, filters, limit)


@st.cache_data(max_entries=2, show_spinner=False)
def _sources(edition: str, _store: Path) -> list[Source]:
    return [
        Source(
            name=slug_of(str(row["source"])),
            url=None if row["url"] is None else str(row["url"]),
            license=slug_of(str(row["license"] or "")),
            file=str(row["file"]),
            rows=int(str(row["rows"])),
        )
        for row in _ask(edition, _store, "sources")
    ]
